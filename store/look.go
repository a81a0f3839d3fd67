package store

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"

	"halfday/store/journal"
	"halfday/store/keys"
)

// lookTries is how often a copy is tried while another window writes.
const lookTries = 5

// openLook opens the store for a look: a copy of its file, with what the journal
// has beyond it. Nothing is written to the store's folder.
func (s *Store) openLook() (err error) {
	s.look = true
	if s.keys, _, err = keys.Look(s.dir); err != nil {
		if isNothing(err) {
			err = ErrNoStore
		}
		return err
	}
	roots, err := s.roots()
	if err != nil {
		return err
	}
	copied, have, err := s.checkCopy(roots)
	if err = cmp.Or(s.withheld(have, roots), err); err != nil {
		return err
	}
	written, err := s.readJournal(roots, have)
	if err != nil {
		return err
	}
	s.head = have.head
	after, _ := written.After(have.head.Number)
	s.overlay(after)
	if s.file, err = openFile(copied, true); err != nil {
		return err
	}
	s.removeCopy() // it is open, and where the system allows it has no name any more
	if err := s.learnVisits(); err != nil {
		return err
	}
	_, err = s.read(authorPlace, &s.author.ID)
	return err
}

// checkCopy checks a copy of the store's file, to which another window may be
// writing, and says where the copy is.
func (s *Store) checkCopy(roots []keys.Root) (path string, have found, err error) {
	if s.temporary, err = os.MkdirTemp("", "halfday-look-"); err != nil { // with mode 0700
		return "", have, err
	}
	path = filepath.Join(s.temporary, fileName)
	for range lookTries { // a copy taken in the midst of a change is not whole
		if err = copyFile(s.path(), path); err != nil {
			break
		}
		if have, err = s.check(path, roots); !errors.Is(err, ErrDamaged) {
			break
		}
	}
	return path, have, err
}

// overlay lays entries over what the file holds.
func (s *Store) overlay(entries []journal.Entry) {
	for _, e := range entries {
		for _, w := range e.Writes {
			s.memory[w.Place] = w.Value
		}
	}
}

// removeCopy takes away the copy that a look was taken at.
func (s *Store) removeCopy() {
	if s.temporary != "" {
		_ = os.RemoveAll(s.temporary) // sealed as the store is
	}
}

// copyFile copies a file to one that only its owner can read.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
