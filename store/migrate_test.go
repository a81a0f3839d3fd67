package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file of every format that was ever written must open for ever.
func TestEveryFormatOpens(t *testing.T) {
	t.Run("1", func(t *testing.T) {
		dir := t.TempDir()
		data, err := os.ReadFile("testdata/format-1.db")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fileName), data, 0o600); err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, dir, testOptions())
		if said := fmt.Sprint(s.Notices()); !strings.Contains(said, "encrypted") {
			t.Errorf("said %s", said)
		}
		checkOldStore(t, s)
		s = mustReopen(t, s, testOptions())
		checkOldStore(t, s)
		if found := leaks(t, dir, "Hollin"); len(found) > 0 {
			t.Errorf("plain text in %v", found)
		}
	})
	t.Run("2", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("testdata/format-2")); err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, dir, testOptions())
		checkOldStore(t, s)
		all, err := s.Visits()
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Visit(all[1].ID)
		if err != nil {
			t.Fatal(err)
		}
		files, err := r.Files()
		if err != nil || len(files) != 1 {
			t.Fatalf("files %v, %v", files, err)
		}
		if data, err := r.Content(files[0]); err != nil || string(data) != "a plan" {
			t.Errorf("evidence %q, %v", data, err)
		}
	})
}

// checkOldStore looks for what every store in testdata holds.
func checkOldStore(t *testing.T, s *Store) {
	t.Helper()
	all, err := s.Visits()
	if err != nil || len(all) != 2 || all[0].School != "Another School" || all[1].School != "Hollin Bank School" {
		t.Fatalf("visits %v, %v", all, err)
	}
	r, err := s.Visit(all[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(noteTexts(r)); got != "[one]" {
		t.Errorf("notes %s", got)
	}
	if d, err := r.Draft("note"); err != nil || d.Text != "half a thought" || d.Cursor != 4 {
		t.Errorf("draft %v, %v", d, err)
	}
	if what := r.WouldRedo(); what == "" {
		t.Error("nothing to do again, though the second note was taken back")
	}
}
