package store

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// Repair brings a store back: from its journal, else from a snapshot and the
// journal, else from every record found anywhere that proves itself. It returns
// how that was done and what is missing. What is damaged is kept under another
// name.
func Repair(dir string, opt Options) (done []string, lost []Lost, err error) {
	if opt.ReadOnly {
		return nil, nil, fmt.Errorf("%s: %w; leave out --read-only to repair it", dir, ErrLook)
	}
	there, err := examining(dir, opt)
	if err != nil { // there is nothing to repair
		return nil, nil, err
	}
	if restoring(dir) {
		if err := finishInterrupted(dir, opt); err != nil {
			return nil, nil, err
		}
		done = append(done, "A restore had been interrupted; it was finished.")
	}
	if err := there.openable(); err != nil {
		return done, nil, err
	}
	s, err := Open(dir, opt)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotOurs) || isNothing(err) {
		had := exists(there.path())
		if lost, err = pieceTogether(dir, opt); err != nil {
			return done, nil, err
		}
		done = append(done, "The store's file was made anew of every record that proves itself.")
		if had {
			done = append(done, "The damaged file is kept beside it until a visit is destroyed.")
		}
		if s, err = Open(dir, opt); err == nil {
			done = append(done, s.reach())
		}
	}
	if err != nil {
		return done, lost, err
	}
	done = append(done, s.Notices()...)
	err = s.putAsideDamage()
	return done, lost, errors.Join(explain(dir, err), s.Close())
}

// reach says when what is newest in the store was written.
func (s *Store) reach() string {
	all, err := s.Visits()
	if err != nil || len(all) == 0 {
		return "There is no visit in it."
	}
	return fmt.Sprintf("What is newest in it was written at %s.", all[0].Changed.Local().Format("15.04 on 2 January"))
}

// openable is an error where the keys of the store are gone.
func (s *Store) openable() error {
	_, _, err := keys.Look(s.dir)
	if errors.Is(err, keys.ErrDamaged) || isNothing(err) && !s.isOlder() {
		return fmt.Errorf("%s: %w: its keys are damaged or gone, keys.json and the copy of it, and without them nothing in it can be opened; a backup has them: halfday restore FOLDER", s.dir, ErrDamaged)
	}
	if isNothing(err) {
		return nil
	}
	return err
}

// pieceTogether makes the file of a store that does not open.
func pieceTogether(dir string, opt Options) ([]Lost, error) {
	s, err := examining(dir, opt)
	if err != nil {
		return nil, err
	}
	defer s.letGo()
	err = s.hold()
	if err == nil {
		s.keys, _, err = keys.Load(dir)
	}
	var lost []Lost
	if err == nil {
		lost, err = s.piece()
	}
	return lost, explain(s.path(), err)
}

// piece makes the store's file of what can be salvaged. Where a change of keys
// was interrupted that is what is under the key which reaches further.
func (s *Store) piece() ([]Lost, error) {
	var best *salvaged
	var written journal.Contents
	for _, id := range s.keys.IDs() {
		root, err := s.keys.Open(id, s.opt.Secret)
		if err == nil {
			s.box, err = newBox(s.keys.Store(), root)
		}
		if err != nil {
			return nil, err // what it opens might be the better part
		}
		read, err := journal.Read(s.dir, s.box.journal, 0)
		if err != nil {
			return nil, err
		}
		found, err := s.salvage(read)
		if err != nil {
			return nil, err
		}
		if best == nil || found.last >= best.last && len(found.records) > 0 {
			best, written = found, read
		}
	}
	if best == nil || len(best.records) == 0 {
		return nil, ErrNothing
	}
	s.box = best.box
	return s.rescue(best, written)
}

// rescue makes the store's file of what was salvaged, and begins the journal
// anew: what is in it of visits whose key is missing is kept with the rest.
func (s *Store) rescue(f *salvaged, written journal.Contents) (lost []Lost, err error) {
	number := f.last + 1
	b, err := s.build()
	if err != nil {
		return nil, err
	}
	shelves, lost := f.shelve()
	if f.records[authorPlace] == nil {
		author, e := s.newID()
		err = cmp.Or(e, b.seal(authorPlace, number, author))
	}
	for _, place := range slices.Sorted(maps.Keys(f.records)) {
		record := f.records[place]
		if record != nil && !strings.HasPrefix(place, summaryPlaces) {
			err = cmp.Or(err, b.put(place, record))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(shelves)) {
		err = cmp.Or(err, b.seal(summaryPlace(id), number, shelves[id]))
	}
	if err == nil {
		err = s.keepDamaged(func() error { return s.install(b, number, nil) })
	}
	if err != nil {
		return nil, b.fail(err)
	}
	err = s.startJournal()
	for _, path := range written.Files {
		err = cmp.Or(err, s.putAside(path))
	}
	return lost, err
}

// putAsideDamage sets aside snapshots and files of the journal that are damaged,
// and takes a new snapshot.
func (s *Store) putAsideDamage() error {
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	for _, one := range ring {
		have, e := s.check(one.Path, []keys.Root{s.box.root})
		switch {
		case errors.Is(e, ErrSlow):
			return e
		case e != nil || have.head.Number != one.Number || have.worn:
			err = errors.Join(err, s.putAside(one.Path))
		}
	}
	written, e := journal.Read(s.dir, s.box.journal, 0)
	for _, path := range written.Files {
		if path != s.journal.Path() && (slices.Contains(written.Damage, path) || slices.Contains(written.Torn, path)) {
			err = errors.Join(err, s.putAside(path))
		}
	}
	if err = errors.Join(err, e); err == nil {
		err = s.Snapshot()
	}
	if errors.Is(err, ErrFull) {
		err = nil // there is the journal
	}
	return err
}

// putAside gives a damaged part of the store a name under which it is kept.
func (s *Store) putAside(path string) error {
	return disk.Rename(path, s.aside(filepath.Base(path)))
}
