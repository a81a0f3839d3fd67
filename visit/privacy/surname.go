package privacy

import "strings"

// strength is how surely a word is a first name.
type strength int

const (
	unknown strength = iota
	verb             // one that opens sentences or names a month
	thing            // one that names things as well
	sure
)

func (r *reading) strength(w word) strength {
	first, second, double := strings.Cut(r.text[w.from:w.to], "-")
	switch {
	case !w.capital:
	case double: // Lily-Mae, but not Mark-making
		if strings.ToLower(second) != second && r.groups[strings.ToLower(first)]&(firstName|nameOfThing) != 0 {
			return sure
		}
	case w.is(firstName):
		return sure
	case w.is(nameOfThing):
		return thing
	case w.is(nameOrVerb):
		return verb
	}
	return unknown
}

// noName is the end of the words from a place on that look like a name and are
// none: a saint, somebody pupils learn about, an institution.
func (r *reading) noName(i int) int {
	if i >= len(r.words) {
		return i
	}
	run := i // the end of the words with capitals
	for run == i || run < i+longest && r.at(run).gap == space && r.at(run).upper {
		run++
	}
	if r.at(i).gap == space && r.at(i-1).is(beforeNoName) {
		return run
	}
	for j := i + 1; j < run; j++ {
		if r.words[j].is(institution) {
			return run
		}
	}
	phrase := r.words[i].lower
	for j := i + 1; j < i+3 && r.at(j).gap == space; j++ {
		phrase += " " + r.words[j].lower
		if r.wellKnown[phrase] {
			return j + 1
		}
	}
	return i
}

// longest is how many words a name may have, with all that belongs to it.
const longest = 6

// surname is the end of the words from a first name on that make a whole name:
// initials, particles and one surname or two. It is the place behind the first
// name where there is no surname.
func (r *reading) surname(i int) int {
	if r.words[i].owns {
		return i + 1
	}
	j := i + 1
	for n := 0; n < 2 && r.at(j).gap == space && r.at(j).initial; n++ {
		j++
	}
	for n := 0; n < 2 && r.at(j).gap == space && r.at(j).is(particle); n++ {
		j++
	}
	end := i + 1
	for n := 0; n < 2 && r.isSurname(j); n++ {
		j++
		end = j
		if r.words[j-1].owns {
			break
		}
	}
	return end
}

// isSurname reports whether a word can be a surname behind another name.
func (r *reading) isSurname(i int) bool {
	w := r.at(i)
	if w.gap != space || w.is(schoolWord) || r.titles[r.text[w.from:w.to]] {
		return false
	}
	as := r.text[w.from:w.to]
	if first, second, double := strings.Cut(as, "-"); double && r.groups[first]&particle != 0 {
		return strings.ToLower(second) != second // al-Rashid
	}
	return w.plain || w.capital && capitalsInside(as)
}

// capitalsInside reports whether a name may have a second capital: O'Neill,
// McBride, Smith-Jones; but not PowerPoint.
func capitalsInside(name string) bool {
	if strings.ContainsAny(name, "-'’") {
		return true
	}
	for _, s := range []string{"Mc", "Mac", "Fitz", "De", "Di", "Du", "La", "Le", "Van"} {
		if strings.HasPrefix(name, s) {
			return true
		}
	}
	return false
}

// isInitial reports whether a capital letter stands for a surname; "I" and "A"
// are words unless a full stop follows.
func (r *reading) isInitial(i int) bool {
	w := r.words[i]
	return w.lower != "i" && w.lower != "a" || strings.HasPrefix(r.text[w.to:], ".")
}

// isWhole reports whether a first name and a surname, from a place to another,
// are taken for a person's. In a heading, where every word has its capital,
// little is.
func (r *reading) isWhole(from, to int, s strength) bool {
	w := r.words[from]
	switch {
	case w.heading:
		return s == sure && r.at(to).gap != space
	case s == verb:
		return !w.opens && !w.is(month)
	}
	return true
}
