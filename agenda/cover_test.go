package agenda

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

func covers(items []visit.AgendaItem) map[string][]string {
	m := map[string][]string{}
	for _, a := range items {
		if len(a.Covers) > 0 {
			m[a.ID] = a.Covers
		}
	}
	return m
}

func TestDraftCovers(t *testing.T) {
	f := small(t)
	tests := []struct {
		name string
		opt  Options
		want map[string][]string
	}{
		{
			// Each item has two voices where there are two, of those best placed,
			// and the tour none.
			"nothing asked",
			Options{},
			map[string][]string{
				"context": {"1a1", "1a2"}, "ict-lead": {"1b"}, "subject-leaders": {"2a"},
				"staff": {"2a"}, "others": {"2b", "1a1"}, "pupils": {"1b"},
			},
		},
		{
			// A concern has three voices and stands first; the safeguarding lead
			// comes because of it. A focus element has two.
			"concern and focus",
			Options{Concerns: []string{"1b", "application"}, Focus: []string{"2"}},
			map[string][]string{
				"context": {"1a1", "1a2"}, "ict-lead": {"1b"}, "subject-leaders": {"2a"},
				"staff": {"1b", "2a"}, "others": {"2b", "1a1"}, "pupils": {"1b"},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Draft(f, nil, tt.opt)
			if d := cmp.Diff(tt.want, covers(p.Items)); d != "" {
				t.Errorf("covers (-want +got):\n%s", d)
			}
			if left := Uncovered(p.Items, f); len(left) > 0 {
				t.Errorf("uncovered: %v", left[0].ID)
			}
		})
	}
}

func TestDraftInvites(t *testing.T) {
	othersOf := func(opt Options) []framework.Role {
		items := Draft(small(t), &submission.Submission{}, opt).Items
		return items[find(items, "others")].With
	}
	usual := []framework.Role{"governor", "parent", "community"}
	// 2b has no other speaker than the data manager.
	if d := cmp.Diff(append(slices.Clone(usual), "data-manager"), othersOf(Options{})); d != "" {
		t.Errorf("with nothing asked (-want +got):\n%s", d)
	}
	if d := cmp.Diff(append(slices.Clone(usual), "business-manager", "data-manager"), othersOf(Options{Concerns: []string{"1a2"}})); d != "" {
		t.Errorf("with a concern about money (-want +got):\n%s", d)
	}
}

// TestShareWhereTimeIsShort: nothing is left out, whatever the time, and what
// is wanted most comes first where there is some to spare.
func TestShareWhereTimeIsShort(t *testing.T) {
	node := func(id string, speakers ...framework.Role) *framework.Node {
		return &framework.Node{ID: id, Speakers: speakers}
	}
	w := wanted{concerns: 1, items: []*framework.Node{
		node("a", "teacher", "head", "pupil", "leadership"), node("b", "head", "pupil"), node("c", "head"),
		node("d", "head", "teacher"), node("e", "head"), node("f", "leadership"),
	}}
	items := []visit.AgendaItem{
		{ID: "context", Activity: visit.Context, Minutes: 30, With: []framework.Role{"head"}},
		{ID: "tour", Activity: visit.Tour, Minutes: 60, With: []framework.Role{"leadership"}},
		{ID: "teachers", Activity: visit.Interview, Minutes: 6, With: []framework.Role{"teacher"}},
		{ID: "pupils", Activity: visit.Pupils, Minutes: 5, With: []framework.Role{"pupil", "teacher"}},
		{ID: "feedback", Activity: visit.Feedback, Minutes: 30, With: []framework.Role{"head"}},
	}
	w.share(items)
	want := map[string][]string{
		"context":  {"b", "c", "d", "e"}, // the last has nobody else, and there is no time left
		"tour":     {"f", "a"},
		"teachers": {"a", "d"},
		"pupils":   {"a"},
	}
	if d := cmp.Diff(want, covers(items)); d != "" {
		t.Errorf("covers (-want +got):\n%s", d)
	}
}

func TestCapacity(t *testing.T) {
	for _, tt := range []struct {
		activity      visit.Activity
		minutes, want int
	}{
		{visit.Interview, 30, 10},
		{visit.Interview, 10, 3},
		{visit.Pupils, 35, 11},
		{visit.Context, 15, 3},
		{visit.Context, 6, 2},
		{visit.Tour, 30, 4},
		{visit.Tour, 9, 3},
	} {
		if got := capacity(visit.AgendaItem{Activity: tt.activity, Minutes: tt.minutes}); got != tt.want {
			t.Errorf("%s of %d minutes: %d items, want %d", tt.activity, tt.minutes, got, tt.want)
		}
	}
}

func TestUncovered(t *testing.T) {
	f := small(t)
	// A strand's id covers its aspects, an unknown id nothing.
	items := []visit.AgendaItem{{Covers: []string{"1a", "9z"}}, {Covers: []string{"2b"}}}
	var got []string
	for _, n := range Uncovered(items, f) {
		got = append(got, n.ID)
	}
	if d := cmp.Diff([]string{"1b", "2a"}, got); d != "" {
		t.Errorf("uncovered (-want +got):\n%s", d)
	}
}

func TestAccompanyingStaffDoNotSpeakForPupils(t *testing.T) {
	f := small(t)
	pupils := visit.AgendaItem{Activity: visit.Pupils, With: []framework.Role{"pupil", "business-manager"}}
	if speaks(pupils, f.Find("1a2")) {
		t.Error("the business manager beside the pupils is asked about money")
	}
	if !speaks(pupils, f.Find("1a1")) {
		t.Error("pupils are not asked about the aims")
	}
}
