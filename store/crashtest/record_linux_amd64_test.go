package crashtest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

func init() {
	children["calls"] = func(args []string) error { return makeCalls(args[0]) }
	children["crowd"] = func(args []string) error { return writeAllAtOnce(args[0]) }
	children["middle"] = func(args []string) error { return endInTheMiddle(args[0]) }
	children["killed"] = func(args []string) error {
		return errors.Join(writeLog(args[0]), unix.Kill(os.Getpid(), unix.SIGKILL))
	}
	children["refused"] = func(args []string) error { return doRefused(args[0], args[1]) }
}

// writeAllAtOnce writes to a few files from many threads.
func writeAllAtOnce(dir string) error {
	var all sync.WaitGroup
	errs := make([]error, 16)
	for i := range errs {
		all.Go(func() {
			for n := range 20 {
				path := filepath.Join(dir, fmt.Sprint((i+n)%5))
				f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
				if err == nil {
					_, err = fmt.Fprintf(f, "%d from %d\n", n, i)
					err = errors.Join(err, f.Sync(), f.Close())
				}
				if err == nil && n%7 == 0 {
					err = os.Rename(path, path+"-"+fmt.Sprint(i))
				}
				if err != nil && !errors.Is(err, os.ErrNotExist) {
					errs[i] = err
				}
				fmt.Println(i, n)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// Record itself checks that what many threads did is what it recorded.
func TestCrowd(t *testing.T) {
	for range 3 {
		dir := t.TempDir()
		trace := mustRecord(t, child(t, "crowd", dir), dir)
		if trace.Exit != 0 || len(trace.Acked) != 16*20 {
			t.Errorf("exit code %d, %d lines", trace.Exit, len(trace.Acked))
		}
	}
}

// endInTheMiddle ends while its other threads write.
func endInTheMiddle(dir string) error {
	begun := make(chan error)
	for i := range 8 {
		go func() {
			f, err := os.Create(filepath.Join(dir, fmt.Sprint(i)))
			begun <- err
			for {
				_, _ = f.Write(make([]byte, 100_000))
			}
		}()
	}
	var errs []error
	for range 8 {
		errs = append(errs, <-begun)
	}
	return errors.Join(errs...)
}

// Record itself checks that what was going on in the end is recorded too.
func TestEndInTheMiddle(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		if trace := mustRecord(t, child(t, "middle", dir), dir); trace.Exit != 0 {
			t.Errorf("exit code %d", trace.Exit)
		}
	}
}

// A child that is killed is recorded up to there.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	trace := mustRecord(t, child(t, "killed", dir), dir)
	if trace.Exit != -1 || len(trace.Acked) != 10 || len(contents(t, dir)["log"]) == 0 {
		t.Errorf("exit code %d, %d lines", trace.Exit, len(trace.Acked))
	}
}

// doRefused does what cannot be followed.
func doRefused(dir, what string) error {
	path := filepath.Join(dir, "file")
	if err := os.WriteFile(path, make([]byte, 4096), 0o600); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	switch what {
	case "mapping", "reading":
		protection := unix.PROT_READ
		if what == "mapping" {
			protection |= unix.PROT_WRITE
		}
		data, err := unix.Mmap(int(f.Fd()), 0, 4096, protection, unix.MAP_SHARED)
		if err != nil {
			return err
		}
		return unix.Munmap(data)
	case "made writable":
		data, err := unix.Mmap(int(f.Fd()), 0, 4096, unix.PROT_READ, unix.MAP_SHARED)
		if err != nil {
			return err
		}
		if err := unix.Mprotect(data, unix.PROT_READ|unix.PROT_WRITE); err != nil {
			return err
		}
		data[7] = 7
		return unix.Munmap(data)
	case "symbolic link":
		return os.Symlink(path, filepath.Join(dir, "link"))
	case "moved in", "linked in":
		outside := dir + "-outside"
		if err := os.WriteFile(outside, nil, 0o600); err != nil {
			return err
		}
		if what == "linked in" {
			return os.Link(outside, filepath.Join(dir, "in"))
		}
		return os.Rename(outside, filepath.Join(dir, "in"))
	case "without a name":
		fd, err := unix.Open(dir, unix.O_TMPFILE|unix.O_RDWR, 0o600)
		if err == nil {
			_, err = unix.Write(fd, []byte("text"))
		}
		return err
	case "process group":
		return unix.Setpgid(0, 0)
	}
	return errors.New("unknown: " + what)
}

func TestRefused(t *testing.T) {
	for what, want := range map[string]string{
		"reading":        "",
		"mapping":        "file through a mapping",
		"made writable":  "not written in a way that can be followed",
		"symbolic link":  "symbolic link link",
		"moved in":       "outside the folder to in",
		"linked in":      "outside the folder",
		"process group":  "process group",
		"without a name": "was not seen",
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "folder")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			trace, err := Record(child(t, "refused", dir, what), dir)
			if want == "" && (err != nil || trace.Exit != 0) || want != "" && !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("trace %v, error %v", trace, err)
			}
		})
	}
	t.Run("there before", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.Symlink(dir, filepath.Join(dir, "link")); err != nil {
			t.Fatal(err)
		}
		if _, err := Record(child(t, "log", dir), dir); err == nil || !strings.Contains(err.Error(), "link") {
			t.Errorf("the error is %v", err)
		}
	})
}

// BenchmarkRecord records 300 notes.
func BenchmarkRecord(b *testing.B) {
	for b.Loop() {
		dir := b.TempDir()
		mustRecord(b, child(b, "bbolt", dir, "safe", "300"), dir)
	}
}

// BenchmarkAlone writes 300 notes without being watched.
func BenchmarkAlone(b *testing.B) {
	for b.Loop() {
		cmd := child(b, "bbolt", b.TempDir(), "safe", "300")
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
	}
}
