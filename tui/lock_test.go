package tui_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/store"
	"halfday/tui"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

const phrase = "plover walnut ember seven"

// lockable is the sample visit in a store with a passphrase.
func lockable(t *testing.T, w, h int) (*tuitest.Driver, *ui.Env, string) {
	t.Helper()
	env := tuitest.Env(t)
	r := tuitest.Sample(t, env)
	recovery, err := env.Store.Protect(phrase)
	if err != nil {
		t.Fatal(err)
	}
	dir := env.Store.Dir()
	env.Unlock = func(secret string) (*store.Store, error) {
		s, err := store.Open(dir, store.Options{Now: env.Now, Entropy: rand.NewChaCha8([32]byte{1}), Secret: secret})
		if err == nil {
			t.Cleanup(func() { _ = s.Close() })
		}
		return s, err
	}
	return tuitest.Drive(t, env, ui.Route{Visit: r.ID(), Stage: visit.StageNotes}, w, h), env, recovery
}

// unlock types a passphrase on the lock screen and waits for what comes of it.
func unlock(t *testing.T, d *tuitest.Driver, secret string) {
	t.Helper()
	d.Type(secret)
	if strings.Contains(d.Screen(), secret) {
		t.Fatal("the passphrase is shown")
	}
	_, cmd := d.App.Update(tuitest.Key("enter"))
	d.Sees("Unlocking")
	if cmd == nil {
		t.Fatal("nothing is being unlocked")
	}
	d.App.Update(cmd())
}

// What was half-typed is kept while halfday is locked, and nothing of the visit
// is on the screen.
func TestLock(t *testing.T) {
	d, env, recovery := lockable(t, 80, 24)
	d.Type("half a thought")
	d.Press("left", "left", "ctrl+l")
	d.Sees("halfday is locked")
	for _, secret := range []string{"Sallowby", "half a thought", "Notes"} {
		if strings.Contains(d.Screen(), secret) {
			t.Errorf("the locked screen shows %q:\n%s", secret, d.Screen())
		}
	}
	if env.Store != nil {
		t.Error("the store is open behind the lock")
	}
	for _, key := range []string{"ctrl+p", "ctrl+l", "ctrl+z", "f1", "esc", "alt+1"} {
		d.Press(key)
	}
	d.Press("esc")
	unlock(t, d, "plover walnut ember eight")
	d.Sees("That is not the passphrase")
	unlock(t, d, phrase)
	d.Sees("Sallowby")
	d.Sees("half a thought")
	d.Type("!")
	d.Sees("half a thoug!ht")

	d.Press("ctrl+l")
	unlock(t, d, strings.ToLower(recovery))
	d.Sees("half a thoug!ht")
	d.Press("enter")
	d.Sees("Saved")
}

func TestLocksWhenIdle(t *testing.T) {
	d, env, _ := lockable(t, 80, 24)
	now := tuitest.Now
	env.Now = func() time.Time { return now }
	d.Type("half")
	now = now.Add(9 * time.Minute)
	d.App.Update(tui.Tick(now))
	d.Sees("half")
	d.Type(" a thought")
	now = now.Add(9 * time.Minute)
	d.App.Update(tui.Tick(now))
	d.Sees("half a thought")
	now = now.Add(time.Minute)
	d.App.Update(tui.Tick(now))
	d.Sees("halfday is locked")
}

func TestWithoutPassphraseNothingLocks(t *testing.T) {
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, ui.Route{}, 80, 24)
	d.Press("ctrl+l")
	d.Sees("halfday passphrase set")
}

// Somebody takes the store's file away: that is said as long as it is so, and
// notes go on.
func TestTrouble(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 60}} {
		env := tuitest.Env(t)
		r := tuitest.Sample(t, env)
		d := tuitest.Drive(t, env, ui.Route{Visit: r.ID(), Stage: visit.StageNotes}, size[0], size[1])
		if err := os.Rename(filepath.Join(env.Store.Dir(), "halfday.db"), filepath.Join(t.TempDir(), "away")); err != nil {
			t.Skip(err)
		}
		d.Type("still taken")
		d.Press("enter")
		if !strings.Contains(strings.Join(strings.Fields(d.Screen()), " "), "Your notes are safe in its journal; close halfday and start it again") {
			t.Errorf("nothing is said:\n%s", d.Screen())
		}
		d.Sees("still taken")
		if n := len(r.Visit().Notes); n != 1 {
			t.Errorf("%d notes", n)
		}
		tuitest.Golden(t, "trouble-"+fmt.Sprintf("%dx%d", size[0], size[1]), d.Screen())
	}
}

func TestLockScreens(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 60}, {20, 5}} {
		d, _, _ := lockable(t, size[0], size[1])
		d.Press("ctrl+l")
		d.Type("secret")
		tuitest.Golden(t, "lock-"+fmt.Sprintf("%dx%d", size[0], size[1]), d.Screen())
	}
}

func TestDestroy(t *testing.T) {
	env := tuitest.Env(t)
	r := tuitest.Sample(t, env)
	d := tuitest.Drive(t, env, ui.Route{}, 80, 24)
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
	d.Sees("Destroying…")
	d.App.Update(cmd())
	d.Sees("No visits yet")
	d.Sees("Destroyed. The certificate is in ")
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
}
