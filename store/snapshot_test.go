package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/store/journal"
	"halfday/store/keys"
)

// stepping is a clock that a test moves on.
type stepping struct{ now time.Time }

func (c *stepping) Now() time.Time { return c.now }

// The ring holds the last ten snapshots and the last one of each of seven days,
// and every one of them opens.
func TestRing(t *testing.T) {
	c := &stepping{time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	opt := testOptions()
	opt.Now = c.Now
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	taken := 0
	for day := range 10 {
		for n := range 14 {
			c.now = c.now.Add(5 * time.Minute)
			do(t, r, note(fmt.Sprint(day, " ", n)))
			if err := s.Tend(); err != nil {
				t.Fatal(err)
			}
		}
		c.now = c.now.Add(20 * time.Hour)
		taken += 7
	}
	ring, err := s.Snapshots()
	if err != nil || len(ring) != snapshotsKept+5 {
		t.Errorf("%d snapshots, want the last ten, which are of two days, and those of five days before: %v", len(ring), err)
	}
	for _, one := range ring {
		have, err := s.check(one.Path, []keys.Root{s.box.root})
		if err != nil || have.head.Number != one.Number || have.worn {
			t.Errorf("%s: %+v, %v", one.Path, have.head, err)
		}
	}
	if files, err := journal.Files(s.dir); err != nil || len(files) > 2 {
		t.Errorf("the journal has %d files, %v", len(files), err)
	}
}

// Nothing new, no snapshot.
func TestNoNeedlessSnapshots(t *testing.T) {
	c := &stepping{time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	opt := testOptions()
	opt.Now = c.Now
	s := mustOpen(t, t.TempDir(), opt)
	mustCreate(t, s, "Hollin Bank School")
	for range 5 {
		c.now = c.now.Add(time.Hour)
		s = mustReopen(t, s, opt)
	}
	if ring, err := s.Snapshots(); err != nil || len(ring) != 1 {
		t.Errorf("%d snapshots, %v", len(ring), err)
	}
}

// A day of drafts saved every two seconds, with the list of visits looked at in
// between, must not let the store grow without bound. HALFDAY_SOAK=14400 is the
// whole day; how long saving took is logged.
func TestSoak(t *testing.T) {
	saves := amount(t, "HALFDAY_SOAK", 14400/20)
	c := &stepping{time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	opt := testOptions()
	opt.Now = c.Now
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	var took []time.Duration
	live := 0
	for n := range saves {
		c.now = c.now.Add(2 * time.Second)
		start := time.Now()
		if n%15 == 14 {
			do(t, r, note(noteText(n)))
			live += len(noteText(n))
		} else if err := r.SaveDraft("note", Draft{Text: noteText(n)}); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(start))
		if n%3 == 0 {
			if _, err := s.Visits(); err != nil {
				t.Fatal(err)
			}
			if err := s.Tend(); err != nil {
				t.Fatal(err)
			}
		}
	}
	info, err := os.Stat(s.path())
	if err != nil {
		t.Fatal(err)
	}
	if most := int64(3*live + 16<<20); info.Size() > most {
		t.Errorf("the file has %d bytes, more than %d", info.Size(), most)
	}
	size := int64(0)
	_ = filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if info, err := d.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	slices.Sort(took)
	t.Logf("%d saves: median %v, p99 %v, most %v; file %d kB, folder %d kB", saves,
		took[len(took)/2], took[len(took)*99/100], took[len(took)-1], info.Size()>>10, size>>10)
}

// That no snapshot can be taken is said until one is.
func TestNoSnapshotIsSaid(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	do(t, mustCreate(t, s, "Hollin Bank School"), note("one"))
	inTheWay := filepath.Join(s.dir, snapshotDir)
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		if err := s.Tend(); err == nil || !strings.Contains(err.Error(), snapshotDir) {
			t.Errorf("the %d. time: %v", n+1, err)
		}
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	s.tried = time.Time{} // as after ten minutes
	if err := s.Tend(); err != nil {
		t.Error(err)
	}
	if ring, err := s.Snapshots(); err != nil || len(ring) != 1 {
		t.Errorf("%v, %v", ring, err)
	}
}
