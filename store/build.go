package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// builder makes a file of the store beside the one in use. Nothing takes the
// place of a file but what was built so, brought to the disk and looked through.
type builder struct {
	path    string
	box     *box
	entropy io.Reader
	sums    summer
	head    head
	db      *bolt.DB
	tx      *bolt.Tx
	size    int // bytes put in since the last commit
	// installed is set once the file has the store's name.
	installed bool
}

// flushAt is how many bytes a builder puts into one transaction.
const flushAt = 16 << 20

// build begins a file under the store's key.
func (s *Store) build() (*builder, error) { return s.buildUnder(s.box) }

func (s *Store) buildUnder(box *box) (*builder, error) {
	if err := disk.Clean(s.path()); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(s.dir, fileName+".*.new") // with mode 0600; disk.Clean knows the name
	if err != nil {
		return nil, err
	}
	b := &builder{path: f.Name(), box: box, entropy: s.author.Entropy, sums: box.summer()}
	if err := f.Close(); err != nil {
		return nil, b.fail(err)
	}
	opt := options()
	opt.NoSync, opt.NoGrowSync = true, true // all of it is brought to the disk at the end
	if b.db, err = bolt.Open(b.path, 0o600, opt); err != nil {
		return nil, b.fail(err)
	}
	if b.tx, err = b.db.Begin(true); err != nil {
		return nil, b.fail(err)
	}
	if err := lay(b.tx, header{Format: format, Store: box.store, Key: box.root.ID}); err != nil {
		return nil, b.fail(err)
	}
	return b, nil
}

// put copies a record to a place at which nothing stands yet.
func (b *builder) put(place string, record []byte) error {
	b.head.add(b.sums.sum(place, record))
	return b.store(place, record)
}

// seal puts v as JSON at a place, as written by the change of a number.
func (b *builder) seal(place string, number uint64, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.sealBytes(place, number, data)
}

func (b *builder) sealBytes(place string, number uint64, data []byte) error {
	record, err := b.box.seal(b.entropy, place, number, data)
	if err != nil {
		return err
	}
	return b.put(place, record)
}

func (b *builder) store(place string, record []byte) error {
	if b.size > flushAt {
		if err := b.tx.Commit(); err != nil {
			return err
		}
		var err error
		if b.tx, err = b.db.Begin(true); err != nil {
			return err
		}
		b.size = 0
	}
	b.size += len(place) + len(record)
	bucket := records(b.tx)
	bucket.FillPercent = 0.9 // they come in order, and what follows is mostly added behind
	return bucket.Put([]byte(place), record)
}

// finish writes the head and brings the file to the disk.
func (b *builder) finish(number uint64) (head, error) {
	b.head.Number = number
	record, err := b.box.seal(b.entropy, headPlace, number, b.head.bytes())
	if err == nil {
		err = b.store(headPlace, record)
	}
	if err == nil {
		err = b.tx.Commit()
		b.tx = nil
	}
	if err == nil {
		err = b.db.Sync()
	}
	if err != nil {
		return head{}, b.fail(err)
	}
	if err := b.db.Close(); err != nil {
		return head{}, b.fail(err)
	}
	return b.head, nil
}

// fail takes the unfinished file away and returns why.
func (b *builder) fail(err error) error {
	if b.tx != nil {
		_ = b.tx.Rollback()
	}
	if b.db != nil {
		_ = b.db.Close() // once more does no harm
	}
	_ = os.Remove(b.path)
	return err
}

// install finishes a file that was built, looks through it, and makes it the
// store's. Until that is done the store is as it was; expected is what the file
// must come to, where that is known beforehand.
func (s *Store) install(b *builder, number uint64, expected *head) error {
	made, err := b.finish(number)
	if err != nil {
		return err
	}
	if expected != nil && made != *expected {
		return b.fail(fmt.Errorf("%w: file and journal do not fit together", ErrDamaged))
	}
	have, err := s.check(b.path, []keys.Root{b.box.root})
	if err == nil && (have.head != made || have.worn) {
		err = fmt.Errorf("%w: a copy of it came out different", ErrDamaged)
	}
	if err == nil {
		err = disk.Rename(b.path, s.path())
	}
	if err != nil {
		return b.fail(err)
	}
	b.installed = true
	s.head = made
	return disk.SyncDir(s.dir)
}

// rebuild makes the store's file anew: of another file's records, and of the
// journal's entries that follow.
func (s *Store) rebuild(from string, after []journal.Entry) error {
	source, err := openFile(from, true)
	if err != nil {
		return err
	}
	b, err := s.build()
	if err != nil {
		_ = source.close()
		return err
	}
	expected, err := s.copyInto(b, source, after)
	if err = cmp.Or(err, source.close()); err != nil {
		return b.fail(err)
	}
	return s.install(b, expected.Number, &expected)
}

// copyInto puts a file's records and what follows into a builder, and returns
// the head that they must come to.
func (s *Store) copyInto(b *builder, source *file, after []journal.Entry) (expected head, err error) {
	last := map[string][]byte{}
	for _, e := range after {
		for _, w := range e.Writes {
			last[w.Place] = w.Value
		}
	}
	err = source.view(func(tx *bolt.Tx) error {
		said := last[headPlace]
		if said == nil {
			said = records(tx).Get([]byte(headPlace))
		}
		data, _, err := s.box.open(headPlace, said, nil)
		if err != nil {
			return err
		}
		if expected, err = readHead(data); err != nil {
			return err
		}
		return records(tx).ForEach(func(k, v []byte) error {
			place := string(k)
			if _, newer := last[place]; newer || place == headPlace {
				return nil
			}
			return b.put(place, bytes.Clone(v)) // the source is closed before all of it is written
		})
	})
	for _, place := range slices.Sorted(maps.Keys(last)) {
		if record := last[place]; err == nil && record != nil && place != headPlace {
			err = b.put(place, record)
		}
	}
	return expected, err
}
