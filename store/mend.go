package store

import (
	"fmt"
	"os"
	"path/filepath"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// Files set aside are named by the time at which that was done.
const (
	damagedPrefix = "damaged-"
	asideLayout   = damagedPrefix + snapshotLayout + ".db"
	// asidePrefix begins the name of a folder that holds a whole store set aside.
	asidePrefix = "before-restore-"
)

// mend rebuilds the store of a snapshot and the journal, where they reach as far
// as anything does, so that nothing is missing. The damaged file is set aside.
func (s *Store) mend(bad error, written journal.Contents) error {
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	for _, one := range ring {
		have, err := s.check(one.Path, []keys.Root{s.box.root})
		if err != nil || have.head.Number != one.Number {
			continue
		}
		after, whole := written.After(one.Number)
		// Without a journal that goes on from it, nobody knows what came after.
		if !whole || written.Last() < max(one.Number, ring[0].Number) {
			continue
		}
		if err := s.setAside(); err != nil {
			return err
		}
		if err := s.renew(one.Path, after); err != nil {
			return err
		}
		s.tell(fmt.Sprintf("The store's file was damaged. It was made anew from the snapshot of %s and the journal; nothing is missing.",
			one.Taken.Local().Format("15.04 on 2 January")))
		return nil
	}
	switch {
	case bad == nil:
		return fmt.Errorf("%w: it is older than its journal or its snapshots", ErrDamaged)
	case isNothing(bad):
		return fmt.Errorf("%w: it is gone", ErrDamaged)
	}
	return bad
}

// setAside keeps the damaged file under another name, for halfday doctor.
func (s *Store) setAside() error {
	if !exists(s.path()) {
		return nil
	}
	to := filepath.Join(s.dir, s.author.Now().UTC().Format(asideLayout))
	if err := os.Rename(s.path(), to); err != nil {
		return err
	}
	return disk.SyncDir(s.dir)
}
