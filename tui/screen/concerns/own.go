package concerns

import (
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// amend offers what can be changed of a concern of the assessor's own: its
// words, how grave it is, and its kind.
func (s *Screen) amend(c visit.Concern) *widget.Pick {
	choices := []widget.Choice{{Title: "Other words", Note: c.Why, Do: func() ui.Intent { return s.reword(c) }}}
	offer := func(title, note string, chosen bool, change visit.ConcernAmended) {
		change.Concern = c.ID
		choices = append(choices, widget.Choice{Title: title, Note: note, Chosen: chosen, Do: func() ui.Intent {
			if chosen {
				return ui.Intent{Hint: "It is so already."}
			}
			return ui.Done(s.Record.Do(change), "Changed. Ctrl+Z takes it back.")
		}})
	}
	for _, grave := range []struct {
		severity concern.Severity
		title    string
	}{
		{concern.High, "Grave"}, {concern.Medium, "To be asked about"}, {concern.Low, "Slight"},
	} {
		offer(grave.title, "how grave", c.Severity == grave.severity, visit.ConcernAmended{Severity: grave.severity})
	}
	for _, k := range kinds() {
		offer(kindName(k), "kind", c.Kind == k, visit.ConcernAmended{Kind: k})
	}
	return widget.NewPick(s.Env.Theme, "Amend: "+s.named(c), "What is to be changed? Its place and what you decided stay.", choices)
}

// reword asks for other words.
func (s *Screen) reword(c visit.Concern) ui.Intent {
	draft := "concern.amend/" + c.ID
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Your concern in other words", "About "+s.called(c.Item)+". What troubles you, in a sentence? Your words stand in the report.",
		widget.NewField(s.Record, draft, c.Why), func(text string) ui.Intent {
			return ui.Done(s.Record.Commit(draft, visit.ConcernAmended{Concern: c.ID, Text: text}), "Amended. Ctrl+Z takes it back.")
		}))
}

// called is a place by id and name.
func (s *Screen) called(item string) string {
	if n := s.Record.Visit().Framework.Find(item); n != nil {
		return n.ID + " " + n.Name
	}
	return "the application"
}
