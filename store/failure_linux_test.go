package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// descriptor is the number under which this process has the store's file open.
func descriptor(t *testing.T, s *Store) int {
	t.Helper()
	const open = "/proc/self/fd"
	entries, err := os.ReadDir(open)
	if err != nil {
		t.Skip(err)
	}
	for _, e := range entries {
		if path, _ := os.Readlink(filepath.Join(open, e.Name())); path == s.path() {
			fd, err := strconv.Atoi(e.Name())
			if err != nil {
				t.Fatal(err)
			}
			return fd
		}
	}
	t.Fatalf("%s is not open", s.path())
	return 0
}

// replace lets the store write to another file until the returned function is
// called: /dev/full says that the disk is full, a file open for reading only
// refuses every write.
func replace(t *testing.T, s *Store, path string) (restore func()) {
	t.Helper()
	fd := descriptor(t, s)
	kept, err := syscall.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.Open(path)
	if path == "/dev/full" {
		other, err = os.OpenFile(path, os.O_RDWR, 0)
	}
	if err != nil {
		t.Skip(err)
	}
	defer other.Close()
	if err := syscall.Dup3(int(other.Fd()), fd, 0); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(syscall.Dup3(kept, fd, 0), syscall.Close(kept)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFullDiskMayBeTriedAgain(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	do(t, r, note("one"))
	// The long draft leaves free pages behind: bbolt asks for the size of the
	// file before it grows it, which /dev/full does not know.
	for _, text := range []string{strings.Repeat("long ", 20_000), "two"} {
		if err := r.SaveDraft("note", Draft{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	before, saved := r.Visit(), r.LastSaved()

	restore := replace(t, s, "/dev/full")
	for _, err := range []error{
		r.Do(note("two")), r.Commit("note", note("two")), r.Undo(), r.SaveDraft("note", Draft{Text: "other"}),
	} {
		mustSay(t, err, ErrFull, s.path())
	}
	if r.Visit() != before || !r.LastSaved().Equal(saved) {
		t.Error("the record shows what is not on the disk")
	}
	restore()

	if d, err := r.Draft("note"); err != nil || d.Text != "two" {
		t.Errorf("draft %v, %v", d, err)
	}
	if err := r.Commit("note", note("two")); err != nil {
		t.Fatal(err)
	}
	events := r.log.Load().Events()
	s = mustReopen(t, s, opt)
	r, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(events, r.log.Load().Events()); diff != "" {
		t.Error(diff)
	}
	if got := fmt.Sprint(noteTexts(r)); got != "[one two]" {
		t.Error(got)
	}
	if all, err := s.Visits(); err != nil || len(all) != 1 {
		t.Errorf("visits %v, %v", all, err)
	}
}

// After any other failure the same handle must not be written with again, even
// if the disk seems well. The journal takes what follows.
func TestFailedWriteRetiresTheFile(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r, other := mustCreate(t, s, "Hollin Bank School"), mustCreate(t, s, "Another")
	do(t, r, note("one"))

	restore := replace(t, s, s.path()) // open for reading only
	do(t, r, note("two"))
	restore()

	before := digest(t, s.path())
	do(t, r, note("three"))
	if err := other.SaveDraft("note", Draft{Text: "x"}); err != nil {
		t.Fatal(err)
	}
	if digest(t, s.path()) != before {
		t.Error("the file was written to after a failure")
	}
	if said := s.Trouble(); !strings.Contains(said, "journal") || !strings.Contains(said, "start it again") {
		t.Errorf("the trouble is %q", said)
	}
	if all, err := s.Visits(); err != nil || len(all) != 2 || all[0].ID != r.ID() {
		t.Errorf("reading afterwards: %v, %v", all, err)
	}
	s = mustReopen(t, s, opt)
	r, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, note("four"))
	if got := fmt.Sprint(noteTexts(r)); got != "[one two three four]" {
		t.Error(got)
	}
}

// asNobody runs do without the rights of root; rights to files are looked up
// for each thread on Linux.
func asNobody(t *testing.T, do func()) {
	t.Helper()
	if os.Getuid() != 0 {
		do()
		return
	}
	const nobody = 65534
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends with this function
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Error(err)
			return
		}
		do()
	}()
	<-done
}

func TestWithoutRights(t *testing.T) {
	tests := []struct {
		name         string
		file, folder os.FileMode
	}{
		{"file read-only", 0o444, 0o755},
		{"file not readable", 0, 0o755},
		{"folder closed", 0o600, 0o600},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), testOptions())
			_ = s.Close()
			before := digest(t, s.path())
			chmod(t, s.path(), tt.file)
			chmod(t, s.dir, tt.folder)
			var err error
			asNobody(t, func() { _, err = Open(s.dir, testOptions()) })
			mustSay(t, err, ErrReadOnly, s.path())
			chmod(t, s.dir, 0o700)
			chmod(t, s.path(), 0o600)
			if digest(t, s.path()) != before {
				t.Error("the file was changed")
			}
		})
	}
	t.Run("folder read-only, no file yet", func(t *testing.T) {
		dir := t.TempDir()
		chmod(t, dir, 0o555)
		for _, dir := range []string{dir, filepath.Join(dir, "new", "halfday")} {
			var err error
			asNobody(t, func() { _, err = Open(dir, testOptions()) })
			mustSay(t, err, ErrReadOnly, filepath.Join(dir, fileName))
			if !strings.Contains(err.Error(), "--data") {
				t.Errorf("no remedy in %v", err)
			}
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("the folder holds %v", left)
		}
	})
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(path, mode|0o700) })
}

// smallDisk is a folder that is a disk of 80 MB.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=80m"); err != nil {
		t.Skip("only root can make a small disk: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill takes all the room that is left on a disk, with the file it names.
func fill(t *testing.T, dir string) (ballast string) {
	t.Helper()
	ballast = filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	_ = f.Close()
	return ballast
}

// A store that nobody closed opens on a full disk too: with the reserve, or where
// that is too small for a copy of the file, with the journal alone.
func TestOpeningOnAFullDisk(t *testing.T) {
	for name, long := range map[string]int{"the reserve is enough": 1, "it is not": 6 << 20} {
		t.Run(name, func(t *testing.T) {
			dir := smallDisk(t)
			opt := testOptions()
			s := mustOpen(t, filepath.Join(dir, "store"), opt)
			r := mustCreate(t, s, "Hollin Bank School")
			if err := r.SaveDraft("report", Draft{Text: strings.Repeat("x", long)}); err != nil {
				t.Fatal(err)
			}
			do(t, r, note("one"))
			if err := s.keepReserve(); err != nil || !exists(s.reserve()) {
				t.Fatal(err)
			}
			s.letGo() // as a killed program does
			s.closed = true
			ballast := fill(t, dir)
			for n := range 3 {
				s = mustOpen(t, s.dir, opt)
				if err := s.keepReserve(); err != nil {
					t.Error(err)
				}
				if said := s.Trouble(); !strings.Contains(said, "full") {
					t.Errorf("opened the %d. time, the trouble is %q", n+1, said)
				}
				if r, err := s.Visit(r.ID()); err != nil {
					t.Fatal(err)
				} else {
					do(t, r, note(fmt.Sprint(n)))
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			s = mustOpen(t, s.dir, opt)
			if r, err := s.Visit(r.ID()); err != nil || fmt.Sprint(noteTexts(r)) != "[one 0 1 2]" || s.Trouble() != "" {
				t.Errorf("%v, trouble %q", err, s.Trouble())
			}
		})
	}
}

// On a disk that is really full nothing is lost, the reserve makes room, and all
// goes on once there is space.
func TestFullDisk(t *testing.T) {
	dir := smallDisk(t)
	opt := testOptions()
	s := mustOpen(t, filepath.Join(dir, "store"), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	if err := s.keepReserve(); err != nil || !exists(s.reserve()) {
		t.Fatalf("there is no reserve, %v", err)
	}
	ballast := fill(t, dir)
	saved, spent := 0, false
	for {
		err := r.Do(note(fmt.Sprint(saved, strings.Repeat(" and so on", 400))))
		if err != nil {
			mustSayAt(t, err, ErrFull, s.dir)
			break
		}
		saved++
		spent = spent || strings.Contains(s.Trouble(), "full")
		if saved > 5000 {
			t.Fatal("the disk is never full")
		}
	}
	if !spent || saved < 100 {
		t.Errorf("%d notes were saved with the reserve, said: %v", saved, spent)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	do(t, r, note(fmt.Sprint(saved)))
	if err := s.keepReserve(); err != nil || s.Trouble() != "" {
		t.Errorf("there is room again: %s", s.Trouble())
	}
	s = mustReopen(t, s, opt)
	r, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range noteTexts(r) {
		if n, _, _ := strings.Cut(text, " "); n != fmt.Sprint(i) {
			t.Fatalf("note %d is %.20q", i, text)
		}
	}
	if n := len(noteTexts(r)); n != saved+1 {
		t.Errorf("%d notes, want %d", n, saved+1)
	}
}

// mustSayAt is mustSay for a file somewhere below a folder.
func mustSayAt(t *testing.T, err, want error, dir string) {
	t.Helper()
	if !errors.Is(err, want) || !strings.HasPrefix(err.Error(), dir) || !strings.Contains(err.Error(), "; ") {
		t.Fatalf("got %v, want: %v", err, want)
	}
}
