//go:build unix

package command

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"halfday/store/keys"
	"halfday/tui/tuitest"
)

func TestSecret(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"correct horse\r":      "correct horse",
		" \"spaced\"\t out \r": " \"spaced\"\t out ",
		"größe 漢字\r":           "größe 漢字",
		"wrongx\x7f\x15ok\r":   "ok", // the keys that take back a character and the line
		"\r":                   "",
	} {
		t.Run(fmt.Sprintf("%q", want), func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, "secret", controlling)
			a.Wait("Passphrase:")
			a.hides()
			a.Type(typed)
			if written := a.ends(0, want); written != "Passphrase: \r\n" {
				t.Errorf("the terminal shows %q", written)
			}
		})
	}
}

// TestSecretInterrupted ends the program at its question: the terminal must
// show again what is typed, but not what was typed for the passphrase.
func TestSecretInterrupted(t *testing.T) {
	t.Parallel()
	for name, interrupt := range map[string]func(*asker) error{
		"Ctrl+C":    func(a *asker) error { a.Type("correct ho\x03"); return nil },
		"terminate": func(a *asker) error { return a.cmd.Process.Signal(syscall.SIGTERM) },
		"hang up":   func(a *asker) error { return a.cmd.Process.Signal(syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, "secret", controlling)
			a.Wait("Passphrase:")
			a.hides()
			if err := interrupt(a); err != nil {
				t.Fatal(err)
			}
			written := a.ends(endedInterrupted, "interrupted; run it again when you have the passphrase")
			if strings.Contains(written, "correct") || !strings.HasSuffix(written, "\n") {
				t.Errorf("the terminal shows %q", written)
			}
		})
	}
}

// TestTypedMeanwhile types while what the passphrase is for takes its time: it is
// not shown, and nobody reads it afterwards.
func TestTypedMeanwhile(t *testing.T) {
	t.Parallel()
	a, ends := startBusy(t, "busy")
	a.Wait("Passphrase:")
	a.hides()
	a.Type("four words of mine\r")
	a.Wait("One moment…")
	a.hides()
	a.Type("four words of mine\r")
	a.arrives()
	ends()
	_ = a.cmd.Wait() // ends looks at how
	a.Type("a command\r")
	next := make([]byte, 100)
	if n, err := a.tty.Read(next); string(next[:n]) != "a command\n" {
		t.Errorf("%v, and the next one to ask reads %q", err, next[:n])
	}
	if written := a.ends(0, "four words of mine"); strings.Contains(written, "four") {
		t.Errorf("the terminal shows %q", written)
	}
}

// TestUndisturbed ends the program while something is done that may not be left
// half done: it is done, and then the program ends.
func TestUndisturbed(t *testing.T) {
	t.Parallel()
	a, ends := startBusy(t, "whole")
	a.Wait("One moment…")
	if err := a.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ends()
	a.ends(0, "done")
}

// startBusy starts a process that asks, and whatever the answer is for goes on
// until end is called.
func startBusy(t *testing.T, which string) (a *asker, end func()) {
	t.Helper()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = in.Close(), out.Close() })
	return startAskerOn(t, in, which, controlling), func() { _ = out.Close() }
}

// arrives waits until a line that was typed can be read from the terminal.
func (a *asker) arrives() {
	a.t.Helper()
	fds := []unix.PollFd{{Fd: int32(a.tty.Fd()), Events: unix.POLLIN}}
	for n := 0; n == 0; {
		var err error
		if n, err = unix.Poll(fds, int(tuitest.Patience.Milliseconds())); err != nil && err != unix.EINTR || n == 0 && err == nil {
			a.t.Fatalf("nothing arrived: %v", err)
		}
	}
}

func TestNewPassphraseTyped(t *testing.T) {
	t.Parallel()
	const weak, good, other = "password", "plover walnut ember seven", "grebe teapot ladder mild"
	for name, test := range map[string]struct {
		typed []string
		code  int
		out   string
	}{
		"at once":               {[]string{good, good}, 0, good},
		"a weak one first":      {[]string{weak, good, good}, 0, good},
		"not the same first":    {[]string{good, other, good, good}, 0, good},
		"wrong in two ways":     {[]string{weak, good, other, other, other}, 0, other},
		"weak three times":      {[]string{weak, weak, weak}, endedOtherwise, "this passphrase is too weak: " + keys.Weak(weak) + "; nothing was changed"},
		"never the same":        {[]string{good, other, good, other, good, ""}, endedOtherwise, "the two are not the same; nothing was changed"},
		"nothing but line ends": {[]string{"", "", ""}, endedOtherwise, "this passphrase is too weak: " + keys.Weak("") + "; nothing was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, "twice", controlling)
			a.Wait("New passphrase:")
			a.hides()
			for _, line := range test.typed {
				a.Type(line + "\r")
			}
			written := a.ends(test.code, test.out)
			for _, line := range test.typed {
				if line != "" && strings.Contains(written, line) {
					t.Errorf("the terminal shows %q:\n%s", line, written)
				}
			}
		})
	}
}

func TestPassphraseTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct {
		code int
		out  string
	}{
		"four words of mine\r": {0, "four words of mine"},
		"\r":                   {endedOtherwise, "there is no passphrase; run it again and type one, or give it with --passphrase-file"},
	} {
		t.Run(fmt.Sprintf("%q", typed), func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, "passphrase", controlling)
			a.Wait("Passphrase:")
			a.hides()
			a.Type(typed)
			a.ends(want.code, want.out)
		})
	}
}
