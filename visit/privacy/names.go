package privacy

import "slices"

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

// names finds the names in a text, and first names alone that stand in one
// breath with one of them.
func (r *reading) names() []name {
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
	return slices.DeleteFunc(found, func(n name) bool { return n.kind == "" })
}

// finding is a name as it is pointed out.
func (r *reading) finding(n name) Finding {
	from, to := r.words[n.from].from, r.words[n.to-1].to
	return Finding{n.kind, r.text[from:to], from, to, n.why}
}

// name is the name at a place. Where there is none it has no words, but may end
// behind some that are to be passed over.
func (r *reading) name(i int) name {
	w := r.words[i]
	none := name{from: i, to: i}
	if !w.upper {
		if w.is(firstName) && (r.behind(i+1) || w.gap == space && r.before(i)) {
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
	for n := 0; n < 2 && r.at(j).gap == space && r.at(j).is(particle); n++ {
		j++
	}
	w := r.at(j)
	if over := r.noName(j); over > j {
		return name{from: over, to: over}
	}
	switch {
	case w.gap != space || !w.upper || w.initial:
		return none
	case r.words[i].lower == "miss" && w.is(noSurname): // "Miss Year 6 and you"
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
	if !w.plain || w.opens && w.gap == apart || w.heading || w.is(schoolWord) {
		return none
	}
	switch {
	case r.called(i):
		return name{i, r.surname(i), Pupil, "a pupil is called so", true}
	case r.inserted(i):
		return name{i, i + 1, Pupil, "named behind a pupil", true}
	case w.owns && r.at(i+1).gap == space && r.at(i+1).is(relative):
		return name{i, i + 1, Pupil, "a child, by the family spoken of", true}
	}
	return none
}

// alone is a first name without a surname, where the words round it say that a
// pupil or an adult with a post is meant. One of which nothing is said is kept
// for share.
func (r *reading) alone(i int, s strength) name {
	w, next := r.words[i], r.at(i+1)
	none := name{from: i, to: i}
	if next.gap == space && next.upper && r.class(i+1) == 0 {
		return none // a part of some other name
	}
	if w.heading && (s != sure || next.gap == space) {
		return none
	}
	if before := r.at(i - 1); w.gap == space && before.upper && !before.opens && !before.is(aPupil|somePupils|adult) && r.class(i-1)+r.class(i-2) == 0 {
		return none
	}
	found := name{i, i + 1, Pupil, besideClass, true}
	switch {
	case r.called(i) || r.inserted(i):
		return found
	case s == verb:
		return none
	case w.owns && next.gap == space && next.is(relative):
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
	return next.gap == space && next.is(tells) && !w.owns || w.gap == space && r.at(i-1).is(told)
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
