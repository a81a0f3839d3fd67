package concern

import (
	"strings"
	"unicode/utf8"
)

// name is a person's name as people write it: "Mrs Rhian Pugh-Davies", "R
// Pugh-Davies", "G. R. Tilsley", with an organisation in brackets perhaps.
type name struct {
	title   string // in lower case, empty where none is given
	given   []string
	surname []string // in lower case; of two parts where it is hyphenated
}

// parseName reads a name. It has no surname where there is none to be read.
func (r *reading) parseName(text string) name {
	if i := strings.IndexAny(text, "(,;"); i >= 0 {
		text = text[:i]
	}
	p := r.read(text)
	var n name
	words := p.words
	if len(words) > 0 && r.lexicon.titles[words[0].lower] {
		n.title, words = words[0].lower, words[1:]
	}
	from := len(words) - 1
	for offset := len(p.words) - len(words); from > 0 && p.between(from+offset) == "-"; {
		from--
	}
	for i, w := range words {
		switch {
		case i < from:
			n.given = append(n.given, w.lower)
		default:
			n.surname = append(n.surname, w.lower)
		}
	}
	return n
}

// ladies are the titles that only women have, gentlemen those that only men
// have: a Mrs Hart is not the Mr Hart somebody asked for.
var (
	ladies    = set{"mrs": true, "miss": true, "ms": true}
	gentlemen = set{"mr": true, "sir": true}
)

// stands finds where a text has the name: the surname, with title, forenames or
// initials before it that can be the same person's. Somebody of another forename
// or title is somebody else.
func (n name) stands(r *reading, p *prose) (span, bool) {
	if len(n.surname) == 0 || utf8.RuneCountInString(n.surname[0]) < 2 {
		return span{}, false
	}
	for i := range p.words {
		if !n.surnameAt(p.words[i:]) {
			continue
		}
		from, title, given := r.before(p, i)
		if n.titled(title) && n.isGiven(given) {
			return span{from, i + len(n.surname)}, true
		}
	}
	return span{}, false
}

// before is the title, and the forenames or initials, that stand before the
// surname at i, and where they begin.
func (r *reading) before(p *prose, i int) (from int, title string, given []string) {
	const most = 4
	from = i
	for j := i - 1; j >= max(0, i-most); j-- {
		w := p.words[j]
		if gap := strings.TrimSpace(p.between(j + 1)); gap != "" && gap != "." {
			break
		}
		if r.lexicon.titles[w.lower] {
			return j, w.lower, given
		}
		if !w.capital || r.lexicon.functionWords[w.lower] && utf8.RuneCountInString(w.lower) > 1 {
			break
		}
		from, given = j, append([]string{w.lower}, given...)
	}
	return from, "", given
}

func (n name) surnameAt(text []word) bool {
	if len(text) < len(n.surname) || !text[0].capital {
		return false
	}
	for i, part := range n.surname {
		if text[i].lower != part {
			return false
		}
	}
	return true
}

func (n name) titled(title string) bool {
	return n.title == "" || !(ladies[n.title] && gentlemen[title] || gentlemen[n.title] && ladies[title])
}

// isGiven reports whether forenames or initials can be the person's: where both
// are known, the first must agree, for of the others people give some and leave
// some. Words that stand before a surname by chance ("Ask Lathom") are no
// forenames of anybody, so one that agrees is enough wherever it stands.
func (n name) isGiven(given []string) bool {
	if len(given) == 0 || len(n.given) == 0 {
		return true
	}
	for _, g := range given {
		if agree(g, n.given[0]) {
			return true
		}
	}
	return false
}

// agree reports whether two forenames can be the same: one may be the initial or
// the short form of the other.
func agree(a, b string) bool {
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}
