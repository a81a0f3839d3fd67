package submission

import (
	"fmt"
	"strings"

	"halfday/tui/widget"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// text is what stands beside the tree: about the school, or about a node.
func (s *Screen) text(w int) []string {
	p := widget.NewPage(s.Env.Theme, w)
	v := s.Record.Visit()
	id := s.Panes.List.ID()
	n, r := v.Framework.Find(id), v.Submission.Review(id)
	switch {
	case n != nil:
		s.node(p, n)
	case r != nil:
		p.Title(r.Item)
		p.Text(s.Env.Theme.Warn, "The framework knows no such item. What the school wrote is kept and shown, and takes no part in concerns and judgement.")
		if r.Level != 0 {
			p.Text(s.Env.Theme.Text, "Level "+r.Level.String())
		}
		s.review(p, r)
	default:
		s.school(p, v.Submission)
		s.concerns(p, concern.Application)
	}
	return p.Lines()
}

// school shows the facts about the school and its application.
func (s *Screen) school(p *widget.Page, sub *submission.Submission) {
	t := s.Env.Theme
	p.Title(s.Record.Visit().School())
	s.wanting(p, sub)
	p.Gap()
	v := s.Record.Visit()
	for _, f := range submission.Facts() {
		if f.Field == "application.submitted" {
			p.Gap()
		}
		if f.Field == "school.name" && s.byHand(f.Field) == "" {
			continue // it is the title
		}
		s.fact(p, f.Name, shown(f.Field, sub.Text(f.Field)), f.Field)
	}
	app := sub.Application
	s.fact(p, "Framework", v.Framework.ID+", "+v.Framework.Name+" "+v.Framework.Version, "")
	for _, h := range app.SupportedBy {
		p.Head("Supported by")
		p.Text(t.Text, h.Name+", "+h.Organisation)
		p.Prose(t.Muted, h.Help)
	}
	if len(sub.Day) > 0 {
		p.Head("The school's day" + s.byHand(submission.DayField))
		for _, b := range sub.Day {
			p.Indent(t.Muted.Render(b.From.String()+"–"+b.To.String()+"  "), t.Text, b.What)
		}
	}
	if len(sub.Documents) > 0 {
		p.Head("Documents")
		s.evidence(p, sub.Documents)
	}
}

// wanting says what could not be read and what is missing, and what to do.
func (s *Screen) wanting(p *widget.Page, sub *submission.Submission) {
	t, v := s.Env.Theme, s.Record.Visit()
	if n := len(sub.Problems); n > 0 {
		p.Gap()
		p.Text(t.Warn, count(n, "place in the papers", "places in the papers")+" could not be read as they stand: p lists them.")
	}
	missing := sub.Account(v.Framework).Missing
	if len(missing) == 0 {
		return
	}
	p.Head("Missing")
	for _, m := range missing {
		p.Bullet(t.Warn, m)
	}
	p.Text(t.Muted, "o puts right or fills in what you know.")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// fact shows one fact, and where it was set right by hand what the papers say.
func (s *Screen) fact(p *widget.Page, name, value, field string) {
	t := s.Env.Theme
	hand := s.byHand(field)
	if value == "" && hand == "" {
		return
	}
	p.Indent(t.Muted.Render(fmt.Sprintf("%-17s", name)), t.Text, value+hand)
}

// byHand says that a field was set right by hand, and what the papers say;
// empty where it was not.
func (s *Screen) byHand(field string) string {
	was, ok := s.Record.Visit().Corrected(field)
	switch {
	case !ok:
		return ""
	case was == "" || field == submission.DayField:
		return " (by hand)"
	}
	return " (by hand; the papers say " + shown(field, was) + ")"
}

// shown writes a value for people.
func shown(field, value string) string {
	switch {
	case field == "school.nation":
		return submission.Nation(value).Name()
	case strings.HasPrefix(field, "application."):
		if d, err := submission.ParseDate(value); err == nil {
			return d.String()
		}
	}
	return value
}

// node shows what the school wrote for a node, and what is known about it.
func (s *Screen) node(p *widget.Page, n *framework.Node) {
	t, v := s.Env.Theme, s.Record.Visit()
	p.Title(n.ID + " " + n.Name)
	if n.IsItem() {
		p.Line(widget.Levels(t, v, n))
		if hand := s.byHand(submission.LevelField(n.ID)); hand != "" {
			p.Text(t.Muted, "The claimed level was put right"+hand+".")
		}
	}
	s.concerns(p, n.ID)
	if r := v.Submission.Review(n.ID); r != nil || n.IsItem() {
		s.review(p, r)
	}
	if up := n.Parent(); n.IsItem() && up != nil {
		if r := v.Submission.Review(up.ID); r != nil && r.Commentary != "" {
			p.Head("Written for the whole of " + up.ID + " " + up.Name)
			p.Prose(t.Text, r.Commentary)
		}
	}
	if notes := v.NotesOn(n); len(notes) > 0 {
		p.Head("Notes")
		for _, note := range notes {
			widget.NoteLines(p, t, note, s.Env.Now().Location())
		}
	}
	if len(n.Statements) > 0 {
		p.Head("What the levels mean")
		widget.Statements(p, t, v, n)
	}
	for _, part := range n.Parts() {
		p.Gap()
		p.Text(t.Strong, part.ID+" "+part.Name)
		if part.IsItem() {
			p.Line(widget.Levels(t, v, part))
		}
	}
}

// concerns are those about a place that are questions still.
func (s *Screen) concerns(p *widget.Page, item string) {
	t := s.Env.Theme
	for _, c := range s.Record.Visit().Concerns() {
		if c.Item == item && c.Status.Unsettled() {
			p.Gap()
			p.Indent(t.Warn.Render("! "), t.Text, c.Why)
		}
	}
}

func (s *Screen) review(p *widget.Page, r *submission.Review) {
	t := s.Env.Theme
	p.Gap()
	switch {
	case r == nil || r.Commentary == "":
		p.Text(t.Muted, "The school wrote nothing here.")
	default:
		p.Prose(t.Text, r.Commentary)
	}
	if r == nil {
		return
	}
	if len(r.Evidence) > 0 {
		p.Head("Evidence")
		s.evidence(p, r.Evidence)
	}
	if r.Actions != "" {
		p.Head("Action points (not part of the assessment)")
		p.Prose(t.Muted, r.Actions)
	}
}

func (s *Screen) evidence(p *widget.Page, list []submission.Evidence) {
	t := s.Env.Theme
	for _, e := range list {
		style, text := t.Text, e.Title
		if d := e.Date.String(); d != "" && e.File != "" {
			text += ", " + d
		}
		switch {
		case e.Missing:
			style = t.Bad
			text += " (" + e.File + ": not supplied)"
		case e.File != "":
			text += " (" + e.File + ")"
		}
		p.Bullet(style, text)
	}
}
