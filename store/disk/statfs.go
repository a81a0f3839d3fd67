//go:build linux || darwin || freebsd

package disk

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// room is what one block takes, in bytes, times how many a user may still write.
// A file system without any block does not count them.
func room(dir string, size, available, blocks uint64) (uint64, error) {
	if blocks == 0 {
		return 0, &fs.PathError{Op: "statfs", Path: dir, Err: errors.ErrUnsupported}
	}
	return size * available, nil
}

// statfs asks about the file system of a folder.
func statfs(dir string) (s unix.Statfs_t, err error) {
	for {
		err = unix.Statfs(dir, &s)
		switch err {
		case nil:
			return s, nil
		case unix.EINTR: // as a network may have it
		default:
			return s, &fs.PathError{Op: "statfs", Path: dir, Err: err}
		}
	}
}
