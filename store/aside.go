package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"halfday/store/disk"
	"halfday/store/keys"
	"halfday/visit"
)

// Aside is a store that Restore set aside, with all that was in it.
type Aside struct {
	Dir string
	// Err is why it does not open; then it cannot be told what it holds.
	Err error
	// Visits is how many visits it holds. Only are those of them that the present
	// store does not have, or has in an older state.
	Visits int
	Only   []visit.Summary
	// Bare is whether whoever has the folder can read it: the key lies in it.
	Bare bool
}

// HoldsMore reports whether it holds, or may hold, what the present store does not
// have, beside a visit.
func (a Aside) HoldsMore(id string) bool {
	return a.Err != nil || slices.ContainsFunc(a.Only, func(v visit.Summary) bool { return v.ID != id })
}

// Asides are the stores that Restore set aside in the store's folder, the oldest
// first. One under a passphrase is opened with the secret that opened this store.
func (s *Store) Asides() (all []Aside, err error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, explain(s.dir, err)
	}
	present, err := s.Visits()
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), asidePrefix) && e.IsDir() {
			all = append(all, s.lookAside(filepath.Join(s.dir, e.Name()), present))
		}
	}
	return all, nil
}

// lookAside looks at a store set aside, beside the visits of the present one.
func (s *Store) lookAside(dir string, present []visit.Summary) Aside {
	a := Aside{Dir: dir}
	k, _, err := keys.Look(dir)
	switch {
	case err == nil:
		a.Bare = slices.ContainsFunc(k.IDs(), func(id keys.ID) bool { return !k.Protected(id) && !k.InKeyring(id) })
	case isNothing(err): // from before stores were encrypted
		a.Bare = true
	}
	opt := s.opt
	opt.ReadOnly = true
	old, err := Open(dir, opt)
	if err != nil {
		a.Err = err
		return a
	}
	held, err := old.Visits()
	a.Err = errors.Join(err, old.Close())
	a.Visits = len(held)
	for _, v := range held {
		if !slices.ContainsFunc(present, func(p visit.Summary) bool { return p.ID == v.ID && !p.Changed.Before(v.Changed) }) {
			a.Only = append(a.Only, v)
		}
	}
	return a
}

// RemoveAside removes a store that Restore set aside.
func (s *Store) RemoveAside(a Aside) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayChange("remove it"); err != nil {
		return err
	}
	return explain(a.Dir, errors.Join(os.RemoveAll(a.Dir), disk.SyncDir(s.dir)))
}
