//go:build unix

package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/tui/tuitest"
)

// questioned says in the environment which question the test binary is to ask
// instead of running tests.
const questioned = "HALFDAY_TEST_QUESTION"

// questionedCommand says in the environment which command asks, one word a line.
const questionedCommand = "HALFDAY_TEST_COMMAND"

// How the test binary ends when the question had no answer.
const (
	endedOtherwise   = 3
	endedNoTerminal  = 4
	endedInterrupted = 5
)

// TestMain lets the tests ask in a process that has a terminal of its own.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == store.CheckerArgument {
		os.Exit(store.Checker(os.Stdin, os.Stdout))
	}
	if q := os.Getenv(questioned); q != "" {
		os.Exit(question(q))
	}
	os.Exit(m.Run())
}

// question asks, and prints the answer or the error on standard output.
func question(which string) int {
	cmd := &cobra.Command{}
	cmd.SetContext(context.Background())
	var answer any
	var err error
	switch which {
	case "ask":
		answer, err = ask(cmd, "Save it\x1b]2;x\a all the same?", "--with-names")
	case "secret":
		err = withHidden(cmd, "--passphrase-file", func(h *hidden) (err error) {
			answer, err = h.read("Passphrase:")
			return err
		})
	case "busy": // until its standard input ends
		err = withHidden(cmd, "--passphrase-file", func(h *hidden) (err error) {
			if answer, err = h.read("Passphrase:"); err == nil {
				wait(cmd)
				_, err = io.ReadAll(os.Stdin)
			}
			return err
		})
	case "whole":
		err = withHidden(cmd, "--passphrase-file", func(h *hidden) error {
			return h.undisturbed(func() error {
				wait(cmd)
				answer = "done"
				_, err := io.ReadAll(os.Stdin)
				return err
			})
		})
	case "twice":
		err = withHidden(cmd, "--new-passphrase-file", func(h *hidden) (err error) {
			answer, err = h.readTwice()
			return err
		})
	case "passphrase":
		err = new(desk).withPassphrase(cmd, "Passphrase:", func(secret string) error {
			answer = secret
			return nil
		})
	case "command":
		answer, err = firstLine(strings.Split(os.Getenv(questionedCommand), "\n")...)
	}
	switch {
	case err == nil:
		fmt.Print(answer)
		return 0
	case errors.Is(err, errNoTerminal):
		fmt.Print(err)
		return endedNoTerminal
	case errors.Is(err, errInterrupted):
		fmt.Print(err)
		return endedInterrupted
	default:
		fmt.Print(err)
		return endedOtherwise
	}
}

// firstLine is the first line that a command prints on standard output.
func firstLine(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(context.Background())
	line, _, _ := strings.Cut(out.String(), "\n")
	return line, err
}

// asker is a process that asks at a terminal. Its standard input is empty and
// its standard output no terminal: neither may matter.
type asker struct {
	*tuitest.Terminal
	t      *testing.T
	cmd    *exec.Cmd
	tty    *os.File
	before *term.State // how the terminal was set when it began
	out    bytes.Buffer
	drawn  chan struct{} // closed once everything written is drawn
}

func startAsker(t *testing.T, which string, attr syscall.SysProcAttr) *asker {
	t.Helper()
	return startAskerOn(t, nil, which, attr)
}

// startCommand starts a command that asks at its terminal.
func startCommand(t *testing.T, words ...string) *asker {
	t.Helper()
	return startAskerOn(t, nil, "command", controlling, questionedCommand+"="+strings.Join(words, "\n"))
}

// startAskerOn starts one with a standard input and more in its environment.
func startAskerOn(t *testing.T, in *os.File, which string, attr syscall.SysProcAttr, env ...string) *asker {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	a := &asker{Terminal: tuitest.NewTerminal(t, master, 80, 24), t: t, tty: tty, drawn: make(chan struct{})}
	if a.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	bin, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	a.cmd = exec.Command(bin)
	a.cmd.Env = append(append(os.Environ(), questioned+"="+which), env...)
	if in != nil {
		a.cmd.Stdin = in
	}
	a.cmd.Stdout, a.cmd.Stderr, a.cmd.SysProcAttr = &a.out, tty, &attr
	if err := a.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(a.drawn)
		_, _ = io.Copy(a.Terminal, master) // ends with an error when nobody has the device open
	}()
	t.Cleanup(func() {
		_ = a.cmd.Process.Kill() // unless it has ended
		_ = tty.Close()
		<-a.drawn
		_ = master.Close()
	})
	return a
}

// controlling makes the process's standard error its terminal.
var controlling = syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 2}

// hides waits until the terminal no longer shows what is typed.
func (a *asker) hides() {
	a.t.Helper()
	for end := time.Now().Add(tuitest.Patience); ; time.Sleep(time.Millisecond) {
		now, err := term.GetState(a.tty.Fd())
		if err != nil {
			a.t.Fatal(err)
		}
		if !reflect.DeepEqual(now, a.before) {
			return
		}
		if time.Now().After(end) {
			a.t.Fatalf("the terminal still shows what is typed:\n%s", a.Screen())
		}
	}
}

// ends waits for the end and compares exit code and standard output, checks that
// the terminal is set as before, and returns all that was written to it.
func (a *asker) ends(code int, out string) string {
	a.t.Helper()
	late := time.AfterFunc(tuitest.Patience, func() { _ = a.cmd.Process.Signal(syscall.SIGQUIT) })
	_ = a.cmd.Wait() // the state tells
	late.Stop()
	after, err := term.GetState(a.tty.Fd())
	if err != nil {
		a.t.Fatal(err)
	}
	_ = a.tty.Close()
	<-a.drawn
	if got := a.cmd.ProcessState.ExitCode(); got != code || a.out.String() != out {
		a.t.Errorf("exit code %d and %q, want %d and %q; the terminal:\n%s", got, a.out.String(), code, out, a.Written())
	}
	if !reflect.DeepEqual(after, a.before) {
		a.t.Errorf("the terminal was %+v and is %+v", a.before, after)
	}
	return string(a.Written())
}

func TestAsk(t *testing.T) {
	t.Parallel()
	const ctrlD = "\x04"
	for typed, want := range map[string]string{
		"y\r": "true", "Y\r": "true", "yes\r": "true", " Yes \r": "true", "y" + ctrlD + ctrlD: "true", "nx\x7f\x7fy\r": "true",
		"n\r": "false", "\r": "false", "no\r": "false", "yesterday\r": "false", "y y\r": "false", ctrlD: "false",
	} {
		t.Run(fmt.Sprintf("%q", typed), func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, "ask", controlling)
			a.Wait("all the same? [y/N]")
			a.Type(typed)
			if written := a.ends(0, want); strings.Contains(written, "\x1b") || !strings.HasSuffix(written, "\n") {
				t.Errorf("it wrote %q", written)
			}
		})
	}
}

func TestNobodyToAsk(t *testing.T) {
	t.Parallel()
	for which, want := range map[string]string{
		"ask":        "this needs your yes, and there is no terminal to answer at; say yes with --with-names",
		"secret":     "this needs the passphrase, and there is no terminal to answer at; give it with --passphrase-file",
		"passphrase": "this needs the passphrase, and there is no terminal to answer at; give it with --passphrase-file",
	} {
		t.Run(which+" without a terminal", func(t *testing.T) {
			t.Parallel()
			a := startAsker(t, which, syscall.SysProcAttr{Setsid: true})
			if written := a.ends(endedNoTerminal, want); written != "" {
				t.Errorf("it asked all the same: %q", written)
			}
		})
		t.Run(which+" unseen", func(t *testing.T) {
			t.Parallel()
			bin, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			master, tty, err := pty.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _, _ = master.Close(), tty.Close() }()
			cmd := exec.Command(bin)
			cmd.Env = append(os.Environ(), questioned+"="+which)
			cmd.Stdin, cmd.SysProcAttr = tty, &syscall.SysProcAttr{Setsid: true, Setctty: true}
			said, err := cmd.CombinedOutput()
			if cmd.ProcessState.ExitCode() != endedNoTerminal || string(said) != want {
				t.Errorf("%v and %q, want %q", err, said, want)
			}
		})
	}
}
