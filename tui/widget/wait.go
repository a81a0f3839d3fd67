package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Wait is a dialog that stands while something is going on that the rest of the
// program must wait for. It goes away by itself.
type Wait struct {
	theme       *theme.Theme
	title, text string
	over        bool
}

// finished is what is left to do once a dialog's waiting is over.
type finished struct {
	wait *Wait
	then func() ui.Intent
}

// NewWait does work beside the program, under a title and with a sentence of
// explanation. What work returns is done on the screen after it.
func NewWait(t *theme.Theme, title, text string, work func() (then func() ui.Intent)) ui.Intent {
	w := &Wait{theme: t, title: title, text: text}
	return ui.Intent{Show: w, Cmd: func() tea.Msg { return finished{w, work()} }}
}

// Over reports whether the waiting is over.
func (w *Wait) Over() bool { return w.over }

// Scope has no actions: there is nothing to do but wait.
func (w *Wait) Scope() action.Scope { return action.Waiting }

// Typing is never so.
func (w *Wait) Typing() bool { return false }

// Why is always empty.
func (w *Wait) Why(action.ID) string { return "" }

// Do has nothing to do.
func (w *Wait) Do(action.ID) ui.Intent { return ui.Intent{} }

// Update takes the end of the waiting, and says to whoever presses a key that it
// is not there yet.
func (w *Wait) Update(msg tea.Msg) ui.Intent {
	switch msg := msg.(type) {
	case finished:
		if msg.wait == w {
			w.over = true
			return msg.then()
		}
	case tea.KeyPressMsg:
		return ui.Intent{Hint: "One moment: this closes by itself."}
	}
	return ui.Intent{}
}

// View says what is going on.
func (w *Wait) View(s layout.Size) ui.Frame {
	wide := min(s.W, 60)
	lines := append([]string{w.theme.Title.Render(w.title), "", w.theme.Text.Render("One moment…")}, w.theme.Muted.Wrap(w.text, wide)...)
	return ui.Frame{Text: strings.Join(lines[:min(len(lines), max(1, s.H))], "\n")}
}
