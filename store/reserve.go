package store

import (
	"os"
	"path/filepath"

	"halfday/store/disk"
)

// The reserve is a file of nothing, given up when the disk is full: what it took
// is room for the notes of a day.
const (
	reserveName = "reserve"
	reserveSize = 4 << 20 // bytes
	// roomy is how much must be free, in bytes, before a reserve is made.
	roomy = 16 * reserveSize
)

func (s *Store) reserve() string { return filepath.Join(s.dir, reserveName) }

// spendReserve gives the reserve up, and reports whether there was one.
func (s *Store) spendReserve() bool {
	err := os.Remove(s.reserve())
	if err == nil {
		s.spent = true
	}
	return err == nil
}

// keepReserve makes the reserve where there is none and room for it.
func (s *Store) keepReserve() error {
	s.busy.Lock() // the store is not closed meanwhile
	defer s.busy.Unlock()
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if info, err := os.Lstat(s.reserve()); closed || err == nil && info.Size() == reserveSize {
		return nil
	}
	free, err := disk.Free(s.dir)
	if err != nil {
		return nil // where nobody counts it, the disk will say so
	}
	if free >= roomy {
		err = disk.WriteFile(s.reserve(), make([]byte, reserveSize))
	}
	s.mu.Lock()
	s.spent = free < roomy || err != nil
	s.mu.Unlock()
	return explain(s.reserve(), err)
}
