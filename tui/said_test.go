package tui_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"halfday/store"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

// long is a word too long for the status line of most windows.
const long = "The folder that was typed holds no submission of a school, neither a file submission.yaml nor a file " +
	"submission.json; choose the folder that was unpacked from what the school sent you"

// failing is an environment in which opening the sample school fails.
func failing(t *testing.T) *ui.Env {
	env := tuitest.Env(t)
	env.Try = func() (*store.Record, error) { return nil, errors.New(long) }
	return env
}

// whole reports whether every frame on a screen has its four corners, and every
// row of it both sides.
func whole(screen string) error {
	for _, l := range strings.Split(screen, "\n") {
		if n := strings.Count(l, "╭"); n != strings.Count(l, "╮") || strings.Count(l, "╰") != strings.Count(l, "╯") {
			return fmt.Errorf("broken corners: %q", l)
		}
	}
	if n := strings.Count(screen, "╭"); n != strings.Count(screen, "╰") {
		return fmt.Errorf("%d frames begin and %d end", n, strings.Count(screen, "╰"))
	}
	return nil
}

// TestAWordIsSaidWholeOrOnTheLine in windows of every size, alone and over a
// dialog.
func TestAWordIsSaidWholeOrOnTheLine(t *testing.T) {
	t.Parallel()
	for _, size := range windows {
		if size[0] < 10 || size[1] < 3 {
			continue
		}
		d := tuitest.Drive(t, failing(t), ui.Route{}, size[0], size[1])
		d.Press("t")
		d.Sees("! The fol")
		if err := whole(d.Screen()); err != nil && size[1] >= 14 && size[0] >= 50 {
			t.Errorf("%v: %v\n%s", size, err, d.Screen())
		}
		fits(t, d.View(), size)

		env := tuitest.Env(t)
		tuitest.Sample(t, env)
		d = tuitest.Drive(t, env, ui.Route{}, size[0], size[1])
		d.Press("x")
		d.Type("yes")
		d.Press("enter")
		d.Sees("› Type")
		if size[0] >= 50 && size[1] >= 14 {
			d.Sees("› yes") // which is not covered
			if err := whole(d.Screen()); err != nil {
				t.Errorf("%v: %v\n%s", size, err, d.Screen())
			}
		}
		fits(t, d.View(), size)
	}
}

// TestAWordGivesWay to a dialog that is opened after it, and one about a dialog
// goes with it.
func TestAWordGivesWay(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"f1", "ctrl+p", "g", "n"} {
		d := tuitest.Drive(t, failing(t), ui.Route{}, 60, 20)
		d.Press("t")
		d.Sees("! The folder")
		d.Press(key)
		if strings.Contains(d.Screen(), "! The folder") || whole(d.Screen()) != nil {
			t.Errorf("%s:\n%s", key, d.Screen())
		}
	}
	d, _, _ := lockable(t, visit.StageAgenda)
	d.Press("t", "ctrl+u", "enter")
	d.Sees("Write something first")
	d.Press("esc")
	if strings.Contains(d.Screen(), "Write something first") {
		t.Errorf("it stays:\n%s", d.Screen())
	}
}

// TestAWordPasses: one about what went wrong stands longer, none for ever.
func TestAWordPasses(t *testing.T) {
	t.Parallel()
	env := failing(t)
	d := tuitest.Drive(t, env, ui.Route{}, 80, 24)
	says := func(text string, want bool) {
		t.Helper()
		if strings.Contains(d.Screen(), text) != want {
			t.Errorf("it says %q: %t:\n%s", text, !want, d.Screen())
		}
	}
	d.Press("t")
	tick(d, env, 15*time.Second)
	says("! The folder", true)
	tick(d, env, 10*time.Second)
	says("! The folder", false)
	d.Press("ctrl+l")
	tick(d, env, 3*time.Second)
	says("There is no passphrase", true)
	tick(d, env, 5*time.Second)
	says("There is no passphrase", false)
}

// TestADialogTakesKeysFirst: what lies behind one is not changed, nor left.
func TestADialogTakesKeysFirst(t *testing.T) {
	t.Parallel()
	dialogs := map[string]func(*tuitest.Driver){
		"the report is saved": press("6", "s"),
		"what is open":        press("6", "o"),
		"the preview":         press("6", "p"),
		"help":                press("3", "?"),
		"the palette":         press("3", "ctrl+p"),
		"a prompt":            press("5", "r"),
		"a choice":            press("2", "f"),
		"help over a prompt":  press("5", "r", "f1"),
	}
	for name, open := range dialogs {
		env := tuitest.Env(t)
		r := underway(t, env)
		d := tuitest.Drive(t, env, at(r, visit.StageConcerns), 120, 40)
		open(d)
		before, frame := r.Visit(), strings.Count(d.Screen(), "╭")
		if frame != 1 {
			t.Errorf("%s: %d dialogs are seen:\n%s", name, frame, d.Screen())
		}
		stage := strings.Split(d.Screen(), "\n")[1]
		for _, key := range []string{"ctrl+z", "ctrl+y", "ctrl+z"} {
			d.Press(key)
			d.Sees("Close this first: it would change what lies behind.")
		}
		d.Press("alt+1")
		if r.Visit() != before || strings.Count(d.Screen(), "╭") != 1 || strings.Split(d.Screen(), "\n")[1] != stage {
			t.Errorf("%s: something behind has changed:\n%s", name, d.Screen())
		}
	}
}

// TestHomeShowsWhatCanBeDone in its footer.
func TestHomeShowsWhatCanBeDone(t *testing.T) {
	t.Parallel()
	foot := func(d *tuitest.Driver) string {
		lines := strings.Split(strings.TrimRight(d.Screen(), "\n"), "\n")
		return lines[len(lines)-1]
	}
	for _, c := range []struct {
		name      string
		open      func(testing.TB, *ui.Env) ui.Route
		then      func(*tuitest.Driver)
		has, lack []string
	}{
		{"empty", func(testing.TB, *ui.Env) ui.Route { return ui.Route{} }, nil, []string{"n New", "t Sample", "g Tour"}, []string{"Enter", "Destroy", "Filter", "Esc"}},
		{"visits", visits, nil, []string{"Enter Open", "n New", "x Destroy", "/ Filter"}, []string{"Esc"}},
		{"filtered", visits, func(d *tuitest.Driver) { d.Press("/"); d.Type("fen"); d.Press("enter") }, []string{"Enter Open", "x Destroy", "Esc All schools"}, nil},
		{"no match", visits, func(d *tuitest.Driver) { d.Press("/"); d.Type("zzz"); d.Press("enter") }, []string{"Esc All schools", "n New"}, []string{"Open", "Destroy"}},
	} {
		d := shot{c.name, c.open, c.then}.show(t, 80, 24)
		for _, text := range c.has {
			if !strings.Contains(foot(d), text) {
				t.Errorf("%s: no %q in %q", c.name, text, foot(d))
			}
		}
		for _, text := range c.lack {
			if strings.Contains(foot(d), text) {
				t.Errorf("%s: %q in %q", c.name, text, foot(d))
			}
		}
	}
	d := shot{"empty", func(testing.TB, *ui.Env) ui.Route { return ui.Route{} }, press("esc")}.show(t, 80, 24)
	d.Sees("To close halfday, press q.")
	if d := (shot{"visits", visits, nil}).show(t, 60, 20); !strings.Contains(foot(d), "x Destroy") {
		t.Error(foot(d))
	}
}
