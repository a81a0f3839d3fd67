package concerns

import (
	"fmt"
	"strings"

	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// group is a part of the list: the concerns in one state.
type group struct {
	status visit.Status
	// title names the state; more follows it in the list.
	title, more string
}

// groups are the parts of the list: what is still to be decided or asked first.
func groups() []group {
	return []group{
		{visit.Open, "To decide", ""},
		{visit.Asked, "Ask the school", ""},
		{visit.Accepted, "Accepted", ": to be settled on the visit"},
		{visit.Settled, "Settled", ""},
		{visit.Dismissed, "Dismissed", ""},
	}
}

// groupOf is the part of the list a concern stands in.
func groupOf(c visit.Concern) group {
	for _, g := range groups() {
		if g.status == c.Status {
			return g
		}
	}
	return group{}
}

// The rows that are no concerns: a question by its place, and the rules
// silenced.
const (
	questionRow = "question/"
	silencedRow = "silenced"
)

// fill lists the concerns by what was made of them, then what else is worth
// asking, and how many rules are silenced.
func (s *Screen) fill() {
	t, v := s.Env.Theme, s.Record.Visit()
	var rows []widget.Row
	part := func(title string, part []widget.Row) {
		if len(part) == 0 {
			return
		}
		if len(rows) > 0 {
			rows = append(rows, widget.Row{Lines: []string{""}})
		}
		if title != "" {
			rows = append(rows, widget.Row{Lines: []string{t.Muted.Render(title)}})
		}
		rows = append(rows, part...)
	}
	shown := s.shown()
	for _, g := range groups() {
		var in []widget.Row
		for _, c := range shown {
			if c.Status == g.status {
				in = append(in, widget.Row{ID: c.ID, Lines: []string{s.line(c)}})
			}
		}
		part(g.title+g.more, in)
	}
	var asks []widget.Row
	for i, q := range v.Questions() {
		if s.filter == (filter{element: s.filter.element}) && (!s.filter.on() || s.filter.element == element(v, q.Item)) {
			line := layout.Line(t.Accent.Render("?"), 2) + layout.Line(t.Strong.Render(place(q.Item)), 5) + t.Text.Render(q.Ask)
			asks = append(asks, widget.Row{ID: fmt.Sprint(questionRow, i), Lines: []string{line}})
		}
	}
	part("Worth asking", asks)
	if n := len(v.Silenced()); n > 0 && !s.filter.on() {
		line := "1 rule silenced for this visit"
		if n > 1 {
			line = fmt.Sprintf("%d rules silenced for this visit", n)
		}
		part("", []widget.Row{{ID: silencedRow, Lines: []string{t.Muted.Render(line)}}})
	}
	s.Panes.List.Set(rows)
}

// question is the question under the cursor.
func (s *Screen) question() (concern.Question, bool) {
	for i, q := range s.Record.Visit().Questions() {
		if s.At() == fmt.Sprint(questionRow, i) {
			return q, true
		}
	}
	return concern.Question{}, false
}

func (s *Screen) line(c visit.Concern) string {
	t, title := s.Env.Theme, concern.Title(c.Rule)
	if c.Own {
		title = c.Why
	}
	return layout.Line(severity(t, c.Severity), 2) + layout.Line(t.Strong.Render(place(c.Item)), 5) + t.Text.Render(title)
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

// focus is the chosen focus in a line.
func (s *Screen) focus() string {
	t, v := s.Env.Theme, s.Record.Visit()
	if len(v.Focus) == 0 {
		return t.Muted.Render("No focus yet: f chooses the elements to look at in depth.")
	}
	names := make([]string, len(v.Focus))
	for i, id := range v.Focus {
		names[i] = id
		if e := v.Framework.Find(id); e != nil {
			names[i] = e.ID + " " + e.Name
		}
	}
	return t.Muted.Render("Focus: ") + t.Text.Render(strings.Join(names, ", "))
}
