package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"halfday/store/keys"
)

// canary is a text that must stand nowhere on the disk as it is.
const canary = "Wagtail-9c4f"

const testSecret = "plover walnut ember seven"

// leaks are the files below dir in which a text stands as it is.
func leaks(t testing.TB, dir, text string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(text)) || strings.Contains(path[len(dir):], text) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// withCanaries makes a store in which the canary was entered in every way.
func withCanaries(t testing.TB, opt Options) (*Store, *Record) {
	t.Helper()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, canary)
	do(t, r, note(canary))
	if err := r.SaveDraft("note", Draft{Text: canary}); err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{canary + ".txt": {Data: []byte(canary)}}
	if err := r.Keep(folder, []string{canary + ".txt"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Snapshot(); err != nil {
		t.Fatal(err)
	}
	do(t, r, note(canary+" again"))
	return s, r
}

func TestNothingStandsInPlainText(t *testing.T) {
	opt := testOptions()
	s, _ := withCanaries(t, opt)
	for range 2 {
		if found := leaks(t, s.dir, canary); len(found) > 0 {
			t.Errorf("it stands in %v", found)
		}
		s = mustReopen(t, s, opt)
	}
}

// A passphrase encrypts everything anew: the key that lay in the folder before
// opens nothing any more.
func TestProtect(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	id := r.ID()
	before, err := os.ReadFile(filepath.Join(s.dir, "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	recovery, err := s.Protect(testSecret)
	if err != nil || recovery == "" {
		t.Fatalf("recovery key %q, %v", recovery, err)
	}
	do(t, r, note("after it"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.dir, opt); !errors.Is(err, keys.ErrLocked) {
		t.Errorf("without a passphrase: %v", err)
	}
	wrong := opt
	wrong.Secret = "plover walnut ember eight"
	if _, err := Open(s.dir, wrong); !errors.Is(err, keys.ErrWrong) {
		t.Errorf("with a wrong one: %v", err)
	}
	for _, secret := range []string{testSecret, recovery} {
		with := opt
		with.Secret = secret
		s = mustOpen(t, s.dir, with)
		again, err := s.Visit(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(noteTexts(again)); got != fmt.Sprintf("[%s %s again after it]", canary, canary) {
			t.Errorf("notes %s", got)
		}
		files, err := again.Files()
		if err != nil || len(files) != 1 {
			t.Fatalf("files %v, %v", files, err)
		}
		if data, err := again.Content(files[0]); err != nil || string(data) != canary {
			t.Errorf("evidence %q, %v", data, err)
		}
		if evidence, _ := os.ReadDir(filepath.Join(s.dir, evidenceDir)); len(evidence) != 1 {
			t.Errorf("%d files of evidence are left", len(evidence))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"keys.json", "keys.copy.json"} {
		if err := os.WriteFile(filepath.Join(s.dir, name), before, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(s.dir, opt); !errors.Is(err, ErrDamaged) {
		t.Errorf("the old key opens it: %v", err)
	}
}

func TestUnprotectAndChange(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	if _, err := s.Protect(testSecret); err != nil {
		t.Fatal(err)
	}
	if recovery, err := s.Protect("another walnut ember seven"); err != nil || recovery != "" || !s.Protected() {
		t.Errorf("changing it: %q, %v", recovery, err)
	}
	opt.Secret = "another walnut ember seven"
	s = mustReopen(t, s, opt)
	if err := s.Unprotect(); err != nil {
		t.Fatal(err)
	}
	opt.Secret = ""
	s = mustReopen(t, s, opt)
	if _, err := s.Visit(r.ID()); err != nil || s.Protected() {
		t.Error(err)
	}
}

// A change of keys that is interrupted at any point leaves a store that opens
// with the one key or the other, and loses nothing.
func TestInterruptedRekey(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	id := r.ID()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := t.TempDir()
	if err := os.CopyFS(before, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, s.dir, opt)
	old := s.box.root.ID
	if _, err := s.Protect(testSecret); err != nil {
		t.Fatal(err)
	}
	both, _, err := keys.Load(before)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := both.Add(opt.Entropy); err != nil {
		t.Fatal(err)
	}
	// The new key is in keys.json, the file still under the old one.
	if err := both.Save(before); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, before, opt)
	if again, err := s.Visit(id); err != nil || len(noteTexts(again)) != 2 {
		t.Errorf("%v", err)
	}
	if ids := s.keys.IDs(); len(ids) != 1 || ids[0] != old {
		t.Errorf("keys %v are left, want %s", ids, old)
	}
}

// withTwoKeys makes a closed store under a passphrase, with another key beside its
// own that lies open and belongs to nothing.
func withTwoKeys(t *testing.T, opt Options) (*Store, *Record) {
	t.Helper()
	s, r := withCanaries(t, opt)
	_, err := s.Protect(testSecret)
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	k, _, err := keys.Load(s.dir)
	if err == nil {
		_, err = k.Add(opt.Entropy)
	}
	if err == nil {
		err = k.Save(s.dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// A change of keys that was interrupted after the new file took its place asks
// for the passphrase; nothing is taken for damaged.
func TestInterruptedRekeyAsksForThePassphrase(t *testing.T) {
	opt := testOptions()
	s, r := withTwoKeys(t, opt)
	if _, err := Open(s.dir, opt); !errors.Is(err, keys.ErrLocked) {
		t.Errorf("without the passphrase: %v", err)
	}
	opt.Secret = testSecret
	s = mustOpen(t, s.dir, opt)
	if again, err := s.Visit(r.ID()); err != nil || len(noteTexts(again)) != 2 {
		t.Errorf("%v", err)
	}
}

// A file damaged while two keys are there is pieced together under the one that
// it was under, wherever that stands among them.
func TestRepairWithTwoKeys(t *testing.T) {
	opt := testOptions()
	s, r := withTwoKeys(t, opt)
	data, err := os.ReadFile(s.path())
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:2*os.Getpagesize()]) // both meta pages
	err = errors.Join(os.WriteFile(s.path(), data, 0o600), os.RemoveAll(filepath.Join(s.dir, snapshotDir)))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Repair(s.dir, opt); !errors.Is(err, keys.ErrLocked) {
		t.Errorf("without the passphrase: %v", err)
	}
	opt.Secret = testSecret
	if _, _, err := Repair(s.dir, opt); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, s.dir, opt)
	if again, err := s.Visit(r.ID()); err != nil || len(noteTexts(again)) != 2 {
		t.Errorf("%v", err)
	}
}

// Where somebody puts back the file and one of the two files of keys from before
// a passphrase was set, nothing of what came after is taken away.
func TestOlderFileAndKeysPutBack(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older := map[string][]byte{}
	for _, name := range []string{fileName, "keys.json"} {
		data, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		older[name] = data
	}
	s = mustOpen(t, s.dir, opt)
	if _, err := s.Protect(testSecret); err != nil {
		t.Fatal(err)
	}
	again, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	do(t, again, note("after it"))
	if err := errors.Join(s.Snapshot(), s.Close()); err != nil {
		t.Fatal(err)
	}
	for name, data := range older {
		if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(s.dir, opt); !errors.Is(err, ErrDamaged) {
		t.Errorf("opening it: %v", err)
	}
	opt.Secret = testSecret
	if _, _, err := Repair(s.dir, opt); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, s.dir, opt)
	if again, err = s.Visit(r.ID()); err != nil || len(noteTexts(again)) != 3 {
		t.Errorf("%v", err)
	}
}
