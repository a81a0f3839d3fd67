package submission

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Date{
		"2011-02-14":             {2011, time.February, 14},
		"2011/2/4":               {2011, time.February, 4},
		"2011-02-14T00:00:00Z":   {2011, time.February, 14},
		"2011-02-14 09:30:00":    {2011, time.February, 14},
		"2011-02-14T09:30:00Z":   {2011, time.February, 14},
		"14/02/2011":             {2011, time.February, 14},
		"14-FEB-11":              {2011, time.February, 14},
		"Oct-10":                 {2010, time.October, 0},
		"4.2.2011":               {2011, time.February, 4},
		"6/10/10":                {2010, time.October, 6},
		"06-10-98":               {1998, time.October, 6},
		"11 November 2010":       {2010, time.November, 11},
		"11th of November, 2010": {2010, time.November, 11},
		"Thursday 11 Nov. 2010":  {2010, time.November, 11},
		"1st sept 10":            {2010, time.September, 1},
		"November 11, 2010":      {2010, time.November, 11},
		"11 Tachwedd 2010":       {2010, time.November, 11},
		"29 February 2012":       {2012, time.February, 29},
		"2010-09":                {2010, time.September, 0},
		"2010-11":                {2010, time.November, 0},
		"09/2010":                {2010, time.September, 0},
		"09/10":                  {2010, time.September, 0},
		"06/09":                  {2009, time.June, 0},
		"Sept 2010":              {2010, time.September, 0},
		"Sep. 2010":              {2010, time.September, 0},
		"SEPTEMBER 2010":         {2010, time.September, 0},
		"Sept '10":               {2010, time.September, 0},
		"Medi 2010":              {2010, time.September, 0},
		" 2010 ":                 {2010, 0, 0},
	} {
		if got, err := ParseDate(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "soon", "autumn term 2010", "2010-13", "2010-00", "31/02/2011", "02/14/2011", "29 February 2011", "13/10", "0/10", "00/00/2011",
		"2010-11-31", "1066", "3010", "11 2010 November", "May", "12", "2010 2011", "20100", "11 November 20100", "x2010", "2009 to 2010", "1/2/3", "1/2/3/2010", "/", "Feb 30 2011", "32 May 2011", "2011-02-14 and 09:30", "Monday",
	} {
		if got, err := ParseDate(text); err == nil || !got.IsZero() {
			t.Errorf("%q is %v (%v), want an error", text, got, err)
		}
	}
}

func TestDateIn(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]Date{
		"Governors' minutes, 11 November 2010":   {2010, time.November, 11},
		"Pupil survey, July 2007":                {2007, time.July, 0},
		"Minutes, 14 September 2010, item 9":     {2010, time.September, 14},
		"Minutes, 26 May 2010 and 25 May 2011":   {2011, time.May, 25},
		"Minutes of 25 May 2011 and March 2010":  {2011, time.May, 25},
		"Notes, January 2010 to April 2011":      {2011, time.April, 0},
		"Minutes 12/7/11":                        {2011, time.July, 12},
		"Log (2011-01-17)":                       {2011, time.January, 17},
		"Sheet of 14-Feb-2011":                   {2011, time.February, 14},
		"Minutes of May/June 2010":               {2010, 0, 0},
		"Room 45 June 2010":                      {2010, time.June, 0},
		"Certificate, 2010 (entrance hall)":      {2010, 0, 0},
		"Review 2011":                            {2011, 0, 0},
		"Portfolio, autumn 2010":                 {2010, 0, 0},
		"Logs, 2009 to 2011":                     {2011, 0, 0},
		"Plan 2010-13, revised September 2010":   {2010, time.September, 0},
		"How to present a log, June 2010":        {2010, time.June, 0},
		"Plan 2010-13":                           {},
		"Plan 2010/11 (extract)":                 {},
		"Minutes, 2009 to date":                  {},
		"Minutes since June 2009":                {},
		"From September 2009 onwards":            {},
		"2000 pupils' answers":                   {},
		"A £2000 grant, version 1.2.10":          {},
		"The meeting of 31 February 2011":        {},
		"Section 9/10, pages 3-5-10":             {},
		"Mrs B (Mondays)":                        {},
		"You may see 24 of them":                 {},
		"":                                       {},
		"Cofnodion y llywodraethwyr, 3 Mai 2011": {2011, time.May, 3},
	} {
		if got := dateIn(title); got != want {
			t.Errorf("%q speaks of %v, want %v", title, got, want)
		}
	}
}

// A date is read back from each of the ways it is written, as precise as it was.
func TestDateReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := Date{Year: rapid.IntRange(1900, 2099).Draw(t, "year")}
		if rapid.Bool().Draw(t, "month given") {
			d.Month = time.Month(rapid.IntRange(1, 12).Draw(t, "month"))
			if rapid.Bool().Draw(t, "day given") {
				d.Day = rapid.IntRange(1, d.Last().Day()).Draw(t, "day")
			}
		}
		for _, text := range []string{d.ISO(), d.String()} {
			if got, err := ParseDate(text); err != nil || got != d {
				t.Fatalf("%q is %#v (%v), want %#v", text, got, err, d)
			}
		}
		if got := dateIn("Minutes, " + d.String()); got != d {
			t.Fatalf("a title with %q speaks of %v", d, got)
		}
	})
}

func TestParseClock(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Clock{
		"09:05": 545, "9:05": 545, "9.05": 545, "0905": 545, "9": 540, "09:05:00": 545, " 10 : 30 ": 630, "10.30": 630, "23:59": 1439, "0:00": 0,
		"9am": 540, "9.05 am": 545, "1:15pm": 795, "1.15 p.m.": 795, "12 pm": 720, "12:30 AM": 30,
	} {
		if got, err := ParseClock(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "930", "630", "24:00", "9:5", "9:60", "13pm", "0am", "noon", "10:30-10:45", "-9:00", "9:05 x"} {
		if got, err := ParseClock(text); err == nil {
			t.Errorf("%q is %v, want an error", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := Clock(rapid.IntRange(0, 24*60-1).Draw(t, "clock"))
		if got, err := ParseClock(c.String()); err != nil || got != c {
			t.Fatalf("%s is %v (%v)", c, got, err)
		}
	})
}

func TestLong(t *testing.T) {
	for want, d := range map[string]Date{
		"Monday 14 March 2011": {Year: 2011, Month: 3, Day: 14}, "March 2011": {Year: 2011, Month: 3}, "2011": {Year: 2011}, "": {},
	} {
		if got := d.Long(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
