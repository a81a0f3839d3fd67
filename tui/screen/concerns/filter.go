package concerns

import (
	"fmt"
	"strings"

	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// filter narrows the list to a state, an element and a kind. What is empty
// narrows nothing.
type filter struct {
	state   string // the title of a group
	element string // an element's id, or the application
	kind    concern.Kind
}

func (f filter) on() bool { return f != filter{} }

// keeps reports whether a concern is listed.
func (f filter) keeps(v *visit.Visit, c visit.Concern) bool {
	return (f.state == "" || f.state == groupOf(c).title) &&
		(f.element == "" || f.element == element(v, c.Item)) &&
		(f.kind == "" || f.kind == c.Kind)
}

// element is the id of the element that an item belongs to.
func element(v *visit.Visit, item string) string {
	if n := v.Framework.Find(item); n != nil {
		return n.Element().ID
	}
	return concern.Application
}

// words say what the list is narrowed to.
func (f filter) words() string {
	var words []string
	switch f.element {
	case "":
	case concern.Application:
		words = append(words, "the application")
	default:
		words = append(words, "element "+f.element)
	}
	if f.kind != "" {
		words = append(words, string(f.kind))
	}
	if f.state != "" {
		words = append(words, strings.ToLower(f.state))
	}
	return strings.Join(words, " · ")
}

// narrow lists what a filter keeps.
func (s *Screen) narrow(f filter) ui.Intent {
	s.filter = f
	s.fill()
	return ui.Intent{}
}

// shown are the concerns that are listed.
func (s *Screen) shown() []visit.Concern { return s.through(s.filter) }

// through are the concerns that a filter keeps.
func (s *Screen) through(f filter) []visit.Concern {
	v := s.Record.Visit()
	var kept []visit.Concern
	for _, c := range v.Concerns() {
		if f.keeps(v, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// narrowed is the line over the list: what is shown, how many they are, and the
// way back.
func (s *Screen) narrowed(w int) string {
	t := s.Env.Theme
	left := t.Muted.Render(" Showing: ") + t.Accent.Render(s.filter.words()) +
		t.Muted.Render(fmt.Sprintf(" (%d of %d)", len(s.shown()), len(s.Record.Visit().Concerns())))
	return layout.Ends(left, t.Key.Render("Esc")+t.Muted.Render(" shows all "), w)
}

// newFilter offers what the list can be narrowed to: what there is of each, and
// how many would be shown then. Taking what is on already turns it off.
func (s *Screen) newFilter() *widget.Pick {
	v, f := s.Record.Visit(), s.filter
	choices := []widget.Choice{{
		Title: "All of them", Note: concernsIn(len(v.Concerns())), Chosen: !f.on(),
		Do: func() ui.Intent { return s.narrow(filter{}) },
	}}
	offer := func(title, of string, alone, with, without filter) {
		on := with == f
		if len(s.through(alone)) == 0 && !on {
			return
		}
		choices = append(choices, widget.Choice{
			Title: title, Note: of + " · " + concernsIn(len(s.through(with))), Chosen: on,
			Do: func() ui.Intent {
				if on {
					return s.narrow(without)
				}
				return s.narrow(with)
			},
		})
	}
	for _, g := range groups() {
		with, without := f, f
		with.state, without.state = g.title, ""
		offer(g.title, "status", filter{state: g.title}, with, without)
	}
	for _, e := range append(v.Framework.Elements, nil) {
		id, title := concern.Application, "The application"
		if e != nil {
			id, title = e.ID, e.ID+" "+e.Name
		}
		with, without := f, f
		with.element, without.element = id, ""
		offer(title, "element", filter{element: id}, with, without)
	}
	for _, k := range kinds() {
		with, without := f, f
		with.kind, without.kind = k, ""
		offer(kindName(k), "kind", filter{kind: k}, with, without)
	}
	return widget.NewPick(s.Env.Theme, "Which concerns?", "One of each may be chosen: open this again to narrow further. Esc in the list shows all.", choices)
}

// kinds are the kinds of concern there are.
func kinds() []concern.Kind {
	return []concern.Kind{concern.Insufficient, concern.Inconsistent, concern.Independence}
}

// kindName is what a kind of concern means.
func kindName(k concern.Kind) string {
	switch k {
	case concern.Insufficient:
		return "Insufficient evidence or commentary"
	case concern.Inconsistent:
		return "Inconsistent with the level or the threshold"
	}
	return "Independence of the assessment"
}

func concernsIn(n int) string {
	if n == 1 {
		return "1 concern"
	}
	return fmt.Sprintf("%d concerns", n)
}
