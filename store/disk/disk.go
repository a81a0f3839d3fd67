// Package disk is what the store asks of a disk: files that are replaced whole
// or not at all and stay so when the power fails, room, a lock, and whether a
// folder is really on this machine.
package disk

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Partial ends the names of files that are still being written.
const Partial = ".new"

// Unfinished reports whether a name is that of a file still being written, or one
// whose writing was interrupted.
func Unfinished(name string) bool { return strings.HasSuffix(name, Partial) }

// WriteFile puts data under path, readable by its owner only, so that whatever
// happens the file holds what it held before or all of data. When it returns
// nil, data is on the disk; after an error either may be there.
//
// A program that is killed in the midst of it leaves a file behind: see [Clean].
func WriteFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+Partial) // with mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = cmp.Or(err, f.Close()); err == nil {
		err = Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error says what happened
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// Rename puts one file in the place of another. Windows refuses while anybody
// has the other one open, as those who look for viruses do for a moment.
func Rename(from, to string) error {
	const accessDenied, sharingViolation = syscall.Errno(5), syscall.Errno(32)
	for wait := time.Millisecond; ; wait *= 2 {
		err := os.Rename(from, to)
		passing := runtime.GOOS == "windows" && (errors.Is(err, accessDenied) || errors.Is(err, sharingViolation))
		if !passing || wait > time.Second {
			return err
		}
		time.Sleep(wait)
	}
}

// Clean removes what interrupted calls of [WriteFile] for path left behind. It
// is for whoever is alone in writing path.
func Clean(path string) error {
	dir, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), name+".") && Unfinished(e.Name()) {
			err = cmp.Or(err, os.Remove(dir+e.Name()))
		}
	}
	return err
}

// CleanAll removes what interrupted calls of [WriteFile] left anywhere in a
// folder, which need not exist. It is for whoever is alone in writing there.
func CleanAll(dir string) error {
	all, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range all {
		if Unfinished(e.Name()) {
			err = cmp.Or(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// MakeDir makes a folder for its owner only, and those above it, and brings
// their entries to the disk.
func MakeDir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := MakeDir(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		if info, e := os.Stat(dir); e != nil || !info.IsDir() { // nobody else made it meanwhile
			return err
		}
	}
	return SyncDir(above)
}

// SyncDir brings a folder's entries to the disk. Windows cannot, and does so by
// itself; so do file systems that know no such thing, and a folder that may not
// be read cannot be asked.
func SyncDir(dir string) error {
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

// Free is the room left for this user, in bytes, where a folder is or will be.
// The error wraps [errors.ErrUnsupported] where nobody counts it.
func Free(dir string) (bytes uint64, err error) {
	dir, err = nearest(dir)
	if err != nil {
		return 0, err
	}
	return free(dir)
}

// nearest is the folder itself, or the nearest one above it that exists, with
// its symbolic links followed.
func nearest(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		_, err := os.Stat(dir)
		above := filepath.Dir(dir)
		if err == nil || above == dir {
			break
		}
		dir = above
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil { // Windows cannot follow every kind of link
		return dir, nil
	}
	return real, nil
}
