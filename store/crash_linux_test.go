package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"halfday/store/crashtest"
)

// verify opens the store in a folder and says what is wrong with it, given what
// was said to be saved.
func verify(dir string, acked []string, opt Options) error {
	said := map[string]bool{}
	notes := 0
	for _, line := range acked {
		said[line] = true
		_, _ = fmt.Sscanf(line, "note %d", &notes)
	}
	s, err := Open(dir, opt)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	all, err := s.Visits()
	if err != nil {
		return err
	}
	var r *Record
	for _, v := range all {
		switch {
		case v.School == "Hollin Bank School":
			if r, err = s.Visit(v.ID); err != nil {
				return err
			}
		case said["purged"]:
			return errors.New("a visit that was destroyed is there")
		}
	}
	if said["other"] && !said["purged"] && len(all) < 2 && !purging(acked) {
		return errors.New("the other visit is gone")
	}
	if r == nil {
		if said["begun"] {
			return errors.New("the visit is gone")
		}
		return nil
	}
	texts := noteTexts(r)
	if len(texts) < notes {
		return fmt.Errorf("%d notes were acknowledged, %d are there", notes, len(texts))
	}
	for i, text := range texts {
		if text != noteText(i) {
			return fmt.Errorf("note %d is %.40q", i, text)
		}
	}
	if d, err := r.Draft("note"); err != nil || said["half"] && d.Text != "half" {
		return fmt.Errorf("the draft is %.40q, %w", d.Text, err)
	}
	files, err := r.Files()
	if err != nil || said["kept"] && len(files) != 1 {
		return fmt.Errorf("evidence: %d files, %w", len(files), err)
	}
	for _, f := range files {
		if data, err := r.Content(f); err != nil || string(data) != "a plan" {
			return fmt.Errorf("evidence %q, %w", data, err)
		}
	}
	return r.Do(note("the store goes on"))
}

func verifyDay(dir string, acked []string) error     { return verify(dir, acked, testOptions()) }
func verifyInChild(dir string, acked []string) error { return verify(dir, acked, childOptions()) }

// purging reports whether the other visit may be gone already, as its
// destruction has begun.
func purging(acked []string) bool {
	for _, line := range acked {
		if line == "note 21" || strings.HasPrefix(line, "error purged") {
			return true
		}
	}
	return false
}

// watched records the scenario in a new folder, with faults.
func watched(t *testing.T, binary string, faults ...crashtest.Fault) (*crashtest.Trace, string) {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), scenarioDir+"="+filepath.Join(dir, "s"))
	trace, err := crashtest.Record(cmd, dir, faults...)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EPERM) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return trace, filepath.Join(dir, "s")
}

// cutPower counts how many states of a trace are wrong.
func cutPower(t *testing.T, trace *crashtest.Trace, seed uint64, states crashtest.Options, verify func(dir string, acked []string) error) (all, wrong int, first error) {
	t.Helper()
	base := shared(t)
	work := make(chan crashtest.State)
	var group sync.WaitGroup
	var bad, total atomic.Int64
	var once sync.Once
	for w := range 2 {
		group.Go(func() {
			dir := filepath.Join(base, fmt.Sprint(w))
			for state := range work {
				total.Add(1)
				err := errors.Join(os.RemoveAll(dir), state.Write(dir))
				if err == nil {
					err = verify(filepath.Join(dir, "s"), state.Acked)
				}
				if err != nil {
					bad.Add(1)
					once.Do(func() { first = fmt.Errorf("%v: %w", state, err) })
				}
			}
		})
	}
	for state := range trace.States(seed, states) {
		work <- state
	}
	close(work)
	group.Wait()
	return int(total.Load()), int(bad.Load()), first
}

// TestPowerLoss replays what the store does to its folder into the states that a
// power cut may leave: nothing that was acknowledged may be missing, and every
// one must open. HALFDAY_POWER asks for more states than the usual.
func TestPowerLoss(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes with the race detector")
	}
	about := amount(t, "HALFDAY_POWER", 2000)
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	for _, tt := range []struct {
		name  string
		fault []crashtest.Fault
		share int // of all states
	}{
		{"no fault", nil, 2},
		{"an fsync of the file fails", []crashtest.Fault{{Class: crashtest.Sync, Match: "s/halfday.db", Nth: 40, Errno: syscall.EIO}}, 8},
		{"another fails", []crashtest.Fault{{Class: crashtest.Sync, Match: "s/halfday.db", Nth: 41, Errno: syscall.EIO}}, 8},
		{"a write to the file fails", []crashtest.Fault{{Class: crashtest.Write, Match: "s/halfday.db", Nth: 101, Errno: syscall.EIO}}, 8},
		{"no room, and the journal cannot take its entry back", notTakenBack(t), 8},
		{"an fsync of the journal fails", []crashtest.Fault{{Class: crashtest.Sync, Match: "s/journal-*", Nth: 30, Errno: syscall.EIO}}, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			trace, _ := watched(t, os.Args[0], tt.fault...)
			if tt.fault == nil && trace.Exit != 0 || tt.fault != nil && trace.Injected != len(tt.fault) {
				t.Fatalf("exit %d, %d faults, said %q", trace.Exit, trace.Injected, trace.Acked)
			}
			options := crashtest.Options{Random: 1 + about/2000, About: about / tt.share, DropOnFailedSync: true}
			all, wrong, first := cutPower(t, trace, seed, options, verifyDay)
			t.Logf("%d operations, %d states, %d wrong", len(trace.Ops), all, wrong)
			if wrong > 0 {
				t.Errorf("%d of %d: %v", wrong, all, first)
			}
		})
	}
}

// notTakenBack are the faults by which the file has no room for an entry, and it
// cannot be told whether the journal has taken it back: the sync after it was cut
// off fails.
func notTakenBack(t *testing.T) []crashtest.Fault {
	t.Helper()
	noRoom := crashtest.Fault{Class: crashtest.Write, Match: "s/halfday.db", Nth: 101, Errno: syscall.ENOSPC}
	trace, _ := watched(t, os.Args[0], noRoom)
	synced := 0
	for _, op := range trace.Ops {
		switch isJournal := strings.HasPrefix(op.Path, "s/journal-"); {
		case isJournal && op.Class == crashtest.Sync:
			synced++
		case isJournal && op.Class == crashtest.Truncate:
			return []crashtest.Fault{noRoom, {Class: crashtest.Sync, Match: "s/journal-*", Nth: synced + 1, Errno: syscall.EIO}}
		}
	}
	t.Fatal("the journal took nothing back")
	return nil
}

// mutant builds this package's test binary with a text of a source file replaced
// by another.
func mutant(t *testing.T, edits map[string][2]string) string {
	t.Helper()
	dir := t.TempDir()
	var replaced []string
	for name, edit := range edits {
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(data), edit[0]) != 1 {
			t.Fatalf("%s does not hold %q once", name, edit[0])
		}
		other := filepath.Join(dir, strings.ReplaceAll(name, "/", "-"))
		if err := os.WriteFile(other, []byte(strings.Replace(string(data), edit[0], edit[1], 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		replaced = append(replaced, fmt.Sprintf("%q: %q", path, other))
	}
	overlay, binary := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "mutant.test")
	if err := os.WriteFile(overlay, []byte(`{"Replace": {`+strings.Join(replaced, ",")+`}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", binary, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// TestPowerLossIsSensitive breaks the store's rules one by one: each must come
// out as notes lost or a store that does not open.
func TestPowerLossIsSensitive(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program several times")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip(err)
	}
	journalSync := [2]string{"if err := j.f.Sync(); err != nil {", "if err := error(nil); err != nil {"}
	noSync := [2]string{"NoFreelistSync: true,", "NoFreelistSync: true, NoSync: true,"}
	meta := []crashtest.Fault{{Class: crashtest.Sync, Match: "s/halfday.db", Nth: 41, Errno: syscall.EIO}}
	for name, tt := range map[string]struct {
		edits map[string][2]string
		fault []crashtest.Fault
		early bool
		about int // states; enough to find it
	}{
		"the file is not brought to the disk":             {edits: map[string][2]string{"file.go": noSync}, about: 100},
		"neither file nor journal is brought to the disk": {edits: map[string][2]string{"file.go": noSync, "journal/file.go": journalSync}, about: 60},
		"saved is said before it is on the disk":          {early: true, about: 60},
		"the file is written on after a failed fsync, and the journal is not brought to the disk": {
			edits: map[string][2]string{"write.go": {"s.retired = err\n", "_ = err\n"}, "journal/file.go": journalSync}, fault: meta, about: 500,
		},
	} {
		t.Run(name, func(t *testing.T) {
			binary := os.Args[0]
			if tt.edits != nil {
				binary = mutant(t, tt.edits)
			}
			trace, _ := watched(t, binary, tt.fault...)
			if tt.early {
				sayEarly(trace)
			}
			all, wrong, first := cutPower(t, trace, 1, crashtest.Options{About: tt.about, DropOnFailedSync: true}, verifyInChild)
			t.Logf("%d of %d states are found wrong, such as: %v", wrong, all, first)
			if wrong == 0 {
				t.Error("nobody noticed")
			}
		})
	}
}

// sayEarly moves every acknowledgement before the write that it speaks of.
func sayEarly(trace *crashtest.Trace) {
	ops := trace.Ops
	for i := range ops {
		if ops[i].Class != crashtest.Ack {
			continue
		}
		for j := i; j > 0 && ops[j-1].Class != crashtest.Ack; j-- {
			ops[j], ops[j-1] = ops[j-1], ops[j]
		}
	}
}

// TestEveryOperationFails lets each operation on the store's files fail, once and
// from then on: whatever was said to be saved is there, what was not is said with
// the file and what to do, and nothing panics. HALFDAY_FAULTS asks for more
// operations than the first fifty.
func TestEveryOperationFails(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes with the race detector")
	}
	failAll(t, 1, amount(t, "HALFDAY_FAULTS", 50), 1, verifyInChild)
}

// failAll lets operations fail by their numbers.
func failAll(t *testing.T, from, to, step int, verify func(dir string, acked []string) error) {
	t.Helper()
	all := crashtest.Create | crashtest.Write | crashtest.Truncate | crashtest.Sync | crashtest.SyncDir |
		crashtest.Rename | crashtest.Link | crashtest.Remove | crashtest.Mkdir | crashtest.Open | crashtest.Read
	for _, errno := range []syscall.Errno{syscall.EIO, syscall.ENOSPC} {
		for _, sticky := range []bool{false, true} {
			t.Run(fmt.Sprintf("%v sticky=%v", errno, sticky), func(t *testing.T) {
				for n := from; n <= to; n += step {
					trace, dir := watched(t, os.Args[0], crashtest.Fault{Class: all, Nth: n, Sticky: sticky, Errno: errno})
					if trace.Injected == 0 {
						t.Logf("%d operations", n-1)
						break
					}
					if trace.Exit != 0 && trace.Exit != 1 {
						t.Fatalf("operation %d: exit %d, said %q", n, trace.Exit, trace.Acked)
					}
					for _, line := range trace.Acked {
						if text, ok := strings.CutPrefix(line, "error "); ok && (!strings.Contains(text, dir) || !strings.Contains(text, "; ")) {
							t.Errorf("operation %d: the message names no file or no remedy: %s", n, line)
						}
					}
					if err := verify(dir, trace.Acked); err != nil {
						t.Errorf("operation %d: %v; said %q", n, err, trace.Acked)
					}
				}
			})
		}
	}
}
