package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"

	"halfday/store/keys"
	"halfday/visit"
)

// Format 1 was the same visits in plain text, in other buckets:
//
//	halfday/author            the id under which the store writes events
//	visits/ID/events/NUMBER   an event; numbers are big-endian and only grow
//	visits/ID/drafts/FIELD    a draft
//	summaries/ID              a visit's summary

// migrate makes a store of this format of a file of format 1. The old file is
// kept, encrypted, with the evidence.
func (s *Store) migrate(root keys.Root) (err error) {
	if s.box, err = newBox(s.keys.Store(), root); err != nil {
		return err
	}
	former, err := os.ReadFile(s.path())
	if err != nil {
		return err
	}
	kept, err := s.lockAway(former)
	if err != nil {
		return err
	}
	kept.Path = fileName
	old, err := openFile(s.path(), true)
	if err != nil {
		return err
	}
	b, err := s.build()
	if err != nil {
		_ = old.close()
		return err
	}
	err = old.view(func(tx *bolt.Tx) error { return copyFormat1(tx, b) })
	err = cmp.Or(err, b.seal(formerPlace, 1, kept))
	if err = cmp.Or(err, old.close()); err != nil {
		return b.fail(err)
	}
	if err := s.install(b, 1, nil); err != nil {
		return err
	}
	s.renewed = true
	s.tell("The store was not encrypted so far; it is now. What the old file held may stay on the disk until other files are written over it.")
	return s.startJournal()
}

// copyFormat1 puts everything in a file of format 1 into a builder.
func copyFormat1(tx *bolt.Tx, b *builder) error {
	top := func(name string) *bolt.Bucket { return tx.Bucket([]byte(name)) }
	visits, summaries := top("visits"), top("summaries")
	if visits == nil || summaries == nil {
		return fmt.Errorf("%w: a part of it is missing", ErrDamaged)
	}
	if err := b.seal(authorPlace, 1, string(top(marker).Get([]byte("author")))); err != nil {
		return err
	}
	return visits.ForEachBucket(func(name []byte) error {
		id, v := string(name), visits.Bucket(name)
		key := make([]byte, keySize)
		if _, err := io.ReadFull(b.entropy, key); err != nil {
			return err
		}
		if err := cmp.Or(b.box.know(id, key), b.sealBytes(keyPlace(id), 1, key)); err != nil {
			return err
		}
		n := uint64(0)
		err := eachIn(v, "events", func(_, data []byte) error {
			n++
			var e visit.Event
			if err := json.Unmarshal(data, &e); err != nil {
				return fmt.Errorf("%w: visit %s: %w", ErrDamaged, id, err)
			}
			return b.sealBytes(eventPlace(id, n), 1, data)
		})
		if err != nil {
			return err
		}
		err = eachIn(v, "drafts", func(field, data []byte) error {
			return b.sealBytes(draftPlace(id, string(field)), 1, data)
		})
		if err != nil {
			return err
		}
		line := shelf{Events: n}
		if err := json.Unmarshal(summaries.Get(name), &line.Summary); err != nil {
			return fmt.Errorf("%w: the summary of visit %s: %w", ErrDamaged, id, err)
		}
		return b.seal(summaryPlace(id), 1, line)
	})
}

// eachIn calls do for everything in a bucket of a visit.
func eachIn(v *bolt.Bucket, name string, do func(k, v []byte) error) error {
	b := v.Bucket([]byte(name))
	if b == nil {
		return fmt.Errorf("%w: a part of it is missing", ErrDamaged)
	}
	return b.ForEach(do)
}
