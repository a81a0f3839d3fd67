package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A store without whole keys goes; a look takes nothing away.
func TestDiscardDamaged(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	mustCreate(t, s, "Larch Primary School")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := readFolder(t, s.dir)
	look := opt
	look.ReadOnly = true
	if err := Discard(s.dir, look); !errors.Is(err, ErrLook) {
		t.Errorf("for a look: %v", err)
	}
	if err := unchanged(s.dir, before); err != nil {
		t.Errorf("a look changed the folder: %v", err)
	}
	for _, name := range []string{"keys.json", "keys.copy.json"} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Discard(s.dir, opt); err != nil {
		t.Errorf("without keys: %v", err)
	}
	if left := readFolder(t, s.dir); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}
