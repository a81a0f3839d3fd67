package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"halfday/store/keys"
)

// What may be wrong with a store. Every error is a sentence round one of these,
// with the place before it and the remedy behind.
var (
	ErrInUse    = errors.New("another halfday window has it open")
	ErrNotOurs  = errors.New("this is not a file of halfday's, it was left as it is")
	ErrNewer    = errors.New("a newer halfday has written it")
	ErrDamaged  = errors.New("it is damaged")
	ErrReadOnly = errors.New("it may not be written")
	ErrFull     = errors.New("the disk is full")
	ErrNoStore  = errors.New("there is no store here")
	// ErrNothing is returned for a store of which no record proves itself.
	ErrNothing   = errors.New("nothing can be brought back")
	ErrNoVisit   = errors.New("there is no such visit")
	ErrAmbiguous = errors.New("more than one visit fits")
	// ErrStopped is returned once nothing more can be written to the file in
	// this session; what was accepted before is safe.
	ErrStopped = errors.New("nothing more is saved there")
	// ErrPlace is returned for a folder that is shared with other machines.
	ErrPlace = errors.New("a store is not safe in this folder")
	// ErrLook is returned for a change where the store is only looked at.
	ErrLook = errors.New("this is a look only, nothing is changed")
)

const inUseRemedy = "go on there, or close it and try again; --read-only looks at it as it stands"

// explain makes an error met in opening or reading the file at path a sentence.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	var remedy string
	switch {
	case errors.Is(err, keys.ErrLocked), errors.Is(err, keys.ErrWrong), errors.Is(err, ErrStopped), errors.Is(err, ErrLook):
		return err // they say what to do
	case errors.Is(err, berrors.ErrTimeout):
		err, remedy = ErrInUse, inUseRemedy
	case errors.Is(err, ErrInUse):
		remedy = inUseRemedy
	case errors.Is(err, ErrPlace):
		remedy = "choose another folder with --data, or allow this one with --anywhere"
	case errors.Is(err, ErrNothing):
		remedy = "a backup may have it: halfday restore FOLDER"
	case errors.Is(err, ErrNoStore):
		remedy = "choose its folder with --data, or begin one there by opening a submission"
	case errors.Is(err, keys.ErrDamaged):
		err, remedy = keys.ErrDamaged, "run `halfday doctor`, or bring a backup back with `halfday restore FOLDER`"
	case errors.Is(err, ErrNotOurs):
		remedy = "move it away, or choose another folder with --data"
	case errors.Is(err, ErrNewer):
		remedy = "use that version, or choose another folder with --data"
	case errors.Is(err, ErrDamaged):
		remedy = "run `halfday doctor` to see what is whole and to repair it"
	case errors.Is(err, ErrNoVisit):
		remedy = "choose one from the list of visits"
	case denied(err):
		err = fmt.Errorf("%w (%w)", ErrReadOnly, reason(err))
		remedy = "give yourself the right to write the file and its folder, or choose another folder with --data"
	case errors.Is(err, ErrSlow):
		remedy = "close other programs and try again"
	case full(err), errors.Is(err, ErrFull):
		err, remedy = ErrFull, "free some space and try again"
	default:
		err, remedy = reason(err), "choose another folder with --data"
	}
	return fmt.Errorf("%s: %w; %s", path, err, remedy)
}

// reason is what the system said, without the place and the call.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// denied reports whether the system forbids writing: by rights, or because the
// whole disk is read-only.
func denied(err error) bool {
	const windowsWriteProtect = syscall.Errno(19)
	return errors.Is(err, fs.ErrPermission) || isErrno(err, windowsWriteProtect, syscall.EROFS)
}

// full reports whether there was no room to write something. A failed sync does
// not count, whatever it says: after one, nobody knows what is on the disk.
func full(err error) bool {
	const windowsDiskFull = syscall.Errno(112)
	var p *fs.PathError
	return errors.As(err, &p) && p.Op != "sync" && isErrno(err, windowsDiskFull, syscall.ENOSPC, syscall.EDQUOT)
}

// isErrno reports whether err is the error number of Windows or, elsewhere,
// one of those of Unix.
func isErrno(err error, windows syscall.Errno, unix ...syscall.Errno) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, windows)
	}
	for _, n := range unix {
		if errors.Is(err, n) {
			return true
		}
	}
	return false
}
