package submission

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxTitle is the length in bytes past which a title is prose, in which dates
// say little of the evidence.
const maxTitle = 300

// ParseDate reads a date in one of the ways people write it, day first and as
// precisely as it was given: 2011-02-14, 14/02/2011, 14 Feb 2011, Sept 2010,
// 09/10 (September 2010), 2010.
func ParseDate(s string) (Date, error) {
	words := strings.Fields(s)
	switch {
	case len(words) > 1 && weekday(words[0]):
		words = words[1:]
	case len(words) == 2 && strings.Contains(words[1], ":"): // a time of day
		words = words[:1]
	}
	if d, used := worded(words, true); used == len(words) && !d.IsZero() {
		return d, nil
	}
	if len(words) == 1 {
		word := words[0]
		if len(word) > 10 && word[10] == 'T' { // a time of day
			word = word[:10]
		}
		if d := dashed(word, true); !d.IsZero() {
			return d, nil
		}
	}
	return Date{}, fmt.Errorf("%s is not a date such as 14/02/2011, Feb 2011 or 2011", quote(s))
}

// dateIn finds the date that a title speaks of, the latest where there are
// several. What runs on ("2009 to date") and a school year (2010-11) give none.
func dateIn(title string) Date {
	words := strings.Fields(title)
	if len(title) > maxTitle || runsOn(words) {
		return Date{}
	}
	var latest Date
	for len(words) > 0 {
		d, used := worded(words, false)
		if used == 0 {
			d, used = dashed(bare(words[0]), false), 1
		}
		if d.IsZero() && used == 1 && endsPhrase(words) {
			d.Year = year(bare(words[0]), false)
		}
		if d.Last().After(latest.Last()) {
			latest = d
		}
		words = words[used:]
	}
	return latest
}

// endsPhrase reports whether a phrase ends with the first word. Only there can
// a number be a year by itself: in "2000 pupils" it is none.
func endsPhrase(words []string) bool {
	return len(words) == 1 || strings.HasPrefix(words[1], "(") || strings.TrimRight(words[0], ".,;:)") != words[0]
}

// runsOn reports whether a title speaks of a time without an end.
func runsOn(words []string) bool {
	for i, w := range words {
		switch strings.ToLower(bare(w)) {
		case "since", "onward", "onwards":
			return true
		case "date", "now", "today", "present", "ongoing": // "2009 to date", but not "how to present"
			before := words[:i]
			for len(before) > 0 && slices.Contains([]string{"to", "until", "the", "-", "–"}, before[len(before)-1]) {
				before = before[:len(before)-1]
			}
			if n := len(before); 0 < n && n < i && strings.ContainsAny(bare(before[n-1]), "0123456789") {
				return true
			}
		}
	}
	return false
}

// worded reads a date with a month's name from the beginning of words: 11th of
// November 2010, November 11, 2010, Nov 2010; if short, also Nov 10. used is
// how many words it takes; it is zero for an impossible day.
func worded(words []string, short bool) (d Date, used int) {
	at := func(i int) string {
		if i < len(words) {
			return strings.ToLower(bare(words[i]))
		}
		return ""
	}
	i, parts := 0, 2
	if d.Day = day(at(0)); d.Day > 0 {
		i, parts = 1, 3
		if at(1) == "of" {
			i = 2
		}
	}
	if d.Month = month(at(i)); d.Month == 0 {
		return Date{}, 0
	}
	i++
	if d.Day == 0 && day(at(i)) > 0 && year(at(i+1), false) > 0 {
		d.Day, parts = day(at(i)), 3
		i++
	}
	if d.Year = year(at(i), short); d.Year == 0 {
		return Date{}, 0
	}
	return d.checked(parts), i + 1
}

// dashed reads a date that is one word: 14/02/2011, 2011-02-14, 14-Feb-2011.
// Only if short it may be one that is no date in the middle of a sentence:
// 2010-11, 09/10, 2010.
func dashed(word string, short bool) Date {
	parts := strings.FieldsFunc(word, func(c rune) bool { return c == '/' || c == '-' || c == '.' })
	if len(parts) == 0 || len(parts) > 3 {
		return Date{}
	}
	if d, used := worded(parts, short); used == len(parts) {
		return d
	}
	n := make([]int, 3)
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Date{}
		}
		n[i] = int(v)
	}
	first, last := parts[0], parts[len(parts)-1]
	slashes := strings.Count(word, "/") == len(parts)-1
	switch {
	case len(parts) == 3 && len(first) == 4:
		return Date{year(first, false), time.Month(n[1]), n[2]}.checked(3)
	case len(parts) == 3 && len(first) <= 2 && (len(last) == 4 || short || slashes):
		return Date{year(last, true), time.Month(n[1]), n[0]}.checked(3)
	case len(parts) == 2 && len(first) == 4 && short:
		return Date{Year: year(first, false), Month: time.Month(n[1])}.checked(2)
	case len(parts) == 2 && len(first) <= 2 && (short || slashes && len(last) == 4):
		return Date{Year: year(last, true), Month: time.Month(n[0])}.checked(2)
	case len(parts) == 1 && short:
		return Date{Year: year(first, false)}
	}
	return Date{}
}

// checked is the date if there is such a day, month or year, else none; parts
// is how many of the three were given.
func (d Date) checked(parts int) Date {
	switch {
	case d.Year == 0:
	case parts > 1 && (d.Month < time.January || d.Month > time.December):
	case parts > 2 && (d.Day < 1 || d.Day > Date{Year: d.Year, Month: d.Month}.Last().Day()):
	default:
		return d
	}
	return Date{}
}

// bare is a word without the punctuation round it.
func bare(word string) string { return strings.Trim(word, ".,;:()[]'’‘\"“”") }

// day reads 11 or 11th; 0 where it is no day.
func day(word string) int {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, suffix)
	}
	if n, err := strconv.ParseUint(word, 10, 8); err == nil && n <= 31 && len(word) <= 2 {
		return int(n)
	}
	return 0
}

// month reads an English month, also cut short, or a Welsh one: schools in
// Wales write both. It is 0 where the word is no month.
func month(word string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m
		}
	}
	return time.Month(1 + slices.Index([]string{
		"ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin",
		"gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
	}, word))
}

// year reads a year that a school would write of, if short also of two digits:
// 49 is 2049, 50 is 1950. It is 0 where the word is no year.
func year(word string, short bool) int {
	n, err := strconv.ParseUint(word, 10, 16)
	switch {
	case err != nil:
	case len(word) == 4 && 1900 <= n && n < 2100:
		return int(n)
	case len(word) == 2 && short && n < 50:
		return int(n) + 2000
	case len(word) == 2 && short:
		return int(n) + 1900
	}
	return 0
}

func weekday(word string) bool {
	word = strings.ToLower(bare(word))
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(d.String()), word) {
			return true
		}
	}
	return false
}
