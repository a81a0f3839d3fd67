// Package submission is the first stage: what the school wrote, item by item.
package submission

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/framework"
)

// about is the row that stands for the submission as a whole.
const about = "application"

// Screen is the tree of the framework with the school's text beside it.
type Screen struct {
	env    *ui.Env
	record *store.Record
	panes  widget.Panes
}

// New shows a visit's submission.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{env: env, record: record}
	s.fill()
	return s
}

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Submission }

// Typing is never so here.
func (s *Screen) Typing() bool { return false }

// Find goes to a node of the tree.
func (s *Screen) Find(item string) {
	s.fill()
	s.panes.ToList()
	s.panes.List.Goto(item)
}

// Update moves in the tree or the text.
func (s *Screen) Update(msg tea.Msg) ui.Intent {
	s.panes.Update(msg)
	return ui.Intent{}
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	v := s.record.Visit()
	switch id {
	case action.SubmissionNext:
		if len(s.withConcerns()) == 0 {
			return "There is no item with a concern."
		}
	case action.SubmissionProblems:
		if len(v.Submission.Problems) == 0 {
			return "The file was read without a problem."
		}
	}
	return ""
}

// Do carries out an action of the stage.
func (s *Screen) Do(id action.ID) ui.Intent {
	switch id {
	case action.OtherPane:
		s.panes.Switch()
	case action.SubmissionNext:
		s.next()
	case action.ConcernAdd:
		return ui.Show(widget.NewConcern(s.env, s.record, s.panes.List.ID()))
	case action.SubmissionProblems:
		return ui.Show(widget.NewReading(s.env.Theme, "What could not be read as it stands", s.problems))
	}
	return ui.Intent{}
}

// withConcerns are the items with concerns that are not dismissed, in order.
func (s *Screen) withConcerns() []string {
	v := s.record.Visit()
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
	v := s.record.Visit()
	ids := s.withConcerns()
	here := v.Framework.Find(s.panes.List.ID())
	past := here == nil
	for _, n := range v.Framework.Items() {
		for _, id := range ids {
			if past && id == n.ID {
				s.panes.List.Goto(id)
				return
			}
		}
		past = past || n == here || n.Within(here)
	}
	s.panes.List.Goto(ids[0])
}

func (s *Screen) problems(w int) []string {
	p := widget.NewPage(s.env.Theme, w)
	p.Text(s.env.Theme.Muted, "Everything else was read. Nothing of the school's text was changed.")
	p.Gap()
	for _, problem := range s.record.Visit().Submission.Problems {
		p.Bullet(s.env.Theme.Text, problem.String())
	}
	return p.Lines()
}

// View draws tree and text.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	return ui.Frame{Text: s.panes.View(s.env.Theme, size, 46, s.text)}
}

// fill lists the tree.
func (s *Screen) fill() {
	v, t := s.record.Visit(), s.env.Theme
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
	s.panes.List.Set(rows)
}

// badge is an item's claimed level against the threshold, and a sign where
// there is a concern.
func (s *Screen) badge(v *visit.Visit, n *framework.Node) string {
	t := s.env.Theme
	claimed := v.Claimed(n.ID)
	style := t.Good
	if !claimed.AtThreshold(n.Threshold()) {
		style = t.Bad
	}
	b := style.Render(fmt.Sprintf("%s/%s", claimed, n.Threshold()))
	if len(v.ConcernsOn(n.ID)) > 0 {
		b += t.Warn.Render(" !")
	}
	return b
}
