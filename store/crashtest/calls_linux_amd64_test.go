package crashtest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// makeCalls makes each call that changes a file or folder, in its variants.
func makeCalls(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	open := func(name string, flags int) int {
		fd, err := unix.Open(name, flags|unix.O_CLOEXEC, 0o600)
		if err != nil {
			panic(err)
		}
		return fd
	}
	a := open("a", unix.O_CREAT|unix.O_RDWR)
	d := open(".", unix.O_RDONLY)
	creat, err := unix.Creat("created", 0o600)
	two, err2 := unix.Openat2(d, "openat2", &unix.OpenHow{Flags: unix.O_CREAT | unix.O_WRONLY, Mode: 0o600})
	appended := open("appended", unix.O_CREAT|unix.O_WRONLY|unix.O_APPEND)
	direct := open("durable", unix.O_CREAT|unix.O_WRONLY|unix.O_DSYNC)
	var off int64 = 3
	for _, do := range []func() (int, error){
		func() (int, error) { return 0, errors.Join(err, err2) },
		func() (int, error) { return unix.Write(a, []byte("one")) },
		func() (int, error) { return unix.Writev(a, [][]byte{[]byte("two"), []byte("three")}) },
		func() (int, error) { return unix.Pwrite(a, []byte("four"), 20) },
		func() (int, error) { return unix.Pwritev(a, [][]byte{[]byte("five"), []byte("six")}, 40) },
		func() (int, error) { return unix.Pwritev2(a, [][]byte{[]byte("seven")}, -1, 0) },
		func() (int, error) { return unix.Write(appended, []byte("eight")) },
		func() (int, error) { return unix.Pwrite(appended, []byte("nine"), 0) },
		func() (int, error) { return unix.Write(direct, []byte("ten")) },
		func() (int, error) { _, err := unix.Seek(a, 2, io.SeekStart); return 0, err },
		func() (int, error) { return unix.CopyFileRange(a, nil, creat, nil, 5, 0) },
		func() (int, error) { return unix.CopyFileRange(a, nil, creat, &off, 5, 0) },
		func() (int, error) { return unix.Sendfile(two, a, nil, 6) },
		func() (int, error) {
			var pipe [2]int
			if err := unix.Pipe(pipe[:]); err != nil {
				return 0, err
			}
			if _, err := unix.Write(pipe[1], []byte("through a pipe")); err != nil {
				return 0, err
			}
			n, err := unix.Splice(pipe[0], nil, two, nil, 7, 0)
			if err == nil {
				_, err = unix.Splice(pipe[0], nil, two, &off, 7, 0)
			}
			return int(n), err
		},
		func() (int, error) { return 0, unix.Ftruncate(two, 9) },
		func() (int, error) { return 0, unix.Truncate(dir+"/created", 70) },
		func() (int, error) { return 0, unix.Fallocate(creat, 0, 60, 40) },
		func() (int, error) { return 0, unix.Fallocate(creat, unix.FALLOC_FL_KEEP_SIZE, 60, 400) },
		func() (int, error) {
			return 0, unix.Fallocate(creat, unix.FALLOC_FL_KEEP_SIZE|unix.FALLOC_FL_PUNCH_HOLE, 2, 4)
		},
		func() (int, error) { return 0, unix.Fsync(a) },
		func() (int, error) { return 0, unix.Fdatasync(d) },
		func() (int, error) { return 0, unix.Mkdir("dir", 0o700) },
		func() (int, error) { return 0, unix.Mkdirat(d, "dir/deep/", 0o700) },
		func() (int, error) { return 0, unix.Mkdir("dir/gone", 0o700) },
		func() (int, error) { return 0, unix.Link("a", "dir/linked") },
		func() (int, error) { return 0, unix.Linkat(d, "a", d, "dir/deep/linked", 0) },
		func() (int, error) { return 0, unix.Rename("appended", "dir/deep/appended") },
		func() (int, error) { return unix.Write(appended, []byte("still the same file")) },
		func() (int, error) { return 0, unix.Renameat(d, "dir/deep", unix.AT_FDCWD, "moved") },
		func() (int, error) { return 0, unix.Renameat2(d, "moved/linked", d, "openat2", unix.RENAME_EXCHANGE) },
		func() (int, error) { return 0, unix.Rename("a", "dir/linked") }, // does nothing
		func() (int, error) { return 0, unix.Unlink("dir/linked") },
		func() (int, error) { return unix.Write(a, []byte("it has other names")) },
		func() (int, error) { return 0, unix.Rmdir("dir/gone") },
		func() (int, error) { return 0, unix.Unlinkat(d, "dir", unix.AT_REMOVEDIR) },
		func() (int, error) { return 0, unix.Rename("durable", dir+"-away") },
		func() (int, error) { return 0, unix.Close(open("moved/appended", unix.O_WRONLY|unix.O_TRUNC)) },
		func() (int, error) { return 0, unix.Close(open("dots", unix.O_CREAT|unix.O_RDWR)) },
		func() (int, error) { return 0, unix.Rename("moved/../dots", "./moved/./dots") },
		func() (int, error) { return 0, unix.Syncfs(d) },
		func() (int, error) { // a process that this one starts is watched too
			return 0, exec.Command("/bin/sh", "-c", "echo by another > other; exec echo from another").Run()
		},
	} {
		if _, err := do(); err != nil {
			return err
		}
	}
	for name, err := range map[string]error{ // what fails changes nothing
		"a":       unix.Mkdir("a", 0o700),
		"missing": errors.Join(unix.Unlink("missing"), unix.Rename("missing", "x"), unix.Truncate("missing", 1)),
		"moved":   errors.Join(unix.Rmdir("moved"), unix.Unlink("moved")),
	} {
		if err == nil {
			return fmt.Errorf("%s: no error", name)
		}
	}
	_, err = os.Stdout.WriteString("done\nhalf a line")
	return err
}

func TestEveryCall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	trace := mustRecord(t, child(t, "calls", dir), dir)
	if trace.Exit != 0 || !slices.Equal(trace.Acked, []string{"done"}) {
		t.Fatalf("exit code %d, acknowledged %q", trace.Exit, trace.Acked)
	}
	var s State
	for s = range trace.States(1, Options{Kinds: []Kind{Everything}}) {
	}
	if diff := cmp.Diff(contents(t, dir), s.Files); diff != "" {
		t.Error(diff)
	}
	var all strings.Builder
	for _, o := range trace.Ops {
		fmt.Fprintln(&all, o)
	}
	for _, want := range []string{
		"write a: 3 bytes at 0", "write a: 8 bytes at 3", "write a: 4 bytes at 20", "write a: 7 bytes at 40",
		"write a: 5 bytes at 11", "write appended: 4 bytes at 5", "write durable: 3 bytes at 0\nsync durable\n",
		"write created: 5 bytes at 3", "write openat2: 6 bytes at 0", "write openat2: 7 bytes at 6", "write openat2: 7 bytes at 8",
		"truncate openat2: to 9 bytes", "truncate created: to 70 bytes", "truncate created: to 100 bytes\nwrite created: 4 bytes at 2\n",
		"sync a\nsync folder .\n", "mkdir dir/deep\n", "link a to dir/deep/linked\n", "rename dir/deep to moved\n", "rename moved/linked to openat2\nremove dir/linked\n",
		"write a: 18 bytes at 18\n", "remove durable\n", "truncate moved/appended: to 0 bytes", "rename dots to moved/dots\n", "sync .\n", "write other: 11 bytes",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %q", want)
		}
	}
	if t.Failed() {
		t.Log(all.String())
	}
}
