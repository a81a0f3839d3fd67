package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

const phrase = "plover walnut ember seven"

// lockable is the sample visit at a stage, in a store with a passphrase.
func lockable(t *testing.T, s visit.Stage) (d *tuitest.Driver, env *ui.Env, recovery string) {
	t.Helper()
	env = tuitest.Env(t)
	r := underway(t, env)
	recovery = tuitest.Protect(t, env, phrase)
	return tuitest.Drive(t, env, at(r, s), 80, 24), env, recovery
}

// unlock types a passphrase on the lock screen and waits for what comes of it.
func unlock(t *testing.T, d *tuitest.Driver, secret string) {
	t.Helper()
	d.Sees("halfday is locked")
	d.Type(secret)
	if strings.Contains(d.Screen(), secret) {
		t.Fatal("the passphrase is shown")
	}
	_, cmd := d.App.Update(tuitest.Key("enter"))
	d.Sees("One moment…")
	if cmd == nil {
		t.Fatal("nothing is being unlocked")
	}
	d.App.Update(cmd())
}

// tick moves the clock of an environment on, and the program's with it.
func tick(d *tuitest.Driver, env *ui.Env, by time.Duration) {
	now := env.Now().Add(by)
	env.Now = func() time.Time { return now }
	d.App.Update(tui.Tick(now))
}

// TestLock locks over a half-typed note: it comes back with its cursor, and
// until then nothing of the visit can be seen or reached.
func TestLock(t *testing.T) {
	t.Parallel()
	d, env, recovery := lockable(t, visit.StageNotes)
	d.Type("half a thought")
	d.Press("left", "left", "ctrl+l")
	if env.Store != nil {
		t.Error("the store is open behind the lock")
	}
	hidden := func() {
		t.Helper()
		for _, secret := range []string{"Sallowby", "half a thought", "Notes", "server room", "visiting"} {
			if strings.Contains(d.View().Content, secret) {
				t.Errorf("the locked screen shows %q:\n%s", secret, d.Screen())
			}
		}
	}
	hidden()
	for _, key := range []string{"ctrl+p", "ctrl+l", "ctrl+z", "esc", "alt+1", "tab", "down", "f1", "esc"} {
		d.Press(key)
		hidden()
	}
	unlock(t, d, "plover walnut ember eight")
	d.Sees("That is not the passphrase")
	hidden()
	unlock(t, d, phrase)
	d.Sees("› half a thought")
	d.Type("!")
	d.Sees("› half a thoug!ht")

	d.Press("ctrl+l")
	hidden()
	unlock(t, d, strings.ToLower(recovery))
	d.Press("enter")
	d.Sees("Saved")
	d.Sees("· half a thoug!ht")
}

// TestUnlockedAtTheSamePlace finds the cursor of every list where it was.
func TestUnlockedAtTheSamePlace(t *testing.T) {
	t.Parallel()
	for _, s := range visit.Stages() {
		t.Run(s.Name(), func(t *testing.T) {
			t.Parallel()
			d, _, _ := lockable(t, s)
			if s == visit.StageNotes {
				d.Press("esc", "up")
			}
			d.Press("down", "down", "up")
			was := body(d)
			d.Press("ctrl+l")
			unlock(t, d, phrase)
			if is := body(d); is != was {
				t.Errorf("it was\n%s\nand is\n%s", was, is)
			}
		})
	}
}

// body is what stands under the status line.
func body(d *tuitest.Driver) string {
	_, body, _ := strings.Cut(d.Screen(), "──\n")
	return body
}

func TestLocksWhenIdle(t *testing.T) {
	t.Parallel()
	d, env, _ := lockable(t, visit.StageNotes)
	d.Type("half")
	tick(d, env, 9*time.Minute)
	d.Type(" a thought")
	tick(d, env, 9*time.Minute)
	d.Sees("half a thought")
	tick(d, env, time.Minute)
	unlock(t, d, phrase)
	d.Sees("› half a thought")
	tick(d, env, 9*time.Minute)
	d.Sees("› half a thought")

	if err := env.Store.SetIdle(0); err != nil {
		t.Fatal(err)
	}
	tick(d, env, 100*time.Hour)
	d.Sees("› half a thought")
}

// TestStartsLocked begins with a locked store, at a route that is there and at
// one that is not any more.
func TestStartsLocked(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	route := locked(t, env)
	d := tuitest.Drive(t, env, route, 80, 24)
	unlock(t, d, phrase)
	d.Sees("What do you hear or see?")

	d.Press("ctrl+q")
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	env.Store = nil
	d = tuitest.Drive(t, env, ui.Route{Visit: "none"}, 240, 24)
	unlock(t, d, phrase)
	d.Sees("there is no such visit")
	d.Sees("▸ Sallowby")
}

func TestWithoutPassphraseNothingLocks(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, ui.Route{}, 160, 24)
	tick(d, env, 100*time.Hour)
	d.Press("ctrl+l")
	d.Sees("There is no passphrase yet")
	d.Sees("close halfday and run: halfday passphrase set.")
}

// TestNothingTypedIsLockedAway does not lock over a text that cannot be put on
// disk.
func TestNothingTypedIsLockedAway(t *testing.T) {
	t.Parallel()
	d, env, _ := lockable(t, visit.StageNotes)
	d.Type("half a thought")
	if err := env.Store.Close(); err != nil { // nothing can be written any more
		t.Fatal(err)
	}
	d.Press("ctrl+l")
	d.Sees("It is not locked, as what you typed would be lost")
	d.Sees("› half a thought")
}

// TestTrouble takes the store's file away under the program's feet. That is said
// as long as it is so; notes go on, and are there at the next start.
func TestTrouble(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 80, 200} {
		dir := t.TempDir()
		env := tuitest.EnvAt(t, dir)
		route := troubled(t, env)
		d := tuitest.Drive(t, env, route, w, 24)
		const warning = "Notes are safe in the journal; close halfday and start it again."
		said := func() {
			t.Helper()
			if !strings.Contains(strings.Join(strings.Fields(d.Screen()), " "), warning) {
				t.Errorf("nothing is said:\n%s", d.Screen())
			}
		}
		said()
		d.Type("still taken")
		d.Press("enter")
		d.Sees("· still taken")
		d.Type("and half")
		tick(d, env, time.Hour)
		said()
		d.Press("ctrl+q")
		if err := env.Store.Close(); err != nil {
			t.Fatal(err)
		}

		d = tuitest.Drive(t, tuitest.EnvAt(t, dir), route, w, 24)
		d.Sees("· still taken")
		d.Sees("› and half")
		if strings.Contains(d.Screen(), "journal") {
			t.Errorf("the trouble is over:\n%s", d.Screen())
		}
	}
}

// TestUntended says that the store cannot tend to itself, as long as it is so.
func TestUntended(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, at(underway(t, env), visit.StageNotes), 80, 24)
	d.App.Update(tui.Tended(env.Store, errors.New("snapshots: the disk is full; free some space and try again")))
	d.Sees("! Notes are safe, but the store cannot be copied now. snapshots: the disk")
	d.App.Update(tui.Tended(new(store.Store), nil)) // another one
	d.Sees("! Notes are safe")
	d.App.Update(tui.Tended(env.Store, nil))
	if strings.Contains(d.Screen(), "! Notes are safe") {
		t.Errorf("it is said still:\n%s", d.Screen())
	}
}

// TestTends asks the store to tend to itself from time to time, never twice at
// once.
func TestTends(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, at(underway(t, env), visit.StageNotes), 80, 24)
	snapshots := func() int {
		ring, err := env.Store.Snapshots()
		if err != nil {
			t.Fatal(err)
		}
		return len(ring)
	}
	due := d.App.Tend()
	if due == nil || d.App.Tend() != nil {
		t.Fatal("it is not asked just once at the beginning")
	}
	d.App.Update(due())
	if d.App.Tend() != nil {
		t.Error("it is asked again at once")
	}
	tick(d, env, 6*time.Second)
	if snapshots() != 1 {
		t.Errorf("%d snapshots", snapshots())
	}
}

// TestKeysWhileThePassphraseIsChecked shows nothing of what is typed ahead. It is
// there for another try, and nowhere else.
func TestKeysWhileThePassphraseIsChecked(t *testing.T) {
	t.Parallel()
	d, _, _ := lockable(t, visit.StageNotes)
	d.Press("ctrl+l")
	d.Type("plover walnut ember eight")
	_, cmd := d.App.Update(tuitest.Key("enter"))
	before := body(d)
	d.Type("seven")
	if body(d) != before {
		t.Errorf("typing ahead is seen:\n%s", d.Screen())
	}
	d.Press("enter")
	d.Sees("One moment: the passphrase is being checked.")
	d.App.Update(cmd())
	d.Sees("That is not the passphrase")
	d.Sees("› •••••\n")

	d.Press("ctrl+u")
	d.Type(phrase)
	_, cmd = d.App.Update(tuitest.Key("enter"))
	d.Type("typed ahead")
	d.App.Update(tea.PasteMsg{Content: "pasted ahead"})
	d.App.Update(cmd())
	d.Sees("› What do you hear or see?")
	if strings.Contains(d.Screen(), "ahead") {
		t.Errorf("what was typed ahead is seen:\n%s", d.Screen())
	}
}

// TestTheLockSaysOnlyThatItIsLocked, whatever was said before and comes after.
func TestTheLockSaysOnlyThatItIsLocked(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	fresh := tuitest.Drive(t, env, locked(t, env), 80, 24).Screen()
	d, env, _ := lockable(t, visit.StageNotes)
	s := env.Store
	d.Type("Amy Carter in Year 5 says which of her passwords is the best @pupil")
	d.Press("enter")
	d.Sees("Is “Amy Carter” a pupil's name?")
	d.Press("ctrl+l")
	d.App.Update(tui.Tended(s, errors.New("Sallowby")))
	if is := d.Screen(); is != fresh {
		t.Errorf("it shows\n%sin place of\n%s", is, fresh)
	}
}

// inBox is what stands in the dialog over the screen, in one line.
func inBox(screen string) string {
	lines := strings.Split(screen, "\n")
	var in []string
	left, right := -1, -1
	for _, l := range lines {
		r := []rune(l)
		if left < 0 {
			left, right = slices.Index(r, '╭'), slices.Index(r, '╮')
		} else if right < len(r) && r[left] == '│' && r[right] == '│' {
			in = append(in, strings.Fields(string(r[left+1:right]))...)
		}
	}
	return strings.Join(in, " ")
}

// TestLockHelp tells the store's own setting, and nothing of locking what is
// locked.
func TestLockHelp(t *testing.T) {
	t.Parallel()
	d, env, _ := lockable(t, visit.StageConcerns)
	help := func(d *tuitest.Driver) string {
		d.Resize(90, 80) // the page takes all the width
		d.Press("f1")
		screen := d.Screen()
		d.Press("esc")
		return screen
	}
	for idle, want := range map[time.Duration]string{
		10 * time.Minute: "It also locks by itself after 10 minutes without a key.",
		time.Minute:      "It also locks by itself after a minute without a key.",
		90 * time.Second: "It also locks by itself after 90 seconds without a key.",
		0:                "It does not lock by itself.",
	} {
		if err := env.Store.SetIdle(idle); err != nil {
			t.Fatal(err)
		}
		if text := inBox(help(d)); !strings.Contains(text, want) {
			t.Errorf("%v: %s", idle, text)
		}
	}
	d.Press("ctrl+l")
	if text := help(d); strings.Contains(text, "Ctrl+L") || strings.Contains(text, "Ctrl+P") || !strings.Contains(text, "Ctrl+Q") {
		t.Error(text)
	}
	d = tuitest.Drive(t, tuitest.Env(t), ui.Route{}, 80, 24)
	if text := inBox(help(d)); !strings.Contains(text, "There is no passphrase yet") {
		t.Error(text)
	}
}
