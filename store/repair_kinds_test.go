package store

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/store/keys"
)

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

// Everything beside the file.
func TestRepairOfTheRest(t *testing.T) {
	s := makeSample(t, true)
	newest, ring, older := s.lastName("journal-"), s.lastName(snapshotDir), ""
	for name := range s.files {
		if strings.HasPrefix(name, "journal-") && name < newest {
			older = max(older, name)
		}
	}
	evidence := s.lastName(evidenceDir)
	part := s.called(t, evidence)
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
		"older journal torn": {older, func(data []byte) []byte { return data[:len(data)-10] }, older, false},
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
			if err := unchanged(dir, before); err != nil {
				t.Errorf("the folder was changed: %v", err)
			}
		})
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
