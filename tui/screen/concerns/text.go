package concerns

import (
	"strings"

	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
)

// text is what stands beside the list: about the concern or the question under
// the cursor, or the rules silenced.
func (s *Screen) text(w int) []string {
	p := widget.NewPage(s.Env.Theme, w)
	c, ok := s.here()
	q, asks := s.question()
	switch {
	case ok:
		s.concern(p, c)
	case asks:
		s.ask(p, q)
	default:
		s.silenced(p)
	}
	return p.Lines()
}

// concern tells of a concern: what was decided, its trigger, why it matters,
// what would settle it, and the text it is about.
func (s *Screen) concern(p *widget.Page, c visit.Concern) {
	t := s.Env.Theme
	title := concern.Title(c.Rule)
	if c.Own {
		title = "A concern of your own"
	}
	p.Line(t.Title.Render(title) + t.Muted.Render(" · "+string(c.Kind)))
	s.about(p, c.Item)
	s.decision(p, c)
	if c.Quote != "" {
		p.Head("The school's words")
		p.Indent(t.Rule.Render("▌ "), t.Quote, c.Quote)
		p.Text(t.Muted, "  from the "+c.Source)
	}
	if c.Own {
		p.Gap()
	} else {
		p.Head("Why it matters")
	}
	p.Text(t.Text, c.Why)
	for _, also := range c.Also {
		p.Bullet(t.Text, "Also: "+concern.Title(also)+".")
	}
	if c.Settle.Ask != "" || c.Settle.See != "" {
		p.Head("What would settle it")
		s.settles(p, c.Settle)
	}
	s.commentary(p, s.reading(c.Item), quoted(c))
}

// ask tells of a question that is no concern.
func (s *Screen) ask(p *widget.Page, q concern.Question) {
	p.Title("Worth asking")
	s.about(p, q.Item)
	p.Gap()
	s.settles(p, concern.Settle{Ask: q.Ask, Of: q.Of})
	p.Head("Why")
	p.Text(s.Env.Theme.Text, q.Why)
	s.commentary(p, s.reading(q.Item), "")
}

// about names the place, with its levels where it has any.
func (s *Screen) about(p *widget.Page, item string) {
	t, v := s.Env.Theme, s.Record.Visit()
	n := v.Framework.Find(item)
	if n == nil {
		p.Text(t.Strong, "The application")
		return
	}
	p.Text(t.Strong, n.ID+" "+n.Name)
	if n.IsItem() {
		p.Line(widget.LevelsUnderConcern(t, v, n))
	}
}

// settles says what to ask, of whom, and what to ask for.
func (s *Screen) settles(p *widget.Page, by concern.Settle) {
	t := s.Env.Theme
	if by.Ask != "" {
		p.Indent(t.Accent.Render("ask  "), t.Text, by.Ask)
		if len(by.Of) > 0 {
			p.Text(t.Muted, "     "+roles(by.Of))
		}
	}
	if by.See != "" {
		p.Indent(t.Accent.Render("see  "), t.Text, by.See)
	}
}

func roles(of []framework.Role) string {
	names := make([]string, len(of))
	for i, r := range of {
		names[i] = r.Name()
	}
	return strings.Join(names, ", ")
}

// decision says what was decided about a concern.
func (s *Screen) decision(p *widget.Page, c visit.Concern) {
	t := s.Env.Theme
	if c.Status == visit.Open {
		return
	}
	p.Gap()
	switch c.Status {
	case visit.Accepted:
		p.Text(t.Good, "✓ You accepted this concern: to be settled on the visit.")
	case visit.Asked:
		s.asked(p, c)
	case visit.Settled:
		p.Text(t.Good, "✓ You settled this concern.")
		for _, n := range s.Record.Visit().SettlingNotes(c) {
			widget.NoteLines(p, t, n, s.Env.Now().Location())
		}
	case visit.Dismissed:
		p.Text(t.Muted, "You dismissed this concern.")
	}
	if c.Reason != "" {
		p.Text(t.Text, "Your reason: "+c.Reason)
	}
}

// asked says how a concern is put to the school.
func (s *Screen) asked(p *widget.Page, c visit.Concern) {
	t, put := s.Env.Theme, c.SchoolQuestion()
	if put == "" && c.Own {
		p.Text(t.Warn, "! To be put to the school, and there are no words for it yet: w writes them. Until then it is not in the letter.")
		return
	}
	p.Text(t.Good, "✓ You ask the school about it in the letter: l shows it.")
	if c.Reworded() {
		p.Indent(t.Accent.Render("ask  "), t.Text, put)
	}
}

// quoted are the words of a concern that stand in the school's commentary.
func quoted(c visit.Concern) string {
	if c.Source != "commentary" {
		return ""
	}
	return c.Quote
}
