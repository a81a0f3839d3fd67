package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"halfday/store/disk"
	"halfday/store/keys"
)

// patience is how long another window is waited for.
const patience = time.Second

// holder is what the lock's file says of who has the store open, since when.
// Process 0 is nobody: whoever had it closed it. Where the file says nothing that
// can be read, nobody did.
type holder struct {
	Process int       `json:"process"`
	Since   time.Time `json:"since,omitzero"`
}

// sayHolder writes down who has the store open from now on.
func (s *Store) sayHolder(h holder) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return s.lock.Write(data)
}

// local refuses a folder that is not on this machine alone: there a lock binds
// nobody, and others replace files while they are written.
func (s *Store) local() error {
	kind, name := disk.Where(s.dir)
	switch {
	case kind == disk.Local:
		return nil
	case !s.opt.Anywhere:
		return fmt.Errorf("%w: it belongs to %s", ErrPlace, name)
	}
	s.tell(fmt.Sprintf("The store is in a folder of %s. It is not safe there: another machine may change it while you write.", name))
	return nil
}

// ours refuses what stands in the store's place and is none, before anything is
// written beside it.
func (s *Store) ours() error {
	_, _, err := keys.Look(s.dir)
	if !isNothing(err) || !exists(s.path()) {
		return nil
	}
	have, err := s.check(s.path(), nil)
	if have.Format == format {
		return errKeysGone()
	}
	return err
}

func errKeysGone() error {
	return fmt.Errorf("%w: keys.json is gone, and without it nothing can be read", ErrDamaged)
}

// hold takes the store's lock, or says who has it.
func (s *Store) hold() (err error) {
	s.lock, err = disk.Lock(filepath.Join(s.dir, lockName), patience)
	if errors.Is(err, disk.ErrHeld) {
		return inUse(s.dir)
	}
	if err != nil {
		return err
	}
	said, err := s.lock.Read()
	h := holder{Process: -1}
	s.clean = json.Unmarshal(said, &h) == nil && h.Process == 0
	return err
}

// inUse says since when another window has the store, as far as that is known.
func inUse(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, lockName))
	var h holder
	if err != nil || json.Unmarshal(data, &h) != nil || h.Process == 0 {
		return ErrInUse
	}
	since := h.Since.Local().Format("15.04")
	if time.Since(h.Since) > 20*time.Hour {
		since = h.Since.Local().Format("15.04 on 2 January")
	}
	return fmt.Errorf("%w since %s, process %d", ErrInUse, since, h.Process)
}
