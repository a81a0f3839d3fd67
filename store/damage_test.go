package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// filled makes a closed store of some hundred notes.
func filled(t testing.TB) *Store {
	s := mustOpen(t, t.TempDir(), testOptions())
	for range 3 {
		r := mustCreate(t, s, "Hollin Bank School")
		for i := range 30 {
			do(t, r, note(fmt.Sprint(i, strings.Repeat(" said the governor", 20))), note("x"), note("y"))
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// copyStore copies a store's folder and gives the copy other contents of its
// file.
func copyStore(t testing.TB, s *Store, data []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// mustMend opens a damaged store, in which nothing may be missing, and reports
// whether the damage was noticed.
func mustMend(t testing.TB, dir string) (noticed bool) {
	t.Helper()
	s, err := Open(dir, childOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	all, err := s.Visits()
	if err != nil || len(all) != 3 {
		t.Fatalf("%d visits, %v", len(all), err)
	}
	for _, v := range all {
		r, err := s.Visit(v.ID)
		if err != nil || len(r.Visit().Notes) != 90 {
			t.Fatalf("visit %s: %v", v.ID, err)
		}
	}
	return len(s.Notices()) > 0
}

// Wherever the file is cut short, the snapshot and the journal make up for it.
func TestTruncatedFile(t *testing.T) {
	s := filled(t)
	whole, err := os.ReadFile(s.path())
	if err != nil {
		t.Fatal(err)
	}
	m, needed := metaOf(t, s.path())
	for _, size := range []int64{0, 1, 79, m.pageSize - 1, m.pageSize, 2 * m.pageSize, 3*m.pageSize + 7, needed / 2, needed - 1} {
		if !mustMend(t, copyStore(t, s, whole[:size])) {
			t.Errorf("cut to %d bytes it was opened without a word", size)
		}
	}
	if mustMend(t, copyStore(t, s, whole[:needed])) {
		t.Error("a file as long as need be was mended")
	}
}

// Without snapshots a damaged file is refused, and left as it is.
func TestDamagedWithoutSnapshots(t *testing.T) {
	s := filled(t)
	whole, err := os.ReadFile(s.path())
	if err != nil {
		t.Fatal(err)
	}
	dir := copyStore(t, s, whole[:len(whole)/2])
	if err := os.RemoveAll(filepath.Join(dir, snapshotDir)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	before := digest(t, path)
	_, err = Open(dir, childOptions())
	mustSay(t, err, ErrDamaged, path)
	if digest(t, path) != before {
		t.Error("the file was changed")
	}
}

func metaOf(t testing.TB, path string) (m meta, needed int64) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, ok, err := newestMeta(f)
	if err != nil || !ok {
		t.Fatalf("no meta page: %v", err)
	}
	return m, int64(m.pages) * m.pageSize
}

// A page of garbage must never end the program, and nothing may be missing.
func TestDamagedPages(t *testing.T) {
	s := filled(t)
	whole, err := os.ReadFile(s.path())
	if err != nil {
		t.Fatal(err)
	}
	m, needed := metaOf(t, s.path())
	noise := randomBytes(int(m.pageSize))
	noticed := 0
	for at := int64(0); at < needed; at += 3 * m.pageSize {
		for _, damage := range [][]byte{noise, make([]byte, m.pageSize), noise[:8]} {
			data := append([]byte(nil), whole...)
			copy(data[at:], damage)
			if mustMend(t, copyStore(t, s, data)) {
				noticed++
			}
		}
	}
	if noticed < 10 {
		t.Errorf("only %d damaged files were noticed", noticed)
	}
}
