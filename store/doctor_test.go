package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
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

// called is what the school calls a file of the sample's evidence, and which school.
func (s sample) called(t testing.TB, name string) string {
	t.Helper()
	store := mustOpen(t, mustLay(t, s.files), testOptions())
	all, err := store.inventory()
	if err = errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	for _, k := range all {
		if strings.HasSuffix(name, k.Name) {
			return k.name()
		}
	}
	t.Fatalf("no record names %s", name)
	return ""
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
	if err := unchanged(dir, before); err != nil {
		t.Errorf("examining changed the folder: %v", err)
	}
	return d
}

// programmers are words that say nothing to an assessor.
var programmers = regexp.MustCompile(`\n|stat |open |read |/|errno|[0-9a-f]{16}`)

// damagedParts are the names of the parts that are not whole.
func damagedParts(d Diagnosis) (names []string) {
	for _, p := range d.Parts {
		if !p.Whole {
			names = append(names, p.Name)
		}
		if p.Says == "" || programmers.MatchString(p.Says) {
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

// What there is beside the store is said, and is no damage.
func TestWhatIsKeptIsNoted(t *testing.T) {
	s, opt := makeSample(t, false), childOptions()
	dir := mustLay(t, s.with(func(files map[string][]byte) {
		files[evidenceDir+"/0123"] = []byte("named by nothing")
		files[fileName+".77.new"] = []byte("half")
		files["damaged-halfday-20260301-101112.db"] = []byte("damaged")
		files[asidePrefix+"20260301-101112/"+fileName] = []byte("old")
	}))
	d := mustExamine(t, dir, opt)
	if !d.Whole() || len(d.Notes) != 5 {
		t.Errorf("damaged are %v; noted is %q", damagedParts(d), d.Notes)
	}
	for _, word := range []string{"There is no snapshot", "1 file in evidence", "halfday.db.77.new", "damaged-halfday-", asidePrefix} {
		if !strings.Contains(strings.Join(d.Notes, " "), word) {
			t.Errorf("nothing is said of %s", word)
		}
	}
}

// A look examines beside another window, and keeps nobody away.
func TestExamineBesideAWindow(t *testing.T) {
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	if err := errors.Join(r.Do(note("one")), r.Keep(fstest.MapFS{"plan.txt": {}}, []string{"plan.txt"}), s.Snapshot()); err != nil {
		t.Fatal(err)
	}
	look := opt
	look.ReadOnly = true
	d := mustExamine(t, s.dir, look)
	if !d.Whole() || len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "Another window") {
		t.Errorf("damaged are %v; noted is %q", damagedParts(d), d.Notes)
	}
	do(t, r, note("two"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if d := mustExamine(t, s.dir, look); !d.Whole() || len(d.Notes) != 0 {
		t.Errorf("damaged are %v; noted is %q", damagedParts(d), d.Notes)
	}
	if _, _, err := Repair(s.dir, look); !errors.Is(err, ErrLook) {
		t.Errorf("repairing: %v", err)
	}
}

// An unfinished end of the journal is damage only where nobody was interrupted.
func TestPowerCutIsNoDamage(t *testing.T) {
	s := makeSample(t, true)
	torn := func(files map[string][]byte) {
		files[s.lastName("journal-")] = append(files[s.lastName("journal-")], "hdj"...)
	}
	d := mustExamine(t, mustLay(t, s.with(torn)), childOptions())
	if got := damagedParts(d); !cmp.Equal(got, []string{s.lastName("journal-")}) {
		t.Errorf("after it was closed, damaged are %v", got)
	}
	d = mustExamine(t, mustLay(t, s.with(func(files map[string][]byte) {
		torn(files)
		files[lockName] = []byte(`{"process":77,"since":"2026-03-04T09:00:00Z"}`)
	})), childOptions())
	if !d.Whole() || len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "power cut") {
		t.Errorf("after a power cut, damaged are %v; noted is %q", damagedParts(d), d.Notes)
	}
}

func TestNothingToExamine(t *testing.T) {
	empty := t.TempDir()
	for name, dir := range map[string]string{"an empty folder": empty, "no folder": filepath.Join(empty, "none")} {
		if _, err := Examine(dir, testOptions()); !errors.Is(err, ErrNoStore) {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, err := Repair(dir, testOptions()); !errors.Is(err, ErrNoStore) {
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
