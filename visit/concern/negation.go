package concern

import (
	"slices"
	"strings"
)

// How far a denial reaches: five words, as is common for English, but never out
// of its clause. What a level asks for is denied from near by ("not yet all of
// them"); a denial of something bad may stand further from it.
const (
	deniesWithin    = 5
	deniesForWithin = 3
	deniesBadWithin = 14
)

// denied works out the denials of a sentence: what a level asks for, denied,
// speaks against it; what speaks against it, denied, speaks for it; and a denial
// of something bad ("nobody is left out", "no pupil is without") is a strength.
func (r *reading) denied(p *prose, s span, clauses []int, found []finding) []finding {
	for i := s.from; i < s.to; i++ {
		if !p.words[i].negator {
			continue
		}
		if n := r.lexicon.notNegation.match(p.words[i:s.to]); n > 0 {
			i += n - 1
			continue
		}
		inCue := enclosing(found, i) // as in "have not"
		if to := r.deniesBad(p, s, i); to > 0 {
			found = replace(found, span{i, to}, finding{span{i, to}, "", For, sentenceWeight, "denies a weakness"})
			i = to - 1
			continue
		}
		if inCue {
			continue
		}
		if j := nearest(found, i, clauses, s.from); j >= 0 {
			found[j] = found[j].turned(i)
		}
	}
	return found
}

// nearest is the place of the nearest finding that a denial reaches, -1 for none.
func nearest(found []finding, negator int, clauses []int, from int) int {
	best := -1
	for j, x := range found {
		within := deniesWithin
		if x.sense == For {
			within = deniesForWithin
		}
		if x.at.from <= negator || x.at.from > negator+within || clauses[x.at.from-from] != clauses[negator-from] {
			continue
		}
		if best < 0 || x.at.from < found[best].at.from {
			best = j
		}
	}
	return best
}

// turned is a finding with the denial before it.
func (x finding) turned(negator int) finding {
	whole := span{negator, x.at.to}
	switch {
	case x.sense == Against:
		return finding{whole, "", For, 1, "denies a weakness"}
	case x.cue == cueWhole:
		return finding{whole, cuePartial, Against, 1.5, "does not reach all"}
	}
	return finding{whole, cuePartial, Against, 1.5, "is denied"}
}

// deniesBad is the word after what is denied, where the denial at i denies
// something bad, a condition or another denial; 0 for any other denial.
func (r *reading) deniesBad(p *prose, s span, i int) int {
	for j := i + 1; j < s.to && j <= i+deniesBadWithin; j++ {
		w := p.words[j]
		if strings.ContainsAny(p.between(j), ";:()–—") || w.opener && w.lower != "who" {
			return 0
		}
		if w.bad || w.negator || r.lexicon.conditions[w.lower] && !toldAsPast(p.words[s.from:j]) {
			return j + 1
		}
	}
	return 0
}

// toldAsPast reports whether a stretch has a verb of the past and none of the
// present.
func toldAsPast(words []word) bool {
	past := false
	for _, w := range words {
		if w.present {
			return false
		}
		past = past || w.past
	}
	return past
}

// enclosing reports whether a word is a part of a finding.
func enclosing(found []finding, word int) bool {
	return slices.ContainsFunc(found, func(x finding) bool { return x.at.from <= word && word < x.at.to })
}

// replace puts a finding in the place of all those that meet a stretch.
func replace(found []finding, at span, by finding) []finding {
	kept := found[:0]
	for _, x := range found {
		if x.at.to <= at.from || x.at.from >= at.to {
			kept = append(kept, x)
			continue
		}
		by.at = span{min(by.at.from, x.at.from), max(by.at.to, x.at.to)}
	}
	return append(kept, by)
}
