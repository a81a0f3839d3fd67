package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"halfday/store/keys"
)

// found is what a check finds in a file.
type found struct {
	header
	// head is what the file says it holds, where it is a whole one.
	head head
	// visits is how many visits there are.
	visits int
	// worn is set where all records are there and prove themselves, but not
	// everything round them is as it should be: a copy of them is whole.
	worn bool
}

// batch is how many records one goroutine opens at a time.
const batch = 128

// checkFile goes through a whole file without changing it: its two meta pages, its
// tree, every record's seal, and that there are exactly the records the head
// speaks of. Damage is an error where it concerns those. Roots are the keys it may be under. It touches every page, so that
// damage that makes bbolt fail does so here.
func checkFile(path string, roots []keys.Root) (have found, err error) {
	f, err := openFile(path, true)
	if err != nil {
		return have, err
	}
	err = f.view(func(tx *bolt.Tx) error {
		have.header, err = recognise(tx)
		if err != nil || have.Format < format {
			return err
		}
		b, err := unlock(have.header, roots)
		if err != nil {
			return err
		}
		tree := tx.Check() // beside what follows
		if have.visits, err = learnAll(tx, b); err != nil {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		} else {
			have.head, err = count(tx, b)
		}
		for range tree {
			have.worn = true
		}
		return err
	})
	return have, errors.Join(err, f.close())
}

// unlock is the box for a file, from the one of the keys that it is under.
func unlock(h header, roots []keys.Root) (*box, error) {
	for _, root := range roots {
		if root.ID == h.Key {
			return newBox(h.Store, root)
		}
	}
	return nil, fmt.Errorf("%w: it is under a key that keys.json does not have (%s)", ErrDamaged, h.Key)
}

// learnAll takes all visits' keys from the file, and says how many there are.
func learnAll(tx *bolt.Tx, b *box) (n int, err error) {
	c := records(tx).Cursor()
	for k, v := c.Seek([]byte(keyPlaces)); strings.HasPrefix(string(k), keyPlaces); k, v = c.Next() {
		n++
		if err := b.learn(string(k[len(keyPlaces):]), v); err != nil {
			return n, err
		}
	}
	return n, nil
}

// count opens every record and holds their number and their sum against the head.
func count(tx *bolt.Tx, b *box) (said head, err error) {
	record := records(tx).Get([]byte(headPlace))
	data, _, err := b.open(headPlace, record, nil)
	if err != nil {
		return said, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if said, err = readHead(data); err != nil {
		return said, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	there, err := sumAll(tx, b)
	if err != nil {
		return said, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if there.Count != said.Count || there.Set != said.Set {
		return said, fmt.Errorf("%w: it holds %d records where %d others were written", ErrDamaged, there.Count, said.Count)
	}
	return said, nil
}

// pair is a record in the file's mapped memory.
type pair struct{ place, record []byte }

// sumAll opens and sums all records but the head, on all processors.
func sumAll(tx *bolt.Tx, b *box) (total head, err error) {
	work := make(chan []pair, 8)
	heads, errs := make(chan head), make(chan error)
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for range workers {
		group.Go(func() {
			h, err := sumPairs(b, work)
			for range work { // after an error, so that nobody waits
			}
			heads <- h
			errs <- err
		})
	}
	go func() {
		// A fault in this goroutine ends the process, as one in Tx.Check does:
		// that is why a child does this.
		defer close(work)
		var some []pair
		c := records(tx).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if string(k) == headPlace {
				continue
			}
			if some = append(some, pair{k, v}); len(some) == batch {
				work <- some
				some = nil
			}
		}
		work <- some
	}()
	for range workers {
		h := <-heads
		err = errors.Join(err, <-errs)
		total.Count += h.Count
		total.turn(h.Set)
	}
	group.Wait()
	return total, err
}

func sumPairs(b *box, work <-chan []pair) (h head, err error) {
	sums, plain := b.summer(), []byte(nil)
	err = guard(func() error {
		for some := range work {
			for _, p := range some {
				place := string(p.place)
				if plain, _, err = b.open(place, p.record, plain[:0]); err != nil {
					return err
				}
				var sum [sha256.Size]byte = sums.sum(place, p.record)
				h.add(sum)
			}
		}
		return nil
	})
	return h, err
}

// isNothing reports whether an error says that there is no file.
func isNothing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
