package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"halfday/store/journal"
)

// update writes to the store; every write goes through here. When it returns
// nil all of it is on the disk, in the journal and in the file, otherwise
// nothing of it counts. The store's lock is held.
func (s *Store) update(do func(*change) error) error {
	if err := s.mayChange("write"); err != nil {
		return err
	}
	if s.stopped != nil {
		return s.startFirst()
	}
	c := s.begin()
	err := guard(func() error { return do(c) })
	if err == nil && len(c.writes) == 0 {
		return nil
	}
	var entry journal.Entry
	if err == nil {
		entry, err = c.entry()
	}
	if err != nil {
		return explain(s.path(), err)
	}
	return s.commit(entry, c.head)
}

// mayChange is an error where nothing may be changed, with what that was to be.
func (s *Store) mayChange(to string) error {
	switch {
	case s.closed:
		return s.isClosed()
	case s.look:
		return fmt.Errorf("%s: %w; open it without --read-only to %s", s.path(), ErrLook, to)
	}
	return nil
}

// failed is why the file takes no more changes, nil while it does.
func (s *Store) failed() error { return cmp.Or(s.stopped, s.retired) }

// startFirst is the error of what needs the file, where that has failed.
func (s *Store) startFirst() error {
	return fmt.Errorf("%s: %w: %w; start halfday again first", s.path(), ErrStopped, reason(s.failed()))
}

func (s *Store) isClosed() error { return fmt.Errorf("%s: %w: it is closed", s.path(), ErrStopped) }

// commit brings an entry to the journal, then to the file.
//
// A full disk leaves both as they were, so that one may try again. After any
// other failure of the file, what it holds is unknown, and going on with it can
// lose what was saved before: it is retired, and the journal alone takes what
// follows until the store is opened again.
func (s *Store) commit(entry journal.Entry, after head) error {
	if err := s.toJournal(entry); err != nil {
		return explain(s.journal.Path(), err)
	}
	if s.retired == nil {
		err := s.file.apply(entry.Writes)
		if full(err) && s.spendReserve() {
			err = s.file.apply(entry.Writes)
		}
		if full(err) {
			if s.journal.Retract() == nil {
				return explain(s.path(), err)
			}
			// How much of the entry is on the disk is unknown: all of it goes to another.
			if err := s.toJournal(entry); err != nil {
				return explain(s.journal.Path(), err)
			}
		}
		s.retired = err
	}
	if s.retired != nil {
		s.waiting = append(s.waiting, entry)
	}
	s.remember(entry.Writes)
	s.head = after
	return nil
}

// toJournal brings an entry to the journal. Where the journal's file fails,
// another is begun with all that stands only there.
func (s *Store) toJournal(entry journal.Entry) error {
	err := s.journal.Append(entry)
	if full(err) && s.spendReserve() {
		err = s.journal.Append(entry)
	}
	if err == nil || s.journal.Broken() == nil {
		return err
	}
	next, again := journal.Start(s.dir, s.box.journal, append(slices.Clip(s.waiting), entry)...)
	if again != nil {
		return fmt.Errorf("%w; another journal could not be begun: %w", err, reason(again))
	}
	_ = s.journal.Close() // nothing in it is relied on any more
	s.journal = next
	return nil
}

// each calls do for every record whose place begins with prefix, in order, as
// it stands now. The record may be kept.
func (s *Store) each(prefix string, do func(place string, record []byte) error) error {
	type standing struct {
		place  string
		record []byte
	}
	if s.closed {
		return s.isClosed()
	}
	var all []standing
	err := s.file.view(func(tx *bolt.Tx) error {
		c := records(tx).Cursor()
		for k, v := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, v = c.Next() {
			place := string(k)
			if _, ok := s.memory[place]; !ok {
				all = append(all, standing{place, bytes.Clone(v)})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for place, record := range s.memory {
		if record != nil && strings.HasPrefix(place, prefix) {
			all = append(all, standing{place, record})
		}
	}
	slices.SortFunc(all, func(a, b standing) int { return strings.Compare(a.place, b.place) })
	for _, f := range all {
		if err := do(f.place, f.record); err != nil {
			return err
		}
	}
	return nil
}
