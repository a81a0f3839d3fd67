package widget

import (
	"strings"

	"halfday/tui/layout"
	"halfday/tui/ui"
)

const (
	formWidth = 84 // columns at the most
	// formBeside is the width from which values stand beside their titles.
	formBeside = 50
)

// View draws the fields one below the other, the one with the focus always in
// sight with what is wrong in it.
func (f *Form) View(s layout.Size) ui.Frame {
	w := min(s.W, formWidth)
	head := []string{f.theme.Title.Render(f.title)}
	if f.text != "" && s.H > 10 {
		head = append(head, f.theme.Muted.Wrap(f.text, w)...)
	}
	head = append(head, "")
	room := max(1, s.H-len(head))
	if room < 3 {
		head, room = nil, max(0, s.H)
	}
	lines, from, to := f.lines(w)
	if f.top > from {
		f.top = from
	}
	if f.top < to-room {
		f.top = to - room
	}
	f.top = max(0, min(f.top, len(lines)-room))
	shown := lines[f.top:min(len(lines), f.top+room)]
	if rest := len(lines) - f.top - len(shown); rest > 0 && len(shown) > 2 && f.top+len(shown) > to {
		shown = append(shown[:len(shown)-1:len(shown)-1], f.theme.Muted.Render("↓ "+more(rest+1)))
	}
	return ui.Frame{Text: strings.Join(append(head, shown...), "\n")}
}

// lines are the lines of all fields; those from one to another are of the field
// with the focus.
func (f *Form) lines(w int) (lines []string, from, to int) {
	beside := w >= formBeside
	titles := titleWidth(f.fields)
	for i, field := range f.fields {
		if i == f.at {
			from = len(lines)
		}
		mark, title := "  ", f.theme.Muted.Render(field.Title)
		if field.has {
			mark, title = f.theme.Accent.Render("› "), f.theme.Strong.Render(field.Title)
		}
		if beside {
			value := field.view(w - 4 - titles)
			lines = append(lines, layout.Line(mark+layout.Line(title, titles)+"  "+value, w))
		} else {
			lines = append(lines, layout.Line(mark+title, w), layout.Line("    "+field.view(w-4), w))
		}
		if field.wrong != "" {
			for _, line := range f.theme.Bad.Wrap("! "+field.wrong, max(1, w-4)) {
				lines = append(lines, layout.Line("    "+line, w))
			}
		}
		if i == f.at {
			to = len(lines)
		}
	}
	return lines, from, to
}
