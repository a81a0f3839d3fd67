package tui_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

// TestPurge destroys a visit: only when the word was typed, and with a
// certificate that does not name the school. Nothing leads to it any more.
func TestPurge(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	r := tuitest.Sample(t, env)
	d := tuitest.Drive(t, env, ui.Route{}, 160, 24)
	d.Press("enter", "esc") // it was open
	d.Press("x")
	d.Sees("Nothing brings it back")
	d.Type("yes")
	d.Press("enter")
	d.Sees("Type the word destroy")
	d.Press("esc")
	d.Sees("▸ Sallowby")
	d.Press("x")
	d.Type("destroy")
	_, cmd := d.App.Update(tuitest.Key("enter"))
	d.Sees("One moment…")
	d.App.Update(cmd())
	d.Sees("The visit is destroyed")
	d.Sees("destroyed-" + r.ID() + ".md")
	tick(d, env, time.Hour)
	d.Sees("The visit is destroyed") // until it is read
	d.Press("esc")
	d.Sees("No visits yet")
	if all, err := env.Store.Visits(); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	data, err := os.ReadFile(filepath.Join(filepath.Dir(env.Store.Dir()), "destroyed-"+r.ID()+".md"))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(data); !strings.Contains(text, r.ID()) || strings.Contains(text, "Sallowby") {
		t.Errorf("the certificate says:\n%s", text)
	}
	d.Press("ctrl+p")
	d.Type("Sallowby")
	d.Sees("Nothing matches.")
	d = tuitest.Drive(t, env, at(r, visit.StageNotes), 240, 24)
	d.Sees("there is no such visit")
	d.Sees("No visits yet")
}

// Where a store that a restore had set aside would be lost with the visit, the
// screen leaves the visit alone and names the command that asks about both.
func TestPurgeBesideAStoreSetAside(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	tuitest.Sample(t, env)
	if err := os.Mkdir(filepath.Join(env.Store.Dir(), "before-restore-20260301-090000"), 0o700); err != nil {
		t.Fatal(err)
	}
	d := tuitest.Drive(t, env, ui.Route{}, 200, 24)
	d.Press("enter", "esc", "x")
	d.Sees("▸ Sallowby") // no dialog stands before it
	d.Sees("halfday purge")
}

// purging is the program at Home while a visit is being destroyed and the store
// answers nobody. end lets it come to its end and returns what the program is to
// do then.
func purging(t *testing.T) (d *tuitest.Driver, env *ui.Env, end func() tea.Cmd) {
	t.Helper()
	env = tuitest.Env(t)
	tuitest.Sample(t, env)
	tuitest.Protect(t, env, phrase) // so that it could lock
	dir := env.Store.Dir()
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	var held atomic.Bool
	reached, release := make(chan struct{}), make(chan struct{})
	now := func() time.Time {
		if held.CompareAndSwap(true, false) {
			close(reached)
			<-release
		}
		return tuitest.Now
	}
	s, err := store.Open(dir, store.Options{Now: now, Entropy: rand.Reader, Secret: phrase})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	env.Store = s
	d = tuitest.Drive(t, env, ui.Route{}, 160, 40)
	d.Press("x")
	d.Type("destroy")
	_, cmd := d.App.Update(tuitest.Key("enter"))
	held.Store(true)
	came := make(chan tea.Msg, 1)
	go func() { came <- cmd() }()
	<-reached
	return d, env, func() tea.Cmd {
		close(release)
		_, cmd := d.App.Update(<-came)
		return cmd
	}
}

// TestTheKeyboardLivesWhileAVisitIsDestroyed presses everything meanwhile: each
// key is answered at once, none reaches what is being destroyed.
func TestTheKeyboardLivesWhileAVisitIsDestroyed(t *testing.T) {
	t.Parallel()
	d, env, end := purging(t)
	for _, key := range []string{"enter", "esc", "n", "t", "x", "/", "g", "down", "ctrl+z"} {
		d.Press(key)
		d.Sees("One moment…")
		d.Sees("› One moment: this closes by itself.")
	}
	for _, key := range []string{"ctrl+p", "ctrl+l"} {
		d.Press(key)
		d.Sees("› One moment: something has to be finished first.")
	}
	tick(d, env, 100*time.Hour)
	d.Resize(80, 24)
	d.Sees("One moment…")
	d.Press("f1")
	d.Sees("What you can do here")
	end()
	d.Sees("The visit is destroyed")
	d.Press("esc")
	d.Sees("What you can do here") // what was read stays
	d.Press("esc")
	d.Sees("No visits yet")
	if strings.Contains(d.Screen(), "One moment") {
		t.Errorf("it still waits:\n%s", d.Screen())
	}
}

// TestQuittingWaitsForTheCertificate unless it is asked for twice.
func TestQuittingWaitsForTheCertificate(t *testing.T) {
	t.Parallel()
	quits := func(cmd tea.Cmd) bool {
		if cmd == nil {
			return false
		}
		_, quit := cmd().(tea.QuitMsg)
		return quit
	}
	d, env, end := purging(t)
	if _, cmd := d.App.Update(tuitest.Key("ctrl+q")); cmd != nil {
		t.Error("it closes at once")
	}
	d.Sees("halfday closes as soon as this is done.")
	if !quits(end()) {
		t.Error("it does not close after it")
	}
	if saved, err := filepath.Glob(filepath.Join(filepath.Dir(env.Store.Dir()), "destroyed-*.md")); len(saved) != 1 {
		t.Errorf("%q, %v", saved, err)
	}

	d, _, end = purging(t)
	d.Press("ctrl+c")
	if _, cmd := d.App.Update(tuitest.Key("ctrl+c")); !quits(cmd) {
		t.Error("it does not close when asked twice")
	}
	end()
}

// TestPurgeThatFails says so, and leaves the visit.
func TestPurgeThatFails(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	tuitest.Sample(t, env)
	d := tuitest.Drive(t, env, ui.Route{}, 240, 24)
	if err := os.Rename(filepath.Join(env.Store.Dir(), "halfday.db"), filepath.Join(t.TempDir(), "away")); err != nil {
		t.Skip("this system does not let it be taken away:", err)
	}
	if err := env.Store.Tend(); err != nil {
		t.Fatal(err)
	}
	d.Press("x")
	d.Type("destroy")
	_, cmd := d.App.Update(tuitest.Key("enter"))
	d.App.Update(cmd())
	d.Sees("start halfday again first")
	d.Sees("▸ Sallowby")
}
