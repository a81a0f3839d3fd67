package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// The ring of snapshots: one every ten minutes in which something was written,
// the last ten of them and the last one of each of seven days.
const (
	snapshotDir    = "snapshots"
	snapshotEvery  = 10 * time.Minute
	snapshotsKept  = 10
	daysKept       = 7
	snapshotLayout = "20060102T150405Z"
	snapshotExt    = ".db"
)

// Snapshot is a copy of the store's file, looked through after it was made.
type Snapshot struct {
	Path string
	// Number is that of the last change in it.
	Number uint64
	Taken  time.Time
}

// Snapshots are the store's snapshots, the newest first.
func (s *Store) Snapshots() ([]Snapshot, error) {
	dir := filepath.Join(s.dir, snapshotDir)
	all, err := os.ReadDir(dir)
	if err != nil && !isNothing(err) {
		return nil, err
	}
	var ring []Snapshot
	for _, e := range all {
		number, when, ok := strings.Cut(strings.TrimSuffix(e.Name(), snapshotExt), "-")
		one := Snapshot{Path: filepath.Join(dir, e.Name())}
		taken, err := time.Parse(snapshotLayout, when)
		if _, e := fmt.Sscanf(number, "%016x", &one.Number); !ok || err != nil || e != nil {
			continue
		}
		one.Taken = taken
		ring = append(ring, one)
	}
	slices.SortFunc(ring, func(a, b Snapshot) int {
		return cmp.Or(cmp.Compare(b.Number, a.Number), b.Taken.Compare(a.Taken))
	})
	return ring, nil
}

// newest is the number of the newest snapshot, 0 where there is none.
func (s *Store) newest() uint64 {
	ring, err := s.Snapshots()
	if err != nil || len(ring) == 0 {
		return 0
	}
	return ring[0].Number
}

// Tend does what is to be done from time to time while the store is open: it
// notices that somebody changed its files, and takes a snapshot when one is due.
// It may take a while and runs beside everything else.
func (s *Store) Tend() error {
	s.mu.Lock()
	if s.closed || s.look {
		s.mu.Unlock()
		return nil
	}
	if s.retired == nil {
		s.retired = s.file.check()
	}
	due, err := s.due(s.author.Now())
	err = cmp.Or(err, s.untaken)
	s.mu.Unlock()
	if due {
		err = s.Snapshot()
		s.mu.Lock()
		s.untaken = err
		s.mu.Unlock()
	}
	return cmp.Or(err, s.keepReserve())
}

// due reports whether a snapshot is to be taken. The store's lock is held.
func (s *Store) due(now time.Time) (bool, error) {
	// A clock that was put back must not stop them.
	waited := func(since time.Time) bool { return now.Sub(since).Abs() >= snapshotEvery }
	if s.failed() != nil || !waited(s.tried) {
		return false, nil
	}
	ring, err := s.Snapshots()
	if err != nil || len(ring) == 0 {
		return s.head.Number > 1, explain(filepath.Join(s.dir, snapshotDir), err)
	}
	return s.renewed || s.head.Number > ring[0].Number && waited(ring[0].Taken), nil
}

// Snapshot takes a snapshot now, looks through it, and lets go of what it makes
// needless: older snapshots, and the journal's files before the last two.
func (s *Store) Snapshot() error {
	s.busy.Lock()
	defer s.busy.Unlock()
	s.mu.Lock()
	if s.closed || s.look || s.failed() != nil {
		s.mu.Unlock()
		return nil
	}
	s.tried = s.author.Now()
	before, err := journal.Files(s.dir)
	if err == nil {
		err = s.room(s.dir)
	}
	if err == nil {
		err = s.startJournal()
	}
	var tx *bolt.Tx
	if err == nil {
		err = s.file.ask(func() error { tx, err = s.file.db.Begin(false); return err })
	}
	number, taken, root := s.head.Number, s.tried, s.box.root
	s.mu.Unlock()
	if err != nil {
		return explain(s.path(), err)
	}
	path := filepath.Join(s.dir, snapshotDir, fmt.Sprintf("%016x-%s%s", number, taken.UTC().Format(snapshotLayout), snapshotExt))
	if err := s.copyOut(tx, path, number, root); err != nil {
		return explain(path, err)
	}
	s.mu.Lock()
	s.renewed, s.tried = false, time.Time{}
	s.mu.Unlock()
	if err := s.prune(); err != nil {
		return explain(path, err)
	}
	return explain(s.dir, journal.Remove(before[:max(0, len(before)-1)]...))
}

// copyOut writes what a transaction sees to a file, and looks through it before
// it gets its name.
func (s *Store) copyOut(tx *bolt.Tx, path string, number uint64, root keys.Root) error {
	dir, name := filepath.Split(path)
	err := disk.MakeDir(filepath.Clean(dir))
	if err == nil {
		err = disk.Clean(path)
	}
	var f *os.File
	if err == nil {
		f, err = os.CreateTemp(dir, name+".*.new")
	}
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	err = guard(func() error { _, err := tx.WriteTo(f); return err })
	err = cmp.Or(err, tx.Rollback(), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	have, err := s.check(f.Name(), []keys.Root{root})
	if err == nil && (have.head.Number != number || have.worn) {
		err = fmt.Errorf("%w: the copy came out different", ErrDamaged)
	}
	if err == nil {
		err = disk.Rename(f.Name(), path)
	}
	if err == nil {
		err = disk.SyncDir(dir)
	}
	return err
}

// room is ErrFull where a folder has no room to spare for a copy of the file. The
// store's lock is held.
func (s *Store) room(dir string) error {
	free, err := disk.Free(dir)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return nil // nobody counts it: the disk itself will say so
	case err == nil && free < 3*uint64(s.file.size):
		return ErrFull
	}
	return err
}

// prune takes away snapshots that the ring has no place for.
func (s *Store) prune() error {
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	days := map[string]bool{}
	for i, one := range ring {
		day := one.Taken.Format(time.DateOnly)
		last := !days[day] && len(days) < daysKept
		if last {
			days[day] = true
		}
		if i >= snapshotsKept && !last {
			if err := os.Remove(one.Path); err != nil {
				return err
			}
		}
	}
	return nil
}
