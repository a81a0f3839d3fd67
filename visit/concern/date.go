package concern

import (
	"strings"
	"time"

	"halfday/visit/submission"
)

// months are those of the calendar by their first three letters, and the
// English terms and seasons with the month they end in.
var months = map[string]time.Month{
	"jan": time.January, "feb": time.February, "mar": time.March, "apr": time.April, "may": time.May, "jun": time.June,
	"jul": time.July, "aug": time.August, "sep": time.September, "oct": time.October, "nov": time.November, "dec": time.December,
}

var seasons = map[string]time.Month{
	"spring": time.April, "summer": time.July, "autumn": time.December, "winter": time.December, "easter": time.April, "christmas": time.December,
}

// dated is a date that a text gives, to the month where it does.
type dated struct {
	year  int
	month time.Month // 0 where the text gives only a year
	// runs is set for a range of years, which ends in the year.
	runs bool
	at   span
}

// last is the last month the date can mean, counted from the year 0.
func (d dated) last() int {
	if d.month == 0 {
		return d.year*12 + 12
	}
	return d.year*12 + int(d.month)
}

// first is the first month the date can mean.
func (d dated) first() int {
	if d.month == 0 {
		return d.year*12 + 1
	}
	return d.last()
}

// monthOf counts a date's last month from the year 0.
func monthOf(d submission.Date) int {
	return dated{year: d.Year, month: d.Month}.last()
}

// dates are the dates of a text that can be those of a school's papers: May
// 2006, 14/9/06, spring 2006, 2006-07, 2006. A year that is the name of a
// program (Office 2003) is none; scales has the words before such a one.
func (p *prose) dates(scales set) []dated { return p.datesIn(span{0, len(p.words)}, scales) }

// datesIn are the dates of a stretch of the text.
func (p *prose) datesIn(s span, scales set) []dated {
	var found []dated
	for i := s.from; i < s.to; i++ {
		w := p.words[i]
		if !w.figure || i > s.from && scales[p.words[i-1].lower] {
			continue
		}
		year, month := w.year, time.Month(w.month)
		if year == 0 {
			continue
		}
		from := i
		if month == 0 && i > s.from && strings.Trim(p.between(i), " ,.'’") == "" {
			if month = monthNamed(p.words[i-1].lower); month != 0 {
				from = i - 1
			} else if i > s.from+1 && p.words[i-1].lower == "term" {
				if month = monthNamed(p.words[i-2].lower); month != 0 {
					from = i - 2
				}
			}
		}
		end, runs := i+1, false
		if month == 0 && end < s.to && strings.TrimSpace(p.between(end)) != "" {
			if to, ok := endOfRange(year, p.between(end), p.words[end].lower); ok {
				year, month, end, runs = to, time.August, end+1, true // a school year ends in August
			}
		}
		found = append(found, dated{year, month, runs, span{from, end}})
	}
	return found
}

// monthNamed is the month of a name or season; 0 for another word.
func monthNamed(word string) time.Month {
	if m, ok := seasons[word]; ok {
		return m
	}
	if len(word) < 3 {
		return 0
	}
	m := months[word[:3]]
	if m != 0 && (len(word) <= 4 || strings.HasPrefix(strings.ToLower(m.String()), word)) {
		return m
	}
	return 0
}

// parseDate reads a figure as a year, or as a date by strokes or points.
func parseDate(figure string) (year, month int) {
	parts := strings.FieldsFunc(figure, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	digits := make([]int, len(parts))
	for i, part := range parts {
		for _, r := range part {
			if r < '0' || r > '9' || len(part) > 4 {
				return 0, 0
			}
			digits[i] = digits[i]*10 + int(r-'0')
		}
	}
	switch {
	case len(parts) == 1 && len(parts[0]) == 4:
		return plausible(digits[0]), 0
	case len(parts) == 2 && len(parts[0]) == 4 && len(parts[1]) == 2 && plausible(digits[0]) != 0 && strings.Contains(figure, "/"):
		return endOfYear(digits[0], digits[1]), int(time.August) // 2006/07
	case len(parts) == 3 && digits[1] >= 1 && digits[1] <= 12 && digits[0] <= 31:
		if digits[2] < 100 && len(parts[2]) == 2 {
			digits[2] += 2000
		}
		return plausible(digits[2]), digits[1]
	}
	return 0, 0
}

// plausible is a year in which a school can have written a paper about
// technology; 0 for other numbers.
func plausible(year int) int {
	if year < 1985 || year > 2040 {
		return 0
	}
	return year
}

// endOfYear is the year in which a school year ends: 2007 for 2006 and 07.
func endOfYear(from, to int) int {
	if to == (from+1)%100 {
		return from + 1
	}
	return 0
}

// endOfRange is the end of a range of years: 2007 for 2006-07, 2013 for 2010-13.
func endOfRange(from int, between, word string) (int, bool) {
	if strings.Trim(between, "-–") != "" {
		return 0, false
	}
	to := 0
	for _, r := range word {
		if r < '0' || r > '9' {
			return 0, false
		}
		to = to*10 + int(r-'0')
		if to > 9999 {
			return 0, false
		}
	}
	if len(word) == 2 {
		to += from - from%100
	}
	return to, len(word) != 1 && to > from && to < from+20
}
