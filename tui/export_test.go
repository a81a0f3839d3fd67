package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
)

// Tick is what the clock sends, for tests that cannot wait for it.
func Tick(t time.Time) tea.Msg { return tick(t) }

// Tended is what came of asking a store to tend to itself.
func Tended(s *store.Store, err error) tea.Msg { return tended{s, err} }

// Tend asks the store to tend to itself, where that is due.
func (a *App) Tend() tea.Cmd { return a.tend() }
