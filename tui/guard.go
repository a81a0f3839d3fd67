package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
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
	switch {
	case s == nil:
		a.troubled = ""
	case a.waiting(): // the store answers once it has finished
	default:
		a.troubled = s.Trouble()
		if a.troubled == "" && a.untended != nil {
			a.troubled = "Notes are safe, but the store cannot be copied now. " + a.untended.Error() + "."
		}
	}
	return a.troubled
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

// unanswered reports whether an action asks a store that does not answer: it is
// locked, or something has to be finished in it first.
func (a *App) unanswered(id action.ID) bool {
	return (id == action.Palette || id == action.Lock) && (a.locked() || a.waiting())
}

// unlockable is why the store cannot be locked, empty where it can.
func (a *App) unlockable() string {
	switch s := a.env.Store; {
	case s.InKeyring():
		return "This computer's keyring would open it again at once. To lock it, close halfday and run: halfday passphrase keyring off."
	case !s.Protected():
		return "There is no passphrase yet, so nothing is locked. To set one, close halfday and run: halfday passphrase set."
	}
	return ""
}

// lockHelp is what is to be known about locking with the store's own settings.
func (a *App) lockHelp() string {
	if why := a.unlockable(); why != "" {
		return why
	}
	switch idle := a.env.Store.Idle(); {
	case idle <= 0:
		return "It does not lock by itself."
	case idle == time.Minute:
		return "It also locks by itself after a minute without a key."
	case idle%time.Minute == 0:
		return fmt.Sprintf("It also locks by itself after %d minutes without a key.", idle/time.Minute)
	default:
		return fmt.Sprintf("It also locks by itself after %d seconds without a key.", idle/time.Second)
	}
}

// idle locks a store with a passphrase once no key was pressed for so long.
func (a *App) idle() {
	if a.locked() || a.waiting() || !a.env.Store.Protected() {
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
	// It is closed whatever Close says, which is told once it is unlocked: the
	// lock screen says nothing of what is behind it.
	err := a.env.Store.Close()
	a.env.Store, a.record, a.screens = nil, nil, nil
	a.route, a.status, a.untended = ui.Route{}, status{}, nil
	a.stack = []ui.Screen{lock.New(a.env, func() ui.Intent { return ui.Intent{Go: &back, Err: err} })}
}
