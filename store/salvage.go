package store

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/oklog/ulid/v2"

	"halfday/store/journal"
)

// salvaged is everything found anywhere in the store that proves itself: of each
// place the newest record, nil where the newest known is that it was taken away.
type salvaged struct {
	box     *box
	records map[string][]byte
	numbers map[string]uint64
	// hidden are the places of records of visits whose key is not there.
	hidden map[string]map[string]bool
	// best is the newest head, what the store must hold. last is the highest
	// number of a change known anywhere. ends is set where the journal has its
	// end, sure where no change can have followed the last.
	best head
	last uint64
	ends bool
	sure bool
}

// salvage gathers records from the file, the snapshots and the journal.
func (s *Store) salvage(written journal.Contents) (*salvaged, error) {
	found := &salvaged{box: s.box, records: map[string][]byte{}, numbers: map[string]uint64{}, hidden: map[string]map[string]bool{}}
	ring, err := s.Snapshots()
	if err != nil {
		return nil, err
	}
	paths := []string{s.path()}
	if !exists(s.path()) { // somebody may have moved it away after a repair
		if paths, err = filepath.Glob(filepath.Join(s.dir, damagedPrefix+"*"+snapshotExt)); err != nil {
			return nil, err
		}
	}
	for _, one := range ring {
		paths = append(paths, one.Path)
	}
	for _, keysOnly := range []bool{true, false} { // nothing opens without its visit's key
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil && !isNothing(err) {
				return nil, err
			}
			eachLeaf(data, func(key, value []byte) {
				place := string(key)
				if _, isKey := keyOf(place); isKey == keysOnly {
					found.take(place, value)
				}
			})
		}
		for _, e := range written.Entries {
			for _, w := range e.Writes {
				if _, isKey := keyOf(w.Place); isKey != keysOnly {
					continue
				}
				if w.Value == nil {
					found.set(w.Place, nil, e.Number)
				} else {
					found.take(w.Place, w.Value)
				}
			}
		}
		for place, record := range found.records {
			if visit, ok := keyOf(place); ok && keysOnly && record != nil {
				if err := s.box.learn(visit, record); err != nil {
					return nil, err
				}
			}
		}
	}
	found.last = max(found.best.Number, s.newest(), written.Last())
	for _, n := range found.numbers {
		found.last = max(found.last, n)
	}
	if found.ends, err = s.hasItsEnd(ring, written); err != nil {
		return nil, err
	}
	found.sure = found.ends && written.Last() == found.last && found.best.Number == found.last && len(written.Torn) == 0
	return found, nil
}

// take keeps a record if it proves itself and is newer than what is known.
func (f *salvaged) take(place string, record []byte) {
	if len(record) < sealHeader || f.numbers[place] >= numberOf(record) && f.numbers[place] > 0 {
		return
	}
	plain, number, err := f.box.open(place, record, nil)
	if err != nil {
		f.hide(place)
		return
	}
	if place == headPlace {
		if h, err := readHead(plain); err == nil && h.Number > f.best.Number {
			f.best = h
		}
		return
	}
	f.set(place, bytes.Clone(record), number)
}

// hide remembers a place of a visit whose key is not there. A key that is known
// to be destroyed is none that is missing.
func (f *salvaged) hide(place string) {
	id := visitOf(place)
	if _, known := f.numbers[keyPlace(id)]; id == "" || known {
		return
	}
	if _, err := ulid.ParseStrict(id); err != nil {
		return
	}
	if f.hidden[id] == nil {
		f.hidden[id] = map[string]bool{}
	}
	f.hidden[id][place] = true
}

func (f *salvaged) set(place string, record []byte, number uint64) {
	if known, ok := f.numbers[place]; !ok || number > known {
		f.records[place], f.numbers[place] = record, number
	}
}

// whole reports whether that is exactly what the store must hold.
func (f *salvaged) whole() bool {
	var h head
	sums := f.box.summer()
	for place, record := range f.records {
		if record != nil {
			h.add(sums.sum(place, record))
		}
	}
	return h.Count == f.best.Count && h.Set == f.best.Set
}

func (f *salvaged) decode(place string, v any) error {
	data, _, err := f.box.open(place, f.records[place], nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
