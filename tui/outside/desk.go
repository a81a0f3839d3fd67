package outside

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"halfday/store/disk"
)

// Errors of a desk.
var (
	ErrKind   = errors.New("files of this kind are not opened")
	ErrClosed = errors.New("halfday is closing")
)

// Desk is where plain copies lie while they are looked at.
type Desk struct {
	base string
	open func(path string) error

	mu     sync.Mutex
	dir    string     // of the copies; empty until the first one is made
	held   *disk.Held // says that the copies are in use
	copies int
	closed bool
}

// NewDesk is a desk that makes its folder below another one when the first file
// is opened. open opens a copy, as Open does.
func NewDesk(base string, open func(path string) error) *Desk { return &Desk{base: base, open: open} }

// Base is the folder that desks are best below: one that is the user's own and
// gone with the session where the system has it, else the one for temporary files.
func Base() string {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if info, err := os.Stat(dir); err == nil && filepath.IsAbs(dir) && info.IsDir() && info.Mode().Perm()&0o077 == 0 {
		return dir
	}
	return os.TempDir()
}

// Open opens a plain copy of a file, of which only the ending of the name counts.
// The error wraps ErrKind where its kind is not opened.
func (d *Desk) Open(name string, data []byte) error {
	k := KindOf(name, data)
	if k.Why != "" {
		return fmt.Errorf("%w: %s Save a copy if you want to look at it all the same", ErrKind, k.Why)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	path, err := d.copy(k.ext, data)
	if err != nil {
		return fmt.Errorf("no plain copy can be made in %s: %w; free some space there, or save a copy and open it yourself", d.base, err)
	}
	if err := d.open(path); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Close removes all copies. Where a program still has one open that the system
// does not remove, it goes with the next desk's first copy.
func (d *Desk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.dir == "" {
		return nil
	}
	err := discard(d.dir, d.held)
	d.dir = ""
	if err != nil {
		return fmt.Errorf("plain copies of the school's files are left behind: %w; close the programs that show them, and delete the folder", err)
	}
	return nil
}

// copy writes a file that only the user can read, under a number.
func (d *Desk) copy(ext string, data []byte) (path string, err error) {
	if d.closed {
		return "", ErrClosed
	}
	if d.dir == "" {
		d.sweep()
		if err := d.make(); err != nil {
			return "", err
		}
	}
	d.copies++
	path = filepath.Join(d.dir, fmt.Sprint(d.copies)+ext)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err = cmp.Or(err, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return path, nil
}

// lockName is the file in a desk's folder that its process keeps locked as long
// as it lives: the lock of a process that is gone can be had.
const lockName = "lock"

// make makes the folder. Another desk may take it for a leftover before it is
// locked; then another one is made.
func (d *Desk) make() error {
	for range 3 {
		dir, err := os.MkdirTemp(d.base, fmt.Sprintf("halfday-copies-%d-*", os.Getpid())) // with mode 0700
		if err != nil {
			return err
		}
		d.held, err = disk.Lock(filepath.Join(dir, lockName), 0)
		switch {
		case err == nil:
			d.dir = dir
			return nil
		case !errors.Is(err, disk.ErrHeld) && !errors.Is(err, fs.ErrNotExist):
			return errors.Join(err, os.Remove(dir))
		}
	}
	return disk.ErrHeld
}

// ours is how the folders of desks are named: with the number of the process.
var ours = regexp.MustCompile(`^halfday-copies-\d+-\d+$`)

// sweep removes the folders of processes that are gone. What cannot be removed,
// as it is another user's, stays.
func (d *Desk) sweep() {
	all, err := os.ReadDir(d.base)
	if err != nil {
		return // making a folder there will say so
	}
	for _, e := range all {
		if !e.IsDir() || !ours.MatchString(e.Name()) {
			continue
		}
		dir := filepath.Join(d.base, e.Name())
		lock := filepath.Join(dir, lockName)
		if info, err := os.Lstat(lock); err != nil || !info.Mode().IsRegular() {
			_ = os.Remove(dir) // where nothing is in it
			continue
		}
		if held, err := disk.Lock(lock, 0); err == nil {
			_ = discard(dir, held) // tried again next time
		}
	}
}

// discard removes a folder whose lock is held. Windows removes the lock's file only
// once it is released.
func discard(dir string, held *disk.Held) error {
	_ = os.RemoveAll(dir)
	return errors.Join(held.Release(), os.RemoveAll(dir))
}
