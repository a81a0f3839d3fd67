package judgement

import (
	"fmt"

	"halfday/store"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/framework"
)

// fill lists the items under their elements.
func (s *Screen) fill() {
	t, v := s.Env.Theme, s.Record.Visit()
	rows := []widget.Row{{Lines: []string{t.Muted.Render("claimed  yours  notes")}}}
	element := ""
	for _, c := range v.CoverageMap() {
		n := c.Item
		if e := n.Element(); e.ID != element {
			element = e.ID
			rows = append(rows, widget.Row{Lines: []string{t.Strong.Render(e.ID + " " + e.Name)}})
		}
		concern := " "
		if len(v.ConcernsOn(n.ID)) > 0 {
			concern = t.Warn.Render("!")
		}
		line := layout.Line("  "+level2(t, v.Claimed(n.ID), n), 7) +
			layout.Line("  "+level2(t, v.Judgements[n.ID].Level, n), 7) +
			layout.Line(t.Good.Render(count("+", c.Supports))+t.Bad.Render(count("−", c.Against))+
				t.Muted.Render(count("·", len(v.NotesOn(n))-c.Supports-c.Against)), 10) +
			concern + " " + layout.Line(t.Muted.Render(n.ID), 4) + t.Text.Render(n.Name)
		rows = append(rows, widget.Row{ID: n.ID, Lines: []string{line}})
	}
	s.Panes.List.Set(rows)
}

// count is a number of notes behind their sign, in three columns or as many as
// it takes.
func count(sign string, n int) string {
	if n == 0 {
		return "   "
	}
	return fmt.Sprintf("%s%-2d", sign, n)
}

// level2 is a level with a word's worth of sign: a tick at the threshold, an
// arrow below it.
func level2(t *theme.Theme, l framework.Level, n *framework.Node) string {
	switch {
	case l == 0:
		return t.Muted.Render("–")
	case n.Threshold() == 0:
		return t.Text.Render(l.String())
	case l.AtThreshold(n.Threshold()):
		return t.Good.Render(l.String() + " ✓")
	}
	return t.Bad.Render(l.String() + " ↓")
}

// standing is where the judgements stand, in one line.
func (s *Screen) standing() string {
	t, v := s.Env.Theme, s.Record.Visit()
	st := v.Standing()
	if v.Recommended.Outcome != "" {
		line := t.Strong.Render("You recommend: " + v.Recommended.Outcome.Name())
		if o := st.Outcome(); v.Recommended.Outcome != visit.Referred && o != v.Recommended.Outcome {
			line += t.Bad.Render("  but the levels changed since: o to look again")
		}
		return line
	}
	line := t.Text.Render(fmt.Sprintf("%d of %d judged", st.Judged, st.Items))
	switch n := len(st.Below); {
	case n == 1:
		line += t.Bad.Render(" · 1 below the threshold: it is not met")
	case n > 1:
		line += t.Bad.Render(fmt.Sprintf(" · %d below the threshold: it is not met", n))
	case len(st.Open) > 0:
		line += t.Warn.Render(" · " + unknown(len(st.Open)))
	case st.Judged == st.Items:
		line += t.Good.Render(" · every one at or above the threshold ✓")
	}
	if st.Outcome() != "" {
		line += t.Muted.Render(" · o recommends")
	}
	return line
}

// unknown says how many items the framework gives no threshold for.
func unknown(items int) string {
	if items == 1 {
		return "the framework gives no threshold for 1 item"
	}
	return fmt.Sprintf("the framework gives no threshold for %d items", items)
}

// text is what bears on the item under the cursor.
func (s *Screen) text(w int) []string {
	t, v := s.Env.Theme, s.Record.Visit()
	p := widget.NewPage(t, w)
	n := s.here()
	if n == nil {
		return nil
	}
	p.Title(n.ID + " " + n.Name)
	p.Line(widget.Levels(t, v, n))
	if j := v.Judgements[n.ID]; j.Reason != "" {
		p.Indent(t.Muted.Render("because "), t.Text, j.Reason)
	}
	for _, c := range v.ConcernsOn(n.ID) {
		p.Gap()
		p.Indent(t.Warn.Render("! "), t.Text, c.Why)
	}
	s.side(p, n, "For", visit.Supports)
	s.side(p, n, "Against", visit.Against)
	s.side(p, n, "Also noted", visit.Plain, visit.Words, visit.FollowUp)
	if len(v.NotesOn(n)) == 0 {
		p.Gap()
		p.Text(t.Muted, "No note bears on this item yet.")
	}
	if len(n.Statements) > 0 {
		p.Head("What the levels mean")
		widget.Statements(p, t, v, n)
	}
	if r := v.Submission.Review(n.ID); r != nil && r.Commentary != "" {
		p.Head("What the school wrote")
		p.Prose(t.Muted, r.Commentary)
	}
	return p.Lines()
}

// side lists the notes of some senses under a heading.
func (s *Screen) side(p *widget.Page, n *framework.Node, title string, senses ...visit.Sense) {
	headed := false
	for _, note := range s.Record.Visit().NotesOn(n) {
		for _, sense := range senses {
			if note.Sense != sense {
				continue
			}
			if !headed {
				p.Head(title)
				headed = true
			}
			widget.NoteLines(p, s.Env.Theme, note, s.Env.Now().Location())
		}
	}
}

// newRecommend offers the outcomes the scheme allows now, and asks for the
// reason of the one taken.
func newRecommend(env *ui.Env, record *store.Record) *widget.Pick {
	byRule := record.Visit().Standing().Outcome()
	var choices []widget.Choice
	for _, o := range []visit.Outcome{visit.Met, visit.NotMet, visit.Referred} {
		why, note := "", "what the levels come to"
		if o == visit.Referred {
			note = "to the awarding body, with your reason"
		} else if byRule == "" {
			note, why = "", "A threshold is not known: fill it in in a framework of your own, and choose that at the Submission stage."
		} else if o != byRule {
			note, why = "", "The levels come to: "+byRule.Name()+"."
		}
		reason := ""
		if was := record.Visit().Recommended; was.Outcome == o {
			reason = was.Reason
		}
		choices = append(choices, widget.Choice{Title: o.Name(), Note: note, Why: why, Do: func() ui.Intent {
			field := "recommend/" + string(o)
			return ui.Show(widget.NewPrompt(env.Theme, "You recommend: "+o.Name(),
				"Your reasons, in a sentence or two. It is a recommendation: the decision is Naace's.",
				widget.NewField(record, field, reason), func(reason string) ui.Intent {
					return ui.Done(record.Commit(field, visit.Recommended{Outcome: o, Reason: reason}), "Your recommendation is recorded.")
				}))
		}})
	}
	return widget.NewPick(env.Theme, "Your recommendation", "Every item at or above its threshold meets it; one below does not.", choices)
}
