package crashtest

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// contents are the files in a folder by path.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[path], err = os.ReadFile(filepath.Join(dir, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// What was recorded, done again, leaves the files as the child left them.
func TestRecordedIsWhatHappened(t *testing.T) {
	for name, args := range map[string][]string{
		"bbolt": {"safe", "50"},
		"files": {"no folder fsync"},
		"log":   nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "before"), []byte("stood here"), 0o600); err != nil {
				t.Fatal(err)
			}
			var printed strings.Builder
			cmd := child(t, name, append([]string{dir}, args...)...)
			cmd.Stdout = &printed
			trace := mustRecord(t, cmd, dir)
			if got := strings.Join(trace.Acked, "\n") + "\n"; trace.Exit != 0 || got != printed.String() {
				t.Errorf("exit code %d, acknowledged %q, printed %q", trace.Exit, got, printed.String())
			}
			kind := Everything
			if name == "bbolt" { // at its end all is durable
				kind = Nothing
			}
			var s State
			for s = range trace.States(1, Options{Kinds: []Kind{kind}}) {
			}
			want := contents(t, dir)
			if diff := cmp.Diff(want, s.Files); diff != "" {
				t.Error(diff)
			}
			again := filepath.Join(t.TempDir(), "again")
			if err := s.Write(again); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, contents(t, again)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRecordNeedsWhatIsThere(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	_, err := Record(child(t, "log", missing), missing)
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without the folder: %v", err)
	}
	cmd := child(t, "log", missing)
	cmd.Path = missing
	if _, err := Record(cmd, t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without the program: %v", err)
	}
	for _, f := range []Fault{
		{Class: Sync, Nth: 1},
		{Class: Sync, Nth: 1, Sticky: true, Errno: syscall.EINTR},
		{Class: Create, Nth: 1, Match: "[", Errno: syscall.EIO},
	} {
		dir := t.TempDir()
		if trace, err := Record(child(t, "log", dir), dir, f); err == nil {
			t.Errorf("%+v is accepted, %v", f, trace)
		}
	}
	dir := t.TempDir()
	cmd = child(t, "log", filepath.Join(dir, "missing"))
	cmd.Stderr = nil
	if trace := mustRecord(t, cmd, dir); trace.Exit != 3 || len(trace.Ops) > 0 {
		t.Errorf("a child that fails: exit code %d, %v", trace.Exit, trace.Ops)
	}
}

func TestFaults(t *testing.T) {
	const saved, eio, full = "saved", "failed: write log: input/output error", "failed: write log: no space left on device"
	lines := func(from, to int) (text string) {
		for i := range to - from {
			text += "line " + string(rune('0'+from+i)) + "\n"
		}
		return text
	}
	for _, tt := range []struct {
		name     string
		fault    Fault
		injected int
		says     map[int]string // where it is not "saved"
		leaves   string
	}{
		{"none", Fault{Class: Write, Nth: 11, Errno: syscall.EIO}, 0, nil, lines(0, 10)},
		{"fsync", Fault{Class: Sync, Nth: 3, Errno: syscall.EIO}, 1, map[int]string{2: "failed: sync log: input/output error"}, lines(0, 10)},
		{"write", Fault{Class: Write, Nth: 2, Errno: syscall.EIO}, 1, map[int]string{1: eio}, lines(0, 1) + lines(2, 10)},
		{
			"full from then on",
			Fault{Class: Write, Nth: 9, Sticky: true, Errno: syscall.ENOSPC},
			2,
			map[int]string{8: full, 9: full},
			lines(0, 8),
		},
		{"quota", Fault{Class: Write | Sync, Nth: 19, Errno: syscall.EDQUOT}, 1, map[int]string{9: "failed: write log: disk quota exceeded"}, lines(0, 9)},
		{"interrupted", Fault{Class: Sync, Nth: 4, Errno: syscall.EINTR}, 1, nil, lines(0, 10)},
		{"short", Fault{Class: Write, Nth: 1, Short: true}, 1, nil, lines(0, 10)},
		{"other file", Fault{Class: Write, Match: "other*", Nth: 1, Errno: syscall.EIO}, 0, nil, lines(0, 10)},
		{"this file", Fault{Class: Write, Match: "lo?", Nth: 1, Errno: syscall.EIO}, 1, map[int]string{0: eio}, lines(1, 10)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			trace := mustRecord(t, child(t, "log", dir), dir, tt.fault)
			for i, line := range trace.Acked {
				want, fails := tt.says[i]
				if !fails {
					want = saved
				}
				if got := strings.ReplaceAll(line[2:], dir+"/", ""); got != want {
					t.Errorf("line %d %q, wanted %q", i, got, want)
				}
			}
			if trace.Injected != tt.injected || len(trace.Acked) != 10 || trace.Exit != 0 {
				t.Errorf("%d injected, %d lines, exit code %d", trace.Injected, len(trace.Acked), trace.Exit)
			}
			if got := string(contents(t, dir)["log"]); got != tt.leaves {
				t.Errorf("the file holds %q", got)
			}
			writes, want := 0, strings.Count(tt.leaves, "\n")
			for _, o := range trace.Ops {
				if o.Class == Write && o.Err == 0 {
					writes++
				}
			}
			if tt.fault.Short {
				want++
			}
			if writes != want {
				t.Errorf("%d writes, wanted %d", writes, want)
			}
		})
	}
}

// Faults of other classes than those of writing.
func TestFaultsOtherwise(t *testing.T) {
	for _, tt := range []struct {
		child string
		class Class
		says  string
	}{
		{"log", Create, "open log"},
		{"read", Open, "open there"},
		{"read", Read, "read there"},
		{"files", Rename, "rename 1.tmp 1"},
		{"files", SyncDir, "sync ."},
	} {
		t.Run(tt.says, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			there := filepath.Join(dir, "there")
			if err := os.WriteFile(there, []byte("stood here"), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := child(t, tt.child, dir, "careful")
			if tt.child == "read" {
				cmd = child(t, tt.child, there)
			}
			var says strings.Builder
			cmd.Stderr = &says
			trace := mustRecord(t, cmd, dir, Fault{Class: tt.class, Nth: 1, Errno: syscall.EDQUOT})
			got := strings.ReplaceAll(strings.ReplaceAll(says.String(), dir+"/", ""), dir, ".")
			if want := tt.says + ": disk quota exceeded\n"; trace.Exit != 3 || got != want || trace.Injected != 1 {
				t.Errorf("exit code %d, %d injected, it says %q, wanted %q", trace.Exit, trace.Injected, got, want)
			}
		})
	}
}

// After a failed fsync the next one succeeds, and yet what the first was for is
// lost if the system drops it.
func TestFailedSyncDrops(t *testing.T) {
	dir := t.TempDir()
	trace := mustRecord(t, child(t, "log", dir), dir, Fault{Class: Sync, Nth: 3, Errno: syscall.EIO})
	for _, drops := range []bool{false, true} {
		var s State
		for s = range trace.States(1, Options{DropOnFailedSync: drops, NameWithFile: true, Kinds: []Kind{Nothing}}) {
		}
		lost := strings.Repeat("\x00", len("line 2\n"))
		if got := string(s.Files["log"]); strings.Contains(got, "line 2\n") == drops || strings.Contains(got, lost) != drops {
			t.Errorf("dropped: %v, left: %q", drops, got)
		}
	}
}

// A child that writes files in a careful way never loses one; without one of
// the fsyncs it does.
func TestFiles(t *testing.T) {
	for mode, safe := range map[string]bool{"careful": true, "no file fsync": false, "no folder fsync": false} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			trace := mustRecord(t, child(t, "files", dir, mode), dir)
			states, wrong := 0, 0
			for s := range trace.States(7, Options{Random: 5}) {
				states++
				if lost := slices.IndexFunc(s.Acked, func(name string) bool {
					n, err := strconv.Atoi(name)
					return err != nil || !bytes.Equal(s.Files[name], noteText(n))
				}); lost >= 0 {
					wrong++
				}
			}
			t.Logf("%d of %d states are wrong (%.0f %%)", wrong, states, 100*float64(wrong)/float64(states))
			if states < 500 || safe != (wrong == 0) || !safe && wrong < states/5 {
				t.Errorf("%d of %d states are wrong", wrong, states)
			}
		})
	}
}
