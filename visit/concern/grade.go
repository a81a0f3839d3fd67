package concern

import (
	"slices"
	"strings"
)

// grade is how a text reads: how much of it speaks for a level at the threshold
// and how much against it.
type grade struct {
	prose *prose
	// findings are the phrases that bear on the level, in order.
	findings []finding
	// favour and against are the parts of the text that speak for and against,
	// each between 0 and 1; a sentence can do both.
	favour, against float64
	// weak is the number of sentences that speak against and not for, beyond
	// of those that tell of something beyond the school.
	weak, beyond int
	// leads is what the text gives to look at.
	leads int
	// reason is a sentence that gives a reason for what speaks against.
	reason span
}

// finding is a stretch of words that bears on the level.
type finding struct {
	at     span
	cue    string
	sense  Sense
	weight float64
	why    string
}

// Names of cues that the weighing knows.
const (
	cueAhead   = "ahead"
	cueAbsent  = "absent"
	cuePartial = "partial"
	cueWhole   = "whole"
	cueRegular = "regular"
	cueBeyond  = "beyond"
	cueByHand  = "by hand"
)

// sentenceWeight is the weight that makes a sentence speak wholly one way.
const sentenceWeight = 2

// Sentences count by their length, but a very long one not for the whole text
// and a very short one for something.
const shortest, longest = 5, 30

// grade reads a text that gives so much to look at. What lies ahead is told by the
// month the submission was sent in.
func (r *reading) grade(p *prose, leads int) *grade {
	g := &grade{prose: p, leads: leads}
	var length, favour, against float64
	before := 0.0 // what the sentence before this one has against, by its length
	for _, s := range p.sentences {
		found := r.weigh(p, s)
		g.findings = append(g.findings, found...)
		a, f := 0.0, 0.0
		beyond := false
		for _, x := range found {
			if x.sense == For {
				f += x.weight
				beyond = beyond || x.cue == cueBeyond
			} else {
				a += x.weight
			}
		}
		a, f = min(1, a/sentenceWeight), min(1, f/sentenceWeight)
		if a+before > 0 && r.lexicon.explanations.stand(p.in(s)) {
			if g.reason.to == 0 {
				g.reason = s
			}
			against -= before / 2
			a /= 2
		}
		n := float64(clampLength(s))
		length += n
		favour += f * n
		against += a * n
		before = a * n
		if a > 0.4 && f < a {
			g.weak++
		}
		if beyond {
			g.beyond++
		}
	}
	if length > 0 {
		g.favour, g.against = favour/length, against/length
	}
	return g
}

// has reports whether a cue of the name stands in a sentence.
func (g *grade) has(cue string, in span) bool {
	return slices.ContainsFunc(g.findings, func(x finding) bool {
		return x.cue == cue && x.at.from >= in.from && x.at.from < in.to
	})
}

func clampLength(s span) int { return min(max(s.to-s.from, shortest), longest) }

// weigh finds what bears on the level in one sentence.
func (r *reading) weigh(p *prose, s span) []finding {
	clauses := clausesOf(p, s)
	found := r.look(p, s)
	found = r.denied(p, s, clauses, found)
	found = append(found, r.comes(p, s)...)
	slices.SortStableFunc(found, func(a, b finding) int { return a.at.from - b.at.from })
	kept := found[:0]
	for _, x := range found {
		if len(kept) > 0 && x.at.from < kept[len(kept)-1].at.to {
			continue // within what was found before
		}
		kept = append(kept, x)
	}
	return settle(p, s, clauses, kept)
}

// look finds the cues and shares of a sentence as they stand.
func (r *reading) look(p *prose, s span) []finding {
	var found []finding
	taken := map[*cue]bool{} // whether a cue is taken back, looked for once in a sentence
	takenBack := func(c *cue) bool {
		yes, known := taken[c]
		if !known {
			yes = c.unless.stand(p.in(s))
			taken[c] = yes
		}
		return yes
	}
	needs := anyOf(p.in(s), r.lexicon.needs)
	for i := s.from; i < s.to; {
		if share, ok := p.share(i, s); ok {
			if x, ok := reach(p, s, share, needs); ok {
				found = append(found, x)
			}
			i = share.at.to
			continue
		}
		if n := r.lexicon.notNegation.match(p.words[i:s.to]); n > 0 {
			i += n
			continue
		}
		t := longestOf(p.words[i].cues, p.words[i:s.to])
		if len(t.words) == 0 {
			i++
			continue
		}
		if c := t.cue; c.sense != neither && !takenBack(c) {
			found = append(found, finding{span{i, i + len(t.words)}, c.name, c.sense, c.weight, c.why})
		}
		i += len(t.words)
	}
	return found
}

// reach is what a share of a whole says of how far something reaches: seven in
// ten and more is most of them, less than half is some. It must be a share of
// people, classes or the like. Where the sentence is about a need that only some
// have, a small share says nothing.
func reach(p *prose, s span, of share, needs bool) (finding, bool) {
	const most, half, near = 0.7, 0.5, 4
	counted := false
	for _, w := range p.words[of.at.to:min(s.to, of.at.to+near)] {
		counted = counted || w.counted
	}
	switch {
	case of.is() >= most:
		return finding{of.at, cueWhole, For, 1.5, "is nearly all of them"}, true
	case of.is() < half && counted && !needs:
		return finding{of.at, cuePartial, Against, 1.5, "is fewer than half of them"}, true
	}
	return finding{}, false
}

// anyOf reports whether a word of a sentence has one of the stems.
func anyOf(sentence []word, of set) bool {
	return slices.ContainsFunc(sentence, func(w word) bool { return of[w.stem] })
}

// comes finds dates that lie ahead of the submission. A date to reach something
// by is a target, and no weakness.
func (r *reading) comes(p *prose, s span) []finding {
	if r.sent == 0 {
		return nil
	}
	var found []finding
	for _, d := range p.datesIn(s, r.lexicon.scales) {
		if d.runs || d.first() <= r.sent || d.at.from == s.from {
			continue
		}
		switch p.words[d.at.from-1].lower {
		case "in", "from", "until", "till", "for", "during":
			found = append(found, finding{d.at, cueAhead, Against, 1.5, "lies ahead of the submission"})
		}
	}
	return found
}

// clauses numbers the clauses of a sentence, word by word.
func clausesOf(p *prose, s span) []int {
	numbers := make([]int, s.to-s.from)
	n := 0
	for i := s.from; i < s.to; i++ {
		if i > s.from && (strings.ContainsAny(p.between(i), ";:()–—") || p.words[i].opener) {
			n++
		}
		numbers[i-s.from] = n
	}
	return numbers
}

// settle drops what the rest of its clause takes back: a weakness that is told
// as past, and a strength that lies ahead or is denied. How often and by how many
// something is done by hand is none.
func settle(p *prose, s span, clauses []int, found []finding) []finding {
	type tone struct{ past, present, undone bool }
	tones := make([]tone, len(clauses)+1)
	for i, clause := range clauses {
		w := p.words[s.from+i]
		t := &tones[clause]
		t.past = t.past || w.past
		t.present = t.present || w.present
	}
	at := func(x finding) *tone { return &tones[clauses[x.at.from-s.from]] }
	byHand := false
	for _, x := range found {
		byHand = byHand || x.cue == cueByHand
		if x.cue == cueAhead || x.cue == cueAbsent {
			at(x).undone = true
		}
	}
	return slices.DeleteFunc(found, func(x finding) bool {
		t := at(x)
		if x.sense == Against {
			return t.past && !t.present && x.cue != cueAhead
		}
		return t.undone || byHand && (x.cue == cueWhole || x.cue == cueRegular)
	})
}
