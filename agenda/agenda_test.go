package agenda

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// bells writes a school's day shortly: "8:50-9:00 registration".
func bells(lines ...string) []submission.Bell {
	var day []submission.Bell
	for _, l := range lines {
		times, what, _ := strings.Cut(l, " ")
		from, to, _ := strings.Cut(times, "-")
		day = append(day, submission.Bell{From: clock(from), To: clock(to), What: what})
	}
	return day
}

func clock(s string) submission.Clock {
	c, err := submission.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// small is a framework of five items.
func small(t testing.TB) *framework.Framework {
	t.Helper()
	f, err := framework.Parse([]byte(`
id: small
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - id: "1"
    name: Steering
    strands:
      - id: 1a
        name: Direction
        aspects:
          - {id: 1a1, name: Aims, speakers: [head, governor, pupil]}
          - {id: 1a2, name: Money, speakers: [business-manager, head]}
      - {id: 1b, name: Keeping safe, speakers: [safeguarding, ict-lead, pupil]}
  - id: "2"
    name: Doing
    strands:
      - {id: 2a, name: Lessons, speakers: [teacher, subject-leader, ta, pupil, leadership]}
      - {id: 2b, name: Records, speakers: [data-manager]}
`))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// lines shows the times of an agenda, one item a line.
func lines(items []visit.AgendaItem) []string {
	var s []string
	for _, a := range items {
		s = append(s, fmt.Sprintf("%s-%s %s", a.Start, a.End(), a.ID))
	}
	return s
}

var (
	primary1030 = []string{
		"8:45-9:00 registration", "9:00-10:30 lessons", "10:30-10:45 break", "10:45-12:15 lessons",
		"12:15-13:15 lunch", "13:15-15:15 lessons",
	}
	primary1015 = []string{
		"8:50-8:55 registration", "8:55-9:10 act of worship", "9:10-10:15 lessons", "10:15-10:30 morning play",
		"10:30-12:00 lessons", "12:00-13:00 lunch", "13:00-14:15 lessons", "14:15-14:30 play", "14:30-15:20 lessons",
	}
	secondary = []string{
		"8:40-9:00 form time", "9:00-10:00 period 1", "10:00-11:00 period 2", "11:00-11:20 break",
		"11:20-12:20 period 3", "12:20-13:20 period 4", "13:20-14:00 lunch", "14:00-15:00 period 5",
	}
	special = []string{
		"8:45-9:05 breakfast club", "9:05-9:25 arrivals and registration", "9:25-10:40 session 1", "10:40-11:00 break", "11:00-11:55 session 2",
		"11:55-13:00 lunch", "13:00-14:50 session 3", "14:50-15:10 departures",
	}
	welsh = []string{
		"8:55-9:05 cofrestru", "9:05-10:10 gwersi", "10:10-10:30 gwasanaeth", "10:30-10:45 amser chwarae",
		"10:45-12:00 gwersi", "12:00-13:00 cinio", "13:00-15:15 gwersi",
	}
)

func TestDraft(t *testing.T) {
	tests := []struct {
		name   string
		day    []string
		opt    Options
		want   []string
		reason string // one of the reasons
	}{
		{
			name: "no day given: the scheme's own times",
			want: []string{
				"09:30-09:45 context", "09:45-10:15 tour", "10:15-10:45 ict-lead", "10:45-11:05 subject-leaders",
				"11:05-11:15 pause", "11:15-11:30 staff", "11:30-11:45 others", "11:45-12:20 pupils", "12:20-12:30 reflection", "12:30-12:45 feedback",
			},
			reason: "It starts at 09:30, as in the scheme's draft.",
		},
		{
			name: "primary, break half-way", day: primary1030,
			want: []string{
				"09:00-09:15 context", "09:15-09:40 tour", "09:40-10:10 ict-lead", "10:10-10:30 subject-leaders",
				"10:30-10:45 pause", "10:45-11:00 staff", "11:00-11:10 others", "11:10-11:40 pupils", "11:40-11:50 reflection", "11:50-12:00 feedback",
			},
			reason: "The pause is laid on the school's break at 10:30.",
		},
		{
			name: "primary, break in the middle of the scheme's interviews", day: primary1015,
			want: []string{
				"09:10-09:25 context", "09:25-09:50 tour", "09:50-10:15 ict-lead", "10:15-10:30 pause",
				"10:30-10:45 subject-leaders", "10:45-11:00 staff", "11:00-11:10 others", "11:10-11:40 pupils", "11:40-11:50 reflection", "11:50-12:00 feedback",
			},
			reason: "It starts at 09:10, when assembly is over.",
		},
		{
			name: "secondary, late break", day: secondary,
			want: []string{
				"09:15-09:30 context", "09:30-09:55 tour", "09:55-10:20 ict-lead", "10:20-10:35 subject-leaders", "10:35-10:50 staff", "10:50-11:00 others",
				"11:00-11:20 pause", "11:20-11:50 pupils", "11:50-12:00 reflection", "12:00-12:15 feedback",
			},
			reason: "The pause is laid on the school's break at 11:00.",
		},
		{
			name: "special school, 150 minutes between transport and lunch", day: special,
			want: []string{
				"09:25-09:35 context", "09:35-10:00 tour", "10:00-10:25 ict-lead", "10:25-10:40 subject-leaders",
				"10:40-11:00 pause", "11:00-11:10 staff", "11:10-11:20 others", "11:20-11:40 pupils", "11:40-11:45 reflection", "11:45-11:55 feedback",
			},
			reason: "It ends at 11:55, in time for lunch.",
		},
		{
			name: "assembly just before break", day: welsh,
			want: []string{
				"09:05-09:15 context", "09:15-09:35 tour", "09:35-09:55 ict-lead", "09:55-10:10 subject-leaders",
				"10:10-10:45 pause", "10:45-11:00 staff", "11:00-11:10 others", "11:10-11:40 pupils", "11:40-11:50 reflection", "11:50-12:00 feedback",
			},
			reason: "The pause takes in the school's assembly at 10:10, when hardly anybody can be met.",
		},
		{
			name: "afternoon", day: primary1015, opt: Options{Afternoon: true},
			want: []string{
				"13:00-13:10 context", "13:10-13:35 tour", "13:35-14:00 ict-lead", "14:00-14:15 subject-leaders",
				"14:15-14:30 pause", "14:30-14:45 staff", "14:45-15:05 pupils", "15:05-15:10 reflection", "15:10-15:20 feedback",
			},
			reason: "It starts at 13:00, when lunch is over.",
		},
		{
			name: "150 minutes", day: primary1030, opt: Options{Minutes: 150},
			want: []string{
				"09:00-09:10 context", "09:10-09:30 tour", "09:30-09:50 ict-lead", "09:50-10:05 subject-leaders", "10:05-10:20 staff", "10:20-10:30 others",
				"10:30-10:45 pause", "10:45-11:10 pupils", "11:10-11:20 reflection", "11:20-11:30 feedback",
			},
			reason: "It ends at 11:30, before lunch at 12:15.",
		},
		{
			name: "start as asked", day: secondary, opt: Options{Start: clock("9:00")},
			want: []string{
				"09:00-09:15 context", "09:15-09:40 tour", "09:40-10:05 ict-lead", "10:05-10:25 subject-leaders", "10:25-10:35 pause",
				"10:35-10:50 staff", "10:50-11:00 others", "11:20-11:45 pupils", "11:45-11:50 reflection", "11:50-12:00 feedback",
			},
			reason: "The school's break at 11:00 is too far from half-way, so the pause has a time of its own.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Draft(small(t), &submission.Submission{Day: bells(tt.day...)}, tt.opt)
			if d := cmp.Diff(tt.want, lines(p.Items)); d != "" {
				t.Errorf("agenda (-want +got):\n%s", d)
			}
			if len(p.Breaches) > 0 {
				t.Errorf("breaches: %v", p.Breaches)
			}
			if !slices.Contains(p.Reasons, tt.reason) {
				t.Errorf("reason %q is not among:\n%s", tt.reason, strings.Join(p.Reasons, "\n"))
			}
		})
	}
}

func TestDraftSaysWhatItCannotKeep(t *testing.T) {
	tests := []struct {
		name string
		day  []string
		opt  Options
		want []string // item and rule of each breach
	}{
		{
			"an hour between lunch and home time",
			[]string{"9:00-13:00 lessons", "13:00-13:50 lunch", "13:50-14:50 lessons"},
			Options{Afternoon: true},
			[]string{"staff within-day", "pupils within-day", "reflection within-day", "feedback within-day"},
		},
		{
			"a start too near to lunch", primary1030,
			Options{Start: clock("11:00")},
			[]string{"pupils lunch-free", "reflection lunch-free", "feedback lunch-free"},
		},
		{
			"an assembly that takes the morning",
			[]string{"9:00-9:30 lessons", "9:30-11:30 assembly", "11:30-12:00 lessons", "12:00-13:00 lunch", "13:00-15:00 lessons"},
			Options{Start: clock("9:00")},
			[]string{"ict-lead bell-clash", "subject-leaders bell-clash", "staff bell-clash"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Draft(small(t), &submission.Submission{Day: bells(tt.day...)}, tt.opt)
			if d := cmp.Diff(tt.want, rules(p.Breaches)); d != "" {
				t.Errorf("breaches (-want +got):\n%s\nof %v", d, lines(p.Items))
			}
		})
	}
}

func TestDraftNamesIdleTimes(t *testing.T) {
	day := bells("9:00-9:50 lessons", "9:50-10:10 singing practice", "10:10-10:50 lessons", "10:50-11:05 break", "11:05-12:30 lessons", "12:30-13:30 lunch")
	p := Draft(small(t), &submission.Submission{Day: day}, Options{Start: clock("9:15")})
	want := "Nobody is met from 09:50 to 10:10, during assembly: time for documents."
	if !slices.Contains(p.Reasons, want) {
		t.Errorf("%q is not among:\n%s", want, strings.Join(p.Reasons, "\n"))
	}
}

func TestDraftModerated(t *testing.T) {
	p := Draft(small(t), nil, Options{Moderated: true})
	for _, a := range p.Items {
		lead := strings.Contains(a.Title, "lead assessor")
		if want := a.ID == "context" || a.ID == "reflection"; lead != want {
			t.Errorf("%s names the lead assessor: %v, want %v", a.ID, lead, want)
		}
		if a.ID == "reflection" && a.Minutes != 15 {
			t.Errorf("two assessors have %d minutes to consider, want 15", a.Minutes)
		}
	}
}

func BenchmarkDraft(b *testing.B) {
	f, s := small(b), &submission.Submission{Day: bells(welsh...)}
	for b.Loop() {
		Draft(f, s, Options{Concerns: []string{"1b"}, Focus: []string{"2"}})
	}
}
