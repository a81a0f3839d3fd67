package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// digest is a file's mode, size and content, to see that nothing changed.
func digest(t testing.TB, path string) string {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%v %d %x", info.Mode(), len(data), sha256.Sum256(data))
}

// mustRefuse opens the store in a folder, which must fail with want, in one
// sentence with the file's path, and leave the file as it was.
func mustRefuse(t *testing.T, dir string, want error) {
	t.Helper()
	path := filepath.Join(dir, fileName)
	before := digest(t, path)
	s, err := Open(dir, testOptions())
	if err == nil {
		_ = s.Close()
	}
	mustSay(t, err, want, path)
	if after := digest(t, path); after != before {
		t.Errorf("the file was changed from %s to %s", before, after)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 {
		t.Errorf("the folder holds %v", left)
	}
}

// mustSay checks that an error is want, said in one line, with the place first
// and a remedy last.
func mustSay(t *testing.T, err, want error, path string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want: %v", err, want)
	}
	if said := err.Error(); !strings.HasPrefix(said, path+": ") || !strings.Contains(said, "; ") || strings.Contains(said, "\n") {
		t.Errorf("the error is not a sentence with path and remedy: %q", said)
	}
}

func writeFile(t *testing.T, data []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func randomBytes(n int) []byte {
	data := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{2}).Read(data)
	return data
}

func TestForeignFilesAreLeftAlone(t *testing.T) {
	t.Run("empty", func(t *testing.T) { mustRefuse(t, writeFile(t, nil), ErrNotOurs) })
	t.Run("short text", func(t *testing.T) { mustRefuse(t, writeFile(t, []byte("shopping list")), ErrNotOurs) })
	t.Run("zeros", func(t *testing.T) { mustRefuse(t, writeFile(t, make([]byte, 1<<16)), ErrNotOurs) })
	for _, size := range []int{79, 80, 4096, 8192, 100_000} {
		t.Run(fmt.Sprint("random ", size), func(t *testing.T) { mustRefuse(t, writeFile(t, randomBytes(size)), ErrNotOurs) })
	}
	for _, size := range []int{1 << 10, 1 << 12, 1 << 16} {
		for _, freelist := range []bool{true, false} {
			t.Run(fmt.Sprint("another program's bbolt file ", size, freelist), func(t *testing.T) {
				dir := t.TempDir()
				editFile(t, filepath.Join(dir, fileName), &bolt.Options{PageSize: size, NoFreelistSync: !freelist}, func(tx *bolt.Tx) error {
					b, err := tx.CreateBucket([]byte("recipes"))
					if err != nil {
						return err
					}
					return b.Put([]byte("soup"), []byte("leeks"))
				})
				mustRefuse(t, dir, ErrNotOurs)
			})
		}
	}
	t.Run("a bbolt file with nothing in it", func(t *testing.T) {
		dir := t.TempDir()
		editFile(t, filepath.Join(dir, fileName), nil, func(*bolt.Tx) error { return nil })
		mustRefuse(t, dir, ErrNotOurs)
	})
	t.Run("a folder", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, fileName)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		_, err := Open(dir, testOptions())
		mustSay(t, err, ErrNotOurs, path)
	})
	t.Run("a link to a store", func(t *testing.T) {
		s := mustOpen(t, t.TempDir(), testOptions())
		_ = s.Close()
		dir := t.TempDir()
		if err := os.Symlink(s.path(), filepath.Join(dir, fileName)); err != nil {
			t.Skip(err)
		}
		mustRefuse(t, dir, ErrNotOurs)
	})
	t.Run("a file where the folder should be", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(dir, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, testOptions()); err == nil || !strings.HasPrefix(err.Error(), dir) {
			t.Errorf("got %v", err)
		}
	})
}

// editFile changes a bbolt file behind the store's back.
func editFile(t testing.TB, path string, opt *bolt.Options, edit func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(edit), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestOtherVersions(t *testing.T) {
	tests := []struct {
		format string
		want   error
	}{{"3", ErrNewer}, {"40", ErrNewer}, {"", ErrNotOurs}, {"0", ErrNotOurs}, {"new", ErrNotOurs}}
	for _, tt := range tests {
		t.Run(tt.format, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), testOptions())
			_ = s.Close()
			editFile(t, s.path(), options(), func(tx *bolt.Tx) error {
				return tx.Bucket([]byte(marker)).Put([]byte(formatKey), []byte(tt.format))
			})
			before := digest(t, s.path())
			_, err := Open(s.dir, testOptions())
			mustSay(t, err, tt.want, s.path())
			if digest(t, s.path()) != before {
				t.Error("the file was changed")
			}
		})
	}
	t.Run("without records", func(t *testing.T) {
		s := mustOpen(t, t.TempDir(), testOptions())
		_ = s.Close()
		editFile(t, s.path(), options(), func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(recordBucket)) })
		_, err := Open(s.dir, testOptions())
		mustSay(t, err, ErrDamaged, s.path())
	})
}

func TestInUse(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	_, err := Open(s.dir, opt)
	mustSay(t, err, ErrInUse, s.path())
	do(t, r, note("the first window goes on"))
	s = mustReopen(t, s, opt)
	if _, err := s.Visit(r.ID()); err != nil {
		t.Fatal(err)
	}
}

// Two windows opened at the same moment where there is no store yet: one makes
// it and has it, the other is told so, and nobody's notes go to a lost file.
func TestTwoMakeItAtOnce(t *testing.T) {
	for range 2 {
		dir := filepath.Join(t.TempDir(), "new")
		var wg sync.WaitGroup
		errs := make([]error, 2)
		stores := make([]*Store, 2)
		for i := range errs {
			wg.Go(func() { stores[i], errs[i] = Open(dir, testOptions()) })
		}
		wg.Wait()
		won := 0
		for i, err := range errs {
			switch {
			case err == nil:
				won++
				mustCreate(t, stores[i], "Hollin Bank School")
				_ = stores[i].Close()
			case !errors.Is(err, ErrInUse):
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d windows have it: %v", won, errs)
		}
	}
}

// The file may vanish or be replaced while it is open, by a tidying hand or a
// syncing program. Nothing is written to it from then on; what is entered goes to
// the journal, and the next start puts both together.
func TestReplacedWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let an open file be replaced")
	}
	for name, replace := range map[string]func(path string) error{
		"moved":     func(path string) error { return os.Rename(path, path+".aside") },
		"removed":   os.Remove,
		"emptied":   func(path string) error { return os.Truncate(path, 0) },
		"cut short": func(path string) error { return os.Truncate(path, 8192) },
		"replaced": func(path string) error {
			data, err := os.ReadFile(path)
			return errors.Join(err, os.Remove(path), os.WriteFile(path, data, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			opt := childOptions()
			s := mustOpen(t, t.TempDir(), opt)
			r := mustCreate(t, s, "Hollin Bank School")
			do(t, r, note("before"))
			if err := s.Snapshot(); err != nil {
				t.Fatal(err)
			}
			if err := replace(s.path()); err != nil {
				t.Fatal(err)
			}
			var before string
			if exists(s.path()) {
				before = digest(t, s.path())
			}
			do(t, r, note("after"))
			if err := r.SaveDraft("note", Draft{Text: "half"}); err != nil {
				t.Fatal(err)
			}
			if d, err := r.Draft("note"); err != nil || d.Text != "half" {
				t.Errorf("draft %v, %v", d, err)
			}
			if s.Trouble() == "" {
				t.Error("nothing is said about it")
			}
			if exists(s.path()) && digest(t, s.path()) != before {
				t.Error("the other file was written to")
			}
			s = mustReopen(t, s, opt)
			if s.Trouble() != "" {
				t.Error(s.Trouble())
			}
			again, err := s.Visit(r.ID())
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(noteTexts(again)); got != "[before after]" {
				t.Error(got)
			}
			if d, err := again.Draft("note"); err != nil || d.Text != "half" {
				t.Errorf("draft %v, %v", d, err)
			}
		})
	}
}

// allKeys are the names of all buckets and keys in a store.
func allKeys(t testing.TB, s *Store) (keys []string) {
	t.Helper()
	var walk func(b *bolt.Bucket) error
	walk = func(b *bolt.Bucket) error {
		return b.ForEach(func(k, v []byte) error {
			keys = append(keys, string(k))
			if v == nil {
				return walk(b.Bucket(k))
			}
			return nil
		})
	}
	err := s.file.view(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			keys = append(keys, string(name))
			return walk(b)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}
