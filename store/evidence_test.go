package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestKeep(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	large := bytes.Repeat([]byte("a map of the school "), 20_000)
	folder := fstest.MapFS{"plan.txt": {Data: []byte("a plan")}, "map.png": {Data: large}, "empty": {}, "dir/x": {Data: []byte("x")}}
	err := r.Keep(folder, []string{"plan.txt", "map.png", "plan.txt", "empty", "gone.txt", "dir"})
	if err == nil || !strings.Contains(err.Error(), "gone.txt") || !strings.Contains(err.Error(), "dir") {
		t.Errorf("what is not kept is not said: %v", err)
	}
	if err := r.Keep(folder, []string{"plan.txt", "map.png", "empty"}); err != nil {
		t.Errorf("again: %v", err)
	}
	folder["plan.txt"] = &fstest.MapFile{Data: []byte("a better plan")}
	if err := r.Keep(folder, []string{"plan.txt"}); err != nil {
		t.Fatal(err)
	}
	s = mustReopen(t, s, opt)
	if r, err = s.Visit(r.ID()); err != nil {
		t.Fatal(err)
	}
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ path, content string }{{"plan.txt", "a plan"}, {"map.png", string(large)}, {"empty", ""}, {"plan.txt", "a better plan"}}
	if len(files) != len(want) {
		t.Fatalf("%d files: %+v", len(files), files)
	}
	for i, f := range files {
		data, err := r.Content(f)
		if err != nil || f.Path != want[i].path || string(data) != want[i].content || f.Size != int64(len(data)) {
			t.Errorf("%s: %d bytes, %v", f.Path, len(data), err)
		}
	}
}

// Every flipped bit and every cut of a file of evidence is noticed before any of
// its content is given out.
func TestDamagedEvidence(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	r := mustCreate(t, s, "Hollin Bank School")
	if err := r.Keep(fstest.MapFS{"plan.txt": {Data: []byte("a plan")}}, []string{"plan.txt"}); err != nil {
		t.Fatal(err)
	}
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.dir, evidenceDir, files[0].Name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 1 << (at % 8)
		for _, data := range [][]byte{flipped, whole[:at]} {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if content, err := r.Content(files[0]); !errors.Is(err, ErrDamaged) || content != nil {
				t.Fatalf("byte %d: %q, %v", at, content, err)
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Content(files[0]); err == nil || !strings.HasPrefix(err.Error(), path) {
		t.Errorf("gone: %v", err)
	}
}
