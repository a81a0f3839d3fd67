package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// What is set aside keeps its name between one of these and the time at which
// that was done.
const (
	damagedPrefix = "damaged-"
	// asidePrefix begins the name of a folder that holds a whole store set aside.
	asidePrefix = "before-restore-"
	stampLayout = "20060102-150405"
)

// mend rebuilds the store of a snapshot and the journal, where they are known to
// reach as far as anything did, so that nothing is missing. The damaged file is
// kept under another name.
func (s *Store) mend(bad error, written journal.Contents) error {
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	whole, err := s.reachesEnd(ring, written)
	if err != nil {
		return err
	}
	for _, one := range ring {
		after, follows := written.After(one.Number)
		if !whole || !follows {
			continue
		}
		have, err := s.check(one.Path, []keys.Root{s.box.root})
		if err == nil && have.head.Number == one.Number {
			err = s.keepDamaged(func() error { return s.renew(one.Path, after) })
			if err == nil {
				s.tell(fmt.Sprintf("The store's file was damaged. It was made anew from the snapshot of %s and the journal; nothing is missing.",
					one.Taken.Local().Format("15.04 on 2 January")))
			}
			if !errors.Is(err, ErrDamaged) { // or an older one may fit
				return err
			}
		}
		if errors.Is(err, ErrSlow) {
			return err
		}
	}
	switch {
	case bad == nil:
		return fmt.Errorf("%w: it is older than its journal or its snapshots", ErrDamaged)
	case isNothing(bad):
		return fmt.Errorf("%w: it is gone", ErrDamaged)
	case errors.Is(bad, ErrDamaged):
		return ErrDamaged // where exactly helps nobody
	}
	return bad
}

// reachesEnd reports whether the journal is known to hold the last change: no
// number that proves itself, in the damaged file or a snapshot, is higher.
func (s *Store) reachesEnd(ring []Snapshot, written journal.Contents) (bool, error) {
	if len(ring) == 0 {
		return false, nil // it is of no use then
	}
	found, err := s.salvage(written)
	return err == nil && found.ends && written.Last() == found.last, err
}

// hasItsEnd reports whether the end of the journal is there. One that is gone or
// cut short cannot say so itself, but with every snapshot the journal begins
// another file behind the last, and whoever closed the store left no unfinished
// entry.
func (s *Store) hasItsEnd(ring []Snapshot, written journal.Contents) (bool, error) {
	n := len(written.Files)
	if n == 0 || s.clean && slices.Contains(written.Torn, written.Files[n-1]) {
		return false, nil
	}
	if len(ring) == 0 {
		return true, nil
	}
	from, err := journal.Read(s.dir, s.box.journal, ring[0].Number)
	return n > 1 && len(from.Entries) > 0 && from.Entries[0].Number == ring[0].Number, err
}

// keepDamaged makes the store's file anew by do, and keeps the damaged one under
// another name. It has both names until the new one takes its place, so that
// whatever interrupts that changes nothing.
func (s *Store) keepDamaged(do func() error) error {
	damaged, err := os.Lstat(s.path())
	switch {
	case isNothing(err):
		return do()
	case err != nil:
		return err
	case !damaged.Mode().IsRegular():
		return ErrNotOurs
	}
	to := s.aside(fileName)
	if err = os.Link(s.path(), to); err != nil { // not every file system can
		err = copyFile(s.path(), to)
	}
	if err == nil {
		err = disk.SyncDir(s.dir)
	}
	if err == nil {
		err = do()
	}
	if now, e := os.Lstat(s.path()); err != nil && e == nil && os.SameFile(now, damaged) {
		_ = os.Remove(to) // it is still in its place
	}
	return err
}

// aside is a path at which a damaged part of the store can be kept.
func (s *Store) aside(name string) string {
	ext := filepath.Ext(name)
	return spare(s.dir, damagedPrefix+strings.TrimSuffix(name, ext)+"-", ext, s.author.Now())
}

// spare is the path of the first name in a folder, by the time from now on, at
// which nothing stands: nothing goes over what is kept.
func spare(dir, prefix, ext string, now time.Time) string {
	for ; ; now = now.Add(time.Second) {
		if path := filepath.Join(dir, prefix+now.Format(stampLayout)+ext); !exists(path) {
			return path
		}
	}
}
