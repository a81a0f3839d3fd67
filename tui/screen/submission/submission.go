// Package submission is the first stage: what the school wrote, item by item.
package submission

import (
	"fmt"
	"slices"
	"strings"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/evidence"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// about is the row that stands for the submission as a whole.
const about = concern.Application

// Screen is the tree of the framework with the school's text beside it.
type Screen struct{ widget.Stage }

// New shows a visit's submission.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{widget.Stage{Env: env, Record: record}}
	s.fill()
	return s
}

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Submission }

// Find goes to a node of the tree.
func (s *Screen) Find(item string) {
	s.fill()
	s.Panes.ToList()
	s.Panes.List.Goto(item)
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	v := s.Record.Visit()
	switch id {
	case action.SubmissionNext:
		if len(s.withConcerns()) == 0 {
			return "There is no item with a concern."
		}
	case action.SubmissionEvidence:
		if len(s.evidenceHere()) == 0 {
			return "No evidence is named here."
		}
	case action.CorrectLevel:
		if n := v.Framework.Find(s.At()); n == nil || !n.IsItem() {
			return "Go to an item first: only items have levels."
		}
	case action.CorrectColumns:
		if len(v.Papers().Source.Columns) == 0 {
			return "The papers are no table: there are no columns to tell apart."
		}
	case action.PapersChanges:
		if !v.Renewed() {
			return "These are the papers the visit began with."
		}
	}
	return ""
}

// Do carries out an action of the stage.
func (s *Screen) Do(id action.ID) ui.Intent {
	switch id {
	case action.OtherPane:
		s.Panes.Switch()
	case action.SubmissionNext:
		s.next()
	case action.ConcernAdd:
		return ui.Show(widget.NewConcern(s.Env, s.Record, s.Panes.List.ID(), nil))
	case action.SubmissionAccount:
		return ui.Show(widget.NewAccount(s.Env.Theme, s.Record))
	case action.SubmissionEvidence:
		return evidence.Show(s.Env, s.Record, s.evidenceHere(), s.evidenceTitle())
	case action.SubmissionRight:
		return s.right()
	case action.CorrectSchool:
		return s.schoolForm()
	case action.CorrectDay:
		return s.day()
	case action.CorrectLevel:
		return s.level()
	case action.CorrectColumns:
		return s.columns()
	case action.PapersRenew:
		return s.renew()
	case action.PapersChanges:
		return ui.Show(widget.NewChanges(s.Env.Theme, s.Record))
	case action.FrameworkChoose:
		return s.frameworks()
	}
	return ui.Intent{}
}

// withConcerns are the items with concerns that are not dismissed, in order.
func (s *Screen) withConcerns() []string {
	v := s.Record.Visit()
	var ids []string
	for _, n := range v.Framework.Items() {
		if len(v.ConcernsOn(n.ID)) > 0 {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// next goes to the item with a concern after the one under the cursor.
func (s *Screen) next() {
	v := s.Record.Visit()
	ids := s.withConcerns()
	here := v.Framework.Find(s.Panes.List.ID())
	past := here == nil // from the top; from an item: what comes after it
	for _, n := range v.Framework.Items() {
		if here != nil && !here.IsItem() && n.Within(here) {
			past = true // from an element or strand: its first item counts
		}
		if past && slices.Contains(ids, n.ID) {
			s.Panes.List.Goto(n.ID)
			return
		}
		past = past || n == here
	}
	s.Panes.List.Goto(ids[0])
}

// evidenceHere is the evidence named at the row under the cursor: of an item also
// what stands at its strand, of the school the documents.
func (s *Screen) evidenceHere() []submission.Evidence {
	sub := s.Record.Visit().Submission
	id := s.Panes.List.ID()
	if id == about {
		return sub.Documents
	}
	var all []submission.Evidence
	if r := sub.Review(id); r != nil {
		all = append(all, r.Evidence...)
	}
	if n := s.Record.Visit().Framework.Find(id); n != nil && n.Parent() != nil {
		if r := sub.Review(n.Parent().ID); r != nil {
			all = append(all, r.Evidence...)
		}
	}
	return all
}

func (s *Screen) evidenceTitle() string {
	id := s.Panes.List.ID()
	if n := s.Record.Visit().Framework.Find(id); n != nil {
		return "Evidence of " + n.ID + " " + n.Name
	} else if id == about {
		return "The school’s documents"
	}
	return "Evidence of " + id
}

// View draws tree and text.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	return ui.Frame{Text: s.Panes.View(s.Env.Theme, s.Record.Visit(), size, 46, s.text)}
}

// fill lists the tree.
func (s *Screen) fill() {
	v, t := s.Record.Visit(), s.Env.Theme
	rows := []widget.Row{{ID: about, Lines: []string{t.Strong.Render("The school and its application")}}}
	var walk func(n *framework.Node, depth int)
	walk = func(n *framework.Node, depth int) {
		indent := strings.Repeat("  ", depth)
		style := t.Text
		if depth == 0 {
			rows = append(rows, widget.Row{Lines: []string{""}})
			style = t.Strong
		}
		line := indent + t.Muted.Render(n.ID) + " " + style.Render(n.Name)
		if n.IsItem() {
			line = layout.Line(s.badge(v, n), 6) + line[len(indent):]
			line = indent + line
		}
		rows = append(rows, widget.Row{ID: n.ID, Lines: []string{line}})
		for _, p := range n.Parts() {
			walk(p, depth+1)
		}
	}
	for _, e := range v.Framework.Elements {
		walk(e, 0)
	}
	for i, r := range s.unknown() {
		if i == 0 {
			rows = append(rows, widget.Row{Lines: []string{""}}, widget.Row{Lines: []string{t.Warn.Render("Not in the framework")}})
		}
		rows = append(rows, widget.Row{ID: r.Item, Lines: []string{"  " + t.Text.Render(r.Item)}})
	}
	s.Panes.List.Set(rows)
}

// unknown are the reviews of what the framework does not know: kept and shown.
func (s *Screen) unknown() []submission.Review {
	v := s.Record.Visit()
	var unknown []submission.Review
	for _, r := range v.Submission.Reviews {
		if v.Framework.Find(r.Item) == nil {
			unknown = append(unknown, r)
		}
	}
	return unknown
}

// badge is an item's claimed level against the threshold, and a sign where
// there is a concern.
func (s *Screen) badge(v *visit.Visit, n *framework.Node) string {
	t := s.Env.Theme
	claimed := v.Claimed(n.ID)
	style := t.Good
	if n.Threshold() == 0 {
		style = t.Text
	} else if !claimed.AtThreshold(n.Threshold()) {
		style = t.Bad
	}
	b := style.Render(fmt.Sprintf("%s/%s", claimed, n.Threshold()))
	if len(v.ConcernsOn(n.ID)) > 0 {
		b += t.Warn.Render(" !")
	}
	return b
}
