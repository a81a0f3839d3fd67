package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"halfday/store/journal"
)

// Where the file is damaged and the journal, too, does not reach as far as it
// did, nobody may say that nothing is missing.
func TestDamagedFileAndJournal(t *testing.T) {
	each := func(do func(path string) error) func([]string) error {
		return func(files []string) (err error) {
			for _, path := range files {
				err = errors.Join(err, do(path))
			}
			return err
		}
	}
	newest := func(do func(path string) error) func([]string) error {
		return func(files []string) error { return do(files[len(files)-1]) }
	}
	cut := func(path string) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, info.Size()-10)
	}
	wipe := func(path string) error { // both meta pages: everything else is there
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		clear(data[:2*os.Getpagesize()])
		return os.WriteFile(path, data, 0o600)
	}
	short := func(path string) error { return os.Truncate(path, 100) }
	empty := func(path string) error { return os.Truncate(path, 0) }
	tests := map[string]struct {
		file    func(path string) error
		journal func(files []string) error
		// missing is how many of the four notes cannot be brought back.
		missing int
	}{
		"journal gone":                   {short, each(os.Remove), 3},
		"journal emptied":                {short, each(empty), 3},
		"journal cut short":              {short, newest(cut), 1},
		"the newest of the journal gone": {wipe, newest(os.Remove), 0},
		"journal gone, records there":    {wipe, each(os.Remove), 0},
		"the newest and the file gone":   {short, newest(os.Remove), 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			opt := childOptions()
			s := mustOpen(t, t.TempDir(), opt)
			r := mustCreate(t, s, "Hollin Bank School")
			do(t, r, note("one"))
			if err := s.Snapshot(); err != nil {
				t.Fatal(err)
			}
			do(t, r, note("two"), note("three"))
			do(t, r, note("four"))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			files, err := journal.Files(s.dir)
			if err != nil || len(files) != 2 {
				t.Fatalf("%v, %v", files, err)
			}
			if err := errors.Join(tt.file(s.path()), tt.journal(files)); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(s.dir, opt); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotOurs) {
				t.Fatalf("opening it: %v", err)
			}
			_, lost, err := Repair(s.dir, opt)
			if err != nil || len(lost) == 0 {
				t.Fatalf("repairing it, %v is missing, %v", lost, err)
			}
			s = mustOpen(t, s.dir, opt)
			if r, err = s.Visit(r.ID()); err != nil {
				t.Fatal(err)
			}
			if texts := noteTexts(r); len(texts) != 4-tt.missing {
				t.Errorf("there are %v", texts)
			}
		})
	}
}

// What an earlier repair has lost is not named again, and hides nothing that is
// lost now; no number of an event is used twice.
func TestSecondRepair(t *testing.T) {
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	id := mustCreate(t, s, "Hollin Bank School").ID()
	for round, hurt := range []uint64{5, 10, 14, 13} { // the last one written, three times
		r, err := s.Visit(id)
		if err != nil {
			t.Fatal(err)
		}
		for r.last < max(hurt, 8) {
			do(t, r, note(fmt.Sprint("number ", r.last+1)))
		}
		had, last := noteTexts(r), r.last
		// Two snapshots, and neither the journal nor they have what stood before.
		for range 2 {
			if err := s.Snapshot(); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(hurtRecord(s, eventPlace(id, hurt)), os.RemoveAll(filepath.Join(s.dir, snapshotDir))); err != nil {
			t.Fatal(err)
		}
		_, lost, err := Repair(s.dir, opt)
		if err != nil || len(lost) != 1 || !slices.Equal(lost[0].Events, []uint64{hurt}) {
			t.Fatalf("round %d: %v is missing, %v; want event %d", round, lost, err, hurt)
		}
		s = mustOpen(t, s.dir, opt)
		if r, err = s.Visit(id); err != nil {
			t.Fatal(err)
		}
		gone := fmt.Sprint("number ", hurt)
		if want := slices.DeleteFunc(had, func(text string) bool { return text == gone }); !slices.Equal(noteTexts(r), want) {
			t.Errorf("round %d: there are %v, want %v", round, noteTexts(r), want)
		}
		if r.last != last {
			t.Errorf("round %d: the next event gets number %d, want %d", round, r.last+1, last+1)
		}
	}
}

// What is damaged is kept, whatever it is, until a visit is destroyed.
func TestRepairThrowsNothingAway(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	older := ""
	for name := range s.files {
		if strings.HasPrefix(name, "journal-") && name < s.lastName("journal-") {
			older = max(older, name)
		}
	}
	for name, hurt := range map[string][]string{
		"the journal": {older},
		"everything":  {older, fileName, s.lastName(snapshotDir)},
	} {
		t.Run(name, func(t *testing.T) {
			files := s.with(func(files map[string][]byte) {
				for _, name := range hurt {
					files[name] = files[name][:len(files[name])/2+7]
				}
			})
			dir := mustLay(t, files)
			if _, _, err := Repair(dir, opt); err != nil {
				t.Fatal(err)
			}
			kept, err := filepath.Glob(filepath.Join(dir, damagedPrefix+"*"))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range hurt {
				same := func(path string) bool {
					there, err := os.ReadFile(path)
					return err == nil && bytes.Equal(there, files[name])
				}
				if !slices.ContainsFunc(kept, same) {
					t.Errorf("%s is not kept among %v", name, kept)
				}
			}
			store := mustOpen(t, dir, opt)
			if _, err := store.Purge(slices.Min(slices.Collect(maps.Keys(s.want)))); err != nil {
				t.Fatal(err)
			}
			if left, err := filepath.Glob(filepath.Join(dir, damagedPrefix+"*")); err != nil || len(left) > 0 {
				t.Errorf("after the purge there are %v, %v", left, err)
			}
		})
	}
}

// exhausted is a source that has no more randomness: nothing can be sealed.
type exhausted struct{}

func (exhausted) Read([]byte) (int, error) { return 0, errors.New("nothing is left") }

// Until the new file has its place the damaged one keeps it.
func TestInterruptedMend(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	short := func(files map[string][]byte) { wound(files, fileName, wounds["truncated"]) }
	dir := mustLay(t, s.with(short))
	failing := opt
	failing.Entropy = exhausted{}
	if _, err := Open(dir, failing); err == nil {
		t.Fatal("it was mended without randomness")
	}
	if diff := cmp.Diff(s.with(short), readFolder(t, dir)); diff != "" {
		t.Errorf("failing changed the folder: %.300s", diff)
	}
	for name, change := range map[string]func(files map[string][]byte){
		"under both names": func(files map[string][]byte) { files["damaged-halfday-20260304-090001.db"] = files[fileName] },
		"under the other alone": func(files map[string][]byte) {
			files["damaged-halfday-20260304-090001.db"] = files[fileName]
			delete(files, fileName)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) { short(files); change(files) }))
			mustShow(t, dir, opt, s.want)
		})
	}
}

// hurtRecord flips a bit of the record at a place, wherever it stands in the
// file of a closed store.
func hurtRecord(s *Store, place string) error {
	db, err := bolt.Open(s.path(), 0o600, options())
	if err != nil {
		return err
	}
	var record []byte
	err = db.View(func(tx *bolt.Tx) error {
		record = bytes.Clone(records(tx).Get([]byte(place)))
		return nil
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if record == nil {
		return errors.New("there is no record at " + place)
	}
	data, err := os.ReadFile(s.path())
	if err != nil {
		return err
	}
	hurt := bytes.Clone(record)
	hurt[len(hurt)-1] ^= 1
	return os.WriteFile(s.path(), bytes.ReplaceAll(data, record, hurt), 0o600)
}
