package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
)

func TestDraftSection(t *testing.T) {
	f := smallFramework(t)
	v := visitOf(t, f,
		note(f, "+ staff know the vision #1a1 @teacher"),
		note(f, "- nobody reviews it #1a2 @governor"),
		note(f, "iPads are used #1b"),
		note(f, "the plan hangs in the hall. #1 @head"),
		note(f, `" "It is ours!" #1a @pupil`),
		note(f, "? who wrote it #1a1"),
		note(f, "+ TAs were trained too #1a #3a"),
		visit.NoteAdded{NoteText: visit.NoteText{Text: " \n ", Items: []string{"1a1"}}},
		visit.NoteAdded{NoteText: visit.NoteText{Text: "two\nlines", Sense: visit.Supports, Items: []string{"3b"}}},
		visit.NoteAdded{NoteText: visit.NoteText{Text: "no tag", Sense: visit.Supports}},
	)
	for _, tt := range []struct {
		element string
		part    visit.Part
		want    string
	}{
		{"1", visit.Strengths, "- Staff know the vision.\n- TAs were trained too."},
		{"1", visit.Areas, "- Nobody reviews it."},
		{"1", visit.Commentary, "iPads are used.\n\nThe plan hangs in the hall. (Headteacher)\n\n“It is ours!” (Pupil)"},
		{"3", visit.Strengths, "- TAs were trained too.\n- Two lines."},
		{"3", visit.Areas, ""},
		{"3", visit.Commentary, ""},
		{"6", visit.Strengths, ""},
		{"9", visit.Strengths, ""},
	} {
		got := DraftSection(v, visit.SectionID{Element: tt.element, Part: tt.part})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("element %s, %s (-want +got):\n%s", tt.element, tt.part, diff)
		}
	}
}

func TestWhyNoDraft(t *testing.T) {
	f := smallFramework(t)
	const forOrAgainst = "The notes on this element are all for or against: they belong under strengths and areas for development."
	for _, tt := range []struct {
		name    string
		part    visit.Part
		changes []visit.Change
		want    string
	}{
		{"no notes", visit.Commentary, nil, "There are no notes on this element yet."},
		{"notes elsewhere", visit.Strengths, []visit.Change{note(f, "+ good #3a")}, "There are no notes on this element yet."},
		{"all for", visit.Commentary, []visit.Change{note(f, "+ good #1a1"), note(f, "? who #1a1")}, forOrAgainst},
		{"none for", visit.Strengths, []visit.Change{note(f, "- poor #1a1")}, "No note on this element speaks for it yet: those begin with a +."},
		{"none against", visit.Areas, []visit.Change{note(f, "+ good #1a1")}, "No note on this element counts against it: those begin with a -."},
		{"questions only", visit.Commentary, []visit.Change{note(f, "? who #1a1")}, "The notes on this element are still to be followed up."},
		{"can be made", visit.Commentary, []visit.Change{note(f, "seen #1a1")}, ""},
		{"stands already", visit.Strengths, []visit.Change{note(f, "+ good #1a1"), section("1", visit.Strengths, "Mine\n\n- Good.")}, "The notes stand in this section already."},
		{"one more since", visit.Strengths, []visit.Change{note(f, "+ good #1a1"), section("1", visit.Strengths, "- Good."), note(f, "+ better #1a1")}, ""},
	} {
		v := visitOf(t, f, tt.changes...)
		if got := WhyNoDraft(v, visit.SectionID{Element: "1", Part: tt.part}); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := WhyNoDraft(visitOf(t, f), visit.SectionID{Element: "9", Part: visit.Areas}); got != "There are no notes on this element yet." {
		t.Errorf("an element the framework does not know: %q", got)
	}
}

// TestDraftIsASection checks that a draft comes out of the report as it went in.
func TestDraftIsASection(t *testing.T) {
	for _, s := range hostile {
		v := visitOf(t, smallFramework(t),
			visit.NoteAdded{NoteText: visit.NoteText{Text: s, Sense: visit.Supports, Items: []string{"1a1"}}},
			visit.NoteAdded{NoteText: visit.NoteText{Text: "second", Sense: visit.Supports, Items: []string{"1a1"}}})
		draft := DraftSection(v, visit.SectionID{Element: "1", Part: visit.Strengths})
		if n := bullets(draft); n != 2 || strings.Count(draft, "\n") != 1 {
			t.Errorf("the draft of two notes has %d bullets:\n%s", n, draft)
		}
		checkProse(t, draft)
	}
}
