package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Reading is a dialog with a page to read, and perhaps to save.
type Reading struct {
	theme *theme.Theme
	title string
	save  func() ui.Intent
	// lines renders the page for a width; it is asked again when that or the
	// theme's colours change.
	lines  func(w int) []string
	made   []string
	width  int
	colour string
	pager  Pager
}

// NewReading shows a page under a title; lines renders it for a width.
func NewReading(t *theme.Theme, title string, lines func(w int) []string) *Reading {
	return &Reading{theme: t, title: title, lines: lines}
}

// Saves lets the page be saved from where it is read; it gives way to what save
// shows.
func (r *Reading) Saves(save func() ui.Intent) *Reading {
	r.save = save
	return r
}

// Scope is that of pages to read.
func (r *Reading) Scope() action.Scope {
	if r.save != nil {
		return action.Preview
	}
	return action.Reading
}

// Typing is never so.
func (r *Reading) Typing() bool { return false }

// Why is always empty.
func (r *Reading) Why(action.ID) string { return "" }

// Update scrolls.
func (r *Reading) Update(msg tea.Msg) ui.Intent {
	r.pager.Update(msg)
	return ui.Intent{}
}

// Do closes the page, or saves it.
func (r *Reading) Do(id action.ID) ui.Intent {
	in := ui.Intent{}
	if id == action.PreviewSave {
		in = r.save()
	}
	in.Close = in.Err == nil
	return in
}

// View draws the page, as high as it needs.
func (r *Reading) View(s layout.Size) ui.Frame {
	w := min(s.W, 84)
	if r.width != w || r.colour != r.theme.AccentColour {
		r.made, r.width, r.colour = r.lines(w), w, r.theme.AccentColour
	}
	head := []string{r.theme.Title.Render(r.title), ""}
	body := layout.Size{W: w, H: max(0, min(len(r.made), s.H-len(head)))}
	return ui.Frame{Text: strings.Join(append(head, r.pager.View(r.theme, r.made, body)), "\n")}
}
