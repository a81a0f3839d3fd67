package concerns

import (
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// text is the concern under the cursor: what was decided, its trigger, why it
// matters, what would settle it, and the text it is about.
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
	s.decision(p, c)
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
	s.commentary(p, s.reading(c.Item), quoted(c))
	return p.Lines()
}

// decision says what was decided about a concern.
func (s *Screen) decision(p *widget.Page, c visit.Concern) {
	t := s.Env.Theme
	switch c.Status {
	case visit.Accepted:
		p.Gap()
		p.Text(t.Good, "✓ You accepted this concern: to be settled on the visit.")
	case visit.Dismissed:
		p.Gap()
		p.Text(t.Muted, "You dismissed this concern: "+c.Reason)
	}
}

// quoted are the words of a concern that stand in the school's commentary.
func quoted(c visit.Concern) string {
	if c.Source != "commentary" {
		return ""
	}
	return c.Quote
}
