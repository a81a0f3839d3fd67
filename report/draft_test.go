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
