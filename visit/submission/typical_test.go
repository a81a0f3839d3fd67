package submission

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"halfday/templates"
)

// Every shipped day can be begun with: its stretches are in order, it names what
// a visit is planned round, and it is for schools there are.
func TestTypicalDaysAreWhole(t *testing.T) {
	t.Parallel()
	all, err := parseTypical(templates.Days())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range all {
		if d.Name == "" || seen[d.Name] {
			t.Errorf("the name %q is missing or used twice", d.Name)
		}
		seen[d.Name] = true
		for _, n := range d.Nations {
			if !slices.Contains(nations(), n) {
				t.Errorf("%s: there is no nation %q", d.Name, n)
			}
		}
		for _, p := range d.Phases {
			if p != "infant" && p != "junior" && !slices.Contains(phases(), p) {
				t.Errorf("%s: there is no phase %q", d.Name, p)
			}
		}
		bells, err := ParseDay(strings.Join(d.Day, "\n"))
		if err != nil || len(bells) != len(d.Day) {
			t.Errorf("%s: %d of %d stretches: %v", d.Name, len(bells), len(d.Day), err)
			continue
		}
		for i, b := range bells {
			if b.From >= b.To || b.What == "" || i > 0 && b.From < bells[i-1].From {
				t.Errorf("%s: %s is out of order or has no name", d.Name, b.Line())
			}
		}
		text := strings.Join(d.Day, "\n")
		for _, what := range []string{"registration|tutor", "assembly|worship", "break|interval", "lunch", "end of the school day"} {
			if !slices.ContainsFunc(strings.Split(what, "|"), func(w string) bool { return strings.Contains(text, w) }) {
				t.Errorf("%s: no %s", d.Name, what)
			}
		}
		lunch := slices.IndexFunc(bells, func(b Bell) bool { return strings.Contains(b.What, "lunch") })
		if from := bells[lunch].From; from < 11*60+50 || from > 13*60+20 {
			t.Errorf("%s: lunch at %s", d.Name, from)
		}
		if last := bells[len(bells)-1]; last.From < 14*60+30 || last.From > 15*60+30 {
			t.Errorf("%s: it ends at %s", d.Name, last.From)
		}
	}
}

func TestTypicalDaysFit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		nation Nation
		phase  Phase
		want   string
	}{
		{England, "primary", "Primary school, England"},
		{England, "Infant", "Infant school, England"},
		{England, "junior", "Junior school, England"},
		{Wales, "primary", "Primary school, Wales"},
		{Wales, "secondary", "Secondary school, Wales"},
		{Scotland, "primary", "Primary school, Scotland"},
		{Scotland, "secondary", "Secondary school, Scotland"},
		{NorthernIreland, "primary", "Primary school, Northern Ireland"},
		{NorthernIreland, "secondary", "Post-primary school, Northern Ireland"},
		{Scotland, "special", "Special school"},
		{Wales, "nursery", "Nursery school with two sessions"},
		{Scotland, "all-through", "All-through school, breaks and lunches by age"},
		{Wales, "middle", "Middle school"},
		{England, "alternative", "Pupil referral unit or alternative provision"},
		{Elsewhere, "secondary", "Secondary school, England, five periods"},
		{"", "", "Primary school, England"},
		{"Atlantis", "x", "Primary school, England"},
		{Scotland, "", "Primary school, Scotland"},
	} {
		days, err := TypicalDays(c.nation, c.phase)
		if err != nil || len(days) < 15 || days[0].Name != c.want {
			t.Errorf("%q, %q: %d days (%v), the first %q, want %q", c.nation, c.phase, len(days), err, days[0].Name, c.want)
		}
	}
}

func TestParseBell(t *testing.T) {
	t.Parallel()
	bell := Bell{10*60 + 30, 10*60 + 45, "break"}
	for line, want := range map[string]Bell{
		"10:30-10:45 break":                 bell,
		"  10.30 – 10.45  break ":           bell,
		"1030-1045 break":                   bell,
		"10:30 to 10:45 break":              bell,
		"from 10:30 until 10:45: break":     bell,
		"10:30-10:45, break":                bell,
		"10:30-10:45,break":                 bell,
		"10:30am-10:45 am - break":          bell,
		"10:30:00-10:45:00\tbreak":          bell,
		"10.30 — 10.45 Break (Years 3-4)":   {bell.From, bell.To, "Break (Years 3-4)"},
		"9-10 period 1":                     {9 * 60, 10 * 60, "period 1"},
		"9-10 30 pupils sing":               {9 * 60, 10 * 60, "30 pupils sing"},
		"12.15 pm - 1.15 p.m. lunch":        {12*60 + 15, 13*60 + 15, "lunch"},
		"12:00-12:30, pm playtime":          {12 * 60, 12*60 + 30, "pm playtime"},
		"08:50-09:00 cofrestru: pob blwydd": {8*60 + 50, 9 * 60, "cofrestru: pob blwydd"},
	} {
		if got, err := ParseBell(line); err != nil || got != want {
			t.Errorf("%q is %+v (%v), want %+v", line, got, err, want)
		}
	}
	for line, want := range map[string]string{
		"":                    "does not say from when to when",
		"break":               "does not say from when to when",
		"10:30 break":         "does not say from when to when",
		"10:30-10:450 break":  "does not say from when to when",
		"break 10:30-10:45":   "does not say from when to when",
		"10:30-10:45":         "does not say what happens then, such as 10:30-10:45 break",
		"10:30-10:45 - ":      "does not say what happens then",
		"12:15-1:15 lunch":    "01:15 is not later than 12:15; write the times on the 24-hour clock",
		"1:15-2:15 art":       "01:15 is in the middle of the night; write 13:15 if the afternoon is meant",
		"10:30-10:75 break":   `"10:75" is not a time of day`,
		"930-1000 maths":      `"930" is not a time of day`,
		"13:00-14:00 pm play": "is not a time of day",
	} {
		if got, err := ParseBell(line); err == nil || !strings.Contains(err.Error(), want) || got != (Bell{}) {
			t.Errorf("%q is %+v with the error %v, want %q", line, got, err, want)
		}
	}
}

// Whatever a stretch is called, its line says when it is, and what it reads as
// reads the same ever after.
func TestBellLinesReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(int(morning), 24*60-2).Draw(t, "from")
		b := Bell{Clock(from), Clock(rapid.IntRange(from+1, 24*60-1).Draw(t, "to")), rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`[ap]\.?m\.? ?[a-z]{0,3}|[-,:;. 0-9apm]{1,8}x?|\n\tlunch `),
		).Draw(t, "what")}
		line := b.Line()
		if strings.ContainsAny(line, "\n\r\t") {
			t.Fatalf("%q is more than a line", line)
		}
		got, err := ParseBell(line)
		if bellName(b.What) == "" {
			if err == nil {
				t.Fatalf("%q is %+v without a name", line, got)
			}
			return
		}
		b.What = bellName(b.What)
		if err != nil || got != b {
			t.Fatalf("%+v is written %q and read as %+v (%v)", b, line, got, err)
		}
		if got.Line() != line {
			t.Fatalf("%q is written %q", line, got.Line())
		}
	})
}

// FuzzParseBell gives the reader of a line anything.
func FuzzParseBell(f *testing.F) {
	for _, line := range []string{"10:30-10:45 break", "9 to 9.15, x", "12pm-1pm lunch", "--", "10:30-10:45 \x1b[2J", "1-1-1", "\xff"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		b, err := ParseBell(line)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Fatalf("%q: %q", line, err)
			}
			return
		}
		if b.From >= b.To || b.To >= 24*60 || b.What == "" {
			t.Fatalf("%q is %+v", line, b)
		}
		if again, err := ParseBell(b.Line()); err != nil || again != b {
			t.Fatalf("%q is %+v, written %q and read as %+v (%v)", line, b, b.Line(), again, err)
		}
	})
}
