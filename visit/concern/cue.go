package concern

import (
	"slices"
	"strings"
)

// cue is a group of terms that speak for or against a level at the threshold.
type cue struct {
	name   string
	sense  Sense
	weight float64
	why    string
	// unless are terms that take the cue back where they stand in the same
	// sentence.
	unless terms
}

// neither is the sense of terms that look like a cue and are none.
const neither Sense = "neither"

// terms is a group of terms of one word or several. In a term "plan*" is any
// word that begins with plan, and "_" any word.
type terms struct {
	// whole has the terms by their first word, begun those whose first word is
	// only the beginning of one, by its first letters.
	whole, begun map[string][]term
	// bit is set in the form of every word that a term of the group begins with;
	// a group without one is looked up each time.
	bit uint64
}

type term struct {
	words []string
	cue   *cue
}

// begunBy is how many bytes of a beginning are looked up.
const begunBy = 3

func newTerms(list []string) terms {
	var t terms
	for _, text := range list {
		t.add(text, nil)
	}
	return t
}

func (t *terms) add(text string, of *cue) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return
	}
	if t.whole == nil {
		t.whole, t.begun = map[string][]term{}, map[string][]term{}
	}
	first := words[0]
	if strings.HasSuffix(first, "*") && len(first) > begunBy {
		t.begun[first[:begunBy]] = append(t.begun[first[:begunBy]], term{words, of})
		return
	}
	t.whole[first] = append(t.whole[first], term{words, of})
}

// startWith reports whether a term may begin with a word.
func (t *terms) startWith(lower string) bool {
	return len(t.whole[lower]) > 0 || len(lower) >= begunBy && len(t.begun[lower[:begunBy]]) > 0
}

// with are the terms that may begin with a word.
func (t *terms) with(lower string) []term {
	list := t.whole[lower]
	if len(t.begun) > 0 && len(lower) >= begunBy {
		if begun := t.begun[lower[:begunBy]]; len(begun) > 0 {
			return append(slices.Clone(list), begun...)
		}
	}
	return list
}

// longest is the longest term at the beginning of text; no words for none.
func (t *terms) longest(text []word) term {
	if len(text) == 0 || t.bit != 0 && text[0].begins&t.bit == 0 {
		return term{}
	}
	return longestOf(t.with(text[0].lower), text)
}

// longestOf is the longest of terms that stands at the beginning of text.
func longestOf(list []term, text []word) (longest term) {
	for _, candidate := range list {
		if len(candidate.words) > len(longest.words) && candidate.fits(text) {
			longest = candidate
		}
	}
	return longest
}

// match is the number of words of the longest term at the beginning of text.
func (t *terms) match(text []word) int { return len(t.longest(text).words) }

// begins reports whether a term of the group stands at the beginning of text.
func (t *terms) begins(text []word) bool { return t.match(text) > 0 }

// are reports whether the text is a term of the group and nothing more.
func (t *terms) are(text []word) bool { return len(text) > 0 && t.match(text) == len(text) }

// stand reports whether a term stands anywhere in the text.
func (t *terms) stand(text []word) bool {
	for i := range text {
		if t.match(text[i:]) > 0 {
			return true
		}
	}
	return false
}

func (t term) fits(text []word) bool {
	if len(t.words) > len(text) {
		return false
	}
	for i, w := range t.words {
		switch beginning, begun := strings.CutSuffix(w, "*"); {
		case w == "_":
		case begun && strings.HasPrefix(text[i].lower, beginning):
		case w != text[i].lower:
			return false
		}
	}
	return true
}
