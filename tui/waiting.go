package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/ui"
)

// waiting reports whether something is going on that has to come to its end
// before the store is asked for anything.
func (a *App) waiting() bool {
	return slices.ContainsFunc(a.stack, func(s ui.Screen) bool {
		p, ok := s.(ui.Passing)
		return ok && !p.Over()
	})
}

// over takes away the dialogs whose waiting is over, wherever in the stack they
// are, and ends the program where that was put off until then.
func (a *App) over() tea.Cmd {
	a.stack = slices.DeleteFunc(a.stack, func(s ui.Screen) bool {
		p, ok := s.(ui.Passing)
		return ok && p.Over()
	})
	if a.leaving && !a.waiting() {
		return tea.Quit
	}
	return nil
}
