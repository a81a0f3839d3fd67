package concern

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Sense says what a phrase speaks for.
type Sense string

// The senses of a phrase: for a level at the threshold, or against it.
const (
	For     Sense = "for"
	Against Sense = "against"
)

// Phrase is a stretch of a text that bears on the level.
type Phrase struct {
	// From and To are bytes of the text.
	From  int   `json:"from"`
	To    int   `json:"to"`
	Sense Sense `json:"sense"`
	// Why goes on after the phrase: "is still to come".
	Why string `json:"why"`
}

// Marked is a text of the school's with its phrases, in order and apart.
type Marked struct {
	// Node is the item, strand or element the text stands at.
	Node    string   `json:"node"`
	Text    string   `json:"text"`
	Phrases []Phrase `json:"phrases,omitempty"`
}

// Explanation is the reading of one item: what the school wrote that bears on
// it, with the phrases that speak for and against its level. It gives no level.
type Explanation struct {
	Item      string          `json:"item"`
	Claimed   framework.Level `json:"claimed,omitempty"`
	Threshold framework.Level `json:"threshold,omitempty"`
	Texts     []Marked        `json:"texts"`
	// Remarks are what the reading as a whole shows, in sentences.
	Remarks []string `json:"remarks,omitempty"`
}

// Explain reads one item, or what stands at a strand or element; false where the
// framework has no such node. Like Check it only reads its arguments.
func Explain(s *submission.Submission, f *framework.Framework, lex *Lexicon, item string) (Explanation, bool) {
	if s == nil || f == nil {
		return Explanation{}, false
	}
	n := f.Find(item)
	if n == nil {
		return Explanation{}, false
	}
	if lex == nil {
		lex = &Lexicon{}
	}
	r := read(s, f, lex)
	x := Explanation{Item: n.ID, Threshold: n.Threshold(), Texts: []Marked{}}
	texts := []*passage{r.passages[n]}
	if !n.IsItem() {
		x.Threshold = 0 // only items are judged
		if texts[0] == nil || texts[0].prose.isEmpty() {
			x.Remarks = []string{"Nothing stands here for the strand or element as a whole; its items have texts of their own."}
		}
	}
	for _, e := range r.entries {
		if e.node == n {
			x.Claimed, texts = e.review.Level, e.texts()
			x.Remarks = r.remarks(e)
		}
	}
	for _, p := range texts {
		if p != nil && !p.prose.isEmpty() {
			x.Texts = append(x.Texts, p.marked())
		}
	}
	return x, true
}

func (p *passage) marked() Marked {
	m := Marked{Node: p.node.ID, Text: p.prose.text}
	for _, x := range p.grade.findings {
		words := p.prose.in(x.at)
		m.Phrases = append(m.Phrases, Phrase{From: words[0].from, To: words[len(words)-1].to, Sense: x.sense, Why: x.why})
	}
	return m
}

// remarks are what the reading of an item as a whole shows.
func (r *reading) remarks(e *entry) []string {
	var remarks []string
	say := func(format string, args ...any) { remarks = append(remarks, fmt.Sprintf(format, args...)) }
	switch g := e.grade; {
	case e.prose.isEmpty() && len(e.above) == 0:
		say("Nothing the school wrote speaks of this item.")
	case e.prose.isEmpty():
		say("Nothing stands at the item itself; the text at %s speaks of it.", e.above[0].node.ID)
	case len(g.findings) == 0:
		say("No phrase here bears on the level: the text tells neither how far this reaches nor how settled it is.")
	case g.isBare():
		say("Little here tells how far this reaches, how regular it is, whether it is looked at or what came of it.")
	case g.short() > 0:
		say("Most of what bears on the level speaks against it.")
	case g.leans() > 0:
		say("About as much of the text speaks against the level as for it.")
	}
	if e.grade.reason.to > 0 {
		say("The school gives a reason: “%s”.", e.prose.says(e.grade.reason))
	}
	if level, words := r.nearest(e); len(words) > 0 {
		say("Words of the framework's statement of level %s stand here: %s.", level, strings.Join(words, ", "))
	}
	return remarks
}

// nearest is the level whose statement has the most words that stand in the text
// and in no other statement of the item, with those words; none where two have
// as many, or next to none.
func (r *reading) nearest(e *entry) (level framework.Level, words []string) {
	const few = 3
	own := r.topics.ownOfLevels(e.node)
	stems := e.prose.stems()
	most, tie := few-1, false
	for _, l := range slices.Sorted(maps.Keys(own)) {
		switch n := stems.overlap(own[l]); {
		case n > most:
			level, most, tie = l, n, false
		case n == most:
			tie = true
		}
	}
	if level == 0 || tie {
		return 0, nil
	}
	var shared []string
	for _, w := range e.prose.stemsInOrder() {
		if own[level][w] {
			shared = append(shared, w)
		}
	}
	return level, e.prose.wordsOf(shared)
}

// ownOfLevels are the telling stems of each statement of an item that no other
// of its statements has.
func (t topics) ownOfLevels(n *framework.Node) map[framework.Level]set {
	own, uses := map[framework.Level]set{}, map[string]int{}
	for level, statement := range n.Statements {
		own[level] = set{}
		for _, w := range t.read(statement).words {
			if w.telling {
				own[level][w.stem] = true
			}
		}
		for w := range own[level] {
			uses[w]++
		}
	}
	for _, words := range own {
		for w := range words {
			if uses[w] > 1 {
				delete(words, w)
			}
		}
	}
	return own
}
