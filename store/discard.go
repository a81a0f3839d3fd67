package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Discard takes away the store in a folder with all that is in it. It opens
// the store first, so that one in use or a file that is not halfday's stays. A
// folder without a store is as good as a store discarded.
func Discard(dir string, opt Options) error {
	path := filepath.Join(dir, fileName)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s, err := Open(dir, opt)
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	return explain(path, os.Remove(path))
}
