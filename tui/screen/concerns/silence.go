package concerns

import (
	"fmt"

	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// silence asks why a concern's rule is to find nothing on this visit.
func (s *Screen) silence(c visit.Concern) ui.Intent {
	n := 0
	for _, other := range s.Record.Visit().Concerns() {
		if other.Rule == c.Rule {
			n++
		}
	}
	draft, title := "rule.silence/"+c.Rule, concern.Title(c.Rule)
	text := fmt.Sprintf("“%s” found %s. They leave the list until you bring the rule back. Why is it not wanted on this visit? Your reason stands in the report.", title, concernsIn(n))
	if n == 1 {
		text = fmt.Sprintf("“%s” found this concern alone. It leaves the list until you bring the rule back. Why is it not wanted on this visit? Your reason stands in the report.", title)
	}
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Silence the rule: "+title, text,
		widget.NewField(s.Record, draft, ""), func(reason string) ui.Intent {
			change, err := s.Record.Visit().Silence(c.Rule, reason)
			if err != nil {
				return ui.Intent{Err: err}
			}
			return s.because(draft, c, change, "Silenced for this visit: "+title+".")
		}))
}

// silencedPick offers the rules that are silenced, to bring one back.
func (s *Screen) silencedPick() *widget.Pick {
	var choices []widget.Choice
	for _, rule := range s.Record.Visit().Silenced() {
		title := concern.Title(rule.Rule)
		choices = append(choices, widget.Choice{Title: title, Text: rule.Reason, Do: func() ui.Intent {
			change, err := s.Record.Visit().Silence(rule.Rule, "")
			if err == nil {
				err = s.Record.Do(change)
			}
			return ui.Done(err, "Back again: "+title+".")
		}})
	}
	return widget.NewPick(s.Env.Theme, "Rules silenced for this visit", "Choose one to bring it back: what it finds is listed again.", choices)
}

// silenced lists the rules that are silenced, and why.
func (s *Screen) silenced(p *widget.Page) {
	t := s.Env.Theme
	p.Title("Rules silenced for this visit")
	p.Text(t.Muted, "What they find is left out of the list. The report tells of it.")
	for _, rule := range s.Record.Visit().Silenced() {
		p.Head(concern.Title(rule.Rule))
		p.Text(t.Text, rule.Reason)
		p.Text(t.Muted, rule.At.In(s.Env.Now().Location()).Format("2 January 2006, 15:04"))
	}
	p.Gap()
	p.Text(t.Muted, "Enter brings one back.")
}
