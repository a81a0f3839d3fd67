// Package crashtest finds out what a power cut or a failing disk could do to
// the files of a program, for tests of what keeps them.
//
// [Record] runs a child process, unmodified, and watches its operations on the
// files of a folder as well as the lines it prints: its acknowledgements.
// [Trace.States] tells in which states a power cut could have left the folder at
// each moment. The test then looks whether everything acknowledged up to that
// moment can still be read. A [Fault] makes an operation of the child fail.
//
//	trace, err := crashtest.Record(child, dir)
//	…
//	for state := range trace.States(seed, crashtest.Options{About: 2000}) {
//		left := filepath.Join(scratch, "left")
//		if err := state.Write(left); err != nil {
//			t.Fatal(err)
//		}
//		if err := read(left, state.Acked); err != nil {
//			t.Errorf("%v: %v", state, err)
//		}
//		os.RemoveAll(left)
//	}
//
// Why not kill the child instead: what a killed process has written stays in the
// system's cache and reaches the disk all the same, so that a missing fsync is
// never noticed.
//
// The work is done on linux/amd64, by ptrace; it needs no rights and no other
// program. Elsewhere Record returns [errors.ErrUnsupported].
package crashtest

import (
	"fmt"
	"strings"
	"syscall"
)

// Class is a class of operations, or several of them.
type Class uint

// The classes. Open and Read change nothing and are never recorded; they are
// here to be made to fail.
const (
	Open     Class = 1 << iota // opening a file or folder without making or emptying it
	Read                       // reading a file, though not through a mapping
	Create                     // making a file by opening it
	Write                      // writing in whatever way, though not through a mapping
	Truncate                   // giving a file a size: also by opening it or reserving space
	Sync                       // fsync or fdatasync of a file
	SyncDir                    // fsync or fdatasync of a folder
	Rename
	Link
	Remove // of a name: unlink or rmdir
	Mkdir
	Ack // writing to standard output; cannot be made to fail
)

// String is the names of the classes.
func (c Class) String() string {
	var names []string
	for i, name := range [...]string{
		"open", "read", "create", "write", "truncate", "sync", "sync folder",
		"rename", "link", "remove", "mkdir", "ack",
	} {
		if c&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "|")
}

// Op is one operation of the child.
type Op struct {
	Class Class
	// Path is what it was done to, below the folder and with slashes; "." is
	// the folder. To is the new name of a Rename or a Link.
	Path, To string
	// Off is where a Write begins, or the size a Truncate gives, in bytes.
	Off int64
	// Data is what was written, to a file or to standard output.
	Data []byte
	// Err is why the operation failed, 0 if it did not. One that failed did
	// nothing. Of those only what a Fault caused is recorded, and every failed
	// Sync and SyncDir.
	Err syscall.Errno

	id      id       // the file or folder itself; 0 where Sync means all there is
	changes []change // to names, all or none of which survive
}

// String is the operation in a line, much as strace writes it.
func (o Op) String() string {
	s := o.Class.String()
	if o.Path != "" {
		s += " " + o.Path
	}
	switch o.Class {
	case Rename, Link:
		s += " to " + o.To
	case Write:
		s += fmt.Sprintf(": %d bytes at %d", len(o.Data), o.Off)
	case Truncate:
		s += fmt.Sprintf(": to %d bytes", o.Off)
	case Ack:
		s += fmt.Sprintf(": %q", o.Data)
	}
	if o.Err != 0 {
		s += ": " + o.Err.Error()
	}
	return s
}

// Trace is what a child did.
type Trace struct {
	// Ops are its operations, in order.
	Ops []Op
	// Acked are the lines it printed to standard output.
	Acked []string
	// Exit is its exit code, -1 if a signal ended it.
	Exit int
	// Injected says how many operations were made to fail.
	Injected int

	start disk // what the folder held before, all of it durable
}

// Fault makes an operation of the child fail: it does not happen, and the child
// is told that it failed. For what it may leave behind after a failed fsync see
// [Options.DropOnFailedSync].
type Fault struct {
	// Class is which operations it concerns.
	Class Class
	// Match narrows them down to files whose path below the folder has this
	// pattern of package path; "" is every file.
	Match string
	// Nth of these operations fails, counted from 1. With Sticky all after it
	// fail as well.
	Nth    int
	Sticky bool
	// Errno is why, syscall.EIO for instance. Most programs try again at once
	// after EINTR, Go's among them, so that a sticky one would never end.
	Errno syscall.Errno
	// Short, instead of Errno, lets a write happen by half, of which the child
	// is told. Those of a single byte or buffer and copies between files remain
	// whole.
	Short bool
}
