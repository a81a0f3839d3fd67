package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"

	"halfday/store/journal"
)

// file is the store's bbolt file.
type file struct {
	path string
	db   *bolt.DB
	// opened is the file as it was when it was opened, to notice another in its
	// place, and size how long it was at the last look, to notice that it was
	// cut short.
	opened fs.FileInfo
	size   int64
	// handle is the open file beneath bbolt. broken is set once bbolt fell over
	// what it found: its locks may be held for ever, so it is not asked again.
	handle *os.File
	broken error
}

// errMoved is the error of a file that was changed by somebody else.
var errMoved = errors.New("the file was moved, replaced or cut short by another program")

// options are bbolt's options. The list of free pages is not written but found
// again on opening, as otherwise it makes the file grow without need.
func options() *bolt.Options {
	return &bolt.Options{
		Timeout:        2 * time.Second, // the lock beside it tells windows apart at once
		NoFreelistSync: true,
		FreelistType:   bolt.FreelistMapType,
	}
}

// openFile opens a file of the store. It never makes one.
func openFile(path string, readOnly bool) (f *file, err error) {
	f = &file{path: path}
	opt := options()
	opt.ReadOnly = readOnly
	opt.OpenFile = f.open
	err = guard(func() (err error) {
		f.db, err = bolt.Open(path, 0, opt)
		return err
	})
	if err != nil && f.handle != nil {
		_ = f.handle.Close() // bbolt has closed it, unless it fell over
	}
	return f, err
}

// open opens the file for bbolt, and refuses what that had better not see:
// anything but a regular file, and a file cut short.
func (f *file) open(path string, flag int, _ fs.FileMode) (*os.File, error) {
	there, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !there.Mode().IsRegular() {
		return nil, fmt.Errorf("%w (it is not a regular file)", ErrNotOurs)
	}
	opened, err := os.OpenFile(path, flag&^os.O_CREATE, 0)
	if err != nil {
		return nil, err
	}
	if err = checkSize(opened); err == nil {
		f.opened, err = opened.Stat()
	}
	if err != nil {
		_ = opened.Close() // only read from so far
		return nil, err
	}
	f.size, f.handle = f.opened.Size(), opened
	return opened, nil
}

// view reads from the file. What do takes along must be copied.
func (f *file) view(do func(*bolt.Tx) error) error {
	return f.ask(func() error {
		if now, err := f.handle.Stat(); err != nil || now.Size() < f.size {
			return errMoved // the mapped memory would end where the file does
		}
		return f.db.View(do)
	})
}

// ask asks bbolt for something, and no more once it fell over.
func (f *file) ask(do func() error) error {
	if f.broken != nil {
		return f.broken
	}
	fell := true
	err := guard(func() error {
		err := do()
		fell = false
		return err
	})
	if fell {
		f.broken = err
	}
	return err
}

// get is the record at a place, nil where there is none.
func (f *file) get(place string) (record []byte, err error) {
	err = f.view(func(tx *bolt.Tx) error {
		if v := records(tx).Get([]byte(place)); v != nil {
			record = append([]byte{}, v...)
		}
		return nil
	})
	return record, err
}

// apply brings writes to the disk, all or none of them, and says whether it was
// a full disk that prevented it: then the file is as it was.
func (f *file) apply(writes []journal.Write) error {
	if err := f.check(); err != nil {
		return err
	}
	err := f.ask(func() error {
		return f.db.Update(func(tx *bolt.Tx) error {
			b := records(tx)
			for _, w := range writes {
				var err error
				if w.Value == nil {
					err = b.Delete([]byte(w.Place))
				} else {
					err = b.Put([]byte(w.Place), w.Value)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	if now, err := os.Lstat(f.path); err == nil {
		f.size = now.Size()
	}
	return nil
}

// check notices that the file is no longer the one that was opened, or shorter.
func (f *file) check() error {
	now, err := os.Lstat(f.path)
	if err != nil || !os.SameFile(now, f.opened) || now.Size() < f.size {
		return errMoved
	}
	return nil
}

func (f *file) close() error {
	if f.db == nil {
		return nil
	}
	if f.broken != nil {
		return f.handle.Close() // this gives back the lock at least
	}
	return f.ask(f.db.Close)
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
