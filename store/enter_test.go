package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestEnterGoesOnWithTheSameSubmission(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	first := mustCreate(t, s, "Larch Primary School")
	do(t, first, note("kept"))
	print := first.Visit().Submission.Fingerprint()

	again, err := s.Enter(print, opening("Larch Primary School")...)
	if err != nil {
		t.Fatal(err)
	}
	if again.ID() != first.ID() {
		t.Errorf("the same submission began a second visit")
	}
	other, err := s.Enter("another", opening("Rowan Primary School")...)
	if err != nil {
		t.Fatal(err)
	}
	if other.ID() == first.ID() || other.Visit().School() != "Rowan Primary School" {
		t.Errorf("another submission led to %s", other.Visit().School())
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
