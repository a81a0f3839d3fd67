package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how the number in a cell is shown: as it is, or as a point in time.
type format int

const (
	plain format = iota
	day
	clock
	dayAndClock
	duration // hours, minutes or seconds that go on counting past a day
)

// styles are the formats of a workbook's cells, by the style that a cell names.
func (p *parts) styles(name string) ([]format, error) {
	var in struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := p.decode(name, &in); err != nil {
		return nil, err
	}
	own := map[int]format{}
	for _, f := range in.Formats {
		own[f.ID] = formatOf(f.Code)
	}
	styles := make([]format, len(in.Cells))
	for i, c := range in.Cells {
		f, ok := own[c.Format]
		if !ok {
			f = builtIn(c.Format)
		}
		styles[i] = f
	}
	return styles, nil
}

// builtIn is a format that workbooks name without saying what it is (ECMA-376,
// part 1, 18.8.30, those of East Asia included).
func builtIn(id int) format {
	switch {
	case id == 22:
		return dayAndClock
	case 14 <= id && id <= 17, 27 <= id && id <= 31, id == 36, 50 <= id && id <= 54, id == 57, id == 58:
		return day
	case 18 <= id && id <= 21, 32 <= id && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return clock
	case id == 46:
		return duration
	}
	return plain
}

// formatOf tells what a format's code shows: its letters y, d, h and s, and m
// for what stands beside them. What is quoted or in brackets is no code, but [h],
// [m] and [s] are.
func formatOf(code string) format {
	positive, _, _ := strings.Cut(code, ";")
	positive = strings.ToLower(positive)
	for _, noon := range []string{"am/pm", "a/p"} {
		positive = strings.ReplaceAll(positive, noon, "h")
	}
	var letters strings.Builder
	for i := 0; i < len(positive); i++ {
		switch c := positive[i]; c {
		case '\\', '_', '*':
			i++
		case '"', '[':
			inside, _, _ := strings.Cut(positive[i+1:], map[byte]string{'"': `"`, '[': "]"}[c])
			if c == '[' && inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]) {
				return duration
			}
			i += len(inside) + 1
		default:
			letters.WriteByte(c)
		}
	}
	shows := letters.String()
	if strings.Contains(shows, "general") {
		return plain
	}
	isClock := strings.ContainsAny(shows, "hs")
	isDay := strings.ContainsAny(shows, "yd") || !isClock && strings.Contains(shows, "m")
	switch {
	case isDay && isClock:
		return dayAndClock
	case isDay:
		return day
	case isClock:
		return clock
	}
	return plain
}

// number writes a cell's number: without the digits that only binary fractions
// have, and what is shown as a day or time as that, in the order of ISO 8601. A
// number that is none, or no day there ever is in a workbook, stays as it is.
func number(text string, f format, from1904 bool) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return text
	}
	if at, ok := moment(v, f, from1904); ok {
		return at
	}
	if !strings.ContainsAny(text, ".eE") || math.Abs(v) >= 1e15 {
		return text
	}
	const digits = 15 // as many as spreadsheets show
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// moment writes a number of days as a format shows it.
func moment(days float64, f format, from1904 bool) (text string, ok bool) {
	const perDay, last = 24 * 60 * 60, 2958466 // seconds; the day after 31 December 9999
	if f == plain || days < 0 || days >= last {
		return "", false
	}
	seconds := int(math.Round(days * perDay))
	if f == duration {
		return timeOf(seconds), true
	}
	whole := seconds / perDay
	if f == clock {
		return timeOf(seconds % perDay), true
	}
	epoch := time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	if !from1904 {
		// it holds 1900 for a leap year: its day 60 never was
		epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		switch {
		case whole == 0 || whole == 60:
			return "", false
		case whole < 60:
			whole++
		}
	}
	if f == day {
		seconds = 0
	}
	return dayOf(epoch.AddDate(0, 0, whole), seconds%perDay), true
}

// writtenOut writes a day that a workbook has written out, which few do.
func writtenOut(text string) string {
	at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text, "Z"))
	if err != nil {
		return text
	}
	return dayOf(at, 3600*at.Hour()+60*at.Minute()+at.Second())
}

// dayOf writes a day, and a time of it other than midnight.
func dayOf(t time.Time, seconds int) string {
	text := t.Format(time.DateOnly)
	if seconds > 0 {
		text += " " + timeOf(seconds)
	}
	return text
}

// timeOf writes hours and minutes, and seconds if there are any.
func timeOf(seconds int) string {
	two := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	text := two(seconds/3600) + ":" + two(seconds/60%60)
	if seconds%60 > 0 {
		text += ":" + two(seconds%60)
	}
	return text
}
