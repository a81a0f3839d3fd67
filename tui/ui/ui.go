// Package ui is what screens and the root model agree on.
//
// A screen is a pointer that draws itself and answers messages and actions
// with an Intent; only the root acts on intents, so only the root touches the
// stack of screens and dialogs. Nothing waits: an intent takes effect before
// the next key is looked at.
package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/papers"
	"halfday/tui/theme"
	"halfday/visit"
	"halfday/visit/framework"
)

// Screen is a stage, a list or a dialog.
type Screen interface {
	// Scope is where the screen's actions are found; it may change with what
	// has the focus.
	Scope() action.Scope
	// Update takes messages that are no actions: keys that type or move, and
	// answers to commands.
	Update(msg tea.Msg) Intent
	// Do carries out one of the scope's actions.
	Do(id action.ID) Intent
	// Why is the reason an action cannot be done now, empty where it can.
	Why(id action.ID) string
	// Typing reports whether printable keys go into a text.
	Typing() bool
	// View draws the screen; a dialog may be smaller than the size given.
	View(s layout.Size) Frame
}

// Keeper is a screen holding text that is not on disk yet. Keep puts it there;
// the root calls it before the screen goes out of sight for whatever reason.
type Keeper interface{ Keep() error }

// Unsaved is the error of a text that could not be put on disk.
type Unsaved struct {
	Text string
	Err  error
}

func (u *Unsaved) Error() string { return u.Err.Error() }

func (u *Unsaved) Unwrap() error { return u.Err }

// Writer is a screen that may hold a text half written.
type Writer interface{ Writing() bool }

// Follower is a screen that goes to what is different from a visit as it was:
// something was taken back, or done again.
type Follower interface{ Follow(before *visit.Visit) }

// Passing is a dialog that goes away by itself, once what it waits for is over.
// Until then the store may not answer.
type Passing interface{ Over() bool }

// Frame is what a screen shows.
type Frame struct {
	// Text is lines of styled text.
	Text string
	// X and Y place the cursor where Cursor is set.
	X, Y   int
	Cursor bool
}

// Intent is what a screen wants done. The zero Intent is nothing.
type Intent struct {
	// Cmd runs beside the program; its message comes back to the screen.
	Cmd tea.Cmd
	// Close closes the dialog that returns it, before anything else is done.
	Close bool
	// Show opens a dialog over the screen.
	Show Screen
	// Go leads elsewhere.
	Go *Route
	// Enter opens a visit at a stage; its store may be another than Env's.
	Enter *store.Record
	Stage visit.Stage
	// Say is what was done, for the status line; Hint says why nothing was, and
	// Err what went wrong.
	Say  string
	Hint string
	Err  error
	// Run asks the root to carry out another action.
	Run action.ID
}

// Route is a place in the program. It holds ids, never pointers.
type Route struct {
	// Visit is the visit's id; empty means Home.
	Visit string
	Stage visit.Stage
	// Item is what to stand at: the id of a node or of what else the stage lists.
	Item string
}

// Env is what screens work with.
type Env struct {
	// Store is nil while it is locked.
	Store *store.Store
	// Unlock opens the store that was locked.
	Unlock func(secret string) (*store.Store, error)
	Theme  *theme.Theme
	Now    func() time.Time
	// Papers is what is done with a school's papers.
	Papers papers.Desk
	// Frameworks lists the frameworks there are, shipped and the user's own.
	Frameworks func() []framework.Entry
	// Try opens the sample school, in a store of its own.
	Try func() (*store.Record, error)
	// Template is the text of a Markdown template by its file name.
	Template func(name string) string
	// Save writes a file for the user under a name, never over another one, and
	// returns its path.
	Save func(name string, data []byte) (path string, err error)
	// Outside opens a file with this machine's own program for it, from a plain
	// copy that is there as long as halfday is open. It is nil where none is opened.
	Outside interface {
		Open(name string, data []byte) error
	}
}

// Go leads to a place.
func Go(r Route) Intent { return Intent{Go: &r} }

// Enter leads to a stage of a visit that is open already.
func Enter(r *store.Record, s visit.Stage) Intent { return Intent{Enter: r, Stage: s} }

// Show opens a dialog.
func Show(s Screen) Intent { return Intent{Show: s} }

// Done says what was done, or what went wrong.
func Done(err error, say string) Intent {
	if err != nil {
		return Intent{Err: err}
	}
	return Intent{Say: say}
}
