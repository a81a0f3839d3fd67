package store

import (
	"fmt"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
)

// view reads from the file. What do takes along must be copied.
func (s *Store) view(do func(*bolt.Tx) error) error {
	return explain(s.path, guard(func() error { return s.db.View(do) }))
}

// update writes to the file; every write goes through here. When it returns nil
// all of it is on the disk, otherwise nothing is to be relied on. The store's
// lock is held.
//
// A full disk leaves the file as it was, so that one may try again. After any
// other failure to write, what the disk holds is unknown, and going on with the
// same handle can lose what was saved before: nothing more is written then.
func (s *Store) update(do func(*bolt.Tx) error) error {
	if s.stopped != nil {
		return s.stopped
	}
	if now, err := os.Lstat(s.path); err != nil || !os.SameFile(now, s.opened) {
		return fmt.Errorf("%s: %w: the file was moved, replaced or removed; put it back, or start halfday again", s.path, ErrStopped)
	}
	var refused error
	err := guard(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			refused = do(tx)
			return refused
		})
	})
	switch {
	case err == nil:
		return nil
	case refused != nil, full(err):
		return explain(s.path, err)
	}
	s.stopped = fmt.Errorf("%s: %w: %w; what you see is kept until you leave, so copy it, look after the disk, and start halfday again",
		s.path, ErrStopped, reason(err))
	return s.stopped
}

// guard turns what a damaged file does to bbolt, a panic or a fault of the
// mapped memory, into an error.
func guard(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return do()
}
