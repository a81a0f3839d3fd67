package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A restore that is interrupted while parts are moved is finished when the store
// is opened: after each single move.
func TestInterruptedRestore(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	backup, _, err := s.Backup(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, note("since the backup"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for moves := 0; ; moves++ {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(s.dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(dir, restoreCopied), os.DirFS(backup)); err != nil {
			t.Fatal(err)
		}
		done := moveSome(t, dir, moves)
		again, err := Open(dir, opt)
		if err != nil {
			t.Fatalf("after %d moves: %v", moves, err)
		}
		restored, err := again.Visit(r.ID())
		if err != nil || len(noteTexts(restored)) != 2 {
			t.Errorf("after %d moves: %v", moves, err)
		}
		if files, err := restored.Files(); err != nil || len(files) != 1 {
			t.Errorf("after %d moves: %v, %v", moves, files, err)
		} else if _, err := restored.Content(files[0]); err != nil {
			t.Errorf("after %d moves: %v", moves, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		if done {
			return
		}
	}
}

// moveSome does the first moves of finishRestore, and reports whether those were
// all.
func moveSome(t *testing.T, dir string, moves int) (all bool) {
	t.Helper()
	aside, moved := filepath.Join(dir, restoreOld), filepath.Join(dir, restoreMoved)
	step := func(from, to string) bool {
		if moves == 0 {
			return false
		}
		moves--
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
		return true
	}
	if err := os.Mkdir(aside, 0o700); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range old {
		name := e.Name()
		if !isPart(name) || name == lockName || strings.HasPrefix(name, asidePrefix) {
			continue
		}
		if !step(filepath.Join(dir, name), filepath.Join(aside, name)) {
			return false
		}
	}
	if !step(filepath.Join(dir, restoreCopied), moved) {
		return false
	}
	parts, err := os.ReadDir(moved)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range parts {
		if !step(filepath.Join(moved, e.Name()), filepath.Join(dir, e.Name())) {
			return false
		}
	}
	return true
}
