package crashtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// childEnv names what the test binary does when a test runs it as a child.
const childEnv = "HALFDAY_CRASHTEST_CHILD"

// children are what it may do, with its arguments.
var children = map[string]func(args []string) error{
	"bbolt":  func(args []string) error { return writeBolt(args[0], args[1], args[2]) },
	"files":  func(args []string) error { return writeFiles(args[0], args[1]) },
	"log":    func(args []string) error { return writeLog(args[0]) },
	"read":   func(args []string) error { _, err := os.ReadFile(args[0]); return err },
	"oracle": func([]string) error { return answer() },
}

func TestMain(m *testing.M) {
	name := os.Getenv(childEnv)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := children[name](os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func child(t testing.TB, name string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	// A binary built with the race detector would wait a second before it ends.
	cmd.Env = append(os.Environ(), childEnv+"="+name, "GORACE=atexit_sleep_ms=0")
	cmd.Stderr = os.Stderr
	return cmd
}

// mustRecord skips where Record is not supported.
func mustRecord(t testing.TB, cmd *exec.Cmd, dir string, faults ...Fault) *Trace {
	t.Helper()
	trace, err := Record(cmd, dir, faults...)
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

// noteText is what the n-th note says.
func noteText(n int) []byte {
	times := 5 + n*37%90
	if n%40 == 0 {
		times = 1500
	}
	return bytes.Repeat(fmt.Appendf(nil, "note %d; ", n), times)
}

func noteKey(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

var bucket = []byte("notes")

// writeBolt writes notes into a bbolt file and prints the number of each once
// it is saved; number 0 says that the file is there. The mode may be unsafe:
// nosync leaves the fsyncs out, early prints before saving.
func writeBolt(dir, mode, count string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	db, err := bolt.Open(filepath.Join(dir, "notes.db"), 0o600, &bolt.Options{Timeout: time.Second, NoSync: mode == "nosync"})
	if err != nil {
		return err
	}
	if err := db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket(bucket)
		return err
	}); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return err
	}
	fmt.Println(0)
	for i := 1; i <= n; i++ {
		if mode == "early" {
			fmt.Println(i)
		}
		if err := db.Update(func(tx *bolt.Tx) error {
			return tx.Bucket(bucket).Put(noteKey(i), noteText(i))
		}); err != nil {
			return err
		}
		if mode != "early" {
			fmt.Println(i)
		}
	}
	return db.Close()
}

// readBolt says what is wrong with a file in which n notes are acknowledged.
func readBolt(dir string, n int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	db, err := bolt.Open(filepath.Join(dir, "notes.db"), 0o600, &bolt.Options{Timeout: time.Second, ReadOnly: true})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucket)
		if b == nil {
			return errors.New("no bucket")
		}
		for i := 1; i <= n; i++ {
			if string(b.Get(noteKey(i))) != string(noteText(i)) {
				return fmt.Errorf("note %d is lost", i)
			}
		}
		return nil
	})
}

// answer reads a number and a folder from each line of standard input, and
// prints what readBolt says of it. Damaged files may crash or halt it, which is
// why it is a process of its own.
func answer() error {
	for {
		var n int
		var dir string
		if _, err := fmt.Scanf("%d %q\n", &n, &dir); err != nil {
			return nil // no more
		}
		hung := time.AfterFunc(20*time.Second, func() { os.Exit(4) })
		fmt.Printf("%q\n", fmt.Sprint(readBolt(dir, n)))
		hung.Stop()
	}
}

// writeFiles keeps each note in a file of its own, which appears whole: mode
// careful. It may also leave the fsync of the folder or of the file out.
func writeFiles(dir, mode string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	for i := 1; i <= 20; i++ {
		path := filepath.Join(dir, strconv.Itoa(i))
		f, err := os.Create(path + ".tmp")
		if err != nil {
			return err
		}
		if _, err := f.Write(noteText(i)); err != nil {
			return err
		}
		if mode != "no file fsync" {
			err = f.Sync()
		}
		if err := errors.Join(err, f.Close(), os.Rename(path+".tmp", path)); err != nil {
			return err
		}
		if mode != "no folder fsync" {
			if err := d.Sync(); err != nil {
				return err
			}
		}
		fmt.Println(i)
	}
	return d.Close()
}

// writeLog adds ten lines to a log and prints how each fared.
func writeLog(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	for i := range 10 {
		_, err := fmt.Fprintln(f, "line", i)
		if err == nil {
			err = f.Sync()
		}
		if err != nil {
			fmt.Println(i, "failed:", err)
		} else {
			fmt.Println(i, "saved")
		}
	}
	return f.Close()
}
