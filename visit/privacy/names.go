package privacy

import (
	"slices"
	"strings"
)

// name is what may be a name: the words from a place to another.
type name struct {
	from, to int
	// kind is empty for a first name alone, which is pointed out only in one
	// breath with others that are.
	kind Kind
	why  string
	// told is set where the text itself says that a pupil is meant.
	told bool
}

// names finds the names in a text.
func (r *reading) names() []Finding {
	var found []name
	for i := 0; i < len(r.words); {
		n := r.name(i)
		if n.to > i {
			i = n.to
		} else {
			i++
		}
		if n.from < n.to && (n.told || n.kind == "" || !r.isKnown(n)) {
			found = append(found, n)
		}
	}
	r.share(found)
	var out []Finding
	for _, n := range found {
		if n.kind != "" {
			from, to := r.words[n.from].from, r.words[n.to-1].to
			out = append(out, Finding{n.kind, r.text[from:to], from, to, n.why})
		}
	}
	return out
}

// name is the name at a place. Where there is none it has no words, but may end
// behind some that are to be passed over.
func (r *reading) name(i int) name {
	w := r.words[i]
	none := name{from: i, to: i}
	if !w.upper {
		if r.firstNames[w.lower] && (r.behind(i+1) || w.gap == space && r.before(i)) {
			return name{i, i + 1, Pupil, besideClass, true} // typed in haste
		}
		return none
	}
	if over := r.noName(i); over > i {
		return name{from: over, to: over}
	}
	if r.titles[r.text[w.from:w.to]] {
		return r.titled(i)
	}
	strength := r.strength(w)
	if strength == unknown {
		return r.stranger(i)
	}
	if end := r.surname(i); end > i+1 && r.isWhole(i, end, strength) {
		return r.whole(i, end, "a first name with a surname")
	}
	if next := r.at(i + 1); strength >= thing && !w.owns && !w.heading && next.gap == space && next.initial && r.isInitial(i+1) {
		return r.whole(i, i+2, "a first name with an initial")
	}
	return r.alone(i, strength)
}

// besideClass is why a first name alone is pointed out.
const besideClass = "a first name beside a pupil's year or class"

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
	lower := w.lower
	if double { // Lily-Mae, but not Mark-making
		if strings.ToLower(second) == second {
			return unknown
		}
		if lower = strings.ToLower(first); r.things[lower] {
			return sure
		}
	}
	switch {
	case !w.capital:
		return unknown
	case r.firstNames[lower]:
		return sure
	case r.things[lower]:
		return thing
	case r.verbs[lower]:
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
	if r.at(i).gap == space && r.beforeNoName[r.at(i-1).lower] {
		return run
	}
	for j := i + 1; j < run; j++ {
		if r.institutions[r.words[j].lower] {
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
	for n := 0; n < 2 && r.at(j).gap == space && r.particles[r.at(j).lower]; n++ {
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
	if w.gap != space || r.isSchoolWord(w.lower) || r.titles[r.text[w.from:w.to]] {
		return false
	}
	as := r.text[w.from:w.to]
	if first, second, double := strings.Cut(as, "-"); double && r.particles[first] {
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
		return s == sure && (r.at(to).gap != space || r.class(to) > 0)
	case s == verb:
		return !w.opens && r.months[w.lower] == 0
	}
	return true
}

// whole is a first name with a surname or an initial: a pupil's where pupils are
// spoken of, else somebody's.
func (r *reading) whole(from, to int, why string) name {
	switch {
	case r.before(from) || r.called(from) || r.behind(to):
		return name{from, to, Pupil, why + ", beside a pupil's year or class", true}
	case r.adult(from, to) || !r.words[from].pupils && !r.words[to-1].initial:
		return name{from, to, Person, why, false}
	}
	return name{from, to, Pupil, why, false} // few but pupils have their surnames shortened
}

// titled is a title with a surname: an adult, whatever class stands beside it.
func (r *reading) titled(i int) name {
	none := name{from: i, to: i}
	j := i + 1
	for n := 0; n < 3 && r.at(j).gap == space && r.at(j).initial; n++ {
		j++
	}
	for n := 0; n < 2 && r.at(j).gap == space && r.particles[r.at(j).lower]; n++ {
		j++
	}
	w := r.at(j)
	if over := r.noName(j); over > j {
		return name{from: over, to: over}
	}
	switch {
	case w.gap != space || !w.upper || w.initial:
		return none
	case r.words[i].lower == "miss" && r.noSurnames[w.lower]: // "Miss Year 6 and you"
		return none
	}
	end := j + 1
	if !w.owns && r.isSurname(end) {
		end++
	}
	return name{i, end, Person, "a title with a surname", false}
}

// stranger is a name that is not in the lexicon, where the text says that it is
// one: "a boy called Zyan", "Zyan's mum".
func (r *reading) stranger(i int) name {
	w := r.words[i]
	none := name{from: i, to: i}
	if !w.plain || w.opens && w.gap == apart || w.heading || r.isSchoolWord(w.lower) {
		return none
	}
	switch {
	case r.called(i):
		return name{i, r.surname(i), Pupil, "a pupil is called so", true}
	case r.inserted(i):
		return name{i, i + 1, Pupil, "named behind a pupil", true}
	case w.owns && r.at(i+1).gap == space && r.relatives[r.at(i+1).lower]:
		return name{i, i + 1, Pupil, "a child, by the family spoken of", true}
	}
	return none
}

// alone is a first name without a surname, where pupils are spoken of. One
// without is kept for share.
func (r *reading) alone(i int, s strength) name {
	w, next := r.words[i], r.at(i+1)
	none := name{from: i, to: i}
	if next.gap == space && next.upper && r.class(i+1) == 0 {
		return none // a part of some other name
	}
	if w.heading && (s != sure || next.gap == space) {
		return none
	}
	if before := r.at(i - 1); w.gap == space && before.upper && !before.opens && !r.isPerson(before.lower) && r.class(i-1)+r.class(i-2) == 0 {
		return none
	}
	found := name{i, i + 1, Pupil, besideClass, true}
	switch {
	case r.called(i) || r.inserted(i):
		return found
	case s == verb:
		return none
	case w.owns && next.gap == space && r.relatives[next.lower]:
		found.why = "a child, by the family spoken of"
		return found
	case next.gap != space && r.behind(i+1) && !w.owns:
		return found
	case s == thing:
		return none
	case r.before(i) || r.behind(i+1) && !w.owns:
		return found
	case r.adult(i, i+1):
		return name{i, i + 1, Person, "a first name beside a role", false}
	case w.pupils && r.speaks(i):
		return name{i, i + 1, Pupil, "a first name where pupils are spoken of", false}
	}
	return name{from: i, to: i + 1}
}

// speaks reports whether somebody named at a place speaks, or is spoken to.
func (r *reading) speaks(i int) bool {
	w, next := r.words[i], r.at(i+1)
	return next.gap == space && r.tells[next.lower] && !w.owns || w.gap == space && r.told[r.at(i-1).lower]
}

// isSchoolWord reports whether a word is one that a school writes with a capital
// though it names nobody.
func (r *reading) isSchoolWord(lower string) bool {
	return r.noSurnames[lower] || r.institutions[lower] || r.isPerson(lower) || r.classes[lower] || r.wholeClasses[lower] ||
		r.months[lower] != 0
}

// isPerson reports whether a word is one for a pupil or for an adult's post.
func (r *reading) isPerson(lower string) bool {
	return r.pupil[lower] || r.Lexicon.pupils[lower] || r.adults[lower]
}

// share points out first names that stand in one breath with a name that is:
// "Amy, Ben and Tom (Y6)".
func (r *reading) share(names []name) {
	for range 2 { // once from either end
		for i := 1; i < len(names); i++ {
			a, b := &names[i-1], &names[i]
			if b.kind == "" && a.kind != "" && r.joined(a, b) {
				b.kind, b.why = a.kind, "named in one breath with others"
			}
		}
		slices.Reverse(names)
	}
}

// joined reports whether two names stand in one list, whichever comes first.
func (r *reading) joined(a, b *name) bool {
	if a.from > b.from {
		a, b = b, a
	}
	between := r.words[a.to:b.from]
	switch next := r.at(b.from); len(between) {
	case 0:
		return next.gap == comma
	case 1:
		return between[0].lower == "and" && between[0].gap != apart && next.gap == space
	}
	return false
}
