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
