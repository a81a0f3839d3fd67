package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Restores within one second keep every store that was there.
func TestNothingGoesOverWhatIsKept(t *testing.T) {
	opt := testOptions()
	opt.Now = (&stepping{opt.Now()}).Now
	s := mustOpen(t, filepath.Join(shared(t), "store"), opt)
	mustCreate(t, s, "Hollin Bank School")
	backup, _, err := s.Backup(shared(t))
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for range 3 {
		aside, _, err := Restore(s.dir, backup, opt, true)
		if err != nil || kept[aside] {
			t.Fatalf("%s, %v", aside, err)
		}
		kept[aside] = true
	}
	for aside := range kept {
		old := mustOpen(t, aside, opt)
		if all, err := old.Visits(); err != nil || len(all) != 1 {
			t.Errorf("%s: %v, %v", aside, all, err)
		}
	}
}

// interrupted is a store in whose folder a restore was interrupted after some
// moves, or all of them.
func interrupted(t *testing.T, opt Options, moves int) (dir, backup string, all bool) {
	t.Helper()
	s := mustOpen(t, filepath.Join(shared(t), "store"), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	backup, _, err := s.Backup(shared(t))
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, note("since the backup"))
	mustCreate(t, s, "Ysgol y Bont")
	err = errors.Join(s.Close(), os.CopyFS(filepath.Join(s.dir, restoreCopied), os.DirFS(backup)))
	if err != nil {
		t.Fatal(err)
	}
	return s.dir, backup, moveSome(t, s.dir, moves)
}

// visitsIn is how many visits the store in a folder has.
func visitsIn(t *testing.T, dir string, opt Options) int {
	t.Helper()
	s := mustOpen(t, dir, opt)
	all, err := s.Visits()
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return len(all)
}

// An interrupted restore is said, and finished by the doctor and by the next
// restore. What was there before stays together.
func TestInterruptedRestoreIsFinished(t *testing.T) {
	for moves, all := 0, false; !all; moves++ {
		opt := testOptions()
		var dir, backup string
		dir, backup, all = interrupted(t, opt, moves)
		d := mustExamine(t, dir, opt)
		if got := d.Damaged(); len(got) != 1 || !strings.Contains(got[0].Says, "the next start of halfday finishes it") {
			t.Fatalf("after %d moves damaged are %v", moves, got)
		}
		finish := map[bool]func() error{
			true: func() error {
				done, lost, err := Repair(dir, opt)
				if len(lost) > 0 || len(done) != 1 || !strings.Contains(done[0], "was finished") {
					t.Errorf("after %d moves: %v, %v", moves, done, lost)
				}
				return err
			},
			false: func() error { // the finished one holds a visit
				_, _, err := Restore(dir, backup, opt, false)
				if !errors.Is(err, ErrThere) || !strings.Contains(err.Error(), "1 visit, ") {
					t.Errorf("after %d moves: %v", moves, err)
				}
				return nil
			},
		}[moves%2 == 0]
		if err := finish(); err != nil {
			t.Fatal(err)
		}
		if d := mustExamine(t, dir, opt); !d.Whole() {
			t.Errorf("after %d moves damaged are %v", moves, damagedParts(d))
		}
		if n := visitsIn(t, dir, opt); n != 1 {
			t.Errorf("after %d moves there are %d visits", moves, n)
		}
		kept, err := filepath.Glob(filepath.Join(dir, asidePrefix+"*"))
		if err != nil || len(kept) != 1 || visitsIn(t, kept[0], opt) != 2 {
			t.Errorf("after %d moves kept are %v", moves, kept)
		}
	}
}

// A store whose file is gone but whose journal and snapshots are there is whole.
func TestRestoreOverAStoreThatMends(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	_, backup := mustBackup(t, s, opt)
	dir := mustLay(t, s.with(func(files map[string][]byte) { delete(files, fileName) }))
	if _, _, err := Restore(dir, backup, opt, false); !errors.Is(err, ErrThere) {
		t.Errorf("got %v", err)
	}
	mustShow(t, dir, opt, s.want)
}

func TestMade(t *testing.T) {
	want := time.Date(2026, 11, 20, 9, 5, 7, 0, time.Local)
	if got := Made("/disk/halfday-backup-20261120-090507"); !got.Equal(want) {
		t.Errorf("by its name: %v", got)
	}
	dir := writeFile(t, []byte("x"))
	if err := os.Chtimes(filepath.Join(dir, fileName), want, want); err != nil {
		t.Fatal(err)
	}
	if got := Made(dir); !got.Equal(want) {
		t.Errorf("by its file: %v", got)
	}
}
