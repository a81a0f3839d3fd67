package store

import (
	"errors"
	"fmt"
	"os"
	"testing"
)

// A look shows the store as it stands while another window writes to it, and
// changes nothing.
func TestLook(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	do(t, r, note("one"))
	for n := range 5 {
		do(t, r, note(fmt.Sprint("more ", n)))
		looking := testOptions()
		looking.ReadOnly = true
		look, err := Open(s.dir, looking)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := look.Visit(r.ID())
		if err != nil || len(noteTexts(seen)) != n+2 {
			t.Fatalf("%v, %v", seen, err)
		}
		if err := seen.Do(note("lost")); !errors.Is(err, ErrLook) {
			t.Errorf("a change: %v", err)
		}
		if err := seen.SaveDraft("note", Draft{Text: "half"}); err != nil {
			t.Errorf("a draft: %v", err)
		}
		if d, err := seen.Draft("note"); err != nil || d.Text != "half" {
			t.Errorf("the draft is %v, %v", d, err)
		}
		if look.Trouble() == "" {
			t.Error("it is not said that nothing is kept")
		}
		copied := look.temporary
		if err := look.Close(); err != nil {
			t.Fatal(err)
		}
		if exists(copied) {
			t.Error("the copy is left behind")
		}
	}
	if d, err := r.Draft("note"); err != nil || d.Text != "" {
		t.Errorf("the look has written a draft: %v, %v", d, err)
	}
}

func TestLookAtNothing(t *testing.T) {
	opt := testOptions()
	opt.ReadOnly = true
	dir := t.TempDir()
	if _, err := Open(dir, opt); !errors.Is(err, ErrNoStore) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("the folder holds %v", left)
	}
}
