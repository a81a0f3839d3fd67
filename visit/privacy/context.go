package privacy

import (
	"strconv"
	"strings"
)

// reading is a text taken apart, to be looked through for names.
type reading struct {
	*Finder
	text  string
	words []word
}

// read takes a text apart.
func (f *Finder) read(text string) *reading {
	r := &reading{Finder: f, text: text, words: f.readWords(text)}
	r.mark()
	return r
}

// at is a word by its place; one that is no word and stands apart from
// everything where there is none.
func (r *reading) at(i int) word {
	if i < 0 || i >= len(r.words) {
		return word{gap: apart}
	}
	return r.words[i]
}

// mark notes of each sentence whether it speaks of pupils and whether it is
// written like a heading: with a capital on every word, and about no class.
func (r *reading) mark() {
	for from := 0; from < len(r.words); {
		to, pupils, class, capitals, small := from, r.pupils, false, 0, 0
		for to == from || to < len(r.words) && r.words[to].gap != apart {
			w := r.words[to]
			pupils = pupils || w.is(aPupil|somePupils)
			class = class || r.class(to) > 0
			switch {
			case w.capital:
				capitals++
			case !w.upper && !w.figure && !w.is(minor):
				small++
			}
			to++
		}
		for i := from; i < to; i++ {
			r.words[i].pupils, r.words[i].heading = pupils || class, capitals > 2 && small == 0 && !class
		}
		from = to
	}
}

// class is the number of words of the year or class named at a place, 0 where
// none is: "Year 4", "class 3B", "Y5", "4B", "Reception".
func (r *reading) class(i int) int {
	w, next := r.at(i), r.at(i+1)
	switch {
	case w.is(className) && next.gap == space && (isClass(next.lower) || inWords[next.lower]):
		return 2
	case w.is(wholeClass) && w.upper:
		return 1
	case w.upper && len(w.lower) == 2 && strings.ContainsRune("ps", rune(w.lower[0])) && '1' <= w.lower[1] && w.lower[1] <= '7':
		return 1 // the years of Scottish schools
	}
	for _, short := range []string{"year", "yr", "y"} {
		if rest, ok := strings.CutPrefix(w.lower, short); ok && isClass(rest) {
			return 1
		}
	}
	if w.figure && len(w.lower) > 1 && isClass(w.lower) && strings.Trim(w.lower, "0123456789") != "" {
		return 1
	}
	return 0
}

// inWords are the years of a school written out.
var inWords = map[string]bool{
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true,
	"eight": true, "nine": true, "ten": true, "eleven": true, "twelve": true, "thirteen": true,
}

// isClass reports whether a word is a year of a school, 1 to 13, or a class in
// it: 5, 5m, 10b. Ordinals are none.
func isClass(s string) bool {
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	year, err := strconv.Atoi(digits)
	switch s[len(digits):] {
	case "st", "nd", "rd", "th", "am", "pm", "gb", "mb", "tb", "kb", "k", "m", "p", "x":
		return false
	}
	return err == nil && 1 <= year && year <= 13 && len(s)-len(digits) <= 2
}

// isAge reports whether a word is the age of a pupil in years.
func isAge(s string) bool {
	age, err := strconv.Atoi(s)
	return err == nil && 3 <= age && age <= 18
}

// behind reports whether the words from a place on say which year or class the
// person named before them is in: "(Y5)", ", Year 5", "in Year 5", "aged 9".
func (r *reading) behind(i int) bool {
	w, after := r.at(i), r.at(i+1)
	switch w.gap {
	case bracket, comma:
		if w.lower == "all" || w.lower == "both" { // "Amy and Ben (both Y6)"
			return after.gap == space && r.class(i+1) > 0
		}
		return r.class(i) > 0 || w.lower == "aged" && isAge(after.lower) ||
			isAge(w.lower) && (after.gap != space || after.lower == "years")
	case space:
		switch w.lower {
		case "in", "from", "of":
			return after.gap == space && r.class(i+1) > 0
		case "aged":
			return isAge(after.lower)
		}
		return r.class(i) == 1 // "Amy Y5"
	}
	return false
}

// before reports whether the words up to a place say that a pupil is named
// there: "pupil Amy", "a Y5 pupil, Amy", "Year 5 Amy".
func (r *reading) before(i int) bool {
	w, last := r.at(i), r.at(i-1)
	if w.gap == apart || last.owns && r.class(i-1) == 0 {
		return false
	}
	if last.is(aPupil | somePupils) {
		return true
	}
	return w.gap == space && (r.class(i-1) == 1 || r.class(i-2) == 2)
}

// called reports whether the words up to a place say that a pupil is called
// what stands there: "a girl called Amy".
func (r *reading) called(i int) bool {
	if last := r.at(i - 1); r.at(i).gap != space || last.lower != "called" && last.lower != "named" {
		return false
	}
	const far = 6 // "a pupil in Year 4 called Amy"
	for n := 2; n <= far && r.at(i-n+1).gap != apart; n++ {
		if r.at(i - n).is(aPupil | somePupils) {
			return true
		}
	}
	return false
}

// inserted reports whether one word stands between commas or brackets behind a
// pupil: "one pupil, Amy, said".
func (r *reading) inserted(i int) bool {
	w, next := r.at(i), r.at(i+1)
	return (w.gap == comma || w.gap == bracket) && r.at(i-1).is(aPupil) && !r.at(i-1).owns &&
		(next.gap == comma || next.gap == apart)
}

// adult reports whether the words round a name, from a place to another, say
// that an adult is meant: "headteacher Amy Carter", "Amy Carter, the ICT lead".
func (r *reading) adult(from, to int) bool {
	if r.at(from-1).lower != "of" { // "parents of Amy Carter"
		for i := from - 1; i >= from-2 && r.at(i+1).gap != apart; i-- {
			if r.at(i).is(adult) {
				return true
			}
		}
	}
	next := r.at(to)
	if next.gap == apart || next.gap == space && next.lower != "is" && next.lower != "was" && next.lower != "as" {
		return false
	}
	for i := to; i < to+5 && (i == to || r.at(i).gap == space); i++ {
		if r.at(i).is(adult) {
			return true
		}
	}
	return false
}
