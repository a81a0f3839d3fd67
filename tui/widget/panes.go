package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/visit"
)

// Panes are a list and the text about the row under its cursor. In a wide
// window they stand side by side; in a narrow one the text stands under the
// list, and takes all the room while it has the focus.
type Panes struct {
	List List
	// ListOnly says that the text never has the focus.
	ListOnly bool

	text  Pager
	in    bool   // the text has the focus
	about string // the row the text was about
	made  made
}

// made is the text as it was rendered last. A visit never changes, so it stands
// until there is another one, another row, width or theme.
type made struct {
	visit  *visit.Visit
	row    string
	width  int
	colour string
	lines  []string
}

// Switch gives the focus to the other pane.
func (p *Panes) Switch() { p.in = !p.in }

// ToList gives the focus to the list.
func (p *Panes) ToList() { p.in = false }

// InText reports whether the text has the focus.
func (p *Panes) InText() bool { return p.in }

// Update moves in the pane that has the focus.
func (p *Panes) Update(msg tea.Msg) bool {
	if p.in {
		return p.text.Update(msg)
	}
	return p.List.Update(msg)
}

// View draws both panes at exactly the size; the list gets share hundredths of
// the width, and render makes the lines about the row for a width, all from v.
func (p *Panes) View(t *theme.Theme, v *visit.Visit, s layout.Size, share int, render func(w int) []string) string {
	text := func(w int) []string {
		if m := p.made; m.visit != v || m.row != p.List.ID() || m.width != w || m.colour != t.AccentColour {
			p.made = made{v, p.List.ID(), w, t.AccentColour, render(w)}
		}
		return p.made.lines
	}
	p.text.reach = ""
	if !p.in && !p.ListOnly {
		p.text.reach = "Tab"
	}
	if id := p.List.ID(); id != p.about {
		p.about = id
		p.text.Reset()
	}
	if s.W >= layout.Wide {
		l, r := s.Less(2, 0).Split(share, 3)
		bar := t.Rule.Render(" │ ")
		if p.in {
			bar = t.Accent.Render(" ┃ ")
		}
		return pad(layout.Beside(p.List.View(t, l, !p.in), bar, p.text.View(t, text(r.W-1), r)), s)
	}
	inner := s.Less(2, 0)
	if p.in {
		return pad(p.text.View(t, text(inner.W), inner), s)
	}
	upper := inner.Rows(max(3, s.H*45/100))
	lower := inner.Rows(s.H - upper.H - 1)
	if lower.H < 3 {
		return pad(p.List.View(t, inner, true), s)
	}
	rule := t.Rule.Render(strings.Repeat("┈", inner.W))
	return pad(p.List.View(t, upper, true)+"\n"+rule+"\n"+p.text.View(t, text(inner.W), lower), s)
}

// pad sets a column of space at the left of a block and fills it to the size.
func pad(block string, s layout.Size) string {
	lines := strings.Split(block, "\n")
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return layout.Fit(lines, s)
}
