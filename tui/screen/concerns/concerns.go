// Package concerns is the second stage: causes for concern, what the assessor
// makes of each, and the focus of the visit.
package concerns

import (
	"strings"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// Screen is the list of concerns with the one under the cursor beside it.
type Screen struct {
	widget.Stage
	readings readings
}

// New shows a visit's concerns.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{Stage: widget.Stage{Env: env, Record: record}}
	s.fill()
	return s
}

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Concerns }

// here is the concern under the cursor.
func (s *Screen) here() (visit.Concern, bool) {
	for _, c := range s.Record.Visit().Concerns() {
		if c.ID == s.Panes.List.ID() {
			return c, true
		}
	}
	return visit.Concern{}, false
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	c, ok := s.here()
	switch id {
	case action.FocusChoose, action.OtherPane:
		return ""
	case action.ConcernAccept:
		if ok && c.Status == visit.Accepted {
			return "You accepted this concern already."
		}
	case action.ConcernDismiss:
		if ok && c.Status == visit.Dismissed {
			return "You dismissed this concern already; o reopens it."
		}
	case action.ConcernReopen:
		if ok && c.Status == visit.Open {
			return "This concern is open."
		}
	}
	if !ok && id != action.ConcernAdd {
		return "There is no concern here."
	}
	return ""
}

// Do carries out an action of the stage.
func (s *Screen) Do(id action.ID) ui.Intent {
	c, _ := s.here()
	switch id {
	case action.ConcernAccept:
		return s.decide(c, visit.Accepted, "Accepted: to be settled on the visit.")
	case action.ConcernReopen:
		return s.decide(c, visit.Open, "Open again.")
	case action.ConcernDismiss:
		field := "concern.dismiss/" + c.ID
		return ui.Show(widget.NewPrompt(s.Env.Theme, "Dismiss this concern", "Why is it no cause for concern? Your reason is kept with it.",
			widget.NewField(s.Record, field, ""), func(reason string) ui.Intent {
				next := s.nextOpen(c.ID)
				err := s.Record.Commit(field, c.Decide(visit.Dismissed, reason))
				if err == nil {
					s.goOn(next)
				}
				return ui.Done(err, "Dismissed, with your reason.")
			}))
	case action.ConcernAdd:
		item := c.Item
		if item == "" {
			item = concern.Application
		}
		return ui.Show(widget.NewConcern(s.Env, s.Record, item))
	case action.ConcernItem:
		return ui.Go(ui.Route{Visit: s.Record.ID(), Stage: visit.StageSubmission, Item: c.Item})
	case action.OtherPane:
		s.Panes.Switch()
	case action.FocusChoose:
		return ui.Show(newFocus(s.Env, s.Record))
	}
	return ui.Intent{}
}

func (s *Screen) decide(c visit.Concern, status visit.Status, say string) ui.Intent {
	next := s.nextOpen(c.ID)
	err := s.Record.Do(c.Decide(status, ""))
	if err == nil && status != visit.Open {
		s.goOn(next)
	}
	return ui.Done(err, say)
}

// nextOpen is the open concern after another, or the first one; empty where no
// other is open.
func (s *Screen) nextOpen(id string) string {
	first, past := "", false
	for _, c := range s.Record.Visit().Concerns() {
		switch {
		case c.ID == id:
			past = true
		case c.Status != visit.Open:
		case past:
			return c.ID
		case first == "":
			first = c.ID
		}
	}
	return first
}

// goOn goes to the next concern to decide, if there is one.
func (s *Screen) goOn(next string) {
	s.fill()
	s.Panes.ToList()
	s.Panes.List.Goto(next)
}

// focus is the chosen focus in a line.
func (s *Screen) focus() string {
	t, v := s.Env.Theme, s.Record.Visit()
	if len(v.Focus) == 0 {
		return t.Muted.Render("No focus chosen yet: f chooses the elements to look at in depth.")
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

// View draws list and text.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	if len(s.Record.Visit().Concerns()) == 0 {
		t := s.Env.Theme
		lines := append([]string{t.Good.Render("✓ No causes for concern were found."), ""},
			t.Muted.Wrap("Nothing in the submission is missing, thin or below the threshold. If something troubles you all the same, c adds a concern of your own.", min(60, max(10, size.W-4)))...)
		return ui.Frame{Text: layout.Centre(lines, size)}
	}
	return ui.Frame{Text: s.Panes.View(s.Env.Theme, s.Record.Visit(), size.Less(0, 1), 46, s.text) + "\n " + s.focus()}
}
