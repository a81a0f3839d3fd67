package agenda

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// rules shortens breaches to item and rule.
func rules(breaches []Breach) []string {
	var s []string
	for _, b := range breaches {
		s = append(s, b.Item+" "+string(b.Rule))
	}
	return s
}

func TestCheck(t *testing.T) {
	type agenda = []visit.AgendaItem
	at := func(items agenda, id string) *visit.AgendaItem { return &items[find(items, id)] }
	without := func(id string) func(agenda) agenda {
		return func(items agenda) agenda { i := find(items, id); return append(items[:i:i], items[i+1:]...) }
	}
	change := func(id string, do func(*visit.AgendaItem)) func(agenda) agenda {
		return func(items agenda) agenda { do(at(items, id)); return items }
	}
	lunchAt := func(from, to string) []submission.Bell { return bells(from + "-" + to + " lunch") }

	tests := []struct {
		name   string
		change func(agenda) agenda // of the scheme's own draft, 09:30 to 12:45
		day    []submission.Bell
		want   []string
	}{
		{"the scheme's draft", nil, nil, nil},
		{"no feedback", without("feedback"), nil, []string{"feedback feedback-last"}},
		{"no reflection", without("reflection"), nil, []string{"reflection time-to-reflect"}},
		{"no pause", without("pause"), nil, []string{"pause halfway-pause"}},
		{"no context", without("context"), nil, []string{"tour context-first"}},
		{
			"pause at the end", change("pause", func(a *visit.AgendaItem) { a.Start = clock("12:10"); a.Minutes = 5 }), nil,
			[]string{"pause halfway-pause", "pause no-overlap"},
		},
		{
			"feedback in the middle", change("feedback", func(a *visit.AgendaItem) { a.Start = clock("11:05"); a.Minutes = 5 }), nil,
			[]string{"reflection time-to-reflect", "feedback feedback-last", "feedback no-overlap"},
		},
		{"feedback to the ICT lead alone", change("feedback", func(a *visit.AgendaItem) { a.With = []framework.Role{"ict-lead"} }), nil, []string{"feedback feedback-with-leaders"}},
		{"pupils alone", change("pupils", func(a *visit.AgendaItem) { a.With = []framework.Role{"pupil"} }), nil, []string{"pupils accompanied"}},
		{"pupils with a governor", change("pupils", func(a *visit.AgendaItem) { a.With = []framework.Role{"pupil", "governor"} }), nil, []string{"pupils accompanied"}},
		{"pupils with a teacher", change("pupils", func(a *visit.AgendaItem) { a.With = []framework.Role{"teacher", "pupil"} }), nil, nil},
		{"nobody said for the pupils", change("pupils", func(a *visit.AgendaItem) { a.With = nil }), nil, []string{"pupils accompanied"}},
		{"pupils lead the tour", change("tour", func(a *visit.AgendaItem) { a.With = []framework.Role{"pupil"} }), nil, []string{"tour accompanied"}},
		{"no length", change("tour", func(a *visit.AgendaItem) { a.Minutes = 0 }), nil, []string{"tour length"}},
		{"too long", change("ict-lead", func(a *visit.AgendaItem) { a.Minutes = 55 }), nil, []string{"subject-leaders no-overlap", "pause no-overlap"}},
		{
			"tour after the pause", func(items agenda) agenda {
				for range 3 {
					items = MoveDown(items, "tour")
				}
				return items
			}, nil,
			[]string{"tour tour-early"},
		},
		{"lunch at the end", nil, lunchAt("12:30", "13:30"), []string{"feedback lunch-free"}},
		{"lunch just behind", nil, lunchAt("12:45", "13:30"), nil},
		{"over the end of the day", nil, bells("9:00-12:40 lessons"), []string{"feedback within-day"}},
		{"school ends with the feedback", nil, bells("9:00-12:45 lessons"), nil},
		{"registration", nil, bells("9:40-9:50 registration"), []string{"tour bell-clash"}},
		{"assembly", nil, bells("10:30-10:45 assembly"), []string{"ict-lead bell-clash"}},
		{"break in an interview", nil, bells("10:30-10:45 break"), []string{"ict-lead bell-clash"}},
		{"break in the pause", nil, bells("11:05-11:15 break"), nil},
		{"worship while the assessor considers", nil, bells("12:20-12:30 worship"), nil},
		{"lessons", nil, bells("9:30-10:30 period 1", "10:30-12:45 period 2"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items := Draft(small(t), nil, Options{}).Items
			if tt.change != nil {
				items = tt.change(items)
			}
			got := Check(items, tt.day)
			if d := cmp.Diff(tt.want, rules(got)); d != "" {
				t.Errorf("breaches (-want +got):\n%s", d)
			}
			for _, b := range got {
				if i := find(items, b.Item); i >= 0 && !strings.Contains(b.Text, items[i].Title) {
					t.Errorf("%q does not name %q", b.Text, items[i].Title)
				}
			}
		})
	}
}

func TestCheckEmpty(t *testing.T) {
	if got := Check(nil, bells(primary1030...)); got != nil {
		t.Errorf("an agenda with nothing in it breaks %v", got)
	}
}

func TestCheckWords(t *testing.T) {
	items := Draft(small(t), nil, Options{}).Items
	want := []Breach{{
		Item: "ict-lead", Rule: BellClash,
		Text: "Evidence with the ICT lead (10:15 to 10:45) clashes with the school's break, 10:30 to 10:50.",
	}, {
		Item: "subject-leaders", Rule: BellClash,
		Text: "Subject leaders (10:45 to 11:05) clashes with the school's break, 10:30 to 10:50.",
	}}
	if d := cmp.Diff(want, Check(items, bells("10:30-10:50 morning play"))); d != "" {
		t.Errorf("breaches (-want +got):\n%s", d)
	}
}
