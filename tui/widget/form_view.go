package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/visit/safe"
)

const (
	formWidth = 84 // columns at the most
	// formValue is how many columns the titles must leave to values for these to
	// stand beside them.
	formValue = 24
	// formRows is how many rows the fields get before the explanation gets any.
	formRows = 6
	// formIndent is the columns before a title, and between it and the value.
	formIndent = 2
)

// View draws the fields one below the other, the one with the focus always in
// sight with what is wrong in it.
func (f *Form) View(s layout.Size) ui.Frame {
	w := min(s.W, formWidth)
	if w < 1 || s.H < 1 {
		return ui.Frame{}
	}
	lines := f.head(layout.Size{W: w, H: s.H})
	room := s.H - len(lines)
	page := f.page(w, room)
	frame := ui.Frame{
		X: min(page.x, w-1), Y: len(lines) + page.at - f.scroll(page, room), Cursor: len(f.fields) > 0,
	}
	lines = append(lines, f.shown(page, room)...)
	for i := range lines {
		lines[i] = layout.Line(lines[i], w)
	}
	frame.Text = strings.Join(lines, "\n")
	return frame
}

// head is the title and the explanation, as far as there is room beside the fields.
func (f *Form) head(s layout.Size) []string {
	if s.H < formRows {
		return nil
	}
	text, room := f.theme.Muted.Wrap(f.text, s.W), max(0, s.H-2-formRows)
	switch {
	case f.text == "", len(text) > room && room < 2:
		text = nil
	case len(text) > room:
		text = append(text[:room-1], f.theme.Muted.Render("…"))
	}
	return append(append([]string{f.theme.Title.Render(f.title)}, text...), "")
}

// formPage is all fields as lines.
type formPage struct {
	lines []string
	// from and to are where the field with the focus begins and ends, at the line
	// and x the column of the cursor.
	from, to, at, x int
}

// page draws the fields at a width, what is wrong in each no higher than the rows.
func (f *Form) page(w, rows int) (p formPage) {
	titles := 0
	for _, field := range f.fields {
		titles = max(titles, ansi.StringWidth(safe.Line(field.Title)))
	}
	indent := 2 * formIndent
	beside := w-titles-indent >= formValue
	if beside {
		indent += titles
	}
	for i, field := range f.fields {
		from := len(p.lines)
		mark, title, value, x := "  ", f.theme.Text.Render(field.Title), "", 0
		if field.has {
			mark, title = f.theme.Accent.Render("› "), f.theme.Strong.Render(field.Title)
			value, x = field.view(max(1, w-indent))
		} else {
			value = field.rest()
		}
		if beside {
			p.lines = append(p.lines, mark+layout.Line(title, titles)+"  "+value)
		} else {
			p.lines = append(p.lines, mark+title, strings.Repeat(" ", indent)+value)
		}
		at := len(p.lines) - 1
		p.lines = append(p.lines, f.wrong(field, w-indent, indent, max(1, rows-len(p.lines)+from))...)
		if i == f.at {
			p.from, p.to, p.at, p.x = from, len(p.lines), at, indent+x
		}
	}
	return p
}

// wrong is what is wrong in a field, under its value.
func (f *Form) wrong(field *formField, w, indent, most int) []string {
	if field.wrong == "" {
		return nil
	}
	lines := f.theme.Bad.Wrap("! "+field.wrong, max(1, w))
	if len(lines) > most {
		lines = append(lines[:most-1], layout.Line(lines[most-1], max(0, w-1))+f.theme.Bad.Render("…"))
	}
	for i := range lines {
		lines[i] = strings.Repeat(" ", indent) + lines[i]
	}
	return lines
}

// edge is how many rows at either end say what is out of sight, where all lines
// have no room: one, if the field with the focus can spare it.
func (p formPage) edge(room int) int {
	if len(p.lines) > room && room >= p.to-p.from+2 {
		return 1
	}
	return 0
}

// scroll brings the field with the focus into sight, and is the first line shown.
func (f *Form) scroll(p formPage, room int) int {
	edge := p.edge(room)
	f.top = max(f.top, p.to+edge-room)
	if p.to-p.from <= room {
		f.top = min(f.top, p.from-edge)
	} else {
		f.top = p.at // the value first, then what is wrong in it
	}
	f.top = max(0, min(f.top, len(p.lines)-room))
	return f.top
}

// shown are the lines in sight.
func (f *Form) shown(p formPage, room int) []string {
	top := f.scroll(p, room)
	end := min(len(p.lines), top+room)
	lines := append([]string{}, p.lines[top:end]...)
	if p.edge(room) > 0 && top > 0 {
		lines[0] = f.theme.Muted.Render("↑ " + more(top+1))
	}
	if p.edge(room) > 0 && end < len(p.lines) {
		lines[len(lines)-1] = f.theme.Muted.Render("↓ " + more(len(p.lines)-end+1))
	}
	return lines
}
