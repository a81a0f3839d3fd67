package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// options are bbolt's options. The list of free pages is not written but found
// again on opening, as otherwise it makes the file grow without need.
func options() *bolt.Options {
	return &bolt.Options{
		Timeout:        time.Second,
		NoFreelistSync: true,
		FreelistType:   bolt.FreelistMapType,
	}
}

// makeAbsent makes the folder and the file where they are absent. The file
// appears under its name whole or not at all, as bbolt cannot open one whose
// making was interrupted.
func (s *Store) makeAbsent() error {
	if _, err := os.Lstat(s.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := makeDir(s.dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.dir, fileName+".*.new") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := f.Close(); err != nil {
		return err
	}
	if err := s.makeFile(f.Name()); err != nil {
		return err
	}
	// Unlike renaming, linking never replaces a file that another window made
	// meanwhile; but not every file system has links.
	if err := os.Link(f.Name(), s.path); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.Rename(f.Name(), s.path); err != nil {
			return err
		}
	}
	return syncDir(s.dir)
}

// makeFile makes an empty store of an empty file and brings it to the disk.
func (s *Store) makeFile(path string) error {
	author, err := s.newID()
	if err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o600, options())
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error { return lay(tx, author) })
	return cmp.Or(err, db.Sync(), db.Close())
}

// makeDir makes a folder, and those above it, and brings their entries to the disk.
func makeDir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := makeDir(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(above)
}

// syncDir brings a folder's entries to the disk. Windows cannot, and does so by
// itself; so do file systems that know no such thing, and a folder that may not
// be read cannot be asked.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return cmp.Or(err, d.Close())
}

// inspect looks through the file without changing it: whether it is whole,
// ours and of a version known here. Opening it for writing alters it on some
// systems, and a damaged page would end the program there.
func (s *Store) inspect() error {
	opt := options()
	opt.ReadOnly = true
	opt.OpenFile = s.openFile
	return guard(func() error {
		db, err := bolt.Open(s.path, 0, opt)
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			s.author.ID, err = recognise(tx)
			if err != nil {
				return err
			}
			return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return walk(b) })
		})
	})
}

// walk touches every page of a bucket and of those in it.
func walk(b *bolt.Bucket) error {
	return b.ForEachBucket(func(name []byte) error { return walk(b.Bucket(name)) })
}

// open opens the file for writing.
func (s *Store) open() error {
	opt := options()
	opt.OpenFile = s.openFile
	return guard(func() (err error) {
		s.db, err = bolt.Open(s.path, 0, opt)
		return err
	})
}

// openFile opens the file for bbolt. It never makes one, and refuses what bbolt
// had better not see: anything but a regular file, and a file cut short.
func (s *Store) openFile(path string, flag int, _ fs.FileMode) (*os.File, error) {
	there, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !there.Mode().IsRegular() {
		return nil, fmt.Errorf("%w (it is not a regular file)", ErrNotOurs)
	}
	f, err := os.OpenFile(path, flag&^os.O_CREATE, 0)
	if err != nil {
		return nil, err
	}
	if err := checkSize(f); err != nil {
		_ = f.Close() // only read from so far
		return nil, err
	}
	s.opened, err = f.Stat()
	return f, err
}
