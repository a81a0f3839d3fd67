package agenda

import (
	"fmt"
	"strings"

	"halfday/agenda"
	"halfday/tui/layout"
	"halfday/tui/widget"
	"halfday/visit"
)

// fill lists the agenda by the clock.
func (s *Screen) fill() {
	t, v := s.Env.Theme, s.Record.Visit()
	broken := map[string]bool{}
	for _, b := range s.check() {
		broken[b.Item] = true
	}
	rows := make([]widget.Row, len(v.Agenda))
	for i, a := range v.Agenda {
		flag := "  "
		if broken[a.ID] {
			flag = t.Warn.Render("! ")
		}
		line := flag + t.Accent.Render(a.Start.String()) + t.Muted.Render("–"+a.End().String()) +
			layout.Line(t.Muted.Render(fmt.Sprintf("  %d min", a.Minutes)), 10) + t.Text.Render(a.Title)
		rows[i] = widget.Row{ID: a.ID, Lines: []string{line}}
	}
	s.Panes.List.Set(rows)
}

func (s *Screen) check() []agenda.Breach {
	v := s.Record.Visit()
	return agenda.Check(v.Agenda, v.Submission.Day)
}

// breaches are the rules broken, in words.
func (s *Screen) breaches(w int) []string {
	t := s.Env.Theme
	p := widget.NewPage(t, w)
	for _, b := range s.check() {
		p.Indent(" "+t.Warn.Render("! "), t.Text, b.Text)
	}
	for _, n := range agenda.Uncovered(s.Record.Visit().Agenda, s.Record.Visit().Framework) {
		p.Indent(" "+t.Warn.Render("! "), t.Text, "Nobody on the agenda can speak to "+n.ID+" "+n.Name+".")
	}
	return p.Lines()
}

// text is the item under the cursor: who, where, what to cover; and the
// school's own day.
func (s *Screen) text(w int) []string {
	t, v := s.Env.Theme, s.Record.Visit()
	p := widget.NewPage(t, w)
	for _, a := range v.Agenda {
		if a.ID == s.Panes.List.ID() {
			s.item(p, a)
		}
	}
	p.Head("The school's day")
	if len(v.Submission.Day) == 0 {
		p.Text(t.Muted, "The submission says nothing of it: these are the scheme's own times.")
	}
	for _, b := range v.Submission.Day {
		p.Indent(t.Muted.Render(b.From.String()+"–"+b.To.String()+"  "), t.Text, b.What)
	}
	p.Gap()
	day := "The day of the visit is not set: t sets it."
	if !v.Date.IsZero() {
		day = "The visit is on " + v.Date.Last().Format("Monday 2 January 2006") + "."
	}
	p.Text(t.Muted, day)
	return p.Lines()
}

func (s *Screen) item(p *widget.Page, a visit.AgendaItem) {
	t, v := s.Env.Theme, s.Record.Visit()
	p.Title(a.Title)
	p.Text(t.Text, fmt.Sprintf("%s to %s, %d minutes", a.Start, a.End(), a.Minutes))
	if len(a.With) > 0 {
		names := make([]string, len(a.With))
		for i, r := range a.With {
			names[i] = r.Plural()
		}
		p.Indent(t.Muted.Render("with   "), t.Text, strings.Join(names, ", "))
	}
	if a.Where != "" {
		p.Indent(t.Muted.Render("where  "), t.Text, a.Where)
	}
	if len(a.Covers) > 0 {
		p.Head("To cover")
	}
	for _, id := range a.Covers {
		n := v.Framework.Find(id)
		if n == nil {
			continue
		}
		mark := t.Muted.Render("• ")
		if len(v.ConcernsOn(id)) > 0 {
			mark = t.Warn.Render("! ")
		}
		p.Indent(mark, t.Text, n.ID+" "+n.Name)
	}
}
