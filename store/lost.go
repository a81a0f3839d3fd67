package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"halfday/visit"
)

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
		last := said.last()
		for n := range there[id] {
			last = max(last, n)
		}
		var gone []uint64 // with those that an earlier repair has named
		for n := uint64(1); n <= last; n++ {
			if there[id][n] {
				continue
			}
			gone = append(gone, n)
			if !slices.Contains(said.Lost, n) {
				one.Events = append(one.Events, n)
			}
		}
		log, err := visit.ReadLog(logs[id])
		if err != nil {
			one.All = true
			lost = append(lost, one)
			continue
		}
		shelves[id] = shelf{Summary: log.Visit().Summary(id, log.Latest()), Events: uint64(len(logs[id])), Lost: gone}
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
		return "Whether anything else is missing cannot be told: what was written last, or evidence, may be, and texts not finished may be older than they were."
	case l.All:
		return fmt.Sprintf("%s: nothing of it can be shown; its key or the event that began it is missing.", who)
	}
	entries := counted(len(l.Events), "entry of its log is", "entries of its log are")
	return fmt.Sprintf("%s: %s missing: %s.", who, entries, numbered(l.Events))
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
