// Package widget holds the pieces that screens are made of.
package widget

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/layout"
	"halfday/tui/theme"
)

// List is a list with one row under the cursor. Rows may be several lines high
// and some, such as headings, cannot be under the cursor.
type List struct {
	rows []Row
	at   int
	top  int // first line shown
	page int // lines shown last time
}

// Row is a row of a list.
type Row struct {
	// ID is what the row stands for; a row without one is a heading.
	ID string
	// Lines are the row's lines, styled; the list adds the cursor's mark.
	Lines []string
}

// Set replaces the rows. The cursor stays at the row with the same id, or as
// near as can be.
func (l *List) Set(rows []Row) {
	id := l.ID()
	l.rows = rows
	if !l.Goto(id) {
		l.at = min(l.at, max(0, len(rows)-1))
		l.settle(1)
	}
}

// ID is the id of the row under the cursor, empty in an empty list.
func (l *List) ID() string {
	if l.at < 0 || l.at >= len(l.rows) {
		return ""
	}
	return l.rows[l.at].ID
}

// Goto puts the cursor on the row with this id, if there is one.
func (l *List) Goto(id string) bool {
	for i, r := range l.rows {
		if id != "" && r.ID == id {
			l.at = i
			return true
		}
	}
	return false
}

// Update moves the cursor and reports whether the key was for it.
func (l *List) Update(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	switch key.String() {
	case "up", "k":
		l.step(-1)
	case "down", "j":
		l.step(1)
	case "pgup":
		l.leap(-1)
	case "pgdown", "space":
		l.leap(1)
	case "home":
		l.at = 0
		l.settle(1)
	case "end":
		l.at = len(l.rows) - 1
		l.settle(-1)
	default:
		return false
	}
	return true
}

func (l *List) step(by int) {
	for i := l.at + by; i >= 0 && i < len(l.rows); i += by {
		if l.rows[i].ID != "" {
			l.at = i
			return
		}
	}
	if by < 0 {
		l.top = 0 // show the heading above the first row
	}
}

// leap moves by about a page of lines.
func (l *List) leap(by int) {
	for n := max(1, l.page-2); n > 0; {
		before := l.at
		l.step(by)
		if l.at == before {
			return
		}
		n -= len(l.rows[l.at].Lines)
	}
}

// settle moves the cursor off a heading, first in one direction.
func (l *List) settle(by int) {
	if l.ID() != "" {
		return
	}
	if l.step(by); l.ID() == "" {
		l.step(-by)
	}
}

// View draws the list at exactly the size; focused says whether keys go to it.
// Where there are more rows below, the last line says how many.
func (l *List) View(t *theme.Theme, s layout.Size, focused bool) string {
	l.page = s.H
	l.scroll(s.H)
	var lines []string
	n, below := 0, 0 // the line a row begins at, and the rows that end below
	for i, r := range l.rows {
		for j, line := range r.Lines {
			if n+j >= l.top && n+j < l.top+s.H {
				lines = append(lines, mark(t, line, s.W, r.ID == "", i == l.at && r.ID != "", focused, j == 0))
			}
		}
		n += len(r.Lines)
		if r.ID != "" && n > l.top+s.H-1 {
			below++
		}
	}
	if s.H > 2 && n > l.top+s.H && below > 0 {
		lines[s.H-1] = t.Muted.Render(fmt.Sprintf("  ↓ %d more", below))
	}
	return layout.Fit(lines, s)
}

// scroll brings the row under the cursor into view, with a line of what is
// around it.
func (l *List) scroll(h int) {
	from, to, n := 0, 0, 0
	for i, r := range l.rows {
		if i == l.at && r.ID != "" {
			from, to = n, n+len(r.Lines)
		}
		n += len(r.Lines)
	}
	if from-1 < l.top {
		l.top = max(0, from-1)
	}
	if to+1 > l.top+h {
		l.top = min(to+1, n) - h
	}
	if from < l.top {
		l.top = from // a row higher than the list shows its beginning
	}
	l.top = max(0, min(l.top, n-h))
}

// mark sets the cursor's mark in front of a line and shades a chosen one.
func mark(t *theme.Theme, line string, w int, heading, here, focused, first bool) string {
	switch {
	case heading:
		return layout.Line(line, w)
	case !here:
		return "  " + layout.Line(line, w-2)
	case !focused:
		return t.Muted.Render(sign("›", first)) + " " + layout.Line(line, w-2)
	}
	return t.Accent.Render(sign("▸", first)) + " " + shade(t, layout.Line(line, w-2))
}

func sign(s string, first bool) string {
	if first {
		return s
	}
	return " "
}

// shade lays the selection's background under a line that is already styled:
// the background is set again after every reset inside it.
func shade(t *theme.Theme, line string) string {
	probe := t.Selected.Render("x")
	begin, _, found := strings.Cut(probe, "x")
	if !found || begin == "" {
		return line
	}
	const reset = "\x1b[m"
	return begin + strings.ReplaceAll(line, reset, reset+begin) + reset
}
