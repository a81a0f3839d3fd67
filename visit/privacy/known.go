package privacy

import (
	"slices"
	"strings"
)

// known is a name known in public, by its words in small letters, titles left out.
type known []string

// know adds a name to those that are not pointed out.
func (f *Finder) know(text string) {
	if name := f.plain(f.readWords(text), text); len(name) > 0 {
		f.known = append(f.known, name)
	}
}

// plain are a name's words in small letters, without titles.
func (f *Finder) plain(words []word, text string) known {
	var name known
	for _, w := range words {
		if !f.titles[text[w.from:w.to]] {
			name = append(name, w.lower)
		}
	}
	return name
}

// isKnown reports whether a name is one known in public, written out or not:
// "Mrs Threadgold" and "Jane Threadgold" are "Mrs J Threadgold", "Hill Top" is
// part of "Hill Top Primary School". A first name alone is nobody in particular.
func (r *reading) isKnown(n name) bool {
	name := r.plain(r.words[n.from:n.to], r.text)
	titled := len(name) < n.to-n.from
	if len(name) == 0 || len(name) == 1 && !titled {
		return false
	}
	return slices.ContainsFunc(r.known, func(k known) bool { return k.is(name) || k.has(name) })
}

// is reports whether two names can be the same person's: the surname is the
// same, and given names do not speak against it.
func (k known) is(name known) bool {
	last, end := len(k)-1, len(name)-1
	return k[last] == name[end] && (last == 0 || end == 0 || begins(k[0], name[0]) || begins(name[0], k[0]))
}

// begins reports whether a given name is another or its initial.
func begins(name, initial string) bool {
	return name == initial || len([]rune(initial)) == 1 && strings.HasPrefix(name, initial)
}

// has reports whether a name of several words is part of this one.
func (k known) has(name known) bool {
	for i := 0; len(name) > 1 && i+len(name) <= len(k); i++ {
		if slices.Equal(k[i:i+len(name)], name) {
			return true
		}
	}
	return false
}
