package store

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// shared is a folder in memory where there is one: fsync costs nothing there.
func shared(t testing.TB) string {
	base := "/dev/shm"
	if _, err := os.Stat(base); err != nil {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(base, "halfday-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// amount is how much of something is asked for by an environment variable.
func amount(t *testing.T, variable string, usual int) int {
	t.Helper()
	asked := os.Getenv(variable)
	if asked == "" {
		return usual
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// sample is a small store with something of everything, closed, and its files as
// bytes.
type sample struct {
	files map[string][]byte
	want  contents
}

// makeSample makes one in which the journal no longer reaches back to the
// beginning, so that an old part of the file stands in it alone.
func makeSample(t testing.TB, snapshots bool) sample {
	t.Helper()
	opt := testOptions()
	s := mustOpen(t, filepath.Join(shared(t), "sample"), opt)
	for i, school := range []string{"Hollin Bank School", "Ysgol y Bont", "Market Street Primary"} {
		r := mustCreate(t, s, school)
		folder := fstest.MapFS{
			"plan.txt": {Data: []byte("a plan of " + school)},
			"map.png":  {Data: bytes.Repeat([]byte{byte(i), 1, 2}, 1500)},
		}
		for n := range 12 {
			text := fmt.Sprint(school, " ", n, strings.Repeat(" said the governor", 1+n*5))
			if n == 7 {
				text += strings.Repeat(" at length", 700) // longer than a page
			}
			err := errors.Join(r.SaveDraft("gone", Draft{Text: text[:10]}), r.Commit("gone", note(text)))
			switch n {
			case 3:
				err = errors.Join(err, r.Keep(folder, []string{"plan.txt"}), r.SaveDraft("reason", Draft{Text: "half of a reason"}))
			case 5, 9:
				err = errors.Join(err, s.Snapshot())
			case 10:
				err = errors.Join(err, r.Keep(folder, []string{"map.png"}), r.SaveDraft("note", Draft{Text: "half of a note"}))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	want, err := readAll(s)
	if err == nil {
		err = s.Close()
	}
	if err == nil && !snapshots {
		err = os.RemoveAll(filepath.Join(s.dir, snapshotDir))
	}
	if err != nil {
		t.Fatal(err)
	}
	return sample{files: readFolder(t, s.dir), want: want}
}

// readFolder is every file below a folder, by its path in it.
func readFolder(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// lay writes files into a folder in which nothing else is left.
func (sample) lay(dir string, files map[string][]byte) error {
	err := os.RemoveAll(dir)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o700)
		}
		if err == nil {
			err = os.WriteFile(path, files[name], 0o600)
		}
	}
	return err
}

// pick chooses a file to damage: of the files of one kind any, the store's file
// as often as all others.
func (s sample) pick(random *rand.Rand) (kind, name string) {
	kinds := []string{fileName, fileName, fileName, fileName, "journal", "journal", snapshotDir, "keys", evidenceDir}
	for {
		kind = kinds[random.IntN(len(kinds))]
		var names []string
		for name := range s.files {
			if strings.HasPrefix(name, kind) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			slices.Sort(names)
			return kind, names[random.IntN(len(names))]
		}
	}
}

// damages are the kinds of damage; each changes a copy of a file's bytes, whose
// pages are so long.
var damages = []struct {
	name string
	do   func(random *rand.Rand, data []byte, page int) []byte
}{
	{"one bit", func(random *rand.Rand, data []byte, _ int) []byte {
		return flip(random, data, 0, len(data))
	}},
	{"one bit at the head of a page", func(random *rand.Rand, data []byte, page int) []byte {
		at := random.IntN(1+(len(data)-1)/page) * page
		return flip(random, data, at, at+160)
	}},
	{"one bit of the meta pages", func(random *rand.Rand, data []byte, page int) []byte {
		at := random.IntN(2) * page
		return flip(random, data, at%len(data), at%len(data)+pageHeader+metaSize)
	}},
	{"512 bytes zeroed", func(random *rand.Rand, data []byte, _ int) []byte {
		at := random.IntN(1+(len(data)-1)/512) * 512
		clear(data[at:min(at+512, len(data))])
		return data
	}},
	{"two pages swapped", func(random *rand.Rand, data []byte, page int) []byte {
		n := len(data) / page
		if n < 2 { // a short file: its halves
			half := len(data) / 2
			return append(bytes.Clone(data[half:]), data[:half]...)
		}
		a, b := random.IntN(n)*page, random.IntN(n)*page
		was := bytes.Clone(data[a : a+page])
		copy(data[a:a+page], data[b:b+page])
		copy(data[b:b+page], was)
		return data
	}},
	{"truncated", func(random *rand.Rand, data []byte, _ int) []byte { return data[:random.IntN(len(data))] }},
	{"tail zeroed", func(random *rand.Rand, data []byte, _ int) []byte {
		clear(data[random.IntN(len(data)):])
		return data
	}},
}

func flip(random *rand.Rand, data []byte, from, to int) []byte {
	at := from + random.IntN(min(to, len(data))-from)
	data[at] ^= 1 << random.IntN(8)
	return data
}

// outcome is what came of a case.
type outcome struct {
	kind, damage string
	effective    bool // something shows it
	mended       bool // it was put right, and nothing is missing
	refused      bool // an error was given
	undetected   bool // what is shown is different, without a word
	pieced       bool // repaired of what proves itself
	// wrong is what must not happen, other than that.
	wrong error
}

// corrupt damages a copy of the sample in one way and sees what becomes of it.
// The same number does the same again.
func (s sample) corrupt(dir string, number int) (o outcome) {
	random := rand.New(rand.NewPCG(7, uint64(number)))
	kind, name := s.pick(random)
	damage := damages[random.IntN(len(damages))]
	o.kind, o.damage = kind, damage.name
	files := maps.Clone(s.files)
	files[name] = damage.do(random, bytes.Clone(files[name]), os.Getpagesize())
	if o.wrong = s.lay(dir, files); o.wrong != nil || bytes.Equal(files[name], s.files[name]) {
		return o
	}
	opt := childOptions()
	if kind != fileName && kind != snapshotDir {
		opt.Checker = nil // no file that is mapped is damaged, and a child costs time
	}
	c := &clock{now: time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)}
	opt.Now, opt.Entropy = c.Now, rand.NewChaCha8([32]byte{2, byte(number), byte(number >> 8), byte(number >> 16)})

	d, err := Examine(dir, opt)
	found := err != nil || !d.Whole()
	if err := unchanged(dir, files); err != nil {
		o.wrong = fmt.Errorf("examining: %w", err)
		return o
	}
	differs, told, err := s.use(dir, opt)
	o.refused = err != nil
	o.effective = found || differs || told || o.refused
	o.mended = o.effective && !differs && !o.refused
	o.undetected = differs && !told && !o.refused
	if o.refused && kind != evidenceDir {
		o.pieced, o.wrong = s.repair(dir, opt)
	}
	return o
}

// unchanged is an error where a folder does not hold exactly these files.
func unchanged(dir string, files map[string][]byte) error {
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(data, files[filepath.ToSlash(name)]) {
			err = fmt.Errorf("%s was changed", name)
		}
		return err
	})
	if err == nil && n != len(files) {
		err = fmt.Errorf("%d files became %d", len(files), n)
	}
	return err
}

// use opens a store, reads everything, takes three notes, and reads everything
// again; told is whether opening it said anything.
func (s sample) use(dir string, opt Options) (differs, told bool, err error) {
	for round := range 2 {
		store, err := Open(dir, opt)
		if err != nil {
			return differs, told, err
		}
		told = told || len(store.Notices()) > 0
		have, err := readAll(store)
		if err == nil && round == 0 {
			differs = !have.same(s.want)
			for id := range have {
				var r *Record
				if r, err = store.Visit(id); err != nil {
					break
				}
				if err = r.Do(note("later"), note("and later"), note("and last")); err != nil {
					break
				}
			}
		}
		if err == nil && round == 1 {
			differs = differs || !have.withoutLast(3).sameNotes(s.want)
		}
		if err = errors.Join(err, store.Close()); err != nil {
			return differs, told, err
		}
	}
	return differs, told, nil
}

// repair repairs a store that does not open, and holds what it says is missing
// against what is.
func (s sample) repair(dir string, opt Options) (pieced bool, err error) {
	_, lost, err := Repair(dir, opt)
	if err != nil {
		return false, fmt.Errorf("repairing: %w", err)
	}
	if d, err := Examine(dir, opt); err != nil || !d.Whole() {
		return true, fmt.Errorf("after the repair: %+v, %w", d, cmp.Or(err, errors.New("it is not whole")))
	}
	store, err := Open(dir, opt)
	if err != nil {
		return true, fmt.Errorf("after the repair: %w", err)
	}
	have, err := readAll(store)
	if err = errors.Join(err, store.Close()); err != nil {
		return true, fmt.Errorf("after the repair: %w", err)
	}
	return true, s.want.account(have, lost)
}

// Every damage that shows is noticed, none ends the program, and what is said to
// be lost is what is missing. HALFDAY_CORRUPTIONS asks for more of them.
func TestCorruption(t *testing.T) {
	usual := 500
	if testing.Short() {
		usual = 30
	}
	cases := amount(t, "HALFDAY_CORRUPTIONS", usual)
	samples := []sample{makeSample(t, true), makeSample(t, false)}
	base := shared(t)
	numbers, outcomes := make(chan int), make(chan outcome)
	var workers sync.WaitGroup
	for w := range 2 * runtime.GOMAXPROCS(0) { // mostly they wait for a child
		workers.Go(func() {
			dir := filepath.Join(base, fmt.Sprint(w))
			for n := range numbers {
				o := samples[n%len(samples)].corrupt(dir, n)
				if o.undetected {
					o.wrong = errors.New("something else is shown without a word")
				}
				if o.wrong != nil {
					o.wrong = fmt.Errorf("case %d, %s, %s: %w", n, o.kind, o.damage, o.wrong)
				}
				outcomes <- o
			}
		})
	}
	go func() {
		for n := range cases {
			numbers <- n
		}
		close(numbers)
		workers.Wait()
		close(outcomes)
	}()
	table := tally{}
	wrong := 0
	for o := range outcomes {
		table.add(o)
		if n := table[[2]string{"all", "all"}][0]; n%1000 == 0 {
			t.Logf("after %d, %d wrong\n%s", n, wrong, table)
		}
		if o.wrong != nil {
			if wrong++; wrong <= 20 {
				t.Error(o.wrong)
			}
		}
	}
	t.Logf("%d wrong\n%s", wrong, table)
}
