package disk

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// heldPath names the lock that the test binary, run by TestLockOfAnotherProgram,
// takes and keeps until it is killed.
const heldPath = "HALFDAY_DISK_TEST_LOCK"

func TestMain(m *testing.M) {
	if path := os.Getenv(heldPath); path != "" {
		h, err := Lock(path, 0)
		if err == nil {
			err = h.Write([]byte("the other program"))
		}
		fmt.Println(err)
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func mustLock(t *testing.T, path string) *Held {
	t.Helper()
	h, err := Lock(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func mustRelease(t *testing.T, h *Held) {
	t.Helper()
	if err := h.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	h := mustLock(t, path)
	for _, wait := range []time.Duration{0, -time.Second, time.Millisecond, 50 * time.Millisecond} {
		if _, err := Lock(path, wait); !errors.Is(err, ErrHeld) {
			t.Fatal(err)
		}
	}
	if other, err := Lock(path+"2", 0); err != nil || other.Release() != nil {
		t.Error(err)
	}
	mustRelease(t, h)
	if err := h.Release(); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
	mustRelease(t, mustLock(t, path))
}

func TestLockWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	h := mustLock(t, path)
	got := make(chan error)
	go func() {
		h, err := Lock(path, time.Minute)
		if err == nil {
			err = h.Release()
		}
		got <- err
	}()
	mustRelease(t, h)
	if err := <-got; err != nil {
		t.Error(err)
	}
}

// However a program ends, its lock ends with it; what it said stays.
func TestLockOfAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), heldPath+"="+path)
	stdin, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = child.Process.Kill(), child.Wait() }()
	if said, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || said != "<nil>\n" {
		t.Fatal(said, err)
	}

	if _, err := Lock(path, 0); !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
	if said, err := os.ReadFile(path); err != nil || string(said) != "the other program" {
		t.Errorf("%q, %v", said, err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	h, err := Lock(path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if said, err := h.Read(); err != nil || string(said) != "the other program" {
		t.Errorf("%q, %v", said, err)
	}
	mustRelease(t, h)
}

func TestHeldSays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	h := mustLock(t, path)
	most := strings.Repeat("x", mostHeld)
	for _, want := range []string{"", "somebody, for a long time", "short", most, ""} {
		if err := h.Write([]byte(want)); err != nil {
			t.Fatal(err)
		}
		mine, err := h.Read()
		others, err2 := os.ReadFile(path)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{want, want}, []string{string(mine), string(others)}); diff != "" {
			t.Error(diff)
		}
	}
	if err := h.Write([]byte(most + "x")); !errors.Is(err, fs.ErrInvalid) {
		t.Error(err)
	}
	mustRelease(t, h)
	if _, err := h.Read(); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
	if err := h.Write(nil); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
}

// A lock is the file under its name: not one that was taken away meanwhile, and
// nothing through which another file would be written.
func TestLockIsAFileInItsPlace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lock")
	for name, change := range map[string]func() error{
		"removed":  func() error { return os.Remove(path) },
		"replaced": func() error { return os.Rename(filepath.Join(dir, "other"), path) },
	} {
		for _, p := range []string{path, filepath.Join(dir, "other")} {
			if err := os.WriteFile(p, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := inPlace(f); err != nil {
			t.Error(err)
		}
		if err := change(); err != nil {
			t.Skip(err) // Windows keeps a file that is open
		}
		if err := inPlace(f); !errors.Is(err, ErrHeld) {
			t.Errorf("%s: %v", name, err)
		}
	}

	if _, err := Lock(dir, 0); err == nil {
		t.Error("a folder counts as a lock")
	}
	if _, err := Lock(filepath.Join(dir, "absent", "lock"), 0); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if _, err := Lock(link, 0); !errors.Is(err, fs.ErrInvalid) {
		t.Error(err)
	}
}
