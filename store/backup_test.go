package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/store/keys"
)

// mustBackup lays a sample out, makes a backup of it and returns both folders.
func mustBackup(t testing.TB, s sample, opt Options) (dir, backup string) {
	t.Helper()
	dir = mustLay(t, s.files)
	store := mustOpen(t, dir, opt)
	backup, _, err := store.Backup(filepath.Join(shared(t), "elsewhere"))
	if err = errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	return dir, backup
}

// mustShow opens a store, which must show what is wanted.
func mustShow(t testing.TB, dir string, opt Options, want contents) {
	t.Helper()
	s := mustOpen(t, dir, opt)
	have, err := readAll(s)
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if !have.same(want) {
		t.Errorf("%s shows something else", dir)
	}
}

func TestBackupAndRestore(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	dir, backup := mustBackup(t, s, opt)
	if !strings.HasPrefix(filepath.Base(backup), backupPrefix) {
		t.Errorf("it is called %s", backup)
	}
	if d := mustExamine(t, backup, opt); !d.Whole() || d.Visits != 3 || len(d.Notes) > 0 {
		t.Errorf("the backup: %v, %v", damagedParts(d), d.Notes)
	}
	for name, to := range map[string]string{"empty": t.TempDir(), "not there yet": filepath.Join(t.TempDir(), "a", "b")} {
		aside, missing, err := Restore(to, backup, opt, false)
		if err != nil || aside != "" || len(missing) > 0 {
			t.Fatalf("into a folder that is %s: %q, %v", name, aside, err)
		}
		if d := mustExamine(t, to, opt); !d.Whole() {
			t.Errorf("into a folder that is %s: damaged are %v", name, damagedParts(d))
		}
		mustShow(t, to, opt, s.want)
		mustGoOn(t, to, opt)
	}
	mustShow(t, backup, opt, s.want)
	mustShow(t, dir, opt, s.want)
}

func TestBackupsAreFound(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	mustCreate(t, s, "Hollin Bank School")
	to := t.TempDir()
	var made []string
	for range 3 {
		path, _, err := s.Backup(to)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, path)
	}
	if found, err := Backups(to); err != nil || !cmp.Equal(found, made) {
		t.Errorf("found %v, %v", found, err)
	}
	if found, err := Backups(made[1]); err != nil || !cmp.Equal(found, made[1:2]) {
		t.Errorf("found %v, %v", found, err)
	}
	if found, err := Backups(t.TempDir()); err != nil || len(found) > 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

// A whole store is replaced only where that is wanted, and kept whole beside.
func TestRestoreOverAWholeStore(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	dir, backup := mustBackup(t, s, opt)
	now := mustOpen(t, dir, opt)
	mustCreate(t, now, "A School Begun Since")
	want, err := readAll(now)
	if err = errors.Join(err, now.Close()); err != nil {
		t.Fatal(err)
	}
	before := readFolder(t, dir)
	_, _, err = Restore(dir, backup, opt, false)
	if !errors.Is(err, ErrThere) || !strings.Contains(err.Error(), "4 visits") || !strings.Contains(err.Error(), dir) {
		t.Fatalf("got %v", err)
	}
	if err := unchanged(dir, before); err != nil {
		t.Errorf("refusing changed the folder: %v", err)
	}
	aside, missing, err := Restore(dir, backup, opt, true)
	if err != nil || filepath.Dir(aside) != dir || len(missing) > 0 {
		t.Fatalf("%q, %v", aside, err)
	}
	mustShow(t, dir, opt, s.want)
	if d, err := Examine(aside, opt); err != nil || !d.Whole() {
		t.Errorf("the one kept aside: %v, %v", damagedParts(d), err)
	}
	mustShow(t, aside, opt, want)
	if d := mustExamine(t, dir, opt); !d.Whole() {
		t.Errorf("damaged are %v", damagedParts(d))
	}
	// In use, nothing is changed.
	held := mustOpen(t, dir, opt)
	for _, replace := range []bool{true, false} {
		if _, _, err := Restore(dir, backup, opt, replace); !errors.Is(err, ErrInUse) {
			t.Errorf("over a store in use: %v", err)
		}
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	mustShow(t, dir, opt, s.want)
}

func TestRestoreOverADamagedStore(t *testing.T) {
	s, opt := makeSample(t, false), childOptions()
	for name, damage := range map[string]func(files map[string][]byte){
		"truncated":   func(files map[string][]byte) { wound(files, fileName, wounds["truncated"]) },
		"meta pages":  func(files map[string][]byte) { wound(files, fileName, wounds["both meta pages wiped"]) },
		"file gone":   func(files map[string][]byte) { wound(files, fileName, nil) },
		"keys gone":   func(files map[string][]byte) { delete(files, "keys.json"); delete(files, "keys.copy.json") },
		"keys broken": func(files map[string][]byte) { files["keys.json"], files["keys.copy.json"] = nil, nil },
	} {
		t.Run(name, func(t *testing.T) {
			_, backup := mustBackup(t, s, opt)
			dir := mustLay(t, s.with(damage))
			aside, missing, err := Restore(dir, backup, opt, false)
			if err != nil || aside == "" || len(missing) > 0 {
				t.Fatalf("%q, %v", aside, err)
			}
			mustShow(t, dir, opt, s.want)
		})
	}
	t.Run("somebody else's file", func(t *testing.T) {
		_, backup := mustBackup(t, s, opt)
		dir := writeFile(t, []byte("shopping list"))
		before := readFolder(t, dir)
		if _, _, err := Restore(dir, backup, opt, false); !errors.Is(err, ErrNotOurs) {
			t.Errorf("got %v", err)
		}
		if err := unchanged(dir, before); err != nil {
			t.Error(err)
		}
	})
}

// A backup without whole keys or a whole file changes nothing.
func TestUselessBackupIsRefused(t *testing.T) {
	s, opt := makeSample(t, false), childOptions()
	dir, backup := mustBackup(t, s, opt)
	whole := sample{files: readFolder(t, backup)}
	before := readFolder(t, dir)
	keysGone := func(files map[string][]byte) { files["keys.json"], files["keys.copy.json"] = []byte("{}"), nil }
	damages := map[string]func(files map[string][]byte){"keys": keysGone}
	for _, name := range []string{"bit flips", "truncated", "both meta pages wiped"} {
		damages[name] = func(files map[string][]byte) { wound(files, fileName, wounds[name]) }
	}
	for name, damage := range damages {
		from := mustLay(t, whole.with(damage))
		if _, _, err := Restore(dir, from, opt, true); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), from) {
			t.Errorf("%s: %v", name, err)
		}
		if err := unchanged(dir, before); err != nil {
			t.Fatalf("%s: the store was changed: %v", name, err)
		}
	}
	if _, _, err := Restore(dir, t.TempDir(), opt, true); err == nil {
		t.Error("an empty folder was taken for a backup")
	}
	look := opt
	look.ReadOnly = true
	if _, _, err := Restore(dir, backup, look, true); !errors.Is(err, ErrLook) {
		t.Errorf("for a look: %v", err)
	}
	mustShow(t, dir, opt, s.want)
}

// Of a backup that is damaged elsewhere the rest is restored, and what is missing
// is said.
func TestDamagedBackupIsRestored(t *testing.T) {
	s, opt := makeSample(t, false), childOptions()
	_, backup := mustBackup(t, s, opt)
	whole := sample{files: readFolder(t, backup), want: s.want}
	evidence, newest := whole.lastName(evidenceDir), whole.lastName("journal-")
	flipped := func(data []byte) []byte { data[len(data)/2] ^= 1; return data }
	tests := map[string]struct {
		name    string
		damage  func([]byte) []byte
		missing string
	}{
		"evidence flipped":  {evidence, flipped, whole.called(t, evidence)},
		"evidence gone":     {evidence, nil, whole.called(t, evidence)},
		"journal flipped":   {newest, flipped, newest},
		"journal gone":      {newest, nil, "journal"},
		"one file of keys":  {"keys.json", flipped, "keys.json"},
		"the other of keys": {"keys.copy.json", nil, "keys.json"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			from := mustLay(t, whole.with(func(files map[string][]byte) { wound(files, tt.name, tt.damage) }))
			dir := filepath.Join(shared(t), "restored")
			_, missing, err := Restore(dir, from, opt, false)
			if err != nil || len(missing) != 1 || missing[0].Name != tt.missing || missing[0].Whole || missing[0].Says == "" {
				t.Fatalf("%v is missing, %v", missing, err)
			}
			restored := mustOpen(t, dir, opt)
			all, err := restored.Visits()
			if err = errors.Join(err, restored.Close()); err != nil || len(all) != len(s.want) {
				t.Errorf("it holds %v, %v", all, err)
			}
			if tt.name != evidence {
				mustShow(t, dir, opt, s.want)
			}
		})
	}
}

// A file of evidence that is damaged or gone in the store does not keep it from
// being backed up and restored; which it is is said.
func TestBackupOfDamagedEvidence(t *testing.T) {
	s, opt := makeSample(t, false), testOptions()
	evidence := s.lastName(evidenceDir)
	for name, damage := range map[string]func([]byte) []byte{
		"damaged": func([]byte) []byte { return []byte("x") },
		"gone":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			store := mustOpen(t, mustLay(t, s.with(func(files map[string][]byte) { wound(files, evidence, damage) })), opt)
			backup, missing, err := store.Backup(shared(t))
			if err != nil || len(missing) != 1 || missing[0].Name != s.called(t, evidence) {
				t.Fatalf("%v is missing, %v", missing, err)
			}
			dir := filepath.Join(shared(t), "restored")
			_, again, err := Restore(dir, backup, opt, false)
			if err != nil || !cmp.Equal(again, missing) {
				t.Errorf("then %v is missing, %v", again, err)
			}
			if got := mustExamine(t, dir, opt).Damaged(); !cmp.Equal(got, missing) {
				t.Errorf("the doctor finds %v", got)
			}
		})
	}
}

func TestBackupUnderAPassphrase(t *testing.T) {
	const passphrase = "correct horse battery staple wagon"
	opt := childOptions()
	s := mustOpen(t, t.TempDir(), opt)
	do(t, mustCreate(t, s, canary), note("one"))
	if _, err := s.Protect(passphrase); err != nil {
		t.Fatal(err)
	}
	want, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	backup, _, err := s.Backup(t.TempDir())
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if found := leaks(t, backup, canary); len(found) > 0 {
		t.Errorf("it stands in %v", found)
	}
	to := t.TempDir()
	if _, _, err := Restore(to, backup, opt, false); !errors.Is(err, keys.ErrLocked) {
		t.Errorf("without the passphrase: %v", err)
	}
	if left := readFolder(t, to); len(left) > 0 {
		t.Errorf("it left %d files", len(left))
	}
	opt.Secret = passphrase
	if _, _, err := Restore(to, backup, opt, false); err != nil {
		t.Fatal(err)
	}
	mustShow(t, to, opt, want)
}

func TestBackupIsRefused(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, filepath.Join(t.TempDir(), "store"), opt)
	mustCreate(t, s, "Hollin Bank School")
	for _, to := range []string{s.dir, filepath.Join(s.dir, snapshotDir), filepath.Join(s.dir, "new", "folder")} {
		if path, _, err := s.Backup(to); err == nil || path != "" || !strings.HasPrefix(err.Error(), to) {
			t.Errorf("into %s: %q, %v", to, path, err)
		}
	}
	if exists(filepath.Join(s.dir, "new")) {
		t.Error("it made a folder")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if _, _, err := s.Backup(to); !errors.Is(err, ErrStopped) {
		t.Errorf("of a closed store: %v", err)
	}
	opt.ReadOnly = true
	look := mustOpen(t, s.dir, opt)
	if _, _, err := look.Backup(to); !errors.Is(err, ErrLook) {
		t.Errorf("of a look: %v", err)
	}
	if left, _ := os.ReadDir(to); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
}

// A purge takes away the stores that were set aside: they hold the visit too.
func TestPurgeReachesStoresSetAside(t *testing.T) {
	s, opt := makeSample(t, true), childOptions()
	dir, backup := mustBackup(t, s, opt)
	aside, missing, err := Restore(dir, backup, opt, true)
	if err != nil || !exists(aside) || len(missing) > 0 {
		t.Fatalf("%q, %v", aside, err)
	}
	store := mustOpen(t, dir, opt)
	all, err := store.Visits()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Purge(all[0].ID); err != nil {
		t.Fatal(err)
	}
	if exists(aside) {
		t.Error("it is still there")
	}
	if found := leaks(t, dir, all[0].ID); len(found) > 0 {
		t.Errorf("the visit still stands in %v", found)
	}
}
