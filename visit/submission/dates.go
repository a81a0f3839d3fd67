package submission

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxTitle is the length in bytes past which a title is prose, in which dates
// say little of the evidence.
const maxTitle = 500

// dateForm is one way to write a date: a pattern and what its groups mean, in
// order: y year, m month, d day.
type dateForm struct {
	pattern *regexp.Regexp
	parts   string
	// plain is set where the form means a date in the middle of a sentence
	// too: 09/10 is one in a date field only.
	plain bool
}

// months are the English months and the Welsh, as Welsh schools write both.
func months() [12][]string {
	return [12][]string{
		{"january", "jan", "ionawr"},
		{"february", "feb", "chwefror"},
		{"march", "mar", "mawrth"},
		{"april", "apr", "ebrill"},
		{"may", "mai"},
		{"june", "jun", "mehefin"},
		{"july", "jul", "gorffennaf"},
		{"august", "aug", "awst"},
		{"september", "sept", "sep", "medi"},
		{"october", "oct", "hydref"},
		{"november", "nov", "tachwedd"},
		{"december", "dec", "rhagfyr"},
	}
}

// dates are the patterns that dates are read with.
type dates struct {
	forms []dateForm
	// year is a year by itself, standing at the end of a phrase; in "2000
	// pupils" or "2010-11" there is none.
	year *regexp.Regexp
	// running is a time without an end.
	running *regexp.Regexp
}

// datePatterns are compiled when a date is first read. Day comes before month
// in every form but the international one.
var datePatterns = sync.OnceValue(func() dates {
	var names []string
	for _, m := range months() {
		names = append(names, m...)
	}
	const day, sep = `(\d{1,2})(?:st|nd|rd|th)?`, `[/.-]`
	month := `(` + strings.Join(names, "|") + `)\b\.?`
	form := func(pattern, parts string, plain bool) dateForm {
		return dateForm{regexp.MustCompile(`(?i)\b` + pattern + `\b`), parts, plain}
	}
	forms := []dateForm{
		form(`(\d{4})`+sep+`(\d{1,2})`+sep+`(\d{1,2})(?:[T ]\d\d:[\d:.]+Z?)?`, "ymd", true),
		form(`(\d{1,2})`+sep+`(\d{1,2})`+sep+`(\d{4})`, "dmy", true),
		form(`(\d{1,2})/(\d{1,2})/(\d{2})`, "dmy", true),
		form(`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?`+day+`(?:\s+of)?\s+`+month+`,?\s*(\d{4})`, "dmy", true),
		form(month+`\s+`+day+`,?\s+(\d{4})`, "mdy", true),
		form(month+`,?\s*(\d{4})`, "my", true),
		form(`(\d{1,2})/(\d{4})`, "my", true),
		form(`(\d{1,2})`+sep+`(\d{4})`, "my", false),
		form(`(\d{1,2})`+sep+`(\d{1,2})`+sep+`(\d{2})`, "dmy", false),
		form(day+`(?:\s+of)?\s+`+month+`\s*['’]?(\d{2})`, "dmy", false),
		form(month+`\s*['’]?(\d{2})`, "my", false),
		form(`(\d{4})`+sep+`(\d{1,2})`, "ym", false),
		form(`(\d{1,2})`+sep+`(\d{2})`, "my", false),
		form(`(\d{4})`, "y", false),
	}
	return dates{
		forms,
		regexp.MustCompile(`(?:^|[\s(])((?:19|20)\d\d)\s*(?:$|[,;.)(])`),
		regexp.MustCompile(`(?i)\b(?:since|onwards?|\d\s*(?:to|until|-|–)\s*(?:date|now|today|ongoing|(?:the\s+)?present))\b`),
	}
})

// ParseDate reads a date in one of the ways people write it, day first and as
// precisely as it was given: 2011-02-14, 14/02/2011, 14 Feb 2011, Sept 2010,
// 09/10 (September 2010), 2010.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if len(s) < 64 {
		for _, f := range datePatterns().forms {
			if m := f.pattern.FindStringSubmatch(s); m != nil && len(m[0]) == len(s) {
				if d, ok := f.date(m[1:]); ok {
					return d, nil
				}
				break
			}
		}
	}
	return Date{}, fmt.Errorf("%s is not a date such as 14/02/2011, Feb 2011 or 2011", quote(s))
}

// dateIn finds the date that a title speaks of, the latest where there are
// several. What runs on ("2009 to date") and a school year (2010-11) give none.
func dateIn(title string) Date {
	var latest Date
	patterns := datePatterns()
	if len(title) > maxTitle || !strings.ContainsAny(title, "0123456789") || patterns.running.MatchString(title) {
		return latest
	}
	note := func(d Date, ok bool) {
		if ok && d.Last().After(latest.Last()) {
			latest = d
		}
	}
	rest := title
	for _, f := range patterns.forms {
		if !f.plain {
			continue
		}
		rest = f.pattern.ReplaceAllStringFunc(rest, func(found string) string {
			note(f.date(f.pattern.FindStringSubmatch(found)[1:]))
			return " ; " // so that a part of it is not found again
		})
	}
	for _, m := range patterns.year.FindAllStringSubmatch(rest, -1) {
		n, err := strconv.Atoi(m[1])
		note(Date{Year: n}, err == nil)
	}
	return latest
}

// date makes a date of what the form's groups matched; ok is false where there
// is no such day.
func (f dateForm) date(groups []string) (d Date, ok bool) {
	for i, part := range f.parts {
		n, err := strconv.Atoi(groups[i])
		switch part {
		case 'y':
			if d.Year = n; len(groups[i]) == 2 {
				d.Year += century(n)
			}
		case 'd':
			d.Day = n
		case 'm':
			if err != nil {
				n = monthNamed(groups[i])
			}
			d.Month = time.Month(n)
		}
	}
	return d, d.valid(f.parts)
}

// valid reports whether the parts that are given make a day, month or year
// that a school would write of.
func (d Date) valid(parts string) bool {
	switch {
	case d.Year < 1900 || d.Year > 2099:
		return false
	case !strings.Contains(parts, "m"):
		return true
	case d.Month < time.January || d.Month > time.December:
		return false
	case !strings.Contains(parts, "d"):
		return true
	}
	return 1 <= d.Day && d.Day <= Date{Year: d.Year, Month: d.Month}.Last().Day()
}

// century places a year of two digits: 49 is 2049, 50 is 1950.
func century(year int) int {
	if year < 50 {
		return 2000
	}
	return 1900
}

func monthNamed(name string) int {
	for i, names := range months() {
		for _, n := range names {
			if strings.EqualFold(n, name) {
				return i + 1
			}
		}
	}
	return 0
}
