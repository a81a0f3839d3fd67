package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var key = bytes.Repeat([]byte{7}, 32)

// entry is an entry with a value that tells it from others.
func entry(n uint64, text string) Entry {
	return Entry{Number: n, Writes: []Write{{Place: "event/1", Value: []byte(text)}, {Place: "draft/1"}}}
}

func start(t testing.TB, dir string, entries ...Entry) *Journal {
	t.Helper()
	j, err := Start(dir, key, entries...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func add(t testing.TB, j *Journal, entries ...Entry) {
	t.Helper()
	for _, e := range entries {
		if err := j.Append(e); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t testing.TB, dir string, after uint64) Contents {
	t.Helper()
	c, err := Read(dir, key, after)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// numbers are those of entries.
func numbers(entries []Entry) (all []uint64) {
	for _, e := range entries {
		all = append(all, e.Number)
	}
	return all
}

func TestEntriesComeBackAsTheyWere(t *testing.T) {
	base := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(base, "")
		if err != nil {
			t.Fatal(err)
		}
		write := rapid.Custom(func(t *rapid.T) Write {
			return Write{rapid.StringN(1, 30, -1).Draw(t, "place"), rapid.SliceOfN(rapid.Byte(), -1, 300).Draw(t, "value")}
		})
		var want []Entry
		for range rapid.IntRange(1, 3).Draw(t, "files") {
			j, err := Start(dir, key)
			if err != nil {
				t.Fatal(err)
			}
			for range rapid.IntRange(0, 5).Draw(t, "entries") {
				e := Entry{Number: uint64(len(want) + 1), Writes: rapid.SliceOfN(write, 0, 4).Draw(t, "writes")}
				want = append(want, e)
				if err := j.Append(e); err != nil {
					t.Fatal(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
		c, err := Read(dir, key, 0)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, c.Entries, cmpopts.EquateEmpty()); diff != "" || len(c.Torn)+len(c.Damage) > 0 {
			t.Fatalf("torn %v, damaged %v: %s", c.Torn, c.Damage, diff)
		}
	})
}

// A power cut may leave any part of the last entry.
func TestTornEnd(t *testing.T) {
	dir := t.TempDir()
	j := start(t, dir, entry(1, "one"))
	add(t, j, entry(2, "two"))
	whole := j.end
	add(t, j, entry(3, "three"))
	for size := j.end - 1; size >= whole; size-- {
		if err := os.Truncate(j.Path(), size); err != nil {
			t.Fatal(err)
		}
		c := read(t, dir, 0)
		if diff := cmp.Diff([]uint64{1, 2}, numbers(c.Entries)); diff != "" || len(c.Damage) > 0 || (len(c.Torn) > 0) != (size > whole) {
			t.Fatalf("%d bytes: torn %v, damaged %v: %s", size, c.Torn, c.Damage, diff)
		}
	}
	c := read(t, dir, 0)
	again, err := Continue(c, key)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	add(t, again, entry(3, "another"))
	if got := read(t, dir, 0).Entries[2]; string(got.Writes[0].Value) != "another" {
		t.Errorf("got %+v", got)
	}
}

// Whatever bit is flipped, no entry is read that was not written, and damage
// before the last entry is told from a torn end.
func TestFlippedBits(t *testing.T) {
	dir := t.TempDir()
	j := start(t, dir, entry(1, "one"), entry(2, "two"))
	last := j.end
	add(t, j, entry(3, "three"))
	whole, err := os.ReadFile(j.Path())
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		data := bytes.Clone(whole)
		data[at] ^= 1 << (at % 8)
		if err := os.WriteFile(j.Path(), data, 0o600); err != nil {
			t.Fatal(err)
		}
		c := read(t, dir, 0)
		if len(c.Entries) != 2 || (len(c.Damage) > 0) != (int64(at) < last) || (len(c.Torn) > 0) != (int64(at) >= last) {
			t.Fatalf("byte %d: entries %v, torn %v, damaged %v", at, numbers(c.Entries), c.Torn, c.Damage)
		}
	}
}

func TestAfter(t *testing.T) {
	c := Contents{Entries: []Entry{{Number: 3}, {Number: 4}, {Number: 6}}}
	for _, tt := range []struct {
		after uint64
		want  []uint64
		whole bool
	}{{6, nil, true}, {9, nil, true}, {4, []uint64{6}, false}, {3, []uint64{4, 6}, false}, {1, []uint64{3, 4, 6}, false}, {5, []uint64{6}, true}} {
		entries, whole := c.After(tt.after)
		if diff := cmp.Diff(tt.want, numbers(entries)); diff != "" || whole != tt.whole {
			t.Errorf("after %d: whole %v: %s", tt.after, whole, diff)
		}
	}
}

// Only as much is read as is needed.
func TestReadBackwards(t *testing.T) {
	dir := t.TempDir()
	start(t, dir, entry(1, "a"), entry(2, "b"))
	start(t, dir, entry(2, "b"), entry(3, "c"))
	start(t, dir, entry(3, "c"), entry(4, "d"))
	for _, tt := range []struct {
		after uint64
		want  []uint64
	}{{4, []uint64{3, 4}}, {3, []uint64{3, 4}}, {2, []uint64{2, 3, 4}}, {0, []uint64{1, 2, 3, 4}}} {
		if diff := cmp.Diff(tt.want, numbers(read(t, dir, tt.after).Entries)); diff != "" {
			t.Errorf("after %d: %s", tt.after, diff)
		}
	}
}

func TestRetract(t *testing.T) {
	dir := t.TempDir()
	j := start(t, dir, entry(1, "one"))
	add(t, j, entry(2, "taken back"))
	if err := j.Retract(); err != nil {
		t.Fatal(err)
	}
	add(t, j, entry(2, "two"))
	c := read(t, dir, 0)
	if len(c.Entries) != 2 || string(c.Entries[1].Writes[0].Value) != "two" || len(c.Torn)+len(c.Damage) > 0 {
		t.Errorf("got %+v", c)
	}
}

// A later file's entry counts where an earlier one of the same number stood in a
// file that failed.
func TestLaterFileCounts(t *testing.T) {
	dir := t.TempDir()
	start(t, dir, entry(1, "one"), entry(2, "failed"))
	start(t, dir, entry(2, "two"))
	if c := read(t, dir, 0); len(c.Entries) != 2 || string(c.Entries[1].Writes[0].Value) != "two" {
		t.Errorf("got %+v", c)
	}
}

func TestMovedOrCutFileTakesNothing(t *testing.T) {
	for name, change := range map[string]func(string) error{
		"removed": os.Remove,
		"cut":     func(path string) error { return os.Truncate(path, 5) },
		"replaced": func(path string) error {
			return errors.Join(os.Remove(path), os.WriteFile(path, make([]byte, 9999), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			j := start(t, t.TempDir(), entry(1, "one"))
			if err := change(j.Path()); err != nil {
				t.Skip(err) // Windows keeps open files in place
			}
			if err := j.Append(entry(2, "two")); !errors.Is(err, ErrMoved) || !errors.Is(j.Broken(), ErrMoved) {
				t.Errorf("got %v, broken %v", err, j.Broken())
			}
		})
	}
}

func TestOtherFilesAreNone(t *testing.T) {
	dir := t.TempDir()
	start(t, dir, entry(1, "one"))
	for _, name := range []string{"journal-", "journal-00002", "journal-000002.bak", "journal-0000x2", "other"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if c := read(t, dir, 0); len(c.Files) != 1 || len(c.Entries) != 1 {
		t.Errorf("got %+v", c)
	}
	if c := read(t, filepath.Join(dir, "absent"), 0); len(c.Files)+len(c.Entries) > 0 {
		t.Errorf("got %+v", c)
	}
}

// FuzzRead reads any bytes as a journal; only what the key vouches for is an entry.
func FuzzRead(f *testing.F) {
	f.Add(encode(key, entry(1, "one")))
	f.Add(append(encode(key, entry(1, "one")), []byte("hdj\x01\xff\xff\xff\xff rest")...))
	f.Add([]byte{})
	other := bytes.Repeat([]byte{8}, 32)
	f.Fuzz(func(t *testing.T, data []byte) {
		var c Contents
		entries, end := c.take(other, "file", data)
		if len(entries) > 0 || end != 0 {
			t.Fatalf("%d entries under a key that never wrote any", len(entries))
		}
		_, _ = body(data)
		again := append(encode(key, entry(5, "five")), data...)
		entries, _ = c.take(key, "file", again)
		if len(entries) < 1 || entries[0].Number != 5 {
			t.Fatal(fmt.Sprint("the entry before them is not read: ", numbers(entries)))
		}
	})
}
