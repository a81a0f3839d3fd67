//go:build unix

package tui_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"halfday/store"
	"halfday/tui/tuitest"
)

// buildProgram builds the program and returns the binary's path.
func buildProgram(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "halfday")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", bin, "halfday").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return bin
}

// window is the built program in a terminal device.
type window struct {
	*tuitest.Terminal
	t   *testing.T
	cmd *exec.Cmd
	// master is the window's end of the device and tty the program's.
	master, tty *os.File
	// before and after are how the device was set when the program began and
	// ended.
	before, after *term.State
	drawn         chan struct{} // closed once everything written is drawn
}

// openWindow starts the program on the sample school, in a window of 80 by 24.
func openWindow(t *testing.T, bin, data string) *window {
	t.Helper()
	master, tty := openDevice(t)
	w := &window{t: t, master: master, tty: tty, drawn: make(chan struct{})}
	w.Terminal = tuitest.NewTerminal(t, master, 80, 24)
	w.resize(80, 24)
	var err error
	if w.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	w.cmd = exec.Command(bin, "try", "--data", filepath.Base(data))
	w.cmd.Dir = filepath.Dir(data) // what it says of its folder is short, wherever that is
	w.cmd.Env = []string{"TERM=xterm-256color"}
	for variable, name := range map[string]string{"HOME": "home", "TMPDIR": "tmp"} {
		dir := filepath.Join(w.cmd.Dir, name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		w.cmd.Env = append(w.cmd.Env, variable+"="+dir)
	}
	w.cmd.Stdin, w.cmd.Stdout, w.cmd.Stderr = tty, tty, tty
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(w.drawn)
		_, _ = io.Copy(w.Terminal, master) // ends with an error when the device closes
	}()
	t.Cleanup(func() {
		_ = w.cmd.Process.Kill() // unless it has ended
		_ = tty.Close()
		_ = master.Close()
	})
	return w
}

// openDevice opens a terminal device. Unlike as package pty hands it out, its
// master can be closed while it is being read, as closing a window does.
func openDevice(t *testing.T) (master, tty *os.File) {
	t.Helper()
	blocking, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = blocking.Close() }()
	syscall.ForkLock.RLock() // no program started meanwhile may inherit it
	fd, err := syscall.Dup(int(blocking.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
		err = syscall.SetNonblock(fd, true)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), blocking.Name()), tty
}

// resize gives the window another size, as dragging its corner does.
func (w *window) resize(cols, rows int) {
	w.t.Helper()
	w.Resize(cols, rows)
	if err := pty.Setsize(w.tty, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		w.t.Fatal(err)
	}
}

// writing goes to the line of the Notes stage, which holds a text already, or
// the hint where there is none.
func (w *window) writing(text string) {
	w.t.Helper()
	w.Wait("1 Submission", "? Help")
	w.Press("4")
	if text == "" {
		text = emptyLine
	}
	w.Wait("› " + text)
}

// emptyLine is what the line to write in shows when it is empty: what was in it
// is on disk.
const emptyLine = "What do you hear or see?"

// send sends the program a signal.
func (w *window) send(s os.Signal) {
	w.t.Helper()
	if err := w.cmd.Process.Signal(s); err != nil {
		w.t.Fatal(err)
	}
}

// wait waits for the program's end, until all it wrote is drawn, and returns
// how it ended.
func (w *window) wait() *os.ProcessState {
	w.t.Helper()
	late := time.AfterFunc(tuitest.Patience, func() {
		_ = w.cmd.Process.Signal(syscall.SIGQUIT) // ends it with its stacks on the screen
	})
	_ = w.cmd.Wait() // the state tells
	if !late.Stop() {
		w.t.Errorf("the program did not end:\n%s", w.Written())
	}
	w.after, _ = term.GetState(w.tty.Fd()) // none where the window is closed
	_ = w.tty.Close()
	<-w.drawn
	return w.cmd.ProcessState
}

// stored reads what a killed or closed program left in the store of the sample
// school: the notes' lines and the half-typed one. A store without a visit has
// none.
func stored(t *testing.T, data string) (notes []string, line string) {
	t.Helper()
	s, err := store.Open(data+"-try", store.Options{Now: time.Now, Entropy: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	all, err := s.Visits()
	if err != nil || len(all) > 1 {
		t.Fatalf("%d visits: %v", len(all), err)
	}
	for _, v := range all {
		r, err := s.Visit(v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range r.Visit().Notes {
			notes = append(notes, n.Text)
		}
		d, err := r.Draft("note")
		if err != nil {
			t.Fatal(err)
		}
		line = d.Text
	}
	return notes, line
}

// TestBinary is the built program in a terminal device, treated as life treats
// programs.
func TestBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the program")
	}
	t.Parallel()
	bin := buildProgram(t)
	for _, test := range []struct {
		name string
		run  func(t *testing.T, bin, data string)
	}{
		{"kill with a half-typed note", killHalfTyped},
		{"kill at any moment", killAnyMoment},
		{"resize while typing", resizeStorm},
		{"second window", secondWindow},
		{"kill while locked", killLocked},
		{"file taken away", fileTakenAway},
		{"hang up", func(t *testing.T, bin, data string) { endBySignal(t, bin, data, syscall.SIGHUP) }},
		{"terminate", func(t *testing.T, bin, data string) { endBySignal(t, bin, data, syscall.SIGTERM) }},
		{"close the window", closeWindow},
		{"nothing in plain text", nothingInPlainText},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, bin, filepath.Join(t.TempDir(), "data"))
		})
	}
}

// secondWindow opens the program twice on one store: the second says so and
// ends, or looks at it as it stands; the first goes on.
func secondWindow(t *testing.T, bin, data string) {
	first := openWindow(t, bin, data)
	first.writing("")
	first.Type("seen\r")
	first.Wait("· seen", emptyLine)
	second := openWindow(t, bin, data)
	second.Wait("another halfday window has it open", "without changing anything? [y/N]")
	second.Type("n\r")
	if state := second.wait(); state.ExitCode() != 1 {
		t.Errorf("exit code %d and %q", state.ExitCode(), second.Written())
	}

	second = openWindow(t, bin, data)
	second.Wait("[y/N]")
	second.Type("y\r")
	second.writing("")
	second.Wait("! This is a look only: nothing can be changed", "· seen")
	second.Type("unseen\r")
	second.Wait("open it without --read-only to write")
	first.Type("undisturbed\r")
	first.Wait("· undisturbed", emptyLine)
	second.Press("\x11")
	if state := second.wait(); !state.Success() {
		t.Errorf("it ended with %v:\n%s", state, second.Screen())
	}
	first.Press("\x11")
	first.wait()
	if notes, _ := stored(t, data); !slices.Equal(notes, []string{"seen", "undisturbed"}) {
		t.Errorf("the store has %q", notes)
	}
}

// makeSample makes the store of the sample school, without a terminal.
func makeSample(t *testing.T, bin, data string) {
	t.Helper()
	if out, err := exec.Command(bin, "try", "--data", data).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// unlocks types a passphrase on the lock screen.
func (w *window) unlocks(secret string) {
	w.t.Helper()
	w.Wait("halfday is locked")
	w.Type(secret)
	w.Wait("› " + strings.Repeat("•", min(len(secret), 54))) // as many as there is room for
	w.Press(enter)
}

// killLocked locks the program over a half-typed note and kills it then.
func killLocked(t *testing.T, bin, data string) {
	const half = "nobody has seen the plan"
	makeSample(t, bin, data)
	recovery := tuitest.ProtectFolder(t, data+"-try", phrase)
	w := openWindow(t, bin, data)
	w.unlocks("something else altogether")
	w.Wait("That is not the passphrase.")
	w.unlocks(phrase)
	w.writing("")
	w.Type(half)
	w.Press("\x1b[D", "\x1b[D", "\x0c")
	w.Wait("halfday is locked")
	for _, secret := range []string{"Sallowby", half, "Notes"} {
		if strings.Contains(w.Screen(), secret) {
			t.Errorf("the locked screen shows %q:\n%s", secret, w.Screen())
		}
	}
	w.send(os.Kill)
	w.wait()

	w = openWindow(t, bin, data)
	w.unlocks(recovery)
	w.writing(half)
	w.Type("!" + enter)
	w.Wait("· nobody has seen the pl!an", emptyLine)
	w.Press("\x0c")
	w.Wait("halfday is locked")
	w.Press("\x11")
	if state := w.wait(); !state.Success() {
		t.Errorf("it ended with %v:\n%s", state, w.Screen())
	}
	checkRestored(t, w)
	if out := w.Written(); bytes.Contains(out, []byte(phrase)) || bytes.Contains(out, []byte(recovery)) {
		t.Error("a secret was shown")
	}
}

// fileTakenAway moves the store's file away while notes are taken. They go on,
// and at the next start all is there.
func fileTakenAway(t *testing.T, bin, data string) {
	makeSample(t, bin, data)
	w := openWindow(t, bin, data)
	w.writing("")
	w.Type("before\r")
	w.Wait("· before", emptyLine)
	if err := os.Rename(filepath.Join(data+"-try", "halfday.db"), data+"-away"); err != nil {
		t.Fatal(err)
	}
	w.Wait("! Notes are safe in the journal; close halfday and start it again.")
	w.Type("after\rand ha")
	w.Wait("· after", "› and ha")
	w.Press("\x11")
	if state := w.wait(); !state.Success() {
		t.Errorf("it ended with %v:\n%s", state, w.Screen())
	}
	w = openWindow(t, bin, data)
	w.Wait("nothing is missing")
	w.writing("and ha")
	w.Wait("· before", "· after")
	w.send(os.Kill)
	w.wait()
	if notes, line := stored(t, data); !slices.Equal(notes, []string{"before", "after"}) || line != "and ha" {
		t.Errorf("the store has %q and %q", notes, line)
	}
}

// endBySignal ends the program while a note stands half-typed.
func endBySignal(t *testing.T, bin, data string, s os.Signal) {
	const half = "they keep the keys in"
	w := openWindow(t, bin, data)
	w.writing("")
	w.Type(half)
	w.Wait("› " + half)
	w.send(s)
	if state := w.wait(); state.ExitCode() != 0 {
		t.Errorf("it ended with %v:\n%s", state, w.Screen())
	}
	if _, line := stored(t, data); line != half {
		t.Errorf("the store has %q", line)
	}
	checkRestored(t, w)
	openWindow(t, bin, data).writing(half)
}

// checkRestored checks that a program that has ended left the terminal as it
// was.
func checkRestored(t *testing.T, w *window) {
	t.Helper()
	out := w.Written()
	for _, mode := range []struct{ what, on, off string }{
		{"the other screen", "\x1b[?1049h", "\x1b[?1049l"},
		{"a hidden cursor", "\x1b[?25l", "\x1b[?25h"},
		{"marked pastes", "\x1b[?2004h", "\x1b[?2004l"},
	} {
		on, off := bytes.LastIndex(out, []byte(mode.on)), bytes.LastIndex(out, []byte(mode.off))
		if on < 0 || off < on {
			t.Errorf("it left %s behind: %q", mode.what, out[max(0, len(out)-300):])
		}
	}
	if !reflect.DeepEqual(w.before, w.after) {
		t.Errorf("the terminal was %+v and is %+v", w.before, w.after)
	}
}

// closeWindow takes the terminal away while a note stands half-typed.
func closeWindow(t *testing.T, bin, data string) {
	const half = "the last thing I heard was"
	w := openWindow(t, bin, data)
	w.writing("")
	w.Type(half)
	w.Wait("› " + half)
	_ = w.tty.Close()
	if err := w.master.Close(); err != nil {
		t.Fatal(err)
	}
	w.wait()
	if _, line := stored(t, data); line != half {
		t.Errorf("the store has %q", line)
	}
}
