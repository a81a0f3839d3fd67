package disk

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// ErrHeld is returned for a lock that somebody else has.
var ErrHeld = errors.New("it is locked by another window")

// mostHeld is the longest content of a lock's file, in bytes.
const mostHeld = 64 << 10

// Held is a lock that is held. It ends with [Held.Release] or with the program,
// however that ends.
type Held struct{ f *os.File }

// Lock takes the lock that is the file at path, which it makes if it is absent
// and which stays afterwards. It binds only those who ask for the same lock, in
// this program or another. It waits no longer than wait for somebody to release
// it, then returns [ErrHeld].
func Lock(path string, wait time.Duration) (*Held, error) {
	const pause = 20 * time.Millisecond
	for until := time.Now().Add(wait); ; time.Sleep(pause) {
		h, err := take(path)
		if !errors.Is(err, ErrHeld) || time.Now().Add(pause).After(until) {
			return h, err
		}
	}
}

// take tries once.
func take(path string) (*Held, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(lock(f), inPlace(f)); err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return &Held{f}, nil
}

// inPlace reports as held a file that is no longer the one under its name: it
// was removed or replaced between opening and locking it, and whoever opens it
// now locks another.
func inPlace(f *os.File) error {
	opened, err := f.Stat()
	if err != nil {
		return err
	}
	now, err := os.Lstat(f.Name())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", f.Name(), ErrHeld)
	case err != nil:
		return err
	case !now.Mode().IsRegular():
		return fmt.Errorf("%s: %w: a lock must be a regular file", f.Name(), fs.ErrInvalid)
	case !os.SameFile(now, opened):
		return fmt.Errorf("%s: %w", f.Name(), ErrHeld)
	}
	return nil
}

// Write replaces what the lock's file says, which should be who holds it. It is
// not brought to the disk, as nobody holds a lock once the power has failed;
// and whoever reads at the same moment may see the beginning of it only.
func (h *Held) Write(data []byte) error {
	if len(data) > mostHeld {
		return fmt.Errorf("%s: %d bytes are too many for a lock: %w", h.f.Name(), len(data), fs.ErrInvalid)
	}
	if err := h.f.Truncate(0); err != nil {
		return err
	}
	_, err := h.f.WriteAt(data, 0)
	return err
}

// Read returns what the lock's file says. Right after [Lock] that is what the
// last one to hold it has left; others may read the file at any time.
func (h *Held) Read() ([]byte, error) {
	return io.ReadAll(io.NewSectionReader(h.f, 0, mostHeld))
}

// Release ends the lock. The file stays, with what it says.
func (h *Held) Release() error { return h.f.Close() }
