package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"halfday/store/keys"
	"halfday/visit"
)

// lastName is the last name with a beginning, "" where there is none.
func (s sample) lastName(prefix string) (last string) {
	for name := range s.files {
		if strings.HasPrefix(name, prefix) {
			last = max(last, name)
		}
	}
	return last
}

// with is a copy of the sample's files of which some are changed.
func (s sample) with(change func(files map[string][]byte)) map[string][]byte {
	files := map[string][]byte{}
	for name, data := range s.files {
		files[name] = bytes.Clone(data)
	}
	change(files)
	return files
}

// spread damages every nth page of the data.
func spread(data []byte, nth int, damage func(page []byte)) []byte {
	size := os.Getpagesize()
	for at := 2 * size; at+size <= len(data); at += nth * size {
		damage(data[at : at+size])
	}
	return data
}

// wounds are what may happen to the store's file.
var wounds = map[string]func(data []byte) []byte{
	"bit flips": func(data []byte) []byte {
		return spread(data, 1, func(page []byte) { page[700] ^= 4 })
	},
	"zeroed sectors": func(data []byte) []byte { return spread(data, 2, func(page []byte) { clear(page[:512]) }) },
	"swapped pages": func(data []byte) []byte {
		size := os.Getpagesize()
		for at := 2 * size; at+2*size <= len(data); at += 2 * size {
			was := bytes.Clone(data[at : at+size])
			copy(data[at:], data[at+size:at+2*size])
			copy(data[at+size:], was)
		}
		return data
	},
	"truncated":   func(data []byte) []byte { return data[:len(data)/2] },
	"zeroed tail": func(data []byte) []byte { clear(data[len(data)/3:]); return data },
	"both meta pages wiped": func(data []byte) []byte {
		clear(data[:2*os.Getpagesize()])
		return data
	},
	"emptied": func([]byte) []byte { return nil },
	"gone":    nil,
}

func wound(files map[string][]byte, name string, damage func([]byte) []byte) {
	if damage == nil {
		delete(files, name)
		return
	}
	files[name] = damage(files[name])
}

// mustLay writes files into a new folder.
func mustLay(t testing.TB, files map[string][]byte) (dir string) {
	t.Helper()
	dir = filepath.Join(shared(t), "store")
	if err := (sample{}).lay(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// mustExamine examines a folder, which must not change by it.
func mustExamine(t testing.TB, dir string, opt Options) Diagnosis {
	t.Helper()
	before := readFolder(t, dir)
	d, err := Examine(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, readFolder(t, dir)); diff != "" {
		t.Errorf("examining changed the folder: %.300s", diff)
	}
	return d
}

// damagedParts are the names of the parts that are not whole.
func damagedParts(d Diagnosis) (names []string) {
	for _, p := range d.Parts {
		if !p.Whole {
			names = append(names, p.Name)
		}
		if p.Says == "" || strings.Contains(p.Says, "\n") {
			names = append(names, fmt.Sprintf("%s says %q", p.Name, p.Says))
		}
	}
	return names
}

// mustGoOn opens a store twice; the first time every visit takes a note, a draft
// and a file. It returns what the store showed at first.
func mustGoOn(t testing.TB, dir string, opt Options) (first contents) {
	t.Helper()
	for round := range 2 {
		s, err := Open(dir, opt)
		if err != nil {
			t.Fatal(err)
		}
		have, err := readAll(s)
		if err != nil {
			t.Fatal(err)
		}
		if round == 0 {
			first = have
		}
		for id := range have {
			r, err := s.Visit(id)
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				do(t, r, note("after"))
				folder := fstest.MapFS{"new.txt": {Data: []byte(id)}}
				if err := errors.Join(r.SaveDraft("reason", Draft{Text: "after"}), r.Keep(folder, []string{"new.txt"})); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if got, want := have[id].Notes, append(slices.Clone(first[id].Notes), "after"); !slices.Equal(got, want) {
				t.Errorf("visit %s: %d notes, then %d", id, len(want)-1, len(got))
			}
			if have[id].Drafts["reason"].Text != "after" || string(have[id].Evidence["new.txt"]) != id || len(have[id].Evidence) != len(first[id].Evidence)+1 {
				t.Errorf("visit %s: draft or evidence are not as they were written", id)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return first
}

func TestWholeStore(t *testing.T) {
	s := makeSample(t, true)
	dir := mustLay(t, s.files)
	d := mustExamine(t, dir, childOptions())
	if got := damagedParts(d); len(got) > 0 || !d.Whole() || d.Visits != 3 {
		t.Errorf("damaged %v, %d visits", got, d.Visits)
	}
	if done, lost, err := Repair(dir, childOptions()); err != nil || len(done)+len(lost) > 0 {
		t.Errorf("repairing: %v, %v, %v", done, lost, err)
	}
	if !mustGoOn(t, dir, childOptions()).same(s.want) {
		t.Error("it shows something else")
	}
}

// Where journal and snapshots are whole, nothing that happens to the file costs
// anything.
func TestRepairOfTheFile(t *testing.T) {
	s := makeSample(t, true)
	for name, damage := range wounds {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) { wound(files, fileName, damage) }))
			if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, []string{fileName}) {
				t.Errorf("damaged are %v", got)
			}
			done, lost, err := Repair(dir, childOptions())
			if err != nil || len(done) != 1 || len(lost) > 0 {
				t.Fatalf("%v, %v, %v", done, lost, err)
			}
			if got := damagedParts(mustExamine(t, dir, childOptions())); len(got) > 0 {
				t.Errorf("after the repair damaged are %v", got)
			}
			if !mustGoOn(t, dir, childOptions()).same(s.want) {
				t.Error("it shows something else")
			}
		})
	}
}

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

// Everything beside the file.
func TestRepairOfTheRest(t *testing.T) {
	s := makeSample(t, true)
	newest, ring := s.lastName("journal-"), s.lastName(snapshotDir)
	evidence := s.lastName(evidenceDir)
	part := evidence[:len(evidenceDir)+1+12] + "…"
	flipped := func(data []byte) []byte { data[len(data)/2] ^= 1; return data }
	tests := map[string]struct {
		name    string
		damage  func([]byte) []byte
		part    string
		remains bool // cannot be repaired
	}{
		"journal flipped":    {newest, flipped, newest, false},
		"journal truncated":  {newest, func(data []byte) []byte { return data[:len(data)/2] }, newest, false},
		"journal emptied":    {newest, func([]byte) []byte { return nil }, newest, false},
		"journal zeroed":     {newest, func(data []byte) []byte { clear(data); return data }, newest, false},
		"snapshot flipped":   {ring, func(data []byte) []byte { return wounds["bit flips"](data) }, ring, false},
		"snapshot truncated": {ring, func(data []byte) []byte { return data[:len(data)/2] }, ring, false},
		"snapshot emptied":   {ring, func([]byte) []byte { return nil }, ring, false},
		"evidence flipped":   {evidence, flipped, part, true},
		"evidence cut short": {evidence, func(data []byte) []byte { return data[:100] }, part, true},
		"evidence gone":      {evidence, nil, part, true},
		"keys flipped":       {"keys.json", flipped, "keys.json", false},
		"keys gone":          {"keys.json", nil, "keys.json", false},
		"copy of keys gone":  {"keys.copy.json", nil, "keys.json", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) { wound(files, tt.name, tt.damage) }))
			want := []string{filepath.FromSlash(tt.part)}
			if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, want) {
				t.Errorf("damaged are %v, want %v", got, want)
			}
			if _, lost, err := Repair(dir, childOptions()); err != nil || len(lost) > 0 {
				t.Fatalf("%v, %v", lost, err)
			}
			if !tt.remains {
				want = nil
			}
			if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, want) {
				t.Errorf("after the repair damaged are %v", got)
			}
			if tt.remains {
				return
			}
			if !mustGoOn(t, dir, childOptions()).same(s.want) {
				t.Error("it shows something else")
			}
		})
	}
}

// All of the journal gone, as well as snapshots: the file has everything.
func TestRepairWithoutJournal(t *testing.T) {
	s := makeSample(t, false)
	gone := func(files map[string][]byte) {
		maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, "journal-") })
	}
	dir := mustLay(t, s.with(gone))
	if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, []string{"journal"}) {
		t.Errorf("damaged are %v", got)
	}
	if done, lost, err := Repair(dir, childOptions()); err != nil || len(lost) > 0 || len(done) != 1 {
		t.Fatalf("%v, %v, %v", done, lost, err)
	}
	if !mustGoOn(t, dir, childOptions()).same(s.want) {
		t.Error("it shows something else")
	}
	// With the file damaged too, nobody knows what was written last.
	dir = mustLay(t, s.with(func(files map[string][]byte) { gone(files); wound(files, fileName, wounds["both meta pages wiped"]) }))
	_, lost, err := Repair(dir, childOptions())
	if err != nil || len(lost) == 0 {
		t.Fatalf("%v, %v", lost, err)
	}
	if err := s.want.account(mustGoOn(t, dir, childOptions()), lost); err != nil {
		t.Error(err)
	}
}

func TestKeysGone(t *testing.T) {
	s := makeSample(t, true)
	for name, damage := range map[string]func([]byte) []byte{
		"gone": nil, "emptied": wounds["emptied"], "flipped": func(data []byte) []byte { data[100] ^= 1; return data },
	} {
		t.Run(name, func(t *testing.T) {
			dir := mustLay(t, s.with(func(files map[string][]byte) {
				wound(files, "keys.json", damage)
				wound(files, "keys.copy.json", damage)
			}))
			if got := damagedParts(mustExamine(t, dir, childOptions())); !cmp.Equal(got, []string{"keys.json"}) {
				t.Errorf("damaged are %v", got)
			}
			before := readFolder(t, dir)
			_, _, err := Repair(dir, childOptions())
			if err == nil || !strings.Contains(err.Error(), "backup") || !strings.Contains(err.Error(), dir) {
				t.Errorf("repairing: %v", err)
			}
			if diff := cmp.Diff(before, readFolder(t, dir)); diff != "" {
				t.Errorf("the folder was changed: %.300s", diff)
			}
		})
	}
}

func TestNothingToExamine(t *testing.T) {
	empty := t.TempDir()
	for name, dir := range map[string]string{"an empty folder": empty, "no folder": filepath.Join(empty, "none")} {
		if _, err := Examine(dir, testOptions()); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, err := Repair(dir, testOptions()); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := readFolder(t, empty); len(left) > 0 {
		t.Errorf("it made %v", slices.Collect(maps.Keys(left)))
	}
	s := mustOpen(t, t.TempDir(), testOptions())
	_, err := Examine(s.dir, testOptions())
	mustSay(t, err, ErrInUse, s.path())
	_, _, err = Repair(s.dir, testOptions())
	mustSay(t, err, ErrInUse, s.path())
	dir := writeFile(t, []byte("shopping list"))
	before := digest(t, filepath.Join(dir, fileName))
	if _, _, err := Repair(dir, testOptions()); err == nil || digest(t, filepath.Join(dir, fileName)) != before {
		t.Errorf("somebody else's file: %v", err)
	}
}

// A store under a passphrase is examined and repaired with it.
func TestRepairUnderAPassphrase(t *testing.T) {
	const passphrase = "correct horse battery staple wagon"
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	do(t, r, note("one"), note("two"))
	if _, err := s.Protect(passphrase); err != nil {
		t.Fatal(err)
	}
	do(t, r, note("three"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.path())
	if err == nil {
		err = os.WriteFile(s.path(), wounds["both meta pages wiped"](data), 0o600)
	}
	if err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, snapshotDir))); err != nil {
		t.Fatal(err)
	}
	for secret, want := range map[string]error{"": keys.ErrLocked, "something else altogether": keys.ErrWrong} {
		opt.Secret = secret
		_, examined := Examine(s.dir, opt)
		_, _, repaired := Repair(s.dir, opt)
		if !errors.Is(examined, want) || !errors.Is(repaired, want) {
			t.Errorf("with %q: %v, %v", secret, examined, repaired)
		}
	}
	opt.Secret = passphrase
	if got := damagedParts(mustExamine(t, s.dir, opt)); !cmp.Equal(got, []string{fileName}) {
		t.Errorf("damaged are %v", got)
	}
	if done, lost, err := Repair(s.dir, opt); err != nil || len(done) == 0 || len(lost) > 0 {
		t.Fatalf("%v, %v, %v", done, lost, err)
	}
	have := mustGoOn(t, s.dir, opt)
	if one := have[r.ID()]; one == nil || !slices.Equal(one.Notes, []string{"one", "two", "three"}) {
		t.Errorf("it shows %v", have)
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

func FuzzEachLeaf(f *testing.F) {
	s := makeSample(f, false)
	page := os.Getpagesize()
	data := s.files[fileName]
	for at := 0; at+page <= len(data); at += 4 * page {
		f.Add(data[at : at+page])
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		eachLeaf(data, func(key, value []byte) {
			n++
			if len(key) == 0 || !inside(data, key) || !inside(data, value) {
				t.Fatalf("a key of %d and a value of %d bytes that are not of the data", len(key), len(value))
			}
		})
		if most := (len(data)/smallestPage + 1) * (1 << 16) * 2; n > most {
			t.Fatalf("%d records in %d bytes", n, len(data))
		}
	})
}

// inside reports whether part is a part of data's own memory.
func inside(data, part []byte) bool {
	if cap(part) == 0 || len(part) == 0 {
		return true
	}
	start := cap(data) - cap(part) // both end where the memory does
	return start >= 0 && start+len(part) <= len(data) && &data[start] == &part[0]
}
