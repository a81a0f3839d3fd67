package keys

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"
)

// saved is a folder with keys that have the right passphrase, as written.
func saved(t testing.TB) (dir string, k *Keys, r Root, data []byte) {
	t.Helper()
	dir = t.TempDir()
	k, r, _ = protected(t, "store", 1)
	if err := k.Save(dir); err != nil {
		t.Fatal(err)
	}
	return dir, k, r, must2[[]byte](t)(os.ReadFile(filepath.Join(dir, fileName)))
}

// files are the contents of the two files, "" for one that is absent.
func files(t testing.TB, dir string) [2]string {
	t.Helper()
	var both [2]string
	for i, name := range []string{fileName, copyName} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		both[i] = string(data)
	}
	return both
}

// lay writes the two files, or removes one for which there is "".
func lay(t testing.TB, dir string, both [2]string) {
	t.Helper()
	for i, name := range []string{fileName, copyName} {
		path := filepath.Join(dir, name)
		var err error
		if both[i] != "" {
			err = os.WriteFile(path, []byte(both[i]), 0o600)
		} else if err = os.Remove(path); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestSaveAndLoad(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	if _, _, err := Load(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	k, r := open(t, "Store-1", 1)
	k.Idle = 90 * time.Second
	for _, change := range []func() error{
		func() error { return nil },
		func() error { _, err := k.Add(entropy(3)); return err },
		func() error { _, err := k.Protect(entropy(2), r, right); return err },
		func() error { return k.Keyring(entropy(4), r, true) },
		func() error { k.Idle = 0; return nil },
		func() error { return k.Unprotect(r) },
	} {
		if err := errors.Join(change(), k.Save(dir)); err != nil {
			t.Fatal(err)
		}
		got, notice, err := Load(dir)
		if err != nil || notice != "" {
			t.Fatal(notice, err)
		}
		got.Cost = quick
		if diff := cmp.Diff(*k, *got, cmp.AllowUnexported(Keys{}, entry{}, passphrase{})); diff != "" {
			t.Error(diff)
		}
		if got.Store() != "Store-1" {
			t.Error(got.Store())
		}
	}
	both := files(t, dir)
	if both[0] != both[1] {
		t.Error("the files differ")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Error(entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Error(e.Name(), info.Mode(), err)
		}
	}
}

// What could not be read again is not written.
func TestSaveRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Keys){
		"no key":         func(k *Keys) { k.entries = nil },
		"no store":       func(k *Keys) { k.store = "" },
		"odd store":      func(k *Keys) { k.store = "a b" },
		"less than 1 s":  func(k *Keys) { k.Idle = time.Millisecond },
		"before pressed": func(k *Keys) { k.Idle = -time.Second },
		"more than 24 h": func(k *Keys) { k.Idle = 25 * time.Hour },
	} {
		dir, k, _, data := saved(t)
		spoil(k)
		if err := k.Save(dir); err == nil {
			t.Errorf("%s: saved", name)
		}
		if diff := cmp.Diff([2]string{string(data), string(data)}, files(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
}

// A key that lay open in what a killed program left behind does not stay there.
func TestSaveTidies(t *testing.T) {
	dir, k, _, _ := saved(t)
	left := filepath.Join(dir, fileName+".123.new")
	if err := os.WriteFile(left, []byte("a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := k.Save(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestSaveFails(t *testing.T) {
	_, k, _, _ := saved(t)
	dir := filepath.Join(t.TempDir(), "absent")
	if err := k.Save(dir); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), filepath.Join(dir, fileName)) {
		t.Error(err)
	}
}

// Damage in one file is healed from the other and said; damage in both is an
// error that leaves them as they are.
func TestHeal(t *testing.T) {
	dir, _, r, data := saved(t)
	good := string(data)
	for name, bad := range map[string]string{
		"missing":   "",
		"cut short": good[:len(good)-1],
		"zeros":     strings.Repeat("\x00", len(good)),
		"one bit":   strings.Replace(good, `"serial":1`, `"serial":3`, 1),
		"garbage":   "garbage",
		"long":      good + strings.Repeat(" ", mostSize),
	} {
		for i, path := range []string{filepath.Join(dir, fileName), filepath.Join(dir, copyName)} {
			both := [2]string{good, good}
			both[i] = bad
			lay(t, dir, both)
			k, notice, err := Load(dir)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			opens(t, k, r, right, nil)
			want := "was damaged and was put right"
			if bad == "" {
				want = "was missing and was put right"
			}
			if !strings.HasPrefix(notice, path+" "+want) {
				t.Errorf("%s: notice %q", name, notice)
			}
			if diff := cmp.Diff([2]string{good, good}, files(t, dir)); diff != "" {
				t.Error(name, diff)
			}
			if _, notice, err := Load(dir); err != nil || notice != "" {
				t.Errorf("%s, again: %q, %v", name, notice, err)
			}

			both[1-i] = "garbage"
			lay(t, dir, both)
			_, _, err = Load(dir)
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("%s in one, garbage in the other: %v", name, err)
			}
			if diff := cmp.Diff(both, files(t, dir)); diff != "" {
				t.Error(name, diff)
			}
		}
	}
}

// What cannot be healed is said, and the keys are there all the same.
func TestHealFails(t *testing.T) {
	dir, _, r, _ := saved(t)
	path := filepath.Join(dir, copyName)
	if err := errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "in the way"), 0o700)); err != nil {
		t.Fatal(err)
	}
	k, notice, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	opens(t, k, r, right, nil)
	if !strings.HasPrefix(notice, path+" is not as it should be and could not be put right") {
		t.Error(notice)
	}
	if err := k.Save(dir); err == nil || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
}

// Not a file, but something that would be waited for or fails.
func TestLoadWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, fileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Load(dir); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Load(file); err == nil || errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

// When saving was interrupted between the two files, the new state counts.
func TestInterruptedSave(t *testing.T) {
	dir, k, r, data := saved(t)
	if err := errors.Join(k.Change(entropy(5), r, other), k.Save(dir)); err != nil {
		t.Fatal(err)
	}
	latest := files(t, dir)[0]
	lay(t, dir, [2]string{latest, string(data)})
	got, notice, err := Load(dir)
	if err != nil || notice != "" {
		t.Fatal(notice, err)
	}
	opens(t, got, r, other, nil)
	opens(t, got, r, right, ErrWrong)
	if diff := cmp.Diff([2]string{latest, latest}, files(t, dir)); diff != "" {
		t.Error(diff)
	}

	// And so it does if the files reached the disk in the other order.
	lay(t, dir, [2]string{string(data), latest})
	if got, _, err = Load(dir); err != nil {
		t.Fatal(err)
	}
	opens(t, got, r, other, nil)
	if diff := cmp.Diff([2]string{latest, latest}, files(t, dir)); diff != "" {
		t.Error(diff)
	}

	// One that failed is not taken for the one after it.
	k.Idle = 0
	if err := k.Save(filepath.Join(dir, "absent")); err == nil {
		t.Fatal("saved")
	}
	before := k.serial
	if err := k.Save(dir); err != nil || k.serial <= before {
		t.Error(k.serial, before, err)
	}
}

// An old first file that somebody put back may have the only key to what was
// put back with it.
func TestOldFilePutBack(t *testing.T) {
	dir, k, old, data := saved(t)
	fresh := must2[Root](t)(k.Add(entropy(7)))
	if err := errors.Join(k.Keep(fresh.ID), k.Save(dir)); err != nil {
		t.Fatal(err)
	}
	both := [2]string{string(data), files(t, dir)[0]}
	lay(t, dir, both)
	got, notice, err := Load(dir)
	if err != nil || !strings.Contains(notice, "older") {
		t.Fatal(notice, err)
	}
	opens(t, got, fresh, "", nil)
	opens(t, got, old, right, nil)
	if diff := cmp.Diff(both, files(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := got.Save(dir); err != nil {
		t.Fatal(err)
	}
	got, notice, err = Load(dir)
	if err != nil || notice != "" {
		t.Fatal(notice, err)
	}
	opens(t, got, fresh, "", nil)
	opens(t, got, old, right, nil)
}

func TestKeysOfAnotherStoreBesideThem(t *testing.T) {
	dir, _, _, data := saved(t)
	foreign, _ := open(t, "another", 9)
	foreign.serial = 99
	both := [2]string{string(data), string(must2[[]byte](t)(foreign.encode()))}
	lay(t, dir, both)
	if _, _, err := Load(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "another store") {
		t.Error(err)
	}
	if diff := cmp.Diff(both, files(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestNewer(t *testing.T) {
	dir, _, _, data := saved(t)
	newer := written(`{"version":2,"store":{"of":"other form"},"more":[1,2,3]}`)
	for _, both := range [][2]string{{newer, newer}, {newer, ""}, {"", newer}, {newer, string(data)}, {string(data), newer}, {"x", newer}} {
		lay(t, dir, both)
		if _, _, err := Load(dir); !errors.Is(err, ErrNewer) {
			t.Error(err)
		}
		if diff := cmp.Diff(both, files(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
	lay(t, dir, [2]string{strings.Replace(newer, ":2", ":3", 1), ""})
	if _, _, err := Load(dir); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}
