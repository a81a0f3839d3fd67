package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/layout"
	"halfday/tui/screen/lock"
	"halfday/tui/ui"
)

// tendEvery is how often the store is asked to tend to itself.
const tendEvery = 5 * time.Second

// troubleRows is how many rows of the head trouble may take.
const troubleRows = 2

// tended is what came of asking a store to tend to itself.
type tended struct {
	store *store.Store
	err   error
}

// keeping is the store of what is on the screen, nil while it is locked.
func (a *App) keeping() *store.Store {
	if a.record != nil {
		return a.record.Store()
	}
	return a.env.Store
}

// trouble is what is wrong with the store although notes are safe; empty where
// nothing is. Its first sentence says enough where there is no room for more.
func (a *App) trouble() string {
	s := a.keeping()
	if s == nil {
		return ""
	}
	if text := s.Trouble(); text != "" {
		return text
	}
	if a.untended != nil {
		return "Notes are safe, but the store cannot be copied now. " + a.untended.Error() + "."
	}
	return ""
}

// warning is the trouble as rows of the head. What has no room there stands
// behind "?".
func (a *App) warning() []string {
	text := a.trouble()
	if text == "" {
		return nil
	}
	rows := a.env.Theme.Bad.Wrap("! "+text, max(1, a.size.W-2))
	if first, _, more := strings.Cut(text, ". "); more && len(rows) > troubleRows {
		rows = a.env.Theme.Bad.Wrap("! "+first+". F1 says more.", max(1, a.size.W-2))
	}
	for i := range rows {
		rows[i] = layout.Line(" "+rows[i], a.size.W)
	}
	return rows
}

// tend lets the store tend to itself beside the program, one at a time.
func (a *App) tend() tea.Cmd {
	s, now := a.keeping(), a.env.Now()
	if s == nil || a.tending || now.Sub(a.lastTended) < tendEvery {
		return nil
	}
	a.tending, a.lastTended = true, now
	return func() tea.Msg { return tended{s, s.Tend()} }
}

// tended takes what came of that. What a store that is not on the screen any
// more has to say is not said of another.
func (a *App) tended(msg tended) {
	a.tending = false
	if msg.store == a.keeping() {
		a.untended = msg.err
	}
}

// locked reports whether the store is closed behind the lock screen.
func (a *App) locked() bool { return a.env.Store == nil }

// idle locks a store with a passphrase once no key was pressed for so long.
func (a *App) idle() {
	if a.locked() || !a.env.Store.Protected() {
		return
	}
	if after := a.env.Store.Idle(); after > 0 && a.env.Now().Sub(a.lastKey) >= after {
		a.lock()
	}
}

// lock puts everything typed on disk, closes the store and forgets all that was
// read from it. It stays open where a text typed cannot be put on disk: the
// screen holds the only copy.
func (a *App) lock() {
	if err := a.Keep(); err != nil {
		a.say(fault, "It is not locked, as what you typed would be lost: "+err.Error())
		return
	}
	back := a.route
	if f, ok := a.stack[0].(finder); ok {
		back.Item = f.At()
	}
	if a.record != nil && a.record.Store() != a.env.Store {
		back = ui.Route{} // the sample school's store is another
	}
	err := a.env.Store.Close() // it is closed whatever that says
	a.env.Store, a.record, a.screens = nil, nil, nil
	a.route, a.status, a.untended = ui.Route{}, status{}, nil
	a.stack = []ui.Screen{lock.New(a.env, func() ui.Intent { return ui.Go(back) })}
	a.hold(err)
}
