package tuitest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hinshun/vt10x"

	"halfday/tui"
	"halfday/tui/ui"
)

// Patience is how long a test waits for what must come; it is long, as test
// machines are slow and nothing of it is spent where all is well.
const Patience = 30 * time.Second

// pause is how long a terminal's user takes between Escape and the next key.
// Without one the two bytes read as a key pressed with Alt.
const pause = 120 * time.Millisecond

// Terminal is an emulated terminal: what a program writes to it is drawn, what
// is typed on it goes to the program.
type Terminal struct {
	t    testing.TB
	keys io.Writer

	mu      sync.Mutex
	screen  vt10x.Terminal
	written []byte
	drawn   int // how much of written was drawn

	// gone is closed when the program has ended, nil where nobody can tell.
	gone chan struct{}
}

// NewTerminal is a terminal of a size in columns and rows. Keys go to a writer.
func NewTerminal(t testing.TB, keys io.Writer, w, h int) *Terminal {
	m := &Terminal{t: t, keys: keys}
	m.Resize(w, h)
	return m
}

// Resize gives the terminal another size, and an empty screen: a program that
// is told of the size draws all of it.
func (m *Terminal) Resize(w, h int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.screen = vt10x.New(vt10x.WithSize(w, h))
}

// private are sequences that ask a terminal for keyboard reports it cannot
// give; the emulator takes them for others, such as "restore the cursor".
var private = regexp.MustCompile(`\x1b\[[<=>?][0-9;]*[mu]`)

// Write draws what a program writes.
func (m *Terminal) Write(p []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.written = append(m.written, p...)
	fresh := m.written[m.drawn:]
	fresh = fresh[:len(fresh)-unfinished(fresh)]
	m.drawn += len(fresh)
	_, err := m.screen.Write(private.ReplaceAll(fresh, nil))
	return len(p), err
}

// unfinished is the length of a character or sequence at the end that is not
// whole yet.
func unfinished(p []byte) int {
	if i := bytes.LastIndexByte(p, '\x1b'); i >= 0 {
		if rest := p[i+1:]; len(rest) == 0 || rest[0] == '[' && bytes.IndexFunc(rest[1:], final) < 0 {
			return len(p) - i
		}
	}
	for n := 1; n < utf8.UTFMax && n <= len(p); n++ {
		if end := p[len(p)-n:]; utf8.RuneStart(end[0]) && !utf8.FullRune(end) {
			return n
		}
	}
	return 0
}

// final reports whether a character ends a control sequence.
func final(r rune) bool { return r >= '@' && r <= '~' }

// Screen is what a person sees, without the spaces at line ends.
func (m *Terminal) Screen() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	lines := strings.Split(m.screen.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Written is every byte the program wrote.
func (m *Terminal) Written() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return bytes.Clone(m.written)
}

// Type types a text.
func (m *Terminal) Type(text string) {
	m.t.Helper()
	if _, err := io.WriteString(m.keys, text); err != nil {
		m.t.Fatalf("typing %q: %v; the screen:\n%s", text, err, m.Screen())
	}
}

// Press presses keys by the bytes a terminal sends for them: "\r", "\x1b[A".
func (m *Terminal) Press(keys ...string) {
	m.t.Helper()
	for _, k := range keys {
		m.Type(k)
		if k == "\x1b" {
			time.Sleep(pause)
		}
	}
}

// Wait waits until the screen shows all of the texts at once, however they are
// spaced and broken into lines, also in a frame.
func (m *Terminal) Wait(texts ...string) {
	m.t.Helper()
	m.WaitFor(fmt.Sprintf("%q", texts), func(screen string) bool {
		screen = strings.Join(strings.Fields(strings.ReplaceAll(screen, "│", " ")), " ")
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// WaitFor waits until the screen is as it should be; what says how that is.
func (m *Terminal) WaitFor(what string, is func(screen string) bool) {
	m.t.Helper()
	for late := time.After(Patience); ; {
		screen := m.Screen()
		if is(screen) {
			return
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-m.gone:
			m.t.Fatalf("the program ended before the screen showed %s:\n%s", what, screen)
		case <-late:
			m.t.Fatalf("the screen never came to show %s:\n%s", what, screen)
		}
	}
}

// Emulator is the program on the screen, run for real in this process.
type Emulator struct {
	*Terminal
	err error // how the program ended
}

// Start runs the program at a route, in a terminal of a size in columns and
// rows. More of the environment may be given, as "NAME=value".
func Start(t testing.TB, env *ui.Env, start ui.Route, w, h int, environ ...string) *Emulator {
	t.Helper()
	in, keys := io.Pipe()
	e := &Emulator{Terminal: NewTerminal(t, keys, w, h)}
	e.gone = make(chan struct{})
	// To what is no terminal device, lines are written without a return.
	_, _ = e.screen.Write([]byte("\x1b[20h"))
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer close(e.gone)
		e.err = tui.Run(ctx, tui.Options{
			Env: env, Start: ui.Go(start), Environ: append(environ, "TERM=xterm-256color"),
			In: in, Out: e.Terminal, Width: w, Height: h,
		})
		_ = in.CloseWithError(fmt.Errorf("the program has ended: %v", e.err))
	}()
	t.Cleanup(func() {
		cancel()
		<-e.gone // it has let go of the store
	})
	return e
}

// Quit leaves the program and waits for its end.
func (e *Emulator) Quit() {
	e.t.Helper()
	e.Press("\x11")
	e.WaitEnd()
}

// WaitEnd waits until the program has ended, as it should.
func (e *Emulator) WaitEnd() {
	e.t.Helper()
	select {
	case <-e.gone:
		if e.err != nil {
			e.t.Fatalf("the program ended with: %v", e.err)
		}
	case <-time.After(Patience):
		e.t.Fatalf("the program did not end:\n%s", e.Screen())
	}
}
