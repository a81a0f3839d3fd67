package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"halfday/store/journal"
	"halfday/store/keys"
)

// Protected reports whether the store opens only with a passphrase.
func (s *Store) Protected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys.Protected(s.box.root.ID)
}

// InKeyring reports whether this system's keyring opens the store too.
func (s *Store) InKeyring() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys.InKeyring(s.box.root.ID)
}

// Idle is after how long without a key the program is to lock; 0 means never.
func (s *Store) Idle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys.Idle
}

// SetIdle changes that.
func (s *Store) SetIdle(idle time.Duration) error {
	return s.withKeys(func() error {
		s.keys.Idle = idle
		return nil
	})
}

// Protect gives the store a passphrase. Where it had none, everything in it is
// encrypted anew, as the key it was under may have been read by anybody, and the
// recovery key is returned, which is not kept anywhere; where it had one, that is
// replaced, and the recovery key stays as it was. A recovery key may be returned
// beside an error: what was done before it may stand.
func (s *Store) Protect(passphrase string) (recovery string, err error) {
	err = s.withKeys(func() error {
		if id := s.box.root.ID; s.keys.Protected(id) || s.keys.InKeyring(id) {
			return s.keys.Change(s.author.Entropy, s.box.root, passphrase)
		}
		recovery, err = s.rekey(passphrase)
		return err
	})
	return recovery, err
}

// Unprotect takes the passphrase away: the key lies in the store's folder again.
func (s *Store) Unprotect() error {
	return s.withKeys(func() error { return s.keys.Unprotect(s.box.root) })
}

// Keyring keeps a way to the key in the system's keyring, or takes it away.
func (s *Store) Keyring(on bool) error {
	return s.withKeys(func() error { return s.keys.Keyring(s.author.Entropy, s.box.root, on) })
}

// withKeys changes the keys and saves them, with nothing else going on. Where
// saving fails nobody knows which keys are on the disk: nothing more is written
// with those in hand.
func (s *Store) withKeys(do func() error) error {
	s.busy.Lock()
	defer s.busy.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayChange("change its passphrase"); err != nil {
		return err
	}
	if s.failed() != nil {
		return s.startFirst()
	}
	err := do()
	if err == nil {
		if err = s.keys.Save(s.dir); err != nil {
			s.stopped = err
		}
	}
	return explain(filepath.Join(s.dir, "keys.json"), err)
}

// rekey encrypts everything under a new key, protected by a passphrase. The new
// key is in keys.json beside the old one before the new file takes the old one's
// place; what was interrupted is finished by finishRekey.
func (s *Store) rekey(passphrase string) (recovery string, err error) {
	root, err := s.keys.Add(s.author.Entropy)
	if err == nil {
		recovery, err = s.keys.Protect(s.author.Entropy, root, passphrase)
	}
	if err != nil {
		return "", cmp.Or(s.keys.Keep(s.box.root.ID), err)
	}
	if err = s.keys.Save(s.dir); err == nil {
		err = s.reseal(root)
	}
	if err != nil && s.stopped == nil { // all is as it was
		return "", errors.Join(err, s.keys.Keep(s.box.root.ID), s.keys.Save(s.dir), s.sweepEvidence())
	}
	return recovery, cmp.Or(err, s.keys.Keep(root.ID))
}

// reseal puts a copy of the file in its place in which everything is sealed with
// another key. After an error the store is as it was, unless it is stopped.
func (s *Store) reseal(root keys.Root) error {
	next, err := newBox(s.keys.Store(), root)
	if err != nil {
		return err
	}
	b, err := s.buildUnder(next)
	if err != nil {
		return err
	}
	err = s.file.view(func(tx *bolt.Tx) error {
		if err := newKeys(tx, b); err != nil {
			return err
		}
		return records(tx).ForEach(func(k, record []byte) error {
			place := string(k)
			if _, isKey := keyOf(place); isKey || place == headPlace {
				return nil
			}
			plain, number, err := s.box.open(place, record, nil)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			if isFile(place) {
				if plain, err = s.relock(plain); err != nil {
					return err
				}
			}
			return b.sealBytes(place, number, plain)
		})
	})
	if err == nil {
		err = s.file.close()
	}
	if err != nil {
		return b.fail(err)
	}
	return s.exchange(b)
}

// newKeys makes a new key for every visit.
func newKeys(tx *bolt.Tx, b *builder) error {
	c := records(tx).Cursor()
	for k, record := c.Seek([]byte(keyPlaces)); k != nil; k, record = c.Next() {
		id, ok := keyOf(string(k))
		if !ok {
			return nil
		}
		key := make([]byte, keySize)
		if _, err := io.ReadFull(b.entropy, key); err != nil {
			return err
		}
		if err := cmp.Or(b.box.know(id, key), b.sealBytes(string(k), numberOf(record), key)); err != nil {
			return err
		}
	}
	return nil
}

// exchange puts a file that was built under another key in the place of the one
// just closed, and begins a journal under that key; the old ones can no longer be
// read. Once the new file has its name, an error stops the store: either may be
// there after a power cut, and the next start finds out which.
func (s *Store) exchange(b *builder) error {
	old, err := journal.Files(s.dir)
	if err != nil {
		err = b.fail(err)
	} else {
		err = s.install(b, s.head.Number, nil)
	}
	opened, again := openFile(s.path(), false)
	if again != nil {
		s.stopped = again
		return cmp.Or(err, again)
	}
	s.file = opened
	if !b.installed {
		return err
	}
	former := s.box
	s.box, s.renewed = b.box, true
	clear(s.memory) // what it held was sealed with the old keys
	for id := range s.records {
		err = cmp.Or(err, s.holdReplaced(id))
	}
	if err == nil {
		err = s.startJournal()
	}
	if err == nil {
		err = cmp.Or(journal.Remove(old...), removeStarting(filepath.Join(s.dir, snapshotDir), ""), s.sweepEvidence())
	}
	if err != nil {
		s.stopped = err
		return err
	}
	former.wipe()
	return nil
}

// finishRekey finishes a change of keys that was interrupted: the key that the
// file is under is kept. Where that is the new one, journal and snapshots hold
// nothing that the file has not, and are under the old one but for the journal's
// beginning. Where anything reaches further than the file, it is an older one put
// back, and nothing is taken away.
func (s *Store) finishRekey(have found, written journal.Contents) (journal.Contents, error) {
	ids := s.keys.IDs()
	isNew := have.Key == ids[len(ids)-1]
	switch {
	case s.newest() > max(have.head.Number, written.Last()):
		return written, fmt.Errorf("%w: it is older than its snapshots", ErrDamaged)
	case written.Last() > have.head.Number, !isNew && len(written.Damage)+len(written.Torn) > 0:
		return written, nil // the other key may be that of what cannot be read
	case isNew:
		err := cmp.Or(journal.Remove(written.Files...), removeStarting(filepath.Join(s.dir, snapshotDir), ""))
		if err != nil {
			return written, err
		}
		written = journal.Contents{}
	}
	s.rekeyed = true
	return written, cmp.Or(s.keys.Keep(have.Key), s.keys.Save(s.dir))
}
