package store

import (
	"strconv"

	bolt "go.etcd.io/bbolt"

	"halfday/store/keys"
)

// The file has two buckets: halfday, which says what the file is, in plain text;
// and records, where every value is sealed. See place.go for the keys there.
const (
	marker       = "halfday"
	formatKey    = "format"
	storeKey     = "store"
	rootKey      = "key"
	recordBucket = "records"
)

// format is the version of the layout that this program writes. Format 1 was
// not encrypted: see migrate.go.
const format = 2

// header says what a file is.
type header struct {
	Format int
	// Store is the store's id, Key the id of its root key.
	Store string
	Key   keys.ID
}

// lay makes the buckets of a new file.
func lay(tx *bolt.Tx, h header) error {
	b, err := tx.CreateBucket([]byte(marker))
	if err != nil {
		return err
	}
	for key, value := range map[string]string{formatKey: strconv.Itoa(format), storeKey: h.Store, rootKey: string(h.Key)} {
		if err := b.Put([]byte(key), []byte(value)); err != nil {
			return err
		}
	}
	_, err = tx.CreateBucket([]byte(recordBucket))
	return err
}

// recognise reads a file's header, or says why it is not one this program can use.
func recognise(tx *bolt.Tx) (h header, err error) {
	b := tx.Bucket([]byte(marker))
	if b == nil {
		return h, ErrNotOurs
	}
	h.Format, err = strconv.Atoi(string(b.Get([]byte(formatKey))))
	switch {
	case err != nil || h.Format < 1:
		return h, ErrNotOurs
	case h.Format > format:
		return h, ErrNewer
	case h.Format == 1:
		return h, nil
	}
	h.Store, h.Key = string(b.Get([]byte(storeKey))), keys.ID(b.Get([]byte(rootKey)))
	if h.Store == "" || h.Key == "" || records(tx) == nil {
		return h, ErrDamaged
	}
	return h, nil
}

// records is the bucket of all records.
func records(tx *bolt.Tx) *bolt.Bucket { return tx.Bucket([]byte(recordBucket)) }
