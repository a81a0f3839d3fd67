package concern

import "strings"

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
		within := enclosing(found, i) // the negator may be a part of a cue: "have not"
		if to := r.deniesBad(p, s, i); to > 0 {
			found = replace(found, span{i, to}, finding{span{i, to}, "", For, sentenceWeight, "denies a weakness"})
			i = to - 1
			continue
		}
		if within >= 0 {
			continue
		}
		for j, x := range found {
			if x.at.from <= i || x.at.from > i+deniesWithin || clauses[x.at.from-s.from] != clauses[i-s.from] {
				continue
			}
			whole := span{i, x.at.to}
			if x.sense == For {
				if x.at.from > i+deniesForWithin {
					continue
				}
				found[j] = finding{whole, cuePartial, Against, 1.5, "denies what " + strings.TrimPrefix(x.why, "is ")}
				if x.cue == cueWhole {
					found[j].why = "does not reach all"
				} else {
					found[j].why = "is denied"
				}
			} else {
				found[j] = finding{whole, "", For, 1, "denies a weakness"}
			}
			break
		}
	}
	return found
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

// enclosing is the place of the finding that a word is a part of, -1 for none.
func enclosing(found []finding, word int) int {
	for i, x := range found {
		if x.at.from <= word && word < x.at.to {
			return i
		}
	}
	return -1
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
