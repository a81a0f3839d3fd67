package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/layout"
	"halfday/tui/screen/lock"
	"halfday/tui/ui"
	"halfday/visit"
)

// tendEvery is how often the store is asked to tend to itself.
const tendEvery = 5 * time.Second

// tended is what came of that.
type tended struct{ err error }

// keeping is the store of what is on the screen, nil while it is locked.
func (a *App) keeping() *store.Store {
	if a.record != nil {
		return a.record.Store()
	}
	return a.env.Store
}

// trouble is what is wrong with the store although notes are safe, as lines for
// the head; none where nothing is.
func (a *App) trouble() []string {
	s := a.keeping()
	if s == nil {
		return nil
	}
	text := s.Trouble()
	if text == "" {
		return nil
	}
	var lines []string
	for _, l := range a.env.Theme.Bad.Wrap("! "+text, max(1, a.size.W-2)) {
		lines = append(lines, layout.Line(" "+l, a.size.W))
	}
	return lines
}

// tend lets the store tend to itself beside the program, one at a time.
func (a *App) tend() tea.Cmd {
	s, now := a.keeping(), a.env.Now()
	if s == nil || a.tending || now.Sub(a.lastTended) < tendEvery {
		return nil
	}
	a.tending, a.lastTended = true, now
	return func() tea.Msg { return tended{s.Tend()} }
}

// locked reports whether the store is closed behind the lock screen.
func (a *App) locked() bool { return a.env.Store == nil }

// idle locks a store with a passphrase once no key was pressed for so long.
func (a *App) idle() {
	if a.locked() || !a.env.Store.Protected() {
		return
	}
	if after := a.env.Store.Idle(); after > 0 && a.env.Now().Sub(a.lastKey) >= after {
		a.hold(a.lock())
	}
}

// lock puts everything typed on disk, closes the store and forgets all that was
// read from it.
func (a *App) lock() error {
	if err := a.Keep(); err != nil {
		return err
	}
	back := a.route
	if a.record != nil && a.record.Store() != a.env.Store {
		back = ui.Route{} // the sample school's store is another
	}
	if err := a.env.Store.Close(); err != nil {
		return err
	}
	a.env.Store, a.record, a.screens = nil, nil, map[visit.Stage]ui.Screen{}
	a.route, a.status = ui.Route{}, status{}
	a.stack = []ui.Screen{lock.New(a.env, back)}
	return nil
}
