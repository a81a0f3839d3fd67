package store

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
)

// Without snapshots everything comes back that proves itself, and what is said
// to be lost is what is missing.
func TestSalvage(t *testing.T) {
	s := makeSample(t, false)
	for name, damage := range wounds {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) { wound(files, fileName, damage) }))
			if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, []string{fileName}) {
				t.Errorf("damaged are %v", got)
			}
			_, lost, err := Repair(dir, childOptions())
			if err != nil {
				t.Fatal(err)
			}
			if got := damagedParts(mustExamine(t, dir, childOptions())); len(got) > 0 {
				t.Errorf("after the repair damaged are %v", got)
			}
			have := mustGoOn(t, dir, childOptions())
			if err := s.want.account(have, lost); err != nil {
				t.Error(err)
			}
			events := 0
			for _, one := range have {
				events += len(one.Events)
			}
			t.Logf("%d visits, %d events; lost %v", len(have), events, lost)
			if len(lost) == 0 && !have.same(s.want) {
				t.Errorf("the same as before is %v, and lost is %v", have.same(s.want), lost)
			}
			if whole := name == "both meta pages wiped"; whole && len(lost) > 0 {
				t.Errorf("all records are there, and lost is %v", lost)
			}
		})
	}
}

// What is lost is named exactly, one kind of record after the other.
func TestLost(t *testing.T) {
	s := makeSample(t, false)
	var id string // the visit that was begun first: its records stand in the file alone
	for other := range s.want {
		if id == "" || other < id {
			id = other
		}
	}
	school := s.want[id].Summary.School
	drafts := Lost{Drafts: true} // of which nobody knows whether they are the last
	tests := map[string]struct {
		places []string
		want   []Lost
	}{
		"an event":          {[]string{eventPlace(id, 5)}, []Lost{{Visit: id, School: school, Events: []uint64{5}}, drafts}},
		"several events":    {[]string{eventPlace(id, 4), eventPlace(id, 5), eventPlace(id, 9)}, []Lost{{Visit: id, School: school, Events: []uint64{4, 5, 9}}, drafts}},
		"the last event":    {[]string{eventPlace(id, 14)}, []Lost{{Visit: id, School: school, Events: []uint64{14}}, drafts}},
		"the first event":   {[]string{eventPlace(id, 1)}, []Lost{{Visit: id, School: school, Events: []uint64{1}, All: true}, drafts}},
		"the visit's key":   {[]string{keyPlace(id)}, []Lost{{Visit: id, All: true}, {}}}, // a draft of it may have been taken away
		"the summary":       {[]string{summaryPlace(id)}, []Lost{drafts}},
		"a draft":           {[]string{draftPlace(id, "note")}, []Lost{{}}},
		"a file's record":   {[]string{filePlace(id, 1)}, []Lost{{}}},
		"event and draft":   {[]string{eventPlace(id, 3), draftPlace(id, "note")}, []Lost{{Visit: id, School: school, Events: []uint64{3}}, {}}},
		"summary and event": {[]string{summaryPlace(id), eventPlace(id, 14)}, []Lost{{}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) {
				for _, place := range tt.places { // of another place, no record proves itself
					files[fileName] = bytes.ReplaceAll(files[fileName], []byte(place), []byte("x"+place[1:]))
				}
			}))
			done, lost, err := Repair(dir, childOptions())
			if err != nil || len(done) == 0 {
				t.Fatalf("%v, %v", done, err)
			}
			if diff := cmp.Diff(tt.want, lost); diff != "" {
				t.Error(diff)
			}
			for _, l := range lost {
				if text := l.String(); text == "" || strings.Contains(text, "\n") || l.Visit != "" && !strings.Contains(text, cmpOr(l.School, l.Visit)) {
					t.Errorf("it says %q", text)
				}
			}
			if d := mustExamine(t, dir, childOptions()); !d.Whole() {
				t.Errorf("after the repair damaged are %v", damagedParts(d))
			}
			have := mustGoOn(t, dir, childOptions())
			if err := s.want.account(have, lost); err != nil {
				t.Error(err)
			}
			for other := range s.want {
				if other != id && !(contents{other: s.want[other]}).same(contents{other: have[other]}) {
					t.Errorf("visit %s, which nothing happened to, is different", other)
				}
			}
		})
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// A record that is taken away leaves a gap in the numbers; a log goes on behind
// its highest.
func TestGapsStay(t *testing.T) {
	s := makeSample(t, false)
	id := slices.Min(slices.Collect(maps.Keys(s.want)))
	dir := mustLay(t, s.with(func(files map[string][]byte) {
		for _, place := range []string{eventPlace(id, 5), filePlace(id, 1)} {
			files[fileName] = bytes.ReplaceAll(files[fileName], []byte(place), []byte("x"+place[1:]))
		}
	}))
	if _, _, err := Repair(dir, childOptions()); err != nil {
		t.Fatal(err)
	}
	mustGoOn(t, dir, childOptions())
	store := mustOpen(t, dir, childOptions())
	r, err := store.Visit(id)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Undo(), r.Redo()); err != nil {
		t.Fatal(err)
	}
	store = mustReopen(t, store, childOptions())
	for place, want := range map[string]bool{
		eventPlace(id, 5): false, eventPlace(id, 14): true, eventPlace(id, 15): true, eventPlace(id, 17): true, eventPlace(id, 18): false,
		filePlace(id, 1): false, filePlace(id, 2): true, filePlace(id, 3): true,
	} {
		if record, err := store.get(place); err != nil || (record != nil) != want {
			t.Errorf("%s: a record is there: %v, %v", place, record != nil, err)
		}
	}
}

// Where everything found agrees with the newest head found, there may still have
// been a newer one: only the journal vouches that there was not.
func TestNobodyVouches(t *testing.T) {
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	do(t, mustCreate(t, s, "Hollin Bank School"), note("one"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole := sample{files: readFolder(t, s.dir)}
	for journal, want := range map[bool][]Lost{true: nil, false: {{}}} {
		dir := mustLay(t, whole.with(func(files map[string][]byte) {
			wound(files, fileName, wounds["both meta pages wiped"])
			maps.DeleteFunc(files, func(name string, _ []byte) bool {
				return strings.HasPrefix(name, snapshotDir) || !journal && strings.HasPrefix(name, "journal-")
			})
		}))
		if _, lost, err := Repair(dir, opt); err != nil || !cmp.Equal(lost, want) {
			t.Errorf("with the journal %v: %v, %v", journal, lost, err)
		}
	}
}

// What the journal has of a change must not be hidden by the beginning of the
// journal's next file, which only repeats what that change came to.
func TestOlderSnapshotAndJournal(t *testing.T) {
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	if err := s.Snapshot(); err != nil {
		t.Fatal(err)
	}
	do(t, r, visit.LevelJudged{Item: "1a", Level: 2}, note("before the second"))
	if err := s.Snapshot(); err != nil {
		t.Fatal(err)
	}
	do(t, r, note("after it"))
	want, err := readAll(s)
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	ring, err := s.Snapshots()
	if err != nil || len(ring) != 2 {
		t.Fatalf("%v, %v", ring, err)
	}
	for _, path := range []string{s.path(), ring[0].Path} {
		if err := os.Truncate(path, 100); err != nil {
			t.Fatal(err)
		}
	}
	if _, lost, err := Repair(s.dir, opt); err != nil || len(lost) > 0 {
		t.Fatalf("%v, %v", lost, err)
	}
	if have := mustGoOn(t, s.dir, opt); !have.same(want) {
		t.Error("it shows something else")
	}
}
