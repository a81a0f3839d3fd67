package concerns

import (
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// fill lists the concerns: the open ones first, then those decided.
func (s *Screen) fill() {
	t := s.Env.Theme
	var rows []widget.Row
	group := func(title string, want ...visit.Status) {
		first := true
		for _, c := range s.Record.Visit().Concerns() {
			for _, w := range want {
				if c.Status != w {
					continue
				}
				if first {
					if len(rows) > 0 {
						rows = append(rows, widget.Row{Lines: []string{""}})
					}
					rows = append(rows, widget.Row{Lines: []string{t.Muted.Render(title)}})
					first = false
				}
				rows = append(rows, widget.Row{ID: c.ID, Lines: []string{s.line(c)}})
			}
		}
	}
	group("To decide", visit.Open)
	group("Accepted: to be settled on the visit", visit.Accepted)
	group("Dismissed", visit.Dismissed)
	s.Panes.List.Set(rows)
}

func (s *Screen) line(c visit.Concern) string {
	t := s.Env.Theme
	return layout.Line(severity(t, c.Severity), 2) + layout.Line(t.Strong.Render(place(c.Item)), 5) + t.Text.Render(concern.Title(c.Rule))
}

// place is an item's id; the application has no id of its own.
func place(item string) string {
	if item == concern.Application {
		return "app."
	}
	return item
}

func severity(t *theme.Theme, s concern.Severity) string {
	switch s {
	case concern.High:
		return t.Bad.Render("‼")
	case concern.Medium:
		return t.Warn.Render("!")
	}
	return t.Muted.Render("·")
}

// text is the concern under the cursor: its trigger, why it matters, what
// would settle it, and what was decided.
func (s *Screen) text(w int) []string {
	t, v := s.Env.Theme, s.Record.Visit()
	p := widget.NewPage(t, w)
	c, ok := s.here()
	if !ok {
		return nil
	}
	p.Title(concern.Title(c.Rule))
	if n := v.Framework.Find(c.Item); n != nil {
		p.Text(t.Strong, n.ID+" "+n.Name)
		if n.IsItem() {
			p.Line(widget.Levels(t, v, n))
		}
	} else {
		p.Text(t.Strong, "The application")
	}
	if c.Quote != "" {
		p.Head("The school's words")
		p.Indent(t.Rule.Render("▌ "), t.Quote, c.Quote)
		p.Text(t.Muted, "  from the "+c.Source)
	}
	p.Head("Why it matters")
	p.Text(t.Text, c.Why)
	for _, also := range c.Also {
		p.Bullet(t.Text, "Also: "+concern.Title(also)+".")
	}
	if c.Settle.Ask != "" || c.Settle.See != "" {
		p.Head("What would settle it")
	}
	if c.Settle.Ask != "" {
		of := ""
		for i, r := range c.Settle.Of {
			if i > 0 {
				of += ", "
			}
			of += r.Name()
		}
		p.Indent(t.Accent.Render("ask  "), t.Text, c.Settle.Ask)
		if of != "" {
			p.Text(t.Muted, "     "+of)
		}
	}
	if c.Settle.See != "" {
		p.Indent(t.Accent.Render("see  "), t.Text, c.Settle.See)
	}
	switch c.Status {
	case visit.Accepted:
		p.Gap()
		p.Text(t.Good, "✓ You accepted this concern: to be settled on the visit.")
	case visit.Dismissed:
		p.Gap()
		p.Text(t.Muted, "You dismissed this concern: "+c.Reason)
	}
	return p.Lines()
}
