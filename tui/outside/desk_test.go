package outside

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// deskBase names the folder below which the test binary, run by TestLeftovers,
// opens a file at a desk and then waits until it is killed.
const deskBase = "HALFDAY_OUTSIDE_TEST_BASE"

func TestMain(m *testing.M) {
	if base := os.Getenv(deskBase); base != "" {
		err := NewDesk(base, func(path string) error {
			_, err := os.Stdout.WriteString(path + "\n")
			return err
		}).Open("plan.pdf", []byte(canary))
		if err == nil {
			_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// canary is what must stand nowhere once a desk is closed.
const canary = "Wagtail-9c4f"

// shown are the copies that were opened.
type shown struct{ paths []string }

func (s *shown) open(path string) error {
	s.paths = append(s.paths, path)
	return nil
}

// files are the paths below a folder, from there.
func files(t *testing.T, base string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(base, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path[len(base)+1:])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDesk(t *testing.T) {
	t.Parallel()
	base, s := t.TempDir(), &shown{}
	d := NewDesk(base, s.open)
	if got := files(t, base); len(got) > 0 {
		t.Errorf("before the first copy there is %q", got)
	}
	names := []string{
		"Wagtail-9c4f plan.pdf", "../../../Wagtail.DOCX", "/etc/Wagtail.odt", `..\..\Wagtail.png`, "Wagtail\x1b[2J\u202e\x00.csv",
		strings.Repeat("Wagtail", 1000) + ".jpg", "-Wagtail.mp3", "CON.pdf", "$(touch Wagtail).pdf",
	}
	for _, name := range names {
		if err := d.Open(name, []byte(canary)); err != nil {
			t.Fatalf("%.50q: %v", name, err)
		}
	}
	number := regexp.MustCompile(`^halfday-copies-\d+-\d+` + regexp.QuoteMeta(string(filepath.Separator)) + `[1-9]\.[a-z0-9]{3,4}$`)
	for i, path := range s.paths {
		at, err := filepath.Rel(base, path)
		if err != nil || !number.MatchString(at) || strings.ToLower(filepath.Ext(names[i])) != filepath.Ext(path) {
			t.Errorf("the copy of %.50q is %q, %v", names[i], path, err)
		}
		data, err := os.ReadFile(path)
		if err != nil || string(data) != canary {
			t.Errorf("%s holds %q, %v", path, data, err)
		}
		if runtime.GOOS == "windows" {
			continue // rights are not modes there
		}
		for _, one := range []struct {
			path string
			mode fs.FileMode
		}{{path, 0o600}, {filepath.Dir(path), 0o700}} {
			if info, err := os.Stat(one.path); err != nil || info.Mode().Perm() != one.mode {
				t.Errorf("%s: %v, %v", one.path, info.Mode(), err)
			}
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(base); err != nil || len(left) > 0 {
		t.Errorf("after closing there is %v, %v", left, err)
	}
	if err := d.Open("plan.pdf", []byte(canary)); !errors.Is(err, ErrClosed) {
		t.Errorf("opened after closing: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if got := files(t, base); len(got) > 0 {
		t.Errorf("after that there is %q", got)
	}
}

func TestDeskRefuses(t *testing.T) {
	t.Parallel()
	base, s := t.TempDir(), &shown{}
	d := NewDesk(base, s.open)
	for name, data := range map[string]string{"run.exe": "x", "page.html": "x", "x": "x", "plan.pdf": "#!/bin/sh", "plan.docm": "PK"} {
		if err := d.Open(name, []byte(data)); !errors.Is(err, ErrKind) || !strings.Contains(err.Error(), "Save a copy") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := files(t, base); len(got) > 0 || len(s.paths) > 0 {
		t.Errorf("made %q, opened %q", got, s.paths)
	}
}

// What no program opens is not left lying about.
func TestDeskWithoutProgram(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	d := NewDesk(base, func(string) error { return none(errors.New("x")) })
	if err := d.Open("plan.pdf", []byte(canary)); !errors.Is(err, ErrNoProgram) {
		t.Error(err)
	}
	for _, path := range files(t, base) {
		if filepath.Base(path) != lockName {
			t.Errorf("%s is left", path)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestDeskWithoutFolder(t *testing.T) {
	t.Parallel()
	base := filepath.Join(t.TempDir(), "absent")
	d := NewDesk(base, (&shown{}).open)
	if err := d.Open("plan.pdf", nil); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "save a copy and open it yourself") {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// Copies stay while their process lives. Those of one that was killed go when
// the next first copy is made, and nothing else does.
func TestLeftovers(t *testing.T) {
	base := t.TempDir()
	others := []string{
		"halfday-notes/lock", "halfday-copies-1-2x/lock", "halfday-copies-12/lock", "halfday-copies-3-4/1.pdf", "kept",
	}
	for _, path := range others {
		path = filepath.Join(base, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(base, "halfday-notes"), filepath.Join(base, "halfday-copies-5-6")); err != nil {
		t.Log(err)
	}
	if err := os.Mkdir(filepath.Join(base, "halfday-copies-7-8"), 0o700); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), deskBase+"="+base)
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
	line := make([]byte, 4096)
	n, err := stdout.Read(line)
	left := string(bytes.TrimSpace(line[:n]))
	if data, err2 := os.ReadFile(left); err != nil || err2 != nil || string(data) != canary {
		t.Fatalf("the other process says %q: %v, %v", left, err, err2)
	}

	use := func() {
		t.Helper()
		d := NewDesk(base, (&shown{}).open)
		if err := errors.Join(d.Open("plan.pdf", []byte("x")), d.Close()); err != nil {
			t.Fatal(err)
		}
	}
	use()
	if _, err := os.Stat(left); err != nil {
		t.Errorf("a copy in use was removed: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		use()
		if _, err := os.Stat(filepath.Dir(left)); errors.Is(err, fs.ErrNotExist) {
			break
		} else if time.Now().After(end) {
			t.Fatalf("the copy of a process that is gone stays: %v", err)
		}
	}
	for _, path := range others {
		if _, err := os.Stat(filepath.Join(base, filepath.FromSlash(path))); err != nil {
			t.Errorf("%s is no leftover: %v", path, err)
		}
	}
	if _, err := os.Stat(filepath.Join(base, "halfday-copies-7-8")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder stays: %v", err)
	}
}

func TestBase(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are not modes there")
	}
	own, shared := t.TempDir(), t.TempDir()
	if err := errors.Join(os.Chmod(own, 0o700), os.Chmod(shared, 0o755)); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{own: own, shared: os.TempDir(), "": os.TempDir(), ".": os.TempDir(), own + "/gone": os.TempDir()} {
		t.Setenv("XDG_RUNTIME_DIR", dir)
		if got := Base(); got != want {
			t.Errorf("where the session's folder is %q it is %q, want %q", dir, got, want)
		}
	}
}
