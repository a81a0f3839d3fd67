package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
)

func TestOpen(t *testing.T) {
	f := smallFramework(t)
	judgedAt := func(levels ...visit.LevelJudged) []visit.Change {
		all := map[string]visit.LevelJudged{}
		for _, n := range f.Items() {
			all[n.ID] = visit.LevelJudged{Item: n.ID, Level: 1}
		}
		for _, l := range levels {
			all[l.Item] = l
		}
		var cs []visit.Change
		for _, n := range f.Items() {
			if all[n.ID].Level != 0 {
				cs = append(cs, all[n.ID])
			}
		}
		return cs
	}
	recommended := func(o visit.Outcome) visit.Change { return visit.Recommended{Outcome: o, Reason: "Because."} }
	for _, tt := range []struct {
		name    string
		changes []visit.Change
		want    []string // of undecided
	}{
		{"nothing", nil, []string{"No item is judged yet.", "There is no recommendation yet."}},
		{"some unjudged", append(judgedAt(visit.LevelJudged{Item: "1b"}, visit.LevelJudged{Item: "3a"}), recommended(visit.Met)), []string{
			"2 items still to be judged: 1b and 3a.",
		}},
		{"met and met", append(judgedAt(), recommended(visit.Met)), nil},
		{"met, one below", append(judgedAt(visit.LevelJudged{Item: "3b", Level: 2}), recommended(visit.Met)), []string{
			`The recommendation is "met threshold", yet 1 item judged below the threshold: 3b.`,
		}},
		{"not met, none below", append(judgedAt(), recommended(visit.NotMet)), []string{
			`The recommendation is "not met", yet no item judged is below the threshold.`,
		}},
		{"not met, one below", append(judgedAt(visit.LevelJudged{Item: "6a", Level: 4}), recommended(visit.NotMet)), nil},
		{"referred", append(judgedAt(visit.LevelJudged{Item: "6a", Level: 4}), recommended(visit.Referred)), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := visitOf(t, f, tt.changes...)
			if diff := cmp.Diff(tt.want, undecided(v)); diff != "" {
				t.Errorf("undecided (-want +got):\n%s", diff)
			}
			open := strings.Join(Open(v), "\n")
			for _, s := range tt.want {
				if !strings.Contains(open, s) {
					t.Errorf("Open leaves out %q", s)
				}
			}
		})
	}
}

func TestOpenOfTheVisits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		visit *visit.Visit
		want  []string
	}{
		{"met", metVisit(t), nil},
		{"not met", notMetVisit(t), []string{
			"2 concerns still to be decided, at the application and 3a.",
			"4 items judged without a note to go by: 1a1, 1a2, 3a and 6a.",
			"Fewer than three strengths: elements 1 and 6.",
			"Fewer than three areas for development: elements 1, 3 and 6.",
		}},
		{"half-way", halfWayVisit(t), []string{
			"5 items still to be judged: 1a2, 1b, 3a, 3b and 6a.",
			"There is no recommendation yet.",
			"The day of the visit is not set.",
			"1 concern still to be decided, at 1b.",
			"1 note still to be followed up.",
			"No commentary yet: elements 1, 3 and 6.",
			"Fewer than three strengths: elements 1, 3 and 6.",
			"Fewer than three areas for development: elements 1, 3 and 6.",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Open(tt.visit)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnheard(t *testing.T) {
	f := smallFramework(t)
	for _, tt := range []struct {
		name    string
		changes []visit.Change
		want    []string
	}{
		{"nothing", nil, nil},
		{"a note on the item", []visit.Change{visit.LevelJudged{Item: "1a1", Level: 2}, note(f, "+ heard #1a1")}, nil},
		{"a note on its strand", []visit.Change{visit.LevelJudged{Item: "1a1", Level: 2}, note(f, "heard #1a")}, nil},
		{"a question is no evidence", []visit.Change{visit.LevelJudged{Item: "1a1", Level: 2}, note(f, "? who #1a1"), note(f, "? when")}, []string{
			"1 item judged without a note to go by: 1a1.", "2 notes still to be followed up.",
			"1 note tied to no item, so taking no part in any section.",
		}},
	} {
		if diff := cmp.Diff(tt.want, unheard(visitOf(t, f, tt.changes...))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestOpenTellsOfPersonalDetails and never which: it stands in the report.
func TestOpenTellsOfPersonalDetails(t *testing.T) {
	f := smallFramework(t)
	for _, tt := range []struct {
		name    string
		changes []visit.Change
		want    []string
	}{
		{"none", []visit.Change{note(f, "a Year 5 pupil said so #3b")}, nil},
		{"staff the school names itself", []visit.Change{hawthorn(), note(f, "Mrs Quill was there #3b")}, nil},
		{"one", []visit.Change{note(f, "Amy Carter said so #3b")}, []string{
			"1 likely personal detail still to be looked at, in 1 note.",
		}},
		{"some", []visit.Change{
			note(f, "Amy Carter and Josh (Y6) said so #3b"), note(f, "ring 07700 900456 #3b"),
			visit.LevelJudged{Item: "3b", Level: 2, Reason: "Mrs Okafor and Mr Unwin think so."},
			section("3", visit.Strengths, "- Amy Carter's film"),
		}, []string{
			"6 likely personal details still to be looked at, in 2 notes, your reason for the level of 3b and strengths of element 3.",
		}},
		{"allowed", []visit.Change{note(f, "Amy Carter said so #3b"), visit.PrivacyAllowed{Texts: []string{"Amy Carter"}}}, nil},
	} {
		v := visitOf(t, f, tt.changes...)
		if diff := cmp.Diff(tt.want, private(v)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		open := strings.Join(Open(v), "\n")
		for _, s := range tt.want {
			if !strings.Contains(open, s) {
				t.Errorf("%s: Open leaves out %q", tt.name, s)
			}
		}
	}
}

func TestOpenNamesAnItemOnce(t *testing.T) {
	v := visitOf(t, smallFramework(t), hawthorn(noEvidence), visit.ConcernAdded{Item: "1b", Text: "No dates."})
	open := strings.Join(Open(v), "\n")
	if want := "2 concerns still to be decided, at 1b."; !strings.Contains(open, want) {
		t.Errorf("%q is not among what is open:\n%s", want, open)
	}
}

func TestDraftNote(t *testing.T) {
	if got := draftNote(nil); got != nil {
		t.Errorf("nothing open gives %q", got)
	}
	nine := strings.Split("a b c d e f g h i", " ")
	if diff := cmp.Diff([]md{"a", "b", "c", "d", "e", "f", "g", "h"}, draftNote(nine[:8])); diff != "" {
		t.Errorf("eight (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]md{"a", "b", "c", "d", "e", "f", "g", "h", "and 1 more"}, draftNote(nine)); diff != "" {
		t.Errorf("nine (-want +got):\n%s", diff)
	}
}

// TestDraftNoteStandsWhileAnythingIsOpen: what Open lists and what the report
// says of itself are the same.
func TestDraftNoteStandsWhileAnythingIsOpen(t *testing.T) {
	for name, v := range map[string]*visit.Visit{"met": metVisit(t), "not met": notMetVisit(t), "half-way": halfWayVisit(t)} {
		got, err := Markdown(theTemplate(t), v, written)
		if err != nil {
			t.Fatal(err)
		}
		if says, open := strings.Contains(got, "This is a draft."), Open(v); says != (len(open) > 0) {
			t.Errorf("%s: the report calls itself a draft: %v; open is %q", name, says, open)
		}
	}
}

func TestOpenWantsAReason(t *testing.T) {
	v := visitOf(t, smallFramework(t), visit.Recommended{Outcome: visit.Referred, Reason: " \n"})
	if open := Open(v); !strings.Contains(strings.Join(open, "\n"), "The recommendation gives no reason.") {
		t.Errorf("Open = %q", open)
	}
}

func TestThresholdNotGiven(t *testing.T) {
	f, err := framework.Parse([]byte("{id: x, levels: {best: 1, worst: 5}, elements: [{id: '1', name: One}, {id: '2', name: Two, threshold: 2}]}"))
	if err != nil {
		t.Fatal(err)
	}
	v := visitOf(t, f, visit.LevelJudged{Item: "1", Level: 1}, visit.LevelJudged{Item: "2", Level: 2}, visit.Recommended{Outcome: visit.Met})
	if diff := cmp.Diff([]string{"1 item without a threshold in the framework: 1."}, undecided(v)); diff != "" {
		t.Errorf("undecided (-want +got):\n%s", diff)
	}
	got, err := Markdown(theTemplate(t), v, written)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| 1 One | – | 1 | – | no threshold given |", "| 2 Two | – | 2 | 2 | yes |",
		"2 of 2 items judged: 1 at or above the threshold, 0 below.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the report", want)
		}
	}
}
