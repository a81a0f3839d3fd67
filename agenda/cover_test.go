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
			// Each item has two voices where there are two, and the tour none.
			"nothing asked",
			Options{},
			map[string][]string{
				"context": {"1a2"}, "ict-lead": {"1b"}, "subject-leaders": {"2a"},
				"staff": {"1a1", "2a", "2b"}, "pupils": {"1a1", "1b"},
			},
		},
		{
			// A concern and a focus element go to everyone who can speak to them,
			// concerns first; the safeguarding lead comes because of the concern.
			"concern and focus",
			Options{Concerns: []string{"1b", "application"}, Focus: []string{"2"}},
			map[string][]string{
				"context": {"2a", "1a1", "1a2"}, "tour": {"2a"}, "ict-lead": {"1b"}, "subject-leaders": {"2a"},
				"staff": {"1b", "2a", "2b"}, "pupils": {"1b", "2a", "1a1"},
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
	staffOf := func(opt Options) []framework.Role {
		items := Draft(small(t), &submission.Submission{}, opt).Items
		return items[slices.IndexFunc(items, func(a visit.AgendaItem) bool { return a.ID == "staff" })].With
	}
	usual := []framework.Role{"teacher", "ta", "network-manager", "governor", "parent", "community"}
	// 2b has no other speaker than the data manager.
	if d := cmp.Diff(append(slices.Clone(usual), "data-manager"), staffOf(Options{})); d != "" {
		t.Errorf("with nothing asked (-want +got):\n%s", d)
	}
	if d := cmp.Diff(append(slices.Clone(usual), "business-manager", "data-manager"), staffOf(Options{Concerns: []string{"1a2"}})); d != "" {
		t.Errorf("with a concern about money (-want +got):\n%s", d)
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
