package notes

import (
	"time"

	"halfday/tui/theme"
	"halfday/tui/widget"
	"halfday/visit"
)

// drawn keeps the feed's rows as they were drawn last: a key in the line does
// not change them. A visit never changes, so the rows stand until there is
// another one, or another width or theme.
type drawn struct {
	visit  *visit.Visit
	width  int
	colour string
	made   []widget.Row
}

func (d *drawn) rows(t *theme.Theme, v *visit.Visit, width int, loc *time.Location) []widget.Row {
	if d.visit == v && d.width == width && d.colour == t.AccentColour {
		return d.made
	}
	*d = drawn{visit: v, width: width, colour: t.AccentColour, made: make([]widget.Row, len(v.Notes))}
	for i, n := range v.Notes {
		p := widget.NewPage(t, width-2)
		p.Indent(widget.NoteSign(t, n.Sense), t.Text, n.Text)
		p.Text(t.Muted, "   "+widget.NoteTail(n, loc)+details(v, n))
		d.made[i] = widget.Row{ID: n.ID, Lines: p.Lines()}
	}
	return d.made
}
