// Package concerns is the second stage: causes for concern, what the assessor
// makes of each, and the focus of the visit.
package concerns

import (
	"reflect"

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
	filter   filter
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

// Find stands at a row of the list; a filter that hides it is dropped.
func (s *Screen) Find(id string) {
	s.fill() // the row may be a new one
	s.Stage.Find(id)
	if s.At() != id {
		s.narrow(filter{})
		s.Stage.Find(id)
	}
}

// Follow stands at the first concern that is new or decided otherwise, if there
// is one.
func (s *Screen) Follow(before *visit.Visit) {
	was := map[string]visit.Concern{}
	for _, c := range before.Concerns() {
		was[c.ID] = c
	}
	for _, c := range s.Record.Visit().Concerns() {
		if old, there := was[c.ID]; !there || !reflect.DeepEqual(old, c) {
			s.Find(c.ID)
			return
		}
	}
}

// here is the concern under the cursor.
func (s *Screen) here() (visit.Concern, bool) {
	for _, c := range s.Record.Visit().Concerns() {
		if c.ID == s.At() {
			return c, true
		}
	}
	return visit.Concern{}, false
}

// item is the place that the row under the cursor is about, empty where it is
// about none.
func (s *Screen) item() string {
	if q, ok := s.question(); ok {
		return q.Item
	}
	c, _ := s.here()
	return c.Item
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	c, ok := s.here()
	switch id {
	case action.FocusChoose, action.OtherPane, action.ConcernAdd, action.ConcernQuestions, action.ConcernLetter:
		return ""
	case action.ConcernFilter:
		if len(s.Record.Visit().Concerns()) == 0 {
			return "There are no concerns to choose from."
		}
		return ""
	case action.FilterDrop:
		if !s.filter.on() {
			return "Every concern is shown."
		}
		return ""
	case action.ConcernItem:
		if s.At() == "" {
			return "There is no concern here."
		}
		return ""
	case action.ConcernSilenced:
		if len(s.Record.Visit().Silenced()) == 0 {
			return "No rule is silenced: x silences that of a concern."
		}
		return ""
	}
	if !ok {
		if _, ok := s.question(); ok {
			return "This is worth asking and no concern; c adds a concern here."
		}
		return "There is no concern here."
	}
	return why(id, c)
}

// why is why something cannot be done with a concern.
func why(id action.ID, c visit.Concern) string {
	switch {
	case id == action.ConcernAccept && c.Status == visit.Accepted:
		return "You accepted this concern already."
	case id == action.ConcernDismiss && c.Status == visit.Dismissed:
		return "You dismissed this concern already; o reopens it."
	case id == action.ConcernReopen && c.Status == visit.Open:
		return "This concern is open."
	case id == action.ConcernAmend && !c.Own:
		return "Only a concern of your own can be amended."
	case id == action.ConcernSilence && c.Own:
		return "This concern is your own, of no rule; d dismisses it."
	}
	return ""
}

// Do carries out an action of the stage.
func (s *Screen) Do(id action.ID) ui.Intent {
	c, _ := s.here()
	switch id {
	case action.ConcernAccept:
		return s.decide(c, visit.Accepted, "Accepted: to be settled on the visit.")
	case action.ConcernAsk:
		return s.askSchool(c)
	case action.ConcernReopen:
		return s.decide(c, visit.Open, "Open again.")
	case action.ConcernDismiss:
		return s.dismiss(c)
	case action.ConcernSettle:
		return s.settle(c)
	case action.ConcernSilence:
		return s.silence(c)
	case action.ConcernSilenced:
		return ui.Show(s.silencedPick())
	case action.ConcernQuestions:
		return s.questions()
	case action.ConcernLetter:
		return s.letter()
	case action.ConcernFilter:
		return ui.Show(s.newFilter())
	case action.FilterDrop:
		return s.narrow(filter{})
	case action.ConcernAdd:
		item := s.item()
		if item == "" {
			item = concern.Application
		}
		return ui.Show(widget.NewConcern(s.Env, s.Record, item, s.Find))
	case action.ConcernAmend:
		return ui.Show(s.amend(c))
	case action.ConcernItem:
		if s.At() == silencedRow {
			return ui.Show(s.silencedPick())
		}
		return ui.Go(ui.Route{Visit: s.Record.ID(), Stage: visit.StageSubmission, Item: s.item()})
	case action.OtherPane:
		s.Panes.Switch()
	case action.FocusChoose:
		return ui.Show(newFocus(s.Env, s.Record))
	}
	return ui.Intent{}
}

// View draws list and text, under what the list is narrowed to.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	t, v := s.Env.Theme, s.Record.Visit()
	if s.Panes.List.ID() == "" {
		return ui.Frame{Text: layout.Centre(s.nothing(min(60, max(10, size.W-4))), size)}
	}
	head, rows := "", size.Less(0, 1)
	if s.filter.on() {
		head, rows = s.narrowed(size.W)+"\n", size.Less(0, 2)
	}
	return ui.Frame{Text: head + s.Panes.View(t, v, rows, 46, s.text) + "\n " + s.focus()}
}

// nothing says why the list is empty, and what to do.
func (s *Screen) nothing(w int) []string {
	t := s.Env.Theme
	if s.filter.on() {
		return append([]string{t.Title.Render("No concern matches"), ""},
			t.Muted.Wrap("There is none for “"+s.filter.words()+"”. Esc shows all of them again.", w)...)
	}
	return append([]string{t.Good.Render("✓ No causes for concern were found."), ""},
		t.Muted.Wrap("Nothing in the submission is missing, thin or below the threshold. If something troubles you all the same, c adds a concern of your own.", w)...)
}
