// Package tuitest drives the program on the screen in tests: keys in, what a
// person would see out. Store, log and files are real; the clock stands still.
package tuitest

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/store/keys"
	"halfday/templates"
	"halfday/tui"
	"halfday/tui/papers"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/framework"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Now is the time at which the clock of tests stands: a Monday morning.
var Now = time.Date(2011, time.March, 14, 10, 52, 7, 0, time.UTC)

// entropy is randomness that is the same in every run.
type entropy struct{ *rand.ChaCha8 }

// Env is a working environment over a new store in a folder of the test's.
func Env(t testing.TB) *ui.Env {
	t.Helper()
	return EnvAt(t, t.TempDir())
}

// EnvAt is Env over the store in a given folder.
func EnvAt(t testing.TB, dir string) *ui.Env {
	t.Helper()
	times := byte(0)
	open := func(secret string) (*store.Store, error) {
		s, err := store.Open(filepath.Join(dir, "store"), store.Options{
			Now: func() time.Time { return Now }, Entropy: entropy{rand.NewChaCha8([32]byte{times})}, Secret: secret,
		})
		if err == nil {
			t.Cleanup(func() { _ = s.Close() })
		}
		times++
		return s, err
	}
	s, err := open("")
	if err != nil {
		t.Fatal(err)
	}
	env := &ui.Env{
		Store: s, Unlock: open, Theme: theme.New(true), Now: func() time.Time { return Now }, Template: templates.Markdown,
		Save: func(name string, data []byte) (string, error) { return report.Save(dir, name, data) },
	}
	env.Papers = papers.Desk{Framework: func(string) (*framework.Framework, error) { return visit.DefaultFramework() }}
	env.Frameworks = framework.Shelf{Shipped: templates.Frameworks()}.List
	env.Try = func() (*store.Record, error) {
		f, err := visit.DefaultFramework()
		if err != nil {
			return nil, err
		}
		p, err := visit.Prepare(templates.Sample(), "sample school", f)
		if err != nil {
			return nil, err
		}
		r, _, err := env.Store.Enter(p, agenda.Begin(p, agenda.Options{})...) // its files are not kept
		return r, err
	}
	return env
}

// Protect gives the environment's store a passphrase, and returns the recovery
// key. The store is another one afterwards, with the same in it.
func Protect(t testing.TB, env *ui.Env, passphrase string) (recovery string) {
	t.Helper()
	dir := env.Store.Dir()
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	recovery = ProtectFolder(t, dir, passphrase)
	s, err := env.Unlock(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	env.Store = s
	return recovery
}

// ProtectFolder gives the closed store in a folder a passphrase that is tried in
// no time, and returns the recovery key.
func ProtectFolder(t testing.TB, dir, passphrase string) (recovery string) {
	t.Helper()
	random := entropy{rand.NewChaCha8([32]byte{255})}
	k, _, err := keys.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	k.Cost = keys.Cost{Time: 1, Memory: 8, Threads: 1}
	root, err := k.Open(k.IDs()[0], "")
	if err == nil {
		recovery, err = k.Protect(random, root, passphrase)
	}
	if err == nil {
		err = k.Save(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	return recovery
}

// Sample opens a visit on the sample school.
func Sample(t testing.TB, env *ui.Env) *store.Record {
	t.Helper()
	r, err := env.Try()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Driver presses keys and looks at the screen, without a terminal between.
// Commands that run beside the program, such as clocks, are left out.
type Driver struct {
	t    testing.TB
	App  *tui.App
	size tea.WindowSizeMsg
}

// Drive shows a route in a window of a size in columns and rows.
func Drive(t testing.TB, env *ui.Env, start ui.Route, w, h int) *Driver {
	t.Helper()
	d := &Driver{t: t, App: tui.New(env, start)}
	d.Resize(w, h)
	return d
}

// Resize gives the window another size.
func (d *Driver) Resize(w, h int) {
	d.size = tea.WindowSizeMsg{Width: w, Height: h}
	d.App.Update(d.size)
}

// Press presses keys by their names: "enter", "ctrl+p", "3".
func (d *Driver) Press(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.App.Update(Key(k))
	}
}

// Type types a text, key by key.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, r := range text {
		d.App.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Key is the message of a key by its name.
func Key(name string) tea.KeyPressMsg {
	msg := tea.KeyPressMsg{}
	for mod, bit := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(name, mod); ok {
			name, msg.Mod = rest, bit
		}
	}
	named := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"space": tea.KeySpace, "delete": tea.KeyDelete, "f1": tea.KeyF1,
	}
	if code, ok := named[name]; ok {
		msg.Code = code
		return msg
	}
	msg.Code = []rune(name)[0]
	if msg.Mod == 0 {
		msg.Text = name
	}
	return msg
}

// View is what is drawn, with its styles.
func (d *Driver) View() tea.View { return d.App.View() }

// Screen is what a person sees, without the spaces at line ends.
func (d *Driver) Screen() string {
	lines := strings.Split(ansi.Strip(d.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// Sees fails the test unless the screen shows a text.
func (d *Driver) Sees(text string) {
	d.t.Helper()
	if !strings.Contains(d.Screen(), text) {
		d.t.Fatalf("the screen does not show %q:\n%s", text, d.Screen())
	}
}

// Golden compares a screen with the file testdata/NAME.txt, or writes that
// file anew with -update.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test ./tui -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s has changed (go test ./tui -update writes it anew):\n%s", name, diff)
	}
}
