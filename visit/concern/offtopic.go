package concern

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/framework"
)

// RuleOffTopic: speaks of something else than the item.
const RuleOffTopic = "off-topic"

// offTopic finds texts that have next to none of their item's own words and many
// of another's. The item's name, which anybody can write at the top, counts for
// one word.
type offTopic struct{}

func (offTopic) find(r *reading) []Concern {
	const fewest = 25 // words; a shorter text may name a paper and no more
	var found []Concern
	for _, e := range r.entries {
		if len(e.prose.words) < fewest {
			continue
		}
		about := r.topics.about(e.prose)
		own := r.topics.weight(about[e.node])
		if e.prose.stems().overlap(r.topics.names[e.node]) > 0 {
			own += nameWeight
		}
		var other *framework.Node
		most := 0.0
		for _, n := range r.framework.Items() {
			if weight := r.topics.weight(about[n]); n != e.node && weight > most {
				other, most = n, weight
			}
		}
		words := about[other]
		switch {
		case isOff(own, most, len(words)):
			found = append(found, r.speaksOf(e, other, words))
		case r.topics.lacksCore(e):
			found = append(found, r.speaksOfNone(e))
		}
	}
	return found
}

// nameWeight is what the item's own name counts for: half of a word that is its
// matter's alone.
const nameWeight = 0.5

// isOff reports whether a text is about another item: it has several words of
// that one's matter and next to none of its own. Where it is full of them, a few
// of its own that it has by chance do not help it.
func isOff(own, other float64, words int) bool {
	switch {
	case words >= 8 && other >= 6:
		return own <= other/3
	case words >= 5 && other >= 3:
		return own <= other/4
	}
	return false
}

// lacksCore reports whether a text has none of the words of which a text on the
// item's matter has at least one.
func (t topics) lacksCore(e *entry) bool {
	return slices.ContainsFunc(t.mattersOf(e.node), func(m subject) bool {
		return len(m.core) > 0 && e.prose.stems().overlap(m.core) == 0
	})
}

// speaksOfNone is the concern about a text that has no word of its matter.
func (r *reading) speaksOfNone(e *entry) Concern {
	c := r.speaksOf(e, nil, nil)
	c.Why = fmt.Sprintf("No word of the text is one that a text on %s can hardly do without.", called(e.node))
	c.Settle.Ask = fmt.Sprintf("The text at %s tells of other things: what do you do about %s itself?", e.node.ID, called(e.node))
	return c
}

// about are the words of a text that belong to the matter of each item, its name
// left out, in the order of the text.
func (t topics) about(p *prose) map[*framework.Node][]string {
	about := map[*framework.Node][]string{}
	for _, w := range p.stemsInOrder() {
		for _, n := range t.itemsOf[w] {
			if !t.names[n][w] {
				about[n] = append(about[n], w)
			}
		}
	}
	return about
}

// weight is how telling words of matters are: one that is the matter of a single
// item weighs 1, one of two items a half.
func (t topics) weight(words []string) float64 {
	sum := 0.0
	for _, w := range words {
		sum += 1 / float64(len(t.itemsOf[w]))
	}
	return sum
}

func (r *reading) speaksOf(e *entry, other *framework.Node, stems []string) Concern {
	c := on(e.passage, Insufficient, RuleOffTopic, Medium)
	c.Quote, c.Source = e.quote(), sourceCommentary
	c.Settle = Settle{
		Of:  speakers(e.node),
		See: fmt.Sprintf("A paper, a person or a place that bears on %s.", called(e.node)),
	}
	if other != nil {
		c.Why = fmt.Sprintf("The text speaks of %s (%s) rather than of %s.", called(other), strings.Join(e.prose.wordsOf(stems), ", "), called(e.node))
		c.Settle.Ask = fmt.Sprintf("The text at %s tells of %s: what do you do about %s itself?", e.node.ID, called(other), called(e.node))
	}
	return c
}

// wordsOf are up to four words of the text with one of the stems, as it has them.
func (p *prose) wordsOf(stems []string) []string {
	const most = 4
	var words []string
	seen := set{}
	for _, w := range p.words {
		if len(words) < most && slices.Contains(stems, w.stem) && !seen[w.stem] {
			seen[w.stem] = true
			words = append(words, w.lower)
		}
	}
	return words
}
