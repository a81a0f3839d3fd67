package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"halfday/store/journal"
	"halfday/visit"
)

// salvaged is everything found anywhere in the store that proves itself: of each
// place the newest record, nil where the newest known is that it was taken away.
type salvaged struct {
	box     *box
	records map[string][]byte
	numbers map[string]uint64
	// best is the newest head, what the store must hold.
	best head
}

// salvage gathers records from the file, the snapshots and the journal.
func (s *Store) salvage(written journal.Contents) (*salvaged, error) {
	found := &salvaged{box: s.box, records: map[string][]byte{}, numbers: map[string]uint64{}}
	ring, err := s.Snapshots()
	if err != nil {
		return nil, err
	}
	paths := []string{s.path()}
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
	return found, nil
}

// take keeps a record if it proves itself and is newer than what is known.
func (f *salvaged) take(place string, record []byte) {
	if len(record) < sealHeader || f.numbers[place] >= numberOf(record) && f.numbers[place] > 0 {
		return
	}
	plain, number, err := f.box.open(place, record, nil)
	if err != nil {
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

// Lost is what could not be brought back.
type Lost struct {
	// Visit is the visit's id, School its school as far as that is known.
	Visit, School string
	// Events are the numbers of the events that are missing, in their order.
	Events []uint64
	// All is set where nothing of the visit can be shown: the event that began it
	// is among the missing, or its key is.
	All bool
}

// shelve sets right what is said of each visit, by the events that are there,
// and says what is missing.
func (f *salvaged) shelve() (shelves map[string]shelf, lost []Lost) {
	shelves = map[string]shelf{}
	logs := map[string][]visit.Event{}
	there := map[string]map[uint64]bool{}
	for _, place := range slices.Sorted(maps.Keys(f.records)) {
		id := visitOf(place)
		if id == "" || f.records[place] == nil {
			continue
		}
		if there[id] == nil {
			there[id] = map[uint64]bool{}
		}
		var e visit.Event
		if strings.HasPrefix(place, eventPlaces) && f.decode(place, &e) == nil {
			logs[id] = append(logs[id], e)
			there[id][ordinal(place)] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(there)) {
		var said shelf
		_ = f.decode(summaryPlace(id), &said) // without one, as much is known as the events say
		one := Lost{Visit: id, School: said.Summary.School}
		last := said.Events
		for n := range there[id] {
			last = max(last, n)
		}
		for n := uint64(1); n <= last; n++ {
			if !there[id][n] {
				one.Events = append(one.Events, n)
			}
		}
		log, err := visit.ReadLog(logs[id])
		if err != nil {
			one.All = true
			lost = append(lost, one)
			continue
		}
		shelves[id] = shelf{Summary: log.Visit().Summary(id, log.Latest()), Events: uint64(len(logs[id]))}
		if len(one.Events) > 0 {
			one.School = shelves[id].Summary.School
			lost = append(lost, one)
		}
	}
	return shelves, lost
}

func (f *salvaged) decode(place string, v any) error {
	data, _, err := f.box.open(place, f.records[place], nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// rescue makes the store's file of what was salvaged; the damaged one is set
// aside.
func (s *Store) rescue(f *salvaged) (lost []Lost, err error) {
	number := f.best.Number + 1
	for _, n := range f.numbers {
		number = max(number, n+1)
	}
	b, err := s.build()
	if err != nil {
		return nil, err
	}
	shelves, lost := f.shelve()
	if f.records[authorPlace] == nil {
		author, e := s.newID()
		err = cmp.Or(e, b.seal(authorPlace, number, author))
	}
	for _, place := range slices.Sorted(maps.Keys(f.records)) {
		record := f.records[place]
		if record != nil && !strings.HasPrefix(place, summaryPlaces) {
			err = cmp.Or(err, b.put(place, record))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(shelves)) {
		err = cmp.Or(err, b.seal(summaryPlace(id), number, shelves[id]))
	}
	if err != nil {
		return nil, b.fail(err)
	}
	if s.head, err = b.finish(number); err != nil {
		return nil, err
	}
	if err := s.setAside(); err != nil {
		return nil, err
	}
	if err := s.putInPlace(b.path); err != nil {
		return nil, err
	}
	if f.whole() {
		return nil, s.startJournal()
	}
	if len(lost) == 0 { // nothing of the logs
		lost = []Lost{{}}
	}
	return lost, s.startJournal()
}

// String is what is missing, as a sentence.
func (l Lost) String() string {
	who := l.School
	if who == "" {
		who = "visit " + l.Visit
	}
	switch {
	case l.Visit == "":
		return "Texts not finished may be older than they were, or evidence may be missing."
	case l.All:
		return fmt.Sprintf("%s: nothing of it can be shown; the event that began it is missing.", who)
	}
	return fmt.Sprintf("%s: %d entries of its log are missing: %s.", who, len(l.Events), numbered(l.Events))
}

// numbered lists numbers, neighbours as a range.
func numbered(all []uint64) string {
	var parts []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1] == all[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d–%d", all[i], all[j]))
		} else {
			parts = append(parts, fmt.Sprint(all[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
