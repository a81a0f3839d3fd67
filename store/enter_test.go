package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"halfday/visit"
	"halfday/visit/submission"
)

// paper is a school's application, submitted on a day, with a text.
func paper(school string, day int, text string) visit.Prepared {
	return visit.Prepared{Submission: &submission.Submission{
		Name: school, School: submission.School{Name: school},
		Application: submission.Application{Submitted: submission.Date{Year: 2011, Month: time.March, Day: day}},
		Reviews:     []submission.Review{{Item: "1a1", Commentary: text}},
	}}
}

func TestEnter(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	enter := func(p visit.Prepared) (*Record, Entry) {
		t.Helper()
		begin := append(opening("any")[:1:1], visit.SubmissionLoaded{Submission: p.Submission})
		r, how, err := s.Enter(p, begin...)
		if err != nil {
			t.Fatal(err)
		}
		return r, how
	}
	first, _ := enter(paper("Larch Primary School", 1, "As it was."))
	do(t, first, note("kept"))
	for name, c := range map[string]struct {
		paper visit.Prepared
		same  bool
		how   Entry
	}{
		"the very same papers":               {paper("Larch Primary School", 1, "As it was."), true, Known},
		"another school":                     {paper("Rowan Primary School", 1, "As it was."), false, Begun},
		"another application of that school": {paper("Larch Primary School", 9, "As it was."), false, Begun},
	} {
		t.Run(name, func(t *testing.T) {
			r, how := enter(c.paper)
			if (r.ID() == first.ID()) != c.same || how != c.how {
				t.Errorf("the same visit: %v, entered as %v", r.ID() == first.ID(), how)
			}
		})
	}
	r, how := enter(paper("Larch Primary School", 1, "As it was corrected."))
	if r.ID() != first.ID() || how != Renewed {
		t.Fatalf("corrected papers began another visit, or were entered as %v", how)
	}
	if got := r.Visit().Submission.Review("1a1").Commentary; got != "As it was corrected." {
		t.Errorf("the visit shows %q", got)
	}
	if got := noteTexts(r); len(got) != 1 || got[0] != "kept" {
		t.Errorf("left of the notes is %q", got)
	}
}

func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	if err := Discard(dir, testOptions()); err != nil {
		t.Errorf("a folder without a store: %v", err)
	}
	s := mustOpen(t, dir, testOptions())
	mustCreate(t, s, "Larch Primary School")
	if err := Discard(dir, testOptions()); !errors.Is(err, ErrInUse) {
		t.Errorf("a store in use: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Discard(dir, testOptions()); err != nil {
		t.Fatal(err)
	}
	if visits, err := mustOpen(t, dir, testOptions()).Visits(); err != nil || len(visits) > 0 {
		t.Errorf("after it there are %v, %v", visits, err)
	}
}

func TestDiscardLeavesWhatIsNotOurs(t *testing.T) {
	dir := writeFile(t, []byte("somebody's own notes"))
	if err := Discard(dir, testOptions()); !errors.Is(err, ErrNotOurs) {
		t.Errorf("the error is %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, fileName)); err != nil || string(data) != "somebody's own notes" {
		t.Errorf("left is %q, %v", data, err)
	}
}
