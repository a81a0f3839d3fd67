// Package moderation is the seventh stage: a lead assessor's second look.
package moderation

import (
	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
)

// Screen says what will be here; a visit cannot be sent to a lead assessor yet.
type Screen struct{ env *ui.Env }

// New is the stage of a visit.
func New(env *ui.Env, _ *store.Record) *Screen { return &Screen{env: env} }

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Moderation }

// Typing is never so here.
func (s *Screen) Typing() bool { return false }

// Update has nothing to move.
func (s *Screen) Update(tea.Msg) ui.Intent { return ui.Intent{} }

// Why is always empty.
func (s *Screen) Why(action.ID) string { return "" }

// Do has nothing to do.
func (s *Screen) Do(action.ID) ui.Intent { return ui.Intent{} }

// View says what moderation is and where it will stand.
func (s *Screen) View(size layout.Size) ui.Frame {
	t := s.env.Theme
	w := min(62, max(10, size.W-4))
	lines := []string{t.Title.Render("Moderation"), ""}
	lines = append(lines, t.Text.Wrap("When a lead assessor moderates a visit, both judge every item on their own first and compare afterwards: where they agree, where they do not, and which notes bear on it.", w)...)
	lines = append(lines, "")
	lines = append(lines, t.Muted.Wrap("The comparison, comments and the moderation form will stand here. This version cannot send a visit to a lead assessor yet; the saved report holds all that was found.", w)...)
	for i := range lines {
		lines[i] = layout.Line(lines[i], w)
	}
	return ui.Frame{Text: layout.Centre(lines, size)}
}
