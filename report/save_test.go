package report

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestSaveNeverWritesOverAnotherFile(t *testing.T) {
	dir := t.TempDir()
	save := func(text string) string {
		t.Helper()
		path, err := Save(dir, "report.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Base(path)
	}
	for _, step := range []struct{ text, want string }{
		{"first", "report.md"},
		{"first", "report.md"}, // the same again needs no file of its own
		{"second", "report-2.md"},
		{"third", "report-3.md"},
		{"second", "report-2.md"},
	} {
		if got := save(step.text); got != step.want {
			t.Errorf("saving %q went to %s, want %s", step.text, got, step.want)
		}
	}
	for name, want := range map[string]string{"report.md": "first", "report-2.md": "second", "report-3.md": "third"} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", name, got, err, want)
		}
	}
}

func TestSavedFilesAreTheUsersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path, err := Save(t.TempDir(), "agenda.md", []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestSaveIntoNoFolderSaysWhatToDo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "missing")
	_, err := Save(dir, "report.md", []byte("x"))
	if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "--out") {
		t.Errorf("the error is %v", err)
	}
}
