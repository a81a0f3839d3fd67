package privacy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// date is a day written out in full: the words from a place to another.
type date struct{ from, to, year int }

// births finds dates of birth: those spoken of as such, and those right behind
// a pupil's name whose year fits.
func (r *reading) births(names []Finding) []Finding {
	var found []Finding
	for i := 0; i < len(r.words); i++ {
		d, ok := r.date(i)
		if !ok {
			continue
		}
		i = d.to - 1
		why := ""
		switch {
		case r.isBirth(d):
			why = "spoken of as a birth"
		case r.isPupils(d, names):
			why = "a date behind a pupil's name"
		default:
			continue
		}
		from, to := r.words[d.from].from, r.words[i].to
		found = append(found, Finding{Birth, r.text[from:to], from, to, why})
	}
	return found
}

// date is the date that begins at a place: 12/3/2004, 12.03.04, 2004-03-12,
// 12th March 2004, March 12, 2004.
func (r *reading) date(i int) (d date, ok bool) {
	if i+2 >= len(r.words) || !r.words[i].figure && !r.words[i].is(month) {
		return d, false
	}
	a, b, c := &r.words[i], &r.words[i+1], &r.words[i+2]
	d = date{from: i, to: i + 3}
	day, in, year := a.lower, r.months[b.lower], c.lower
	switch first, second := r.text[a.to:b.from], r.text[b.to:c.from]; {
	case first == second && (first == "/" || first == "-" || first == "."):
		if len(day) == 4 {
			day, year = year, day
		}
		in, _ = strconv.Atoi(b.lower)
	case a.gap == apart && b.gap == apart || b.gap > comma || c.gap > comma:
		return d, false
	case r.months[a.lower] > 0:
		day, in = b.lower, r.months[a.lower]
	case b.lower == "of" && i+3 < len(r.words):
		in, year, d.to = r.months[c.lower], r.words[i+3].lower, i+4
	}
	if len(day) > 2 {
		day = strings.TrimRight(day, "stndrh")
	}
	n, err := strconv.Atoi(day)
	d.year = r.inFull(year)
	return d, err == nil && 1 <= n && n <= 31 && 1 <= in && in <= 12 && d.year > 0
}

// inFull is a year of four figures or of two, 0 where it is neither.
func (r *reading) inFull(year string) int {
	n, err := strconv.Atoi(year)
	switch {
	case err != nil || n < 0:
		return 0
	case len(year) == 2:
		if n += 2000; n > cmp.Or(r.year, 2030) {
			n -= 100
		}
		return n
	case len(year) == 4 && 1900 <= n && n < 2100:
		return n
	}
	return 0
}

// isBirth reports whether the words beside a date speak of a birth. What was
// "born" as a club or a website was, is nobody.
func (r *reading) isBirth(d date) bool {
	if r.at(d.to).lower == "dob" && r.at(d.to).gap != apart {
		return true
	}
	if r.at(d.from-1).lower == "b" && r.at(d.from-2).lower == "o" && r.at(d.from-3).lower == "d" {
		return true // D.O.B.
	}
	for i := d.from - 1; i >= d.from-3 && r.at(i+1).gap != apart; i-- {
		switch w := r.at(i).lower; {
		case !r.at(i).is(birth):
		case w == "dob" || w == "birth" || w == "birthdate":
			return true
		case r.year > 0 && r.year-d.year < youngest:
			return false
		case w == "born" && (r.at(i-1).lower == "was" || r.at(i-1).lower == "were"):
			who := r.at(i - 2)
			return who.upper && !who.opens || pronouns[who.lower] || who.is(firstName|aPupil|somePupils|adult)
		default:
			return true
		}
	}
	return false
}

var pronouns = map[string]bool{"he": true, "she": true, "they": true, "who": true, "i": true, "we": true, "both": true}

// How old pupils are, in years.
const youngest, oldest = 2, 19

// isPupils reports whether a date stands right behind a pupil's name and can be
// that of a pupil's birth.
func (r *reading) isPupils(d date, names []Finding) bool {
	if age := r.year - d.year; r.year == 0 || age < youngest || age > oldest {
		return false
	}
	from := r.words[d.from].from
	i, _ := slices.BinarySearchFunc(names, from, func(n Finding, from int) int { return cmp.Compare(n.To, from) })
	if i == 0 || names[i-1].Kind != Pupil {
		return false
	}
	const far = 6 // bytes
	between := r.text[names[i-1].To:from]
	return len(between) <= far && strings.Trim(between, " ,;:()[]–-") == ""
}
