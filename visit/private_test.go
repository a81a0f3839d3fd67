package visit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/submission"
)

// staffed is a submission whose papers name people.
func staffed() SubmissionLoaded {
	return SubmissionLoaded{Submission: &submission.Submission{
		School: submission.School{
			Name: "Grace Hollow Primary School", LocalAuthority: "Wealdshire",
			Headteacher: "Mrs J Ardizzone", ICTLead: "Mr Tom Weir (deputy headteacher)",
		},
		Application: submission.Application{
			Submitted: submission.Date{Year: 2011, Month: time.February, Day: 1}, Assessor: "Ms A Whitcombe",
			SupportedBy: []submission.Helper{{Name: "Judith Marrow", Organisation: "Martin Bell Learning"}},
		},
		Reviews: []submission.Review{{
			Item: "1a1", Commentary: "Ask Dr Obi, who knows; Ella Stroud keeps the minutes. A film by Ravi Nair (Y6) shows it.",
			Evidence: []submission.Evidence{{Title: "Mrs Platt, Year 3"}},
		}},
		Documents: []submission.Evidence{{Title: "Letter of Mr Hollis"}},
	}}
}

// places are findings with where they stand, a line each.
func places(found []PrivateFinding) []string {
	var lines []string
	for _, f := range found {
		id := f.ID
		if f.Stage == StageNotes || strings.HasPrefix(f.Name, "your concern") {
			id = "its own" // differs from test to test
		}
		lines = append(lines, fmt.Sprintf("%s %q: %s %s, %s", f.Kind, f.Text, f.Stage.Name(), id, f.Name))
	}
	return lines
}

func TestPrivate(t *testing.T) {
	v := made(t, staffed(),
		NoteAdded{NoteText: NoteText{Text: "Amy Carter shows the film", Speaker: "pupil", Items: []string{"1a1", "3"}}},
		NoteAdded{NoteText: NoteText{Text: "Josh helps; his number is 07700 900456", Speaker: "pupil"}},
		NoteAdded{NoteText: NoteText{Text: "Josh helps", Speaker: "head"}},
		NoteAdded{NoteText: NoteText{Text: "a Year 5 pupil said so"}},
		ConcernAdded{Item: "1a1", Text: "Only Zainab in Year 4 could log in."},
		ConcernDecided{Concern: "1a2/inconsistent", Status: Dismissed, Reason: "Seen with Mrs Okafor."},
		ConcernDecided{Concern: "application/independence", Status: Accepted, Reason: "Mr Unwin says so."},
		RuleSilenced{Rule: "no-level", Reason: "Mrs Overbury told me on the telephone"},
		LevelJudged{Item: "1b", Level: 2, Reason: "as Tom Weir and Mrs Underhay said"},
		Recommended{Outcome: Referred, Reason: "see b.ashe@example.org"},
		SectionWritten{SectionID{"3", Strengths}, "- Kwame (Y6), born 1/9/2000, leads"},
	)
	want := []string{
		`pupil "Amy Carter": Notes its own, a note on 1a1, 3`,
		`pupil "Josh": Notes its own, a note`,
		`telephone "07700 900456": Notes its own, a note`,
		`pupil "Zainab": Concerns its own, your concern at 1a1`,
		`person "Mrs Overbury": Concerns , your reason for silencing a rule`,
		`person "Mrs Underhay": Judgement 1b, your reason for the level of 1b`,
		`email "b.ashe@example.org": Judgement , your reasons for the recommendation`,
		`pupil "Kwame": Report 3/strengths, strengths of element 3`,
		`birth "1/9/2000": Report 3/strengths, strengths of element 3`,
	}
	if diff := cmp.Diff(want, places(v.Private())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, f := range v.Private() {
		if strings.Contains(f.Name, f.Text) {
			t.Errorf("the place %q gives away %q", f.Name, f.Text)
		}
	}
}

// The reasons for decisions about concerns of the check, with the concerns
// there to decide.
func TestPrivateInDecisions(t *testing.T) {
	v := made(t,
		ConcernDecided{Concern: "1a2/inconsistent", Status: Dismissed, Reason: "Seen with Mrs Okafor."},
		ConcernDecided{Concern: "application/independence", Status: Accepted, Reason: "Mr Unwin says so."},
	)
	want := []string{
		`person "Mrs Okafor": Concerns 1a2/inconsistent, your reason about the concern at 1a2`,
		`person "Mr Unwin": Concerns application/independence, your reason about the concern at the application`,
	}
	if diff := cmp.Diff(want, places(v.Private())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPublicNames are not pointed out: those in the school's papers that
// nothing there says to be a pupil's.
func TestPublicNames(t *testing.T) {
	v := made(t, staffed())
	for text, want := range map[string]string{
		"Mrs Ardizzone, Jane Ardizzone, Mr Weir, Tom Weir and Ms Whitcombe": "",
		"Judith Marrow of Martin Bell Learning and Wealdshire":              "",
		"Grace Hollow is a happy place":                                     "",
		"Dr Obi, Ella Stroud, Miss Stroud, Mrs Platt and Mr Hollis":         "",
		"Ravi Nair made the film":                                           "Ravi Nair",
		"Ella Stroud (Y4)":                                                  "Ella Stroud",
		"Mr Nobody":                                                         "Mr Nobody",
	} {
		got := []string{}
		for _, f := range v.PrivateIn(NoteText{Text: text}) {
			got = append(got, f.Text)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestOtherPapersNameOthers: what was looked up with the papers before does not
// stay.
func TestOtherPapersNameOthers(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "Mrs Ardizzone was there"}})
	before := l.Visit()
	if n := len(before.Private()); n != 1 {
		t.Fatalf("%d findings, want 1", n)
	}
	l = then(t, l, a, staffed())
	if found := l.Visit().Private(); len(found) > 0 {
		t.Errorf("still found: %v", found)
	}
	if n := len(before.Private()); n != 1 {
		t.Errorf("the visit before has changed: %d findings", n)
	}
}

func TestAllowPrivate(t *testing.T) {
	a := author("ann")
	l := begun(t, a,
		NoteAdded{NoteText: NoteText{Text: "Amy Carter; AMY  CARTER; Mrs Okafor"}},
		SectionWritten{SectionID{"3", Strengths}, "- Amy\u00a0Carter and Mrs Underhay"},
	)
	found := l.Visit().Private()
	c := AllowPrivate(found)
	if diff := cmp.Diff([]string{"Amy Carter", "Mrs Okafor", "Mrs Underhay"}, c.Texts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	before := l.Visit()
	l = then(t, l, a, c)
	if found := l.Visit().Private(); len(found) > 0 {
		t.Errorf("allowed, and yet found: %v", found)
	}
	if diff := cmp.Diff(found, before.Private()); diff != "" {
		t.Errorf("the visit before has changed (-was +is):\n%s", diff)
	}
	l = then(t, l, a, NoteAdded{NoteText: NoteText{Text: "Amy Carter again, and Mrs Overbury"}})
	if diff := cmp.Diff([]string{`person "Mrs Overbury": Notes its own, a note`}, places(l.Visit().Private())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	undo, err := l.Undo("ann") // the note
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, a, undo)
	if undo, err = l.Undo("ann"); err != nil {
		t.Fatal(err)
	}
	if words := l.Words(undo); words != "leaving 3 names and details as they are" {
		t.Errorf("taking it back is called %q", words)
	}
	l = then(t, l, a, undo)
	if diff := cmp.Diff(places(found), places(l.Visit().Private())); diff != "" {
		t.Errorf("taken back (-want +got):\n%s", diff)
	}
}

// BenchmarkPrivate is the first look at a visit with its notes, and the next.
func BenchmarkPrivate(b *testing.B) {
	changes := []Change{staffed()}
	for i := range 300 {
		changes = append(changes, NoteAdded{NoteText: NoteText{Text: fmt.Sprintf("pupils in Year 4 change program %d, which Amy Carter began, and can say why", i)}})
	}
	v := made(b, changes...)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			v.watch = &watch{}
			v.Private()
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			v.Private()
		}
	})
}
