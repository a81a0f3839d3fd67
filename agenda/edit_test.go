package agenda

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
)

// three is an agenda with twenty minutes free before its last item.
func three() []visit.AgendaItem {
	return []visit.AgendaItem{
		{ID: "a", Start: clock("9:00"), Minutes: 15},
		{ID: "b", Start: clock("9:15"), Minutes: 30},
		{ID: "c", Start: clock("10:05"), Minutes: 20},
	}
}

func TestEdits(t *testing.T) {
	tests := []struct {
		name string
		edit func([]visit.AgendaItem) []visit.AgendaItem
		want []string
	}{
		{"longer", func(i []visit.AgendaItem) []visit.AgendaItem { return Resize(i, "b", 40) }, []string{"09:00-09:15 a", "09:15-09:55 b", "10:15-10:35 c"}},
		{"shorter", func(i []visit.AgendaItem) []visit.AgendaItem { return Resize(i, "a", 10) }, []string{"09:00-09:10 a", "09:10-09:40 b", "10:00-10:20 c"}},
		{"no shorter than five minutes", func(i []visit.AgendaItem) []visit.AgendaItem { return Resize(i, "a", -3) }, []string{"09:00-09:05 a", "09:05-09:35 b", "09:55-10:15 c"}},
		{"not past midnight", func(i []visit.AgendaItem) []visit.AgendaItem { return Resize(i, "c", 5000) }, []string{"09:00-09:15 a", "09:15-09:45 b", "10:05-23:59 c"}},
		{"later", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "b", 10) }, []string{"09:00-09:15 a", "09:25-09:55 b", "10:15-10:35 c"}},
		{"all earlier", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "a", -30) }, []string{"08:30-08:45 a", "08:45-09:15 b", "09:35-09:55 c"}},
		{"into the free time", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "c", -5) }, []string{"09:00-09:15 a", "09:15-09:45 b", "10:00-10:20 c"}},
		{"no earlier than the free time", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "c", -50) }, []string{"09:00-09:15 a", "09:15-09:45 b", "09:45-10:05 c"}},
		{"not before midnight", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "a", -5000) }, []string{"00:00-00:15 a", "00:15-00:45 b", "01:05-01:25 c"}},
		{"not behind another", func(i []visit.AgendaItem) []visit.AgendaItem { return Shift(i, "b", -10) }, []string{"09:00-09:15 a", "09:15-09:45 b", "10:05-10:25 c"}},
		{"down", func(i []visit.AgendaItem) []visit.AgendaItem { return MoveDown(i, "a") }, []string{"09:00-09:30 b", "09:30-09:45 a", "10:05-10:25 c"}},
		{"down over free time", func(i []visit.AgendaItem) []visit.AgendaItem { return MoveDown(i, "b") }, []string{"09:00-09:15 a", "09:15-09:35 c", "09:55-10:25 b"}},
		{"up", func(i []visit.AgendaItem) []visit.AgendaItem { return MoveUp(i, "b") }, []string{"09:00-09:30 b", "09:30-09:45 a", "10:05-10:25 c"}},
		{"the first up", func(i []visit.AgendaItem) []visit.AgendaItem { return MoveUp(i, "a") }, lines(three())},
		{"the last down", func(i []visit.AgendaItem) []visit.AgendaItem { return MoveDown(i, "c") }, lines(three())},
		{"none of its items", func(i []visit.AgendaItem) []visit.AgendaItem {
			return MoveUp(MoveDown(Shift(Resize(i, "z", 5), "z", 5), "z"), "z")
		}, lines(three())},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := three()
			if d := cmp.Diff(tt.want, lines(tt.edit(before))); d != "" {
				t.Errorf("agenda (-want +got):\n%s", d)
			}
			if d := cmp.Diff(three(), before); d != "" {
				t.Errorf("the agenda before the edit was changed:\n%s", d)
			}
		})
	}
}

func TestEditNothing(t *testing.T) {
	for _, got := range [][]visit.AgendaItem{Resize(nil, "a", 5), Shift(nil, "a", 5), MoveUp(nil, "a"), MoveDown(nil, "a")} {
		if len(got) != 0 {
			t.Errorf("editing nothing gave %v", got)
		}
	}
}
