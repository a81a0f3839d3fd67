package crashtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// call is a call of the child that concerns the folder.
type call struct {
	tid   int
	op    Op            // what it is, as far as is known before it is made
	errno syscall.Errno // what it is made to fail with
	// done records it once it has succeeded; nil if there is nothing to record.
	done func(result int64) error
}

// here stands for the position a file has been read or written up to.
const here = -1

// errNowhere is the error of a path that leads nowhere now. The call with it
// will fail, unless one going on in another thread makes that folder.
var errNowhere = errors.New("the path leads nowhere")

// concerns is the call a thread is about to make, nil if it does not concern
// the folder. As long as another call is going on, the answer only says that it
// does or does not: what the folder holds is not certain then.
func (r *recorder) concerns(tid int, regs *unix.PtraceRegs) (*call, error) {
	const cwd = unix.AT_FDCWD
	at := func(fd uint64) int { return int(int32(fd)) }
	a, b, c, d := regs.Rdi, regs.Rsi, regs.Rdx, regs.R10
	switch regs.Orig_rax {
	case unix.SYS_OPEN:
		return r.opening(tid, cwd, a, b)
	case unix.SYS_CREAT:
		return r.opening(tid, cwd, a, unix.O_CREAT|unix.O_TRUNC)
	case unix.SYS_OPENAT:
		return r.opening(tid, at(a), b, c)
	case unix.SYS_OPENAT2:
		flags, err := number(tid, c)
		if err != nil {
			return nil, err
		}
		return r.opening(tid, at(a), b, uint64(flags))
	case unix.SYS_READ, unix.SYS_PREAD64, unix.SYS_READV, unix.SYS_PREADV, unix.SYS_PREADV2:
		return r.reading(tid, at(a))
	case unix.SYS_WRITE, unix.SYS_WRITEV, unix.SYS_SENDFILE:
		return r.writing(tid, at(a), here)
	case unix.SYS_PWRITE64, unix.SYS_PWRITEV, unix.SYS_PWRITEV2:
		return r.writing(tid, at(a), int64(d))
	case unix.SYS_COPY_FILE_RANGE, unix.SYS_SPLICE:
		off, err := int64(here), error(nil)
		if d != 0 {
			off, err = number(tid, d)
		}
		if err != nil {
			return nil, err
		}
		return r.writing(tid, at(c), off)
	case unix.SYS_TRUNCATE:
		return r.truncating(tid, a, int64(b))
	case unix.SYS_FTRUNCATE:
		return r.resizing(tid, at(a), int64(b))
	case unix.SYS_FALLOCATE:
		return r.reserving(tid, at(a), b, int64(c), int64(d))
	case unix.SYS_FSYNC, unix.SYS_FDATASYNC:
		return r.syncing(tid, at(a))
	case unix.SYS_SYNC, unix.SYS_SYNCFS:
		return r.call(tid, Op{Class: Sync, Path: "."}), nil
	case unix.SYS_RENAME:
		return r.renaming(tid, cwd, a, cwd, b, 0)
	case unix.SYS_RENAMEAT:
		return r.renaming(tid, at(a), b, at(c), d, 0)
	case unix.SYS_RENAMEAT2:
		return r.renaming(tid, at(a), b, at(c), d, regs.R8)
	case unix.SYS_LINK:
		return r.linking(tid, cwd, a, cwd, b)
	case unix.SYS_LINKAT:
		return r.linking(tid, at(a), b, at(c), d)
	case unix.SYS_SYMLINK:
		return r.refusing(tid, cwd, b)
	case unix.SYS_SYMLINKAT:
		return r.refusing(tid, at(b), c)
	case unix.SYS_UNLINK, unix.SYS_RMDIR:
		return r.removing(tid, cwd, a)
	case unix.SYS_UNLINKAT:
		return r.removing(tid, at(a), b)
	case unix.SYS_MKDIR:
		return r.makingDir(tid, cwd, a)
	case unix.SYS_MKDIRAT:
		return r.makingDir(tid, at(a), b)
	case unix.SYS_MMAP:
		return r.mapping(tid, at(regs.R8), c, d)
	case unix.SYS_SETPGID, unix.SYS_SETSID:
		return nil, errors.New("it leaves its process group, where it cannot be followed")
	case unix.SYS_EXIT_GROUP: // waits until a call going on in another thread is over
		return &call{tid: tid}, nil
	}
	return nil, nil
}

// call is one that, when it succeeds, is the operation.
func (r *recorder) call(tid int, o Op) *call {
	return &call{tid: tid, op: o, done: func(int64) error {
		r.names.apply(o.changes)
		r.add(o)
		return nil
	}}
}

// inject makes a call fail if a fault wants that.
func (r *recorder) inject(c *call, regs *unix.PtraceRegs) error {
	for i, f := range r.faults {
		if f.Class&c.op.Class == 0 || c.op.Class == Ack {
			continue
		}
		if f.Match != "" {
			ok, err := path.Match(f.Match, c.op.Path)
			if err != nil {
				return fmt.Errorf("the pattern %q: %w", f.Match, err)
			}
			if !ok {
				continue
			}
		}
		r.counts[i]++
		if r.counts[i] != f.Nth && (!f.Sticky || r.counts[i] < f.Nth) {
			continue
		}
		switch {
		case !f.Short:
			regs.Orig_rax = ^uint64(0) // no such call
			c.errno = f.Errno
		case shortens(regs.Orig_rax) && regs.Rdx > 1:
			regs.Rdx /= 2
		default:
			continue
		}
		r.trace.Injected++
		return unlessGone(unix.PtraceSetRegs(c.tid, regs))
	}
	return nil
}

func shortens(call uint64) bool {
	return call == unix.SYS_WRITE || call == unix.SYS_PWRITE64 || call == unix.SYS_WRITEV || call == unix.SYS_PWRITEV
}

// number is a number in the child's memory.
func number(tid int, address uint64) (int64, error) {
	data, err := memory(tid, address, 8)
	if len(data) < 8 {
		return 0, err
	}
	return int64(binary.NativeEndian.Uint64(data)), nil
}

// memory is what the child has at an address, up to n bytes.
func memory(tid int, address uint64, n int) ([]byte, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/mem", tid))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, n)
	n, err = f.ReadAt(data, int64(address))
	return data[:n], err
}

// path is the path below the folder of a path the child has in memory; ok is
// false for one elsewhere.
func (r *recorder) path(tid, dir int, address uint64) (p string, ok bool, err error) {
	data, err := memory(tid, address, unix.PathMax)
	end := bytes.IndexByte(data, 0)
	if end < 0 {
		return "", false, fmt.Errorf("reading a path: %w", err)
	}
	p = string(data[:end])
	switch {
	case p == "" || strings.HasPrefix(p, "/"):
	case dir == unix.AT_FDCWD:
		p = fmt.Sprintf("/proc/%d/cwd/%s", tid, p)
	default:
		p = fmt.Sprintf("/proc/%d/fd/%d/%s", tid, dir, p)
	}
	up, name := filepath.Split(strings.TrimRight(p, "/"))
	if up, err = filepath.EvalSymlinks(up); err != nil {
		return "", false, errNowhere
	}
	p, ok = r.below(filepath.Join(up, name))
	return p, ok, nil
}

// file is the file or folder a descriptor of the child stands for and its path
// below the folder, 0 for one elsewhere.
func (r *recorder) file(tid, fd int) (file id, p string, err error) {
	link := descriptor(tid, fd)
	node, err := stat(link)
	if err != nil {
		return 0, "", nil // it is not open, so that the call will fail
	}
	if file = r.ids[node]; file == root {
		return root, ".", nil
	}
	if link, err = os.Readlink(link); err != nil {
		return 0, "", err
	}
	p, below := r.below(link)
	if file == 0 && below {
		err = fmt.Errorf("how %s came to be was not seen, so it cannot be followed", link)
	}
	return file, p, err
}

func descriptor(tid, fd int) string { return fmt.Sprintf("/proc/%d/fd/%d", tid, fd) }

// printsTo notes what the standard output of the child is.
func (r *recorder) printsTo(pid int) (err error) {
	r.stdout, err = stat(descriptor(pid, 1))
	return err
}

// position is up to where a descriptor has been read or written, and how it was
// opened.
func position(tid, fd int) (off int64, flags int, err error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", tid, fd))
	if err != nil {
		return 0, 0, err
	}
	if _, err := fmt.Sscanf(string(data), "pos: %d\nflags: %o", &off, &flags); err != nil {
		return 0, 0, errors.New("the position in a file cannot be read")
	}
	return off, flags, nil
}
