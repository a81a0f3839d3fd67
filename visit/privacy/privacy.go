// Package privacy points out personal details in what an assessor writes: what
// looks like a person's name, an e-mail address, a telephone number, a date of
// birth or a pupil number. The scheme wants pupils by year group and staff by
// role, never a pupil's name.
//
// It points out what a careful colleague would, and no more: a false alarm on
// every other note would soon be read over. So it misses names that nothing in
// the text marks as such, and it decides nothing: the assessor does.
package privacy

import (
	"cmp"
	"slices"
)

// Kind is the sort of a personal detail.
type Kind string

// The kinds.
const (
	Pupil     Kind = "pupil"     // what looks like a pupil's name
	Person    Kind = "person"    // what looks like the name of an adult
	Email     Kind = "email"     // an e-mail address, those of posts left out
	Telephone Kind = "telephone" // a British telephone number, service numbers left out
	Birth     Kind = "birth"     // a date of birth
	UPN       Kind = "upn"       // a unique pupil number
)

// Name is the kind in a few words.
func (k Kind) Name() string {
	switch k {
	case Pupil:
		return "a pupil's name"
	case Person:
		return "somebody's name"
	case Email:
		return "an e-mail address"
	case Telephone:
		return "a telephone number"
	case Birth:
		return "a date of birth"
	case UPN:
		return "a pupil number"
	}
	return "a personal detail"
}

// Finding is a personal detail in a text.
type Finding struct {
	Kind Kind
	// Text is the detail as it is written.
	Text string
	// From and To are where it begins and ends, in bytes.
	From, To int
	// Why it was taken for one, in a few words.
	Why string
}

// Known is what is known of a school beforehand.
type Known struct {
	// Names are those of people and bodies named in public, such as "Mrs J
	// Threadgold" and the school's own name. They are not pointed out.
	Names []string
	// Year is that of the visit, to tell a date of birth from other dates; 0
	// where it is not known.
	Year int
}

// Finder looks for personal details. It is not changed by looking.
type Finder struct {
	*Lexicon
	known []known
	year  int
	// pupils is set where it is pupils who speak.
	pupils bool
}

// New makes a finder from a lexicon and what is known of a school.
func New(lex *Lexicon, k Known) *Finder {
	f := &Finder{Lexicon: lex, year: k.Year}
	known := map[string]bool{}
	for _, name := range k.Names {
		if !known[name] {
			known[name] = true
			f.know(name)
		}
	}
	return f
}

// Heard is a finder for what pupils said: a first name among their words is
// more likely a pupil's.
func (f *Finder) Heard() *Finder {
	heard := *f
	heard.pupils = true
	return &heard
}

// Find lists the personal details in a text, in its order. No two overlap. The
// time it takes grows with the length of the text.
func (f *Finder) Find(text string) []Finding {
	r := f.read(text)
	var found []Finding
	for _, n := range r.names() {
		found = append(found, r.finding(n))
	}
	found = append(found, r.births(found)...)
	found = append(found, f.numbers(text)...)
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	})
	end := 0
	return slices.DeleteFunc(found, func(f Finding) bool {
		if f.From < end {
			return true
		}
		end = f.To
		return false
	})
}

// People are those whom a text names by surname without a word that they are
// pupils: in a school's own papers, its staff and governors.
func (f *Finder) People(text string) []string {
	var people []string
	r := f.read(text)
	for _, n := range r.names() {
		if surname := r.words[n.to-1]; !n.told && n.to > n.from+1 && !surname.initial {
			people = append(people, r.finding(n).Text)
		}
	}
	return people
}
