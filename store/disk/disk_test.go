package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// names are what a folder holds.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a file")
	for _, data := range [][]byte{[]byte("first"), bytes.Repeat([]byte("longer "), 100_000), {}} {
		if err := WriteFile(path, data); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes, %v; want %d", len(got), err, len(data))
		}
		if diff := cmp.Diff([]string{"a file"}, names(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
}

// What a file lets others do does not outlast its replacement.
func TestWriteFileTakesRightsAway(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are inherited from the folder")
	}
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("open"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, []byte("closed")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
}

func TestWriteFileFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a folder")
	if err := os.MkdirAll(filepath.Join(path, "with another"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, []byte("text")); err == nil {
		t.Error("a file replaced a folder")
	}
	if diff := cmp.Diff([]string{"a folder"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := WriteFile(filepath.Join(dir, "absent", "file"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestClean(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"keys.json", "keys.json.123.new", "keys.json.new", "keys.json.old", "other.json.123.new"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Clean(filepath.Join(dir, "keys.json")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"keys.json", "keys.json.old", "other.json.123.new"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := Clean(filepath.Join(dir, "absent", "file")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	t.Chdir(dir)
	if err := Clean("other.json"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"keys.json", "keys.json.old"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestMakeDir(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b", "c")
	for range 2 {
		if err := MakeDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		info, err := os.Stat(d)
		if err != nil || !info.IsDir() || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
			t.Error(d, info, err)
		}
	}
	file := filepath.Join(top, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{file, filepath.Join(file, "below")} {
		if err := MakeDir(d); err == nil {
			t.Errorf("%s: a file counts as a folder", d)
		}
	}
	if err := SyncDir(filepath.Join(top, "absent")); runtime.GOOS != "windows" && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestFreeOfAFolderToBe(t *testing.T) {
	here := t.TempDir()
	for _, dir := range []string{here, filepath.Join(here, "not", "yet")} {
		if n, err := Free(dir); err != nil || n == 0 {
			t.Errorf("%s: %d, %v", dir, n, err)
		}
	}
}

func TestNearest(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir, link := filepath.Join(top, "real"), filepath.Join(top, "link")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	t.Chdir(top)
	for in, want := range map[string]string{
		dir:                              dir,
		filepath.Join(dir, "not", "yet"): dir,
		link:                             dir,
		filepath.Join(link, "not"):       dir,
		"link":                           dir,
		"":                               top,
	} {
		if got, err := nearest(in); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}
