package store

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// The file's layout. Keys hold ids, numbers and names of fields, never the
// name of a school or a person:
//
//	halfday/format            the layout's version
//	halfday/author            the id under which this store writes events
//	visits/ID/events/NUMBER   an event; numbers are big-endian and only grow
//	visits/ID/drafts/FIELD    a draft
//	summaries/ID              a visit's summary
const (
	marker    = "halfday"
	formatKey = "format"
	authorKey = "author"
	visits    = "visits"
	events    = "events"
	drafts    = "drafts"
	summaries = "summaries"
)

// format is the version of the layout that this program writes.
const format = 1

// top is a bucket at the top of the file.
func top(tx *bolt.Tx, name string) *bolt.Bucket { return tx.Bucket([]byte(name)) }

// lay makes an empty store of a new file.
func lay(tx *bolt.Tx, author string) error {
	for _, name := range []string{marker, visits, summaries} {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	b := top(tx, marker)
	if err := b.Put([]byte(formatKey), []byte(strconv.Itoa(format))); err != nil {
		return err
	}
	return b.Put([]byte(authorKey), []byte(author))
}

// recognise reads the author of a store, or says why it is not one this
// program can use.
func recognise(tx *bolt.Tx) (author string, err error) {
	b := top(tx, marker)
	if b == nil {
		return "", ErrNotOurs
	}
	switch f, err := strconv.Atoi(string(b.Get([]byte(formatKey)))); {
	case err != nil || f < 1:
		return "", ErrNotOurs
	case f > format:
		return "", ErrNewer
	}
	author = string(b.Get([]byte(authorKey)))
	if author == "" || top(tx, visits) == nil || top(tx, summaries) == nil {
		return "", ErrDamaged
	}
	return author, nil
}

// part is the bucket of a visit's events or drafts; nil where there is no such
// visit.
func part(tx *bolt.Tx, id, name string) *bolt.Bucket {
	b := top(tx, visits).Bucket([]byte(id))
	if b == nil {
		return nil
	}
	return b.Bucket([]byte(name))
}

// makeVisit makes the buckets of a new visit.
func makeVisit(tx *bolt.Tx, id string) error {
	b, err := top(tx, visits).CreateBucket([]byte(id))
	if err != nil {
		return err
	}
	for _, name := range []string{events, drafts} {
		if _, err := b.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// nextKey is the key after the last one in a bucket of events.
func nextKey(b *bolt.Bucket) ([]byte, error) {
	n, err := b.NextSequence()
	return binary.BigEndian.AppendUint64(nil, n), err
}

// put writes a value; every event, draft and summary goes through here.
func put(b *bolt.Bucket, key []byte, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// decode reads what put wrote. Nothing of data is kept in v.
func decode(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}
