package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"halfday/store/journal"
	"halfday/visit"
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
	// number of a change known anywhere; sure is set where none can have followed.
	best head
	last uint64
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
	if !exists(s.path()) { // it may have been set aside by a repair that was interrupted
		if paths, err = filepath.Glob(filepath.Join(s.dir, damagedPrefix+"*")); err != nil {
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
	found.sure = written.Last() == found.last && found.best.Number == found.last && len(written.Torn) == 0
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

// Lost is what could not be brought back.
type Lost struct {
	// Visit is the visit's id, School its school as far as that is known. Without
	// a visit it says that more may be missing, which cannot be named.
	Visit, School string
	// Events are the numbers of the events that are missing, in their order.
	Events []uint64
	// All is set where nothing of the visit can be shown: the event that began it
	// is among the missing, or its key is.
	All bool
	// Drafts is set, without a visit, where nothing else is missing but texts not
	// finished may be older than they were.
	Drafts bool
}

// shelve sets right what is said of each visit, by the events that are there,
// and says what is missing.
func (f *salvaged) shelve() (shelves map[string]shelf, lost []Lost) {
	shelves = map[string]shelf{}
	logs := map[string][]visit.Event{}
	there := map[string]map[uint64]bool{}
	for _, place := range slices.Sorted(maps.Keys(f.records)) {
		id := visitOf(place)
		if visit, ok := keyOf(place); ok {
			id = visit // it is there, if nothing else of it
		}
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
	for _, id := range slices.Sorted(maps.Keys(f.hidden)) {
		if len(f.hidden[id]) > 1 { // a single one is a damaged place of another visit
			lost = append(lost, Lost{Visit: id, All: true})
		}
	}
	switch accounted, drafts := f.accounted(len(there), lost); {
	case !accounted:
		lost = append(lost, Lost{})
	case drafts:
		lost = append(lost, Lost{Drafts: true})
	}
	return shelves, lost
}

// accounted reports whether nothing can be missing beside what is known to be,
// so many visits being there, and whether drafts may be older than they were.
func (f *salvaged) accounted(visits int, lost []Lost) (all, drafts bool) {
	if f.whole() {
		return f.sure, false
	}
	// Summaries are made anew, so it does not matter which of them are there.
	count := uint64(visits)
	for place, record := range f.records {
		if record != nil && !strings.HasPrefix(place, summaryPlaces) {
			count++
			drafts = drafts || strings.HasPrefix(place, draftPlaces)
		}
	}
	for _, one := range lost {
		count += uint64(len(one.Events))
		if hidden := f.hidden[one.Visit]; hidden != nil {
			count += uint64(len(hidden)) + 1
		}
	}
	return f.sure && count == f.best.Count, drafts
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
	number := f.last + 1
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
	if err := s.setAside(); err != nil {
		return nil, b.fail(err)
	}
	if err := s.install(b, number, nil); err != nil {
		return nil, err
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
	case l.Drafts:
		return "Texts not finished may be older than they were."
	case l.Visit == "":
		return "It cannot be told whether more is missing: what was written last, or evidence, may be, and texts not finished may be older than they were."
	case l.All:
		return fmt.Sprintf("%s: nothing of it can be shown; its key or the event that began it is missing.", who)
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
