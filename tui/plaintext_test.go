//go:build unix

package tui_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// canary is a word that must stand in no file as it is.
const canary = "Wagtail-9c4f"

// inPlainText are the files below a folder in which a word stands as it is, or
// that are named by it.
func inPlainText(t *testing.T, dir, word string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil // the program took it away meanwhile
		}
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(word)) || strings.Contains(path[len(dir):], word) {
			paths = append(paths, path)
		}
		if os.IsNotExist(err) {
			err = nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// nothingInPlainText types a word into notes, saved and half-typed, and looks for
// it in the store, in the home folder and in the one for temporary files: while
// the program runs, after it was killed, and after it was closed.
func nothingInPlainText(t *testing.T, bin, data string) {
	around := filepath.Dir(data)
	look := func(when string) {
		t.Helper()
		if found := inPlainText(t, around, canary); len(found) > 0 {
			t.Errorf("%s it stands in %q", when, found)
		}
	}
	w := openWindow(t, bin, data)
	w.writing("")
	w.Type(canary + " led the assembly")
	w.Press(enter)
	w.Wait("✓ Saved", emptyLine)
	half := canary + " wrote"
	w.Type(half)
	w.Wait("› " + half)
	look("while the program runs")
	w.send(os.Kill)
	w.wait()
	look("after it was killed")
	w = openWindow(t, bin, data)
	w.writing("")
	w.Press("\x11")
	w.wait()
	look("after it was closed")
	notes, _ := stored(t, data)
	if len(notes) != 1 || !strings.Contains(notes[0], canary) {
		t.Errorf("the notes are %q", notes)
	}
	// The search itself finds what is there to be found.
	if err := os.WriteFile(filepath.Join(around, "plain"), []byte("x"+canary+"y"), 0o600); err != nil {
		t.Fatal(err)
	}
	if found := inPlainText(t, around, canary); len(found) != 1 {
		t.Errorf("searching finds %q", found)
	}
}
