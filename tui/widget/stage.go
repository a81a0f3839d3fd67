package widget

import (
	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/ui"
)

// Stage is what the stages with a list and a text about it have in common.
type Stage struct {
	Env    *ui.Env
	Record *store.Record
	Panes  Panes
}

// Find stands at a row of the list.
func (s *Stage) Find(id string) {
	s.Panes.ToList()
	s.Panes.List.Goto(id)
}

// At is the row under the cursor.
func (s *Stage) At() string { return s.Panes.List.ID() }

// Typing is never so in a list.
func (s *Stage) Typing() bool { return false }

// Update moves in the list or the text.
func (s *Stage) Update(msg tea.Msg) ui.Intent {
	s.Panes.Update(msg)
	return ui.Intent{}
}
