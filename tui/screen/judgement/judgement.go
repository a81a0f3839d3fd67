// Package judgement is the fifth stage: a level of the assessor's own for each
// item, and the recommendation. The program proposes no level; it shows what
// speaks for and against one.
package judgement

import (
	"fmt"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/framework"
)

// Screen is the list of items with what bears on the one under the cursor.
type Screen struct{ widget.Stage }

// New shows a visit's judgements.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{widget.Stage{Env: env, Record: record}}
	s.fill()
	return s
}

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Judgement }

func (s *Screen) here() *framework.Node {
	return s.Record.Visit().Framework.Find(s.Panes.List.ID())
}

// level is the level an action sets.
func level(id action.ID) framework.Level {
	for i, a := range []action.ID{action.Level1, action.Level2, action.Level3, action.Level4, action.Level5} {
		if a == id {
			return framework.Level(i + 1)
		}
	}
	return 0
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	v, n := s.Record.Visit(), s.here()
	if l := level(id); l != 0 && !v.Framework.Levels.Has(l) {
		return fmt.Sprintf("This framework has levels %s to %s.", v.Framework.Levels.Best, v.Framework.Levels.Worst)
	}
	switch id {
	case action.LevelClear, action.JudgeReason:
		if n != nil {
			if _, judged := v.Judgements[n.ID]; !judged {
				return "Give the item a level first: press 1 to 5."
			}
		}
	case action.JudgeNext:
		if st := v.Standing(); st.Judged == st.Items {
			return "Every item has a level of yours."
		}
	case action.RecommendPick:
		if st := v.Standing(); st.Outcome() == "" && st.Judged < st.Items {
			return fmt.Sprintf("%d items are still to be judged.", st.Items-st.Judged)
		}
	}
	return ""
}

// Do carries out an action.
func (s *Screen) Do(id action.ID) ui.Intent {
	v, n := s.Record.Visit(), s.here()
	if l := level(id); l != 0 && n != nil {
		return s.judge(n, l)
	}
	switch id {
	case action.LevelClear:
		return ui.Done(s.Record.Do(visit.LevelJudged{Item: n.ID}), n.ID+": your level is taken back.")
	case action.JudgeNext:
		s.next()
	case action.JudgeReason:
		j, field := v.Judgements[n.ID], "judgement.reason/"+n.ID
		return ui.Show(widget.NewPrompt(s.Env.Theme, "Why level "+j.Level.String()+" for "+n.ID+"?",
			n.Name+". Your reason stands beside the level.",
			widget.NewField(s.Record, field, j.Reason), func(reason string) ui.Intent {
				return ui.Done(s.Record.Commit(field, visit.LevelJudged{Item: n.ID, Level: j.Level, Reason: reason}), "Reason kept.")
			}).Optional())
	case action.RecommendPick:
		return ui.Show(newRecommend(s.Env, s.Record))
	case action.OtherPane:
		s.Panes.Switch()
	}
	return ui.Intent{}
}

// judge sets a level. A reason given before stays with the item.
func (s *Screen) judge(n *framework.Node, l framework.Level) ui.Intent {
	was := s.Record.Visit().Judgements[n.ID]
	err := s.Record.Do(visit.LevelJudged{Item: n.ID, Level: l, Reason: was.Reason})
	say := fmt.Sprintf("%s judged at level %s.", n.ID, l)
	if n.Threshold() != 0 && !l.AtThreshold(n.Threshold()) {
		say = fmt.Sprintf("%s judged at level %s, below the threshold. r adds your reason.", n.ID, l)
	}
	return ui.Done(err, say)
}

// next goes to the next item without a level, from the one under the cursor.
func (s *Screen) next() {
	v := s.Record.Visit()
	items := v.Framework.Items()
	from := 0
	for i, n := range items {
		if n == s.here() {
			from = i + 1
		}
	}
	for i := range items {
		n := items[(from+i)%len(items)]
		if _, judged := v.Judgements[n.ID]; !judged {
			s.Panes.ToList()
			s.Panes.List.Goto(n.ID)
			return
		}
	}
}

// View draws list and text.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	t := s.Env.Theme
	foot := " " + s.standing()
	if size.H < 4 {
		return ui.Frame{Text: s.Panes.View(t, s.Record.Visit(), size, 54, s.text)}
	}
	return ui.Frame{Text: s.Panes.View(t, s.Record.Visit(), size.Less(0, 1), 54, s.text) + "\n" + layout.Line(foot, size.W)}
}
