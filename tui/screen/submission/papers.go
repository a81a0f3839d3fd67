package submission

import (
	"fmt"

	"halfday/report"
	"halfday/store"
	"halfday/tui/papers"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit/submission"
)

// noDraft takes a draft away.
var noDraft = store.Draft{}

// columns offers the columns of the table, each to be told what it holds.
func (s *Screen) columns() ui.Intent {
	mapping := s.Record.Visit().Papers().Source.Mapping()
	return ui.Show(s.columnsPick(mapping, 0))
}

// columnsPick lists the columns as they are told so far; reading them anew is the
// last choice.
func (s *Screen) columnsPick(mapping map[string]submission.Holds, at int) ui.Screen {
	var choices []widget.Choice
	columns := s.Record.Visit().Papers().Source.Columns
	for i, c := range columns {
		c.Holds = mapping[c.Letter]
		choices = append(choices, widget.Choice{
			Title: report.ColumnLine(c), Note: c.Example,
			Do: func() ui.Intent { return ui.Show(s.holdsPick(mapping, c, i)) },
		})
	}
	choices = append(choices, widget.Choice{
		Title: "Read the table so", Note: "What the school wrote is kept.",
		Do: func() ui.Intent {
			return ui.Done(s.Env.Papers.Reread(s.Record, mapping, nil), "Read again, with the columns as you said. v shows what changed.")
		},
	})
	return widget.NewPick(s.Env.Theme, "What do the columns hold?", "Choose a column to say what it holds, and read the table with the last line.", choices).At(at)
}

// holdsPick asks what one column holds.
func (s *Screen) holdsPick(mapping map[string]submission.Holds, c submission.Column, at int) ui.Screen {
	var choices []widget.Choice
	for _, h := range append(submission.AllHolds(), submission.NotRead) {
		choices = append(choices, widget.Choice{
			Title: h.Name(), Chosen: c.Holds == h,
			Do: func() ui.Intent {
				told := map[string]submission.Holds{}
				for letter, was := range mapping {
					told[letter] = was
					if was == h && (h == submission.HoldsItem || h == submission.HoldsLevel) {
						told[letter] = submission.NotRead // only one column can
					}
				}
				told[c.Letter] = h
				return ui.Show(s.columnsPick(told, len(told)))
			},
		})
	}
	return widget.NewPick(s.Env.Theme, "What does column "+c.Letter+" hold?", c.Heading+" · for example: "+c.Example, choices).At(at)
}

// renew asks for papers that the school sent again.
func (s *Screen) renew() ui.Intent {
	const draft = "papers.renew"
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Load new papers into this visit",
		"Which folder, zip or file did the school send? Your notes, judgements and decisions stay.",
		widget.NewField(s.Record, draft, ""), func(path string) ui.Intent {
			b, err := s.Env.Papers.Renew(s.Record, papers.Typed(path))
			if err != nil {
				return ui.Intent{Err: err}
			}
			if b.Entry != store.Renewed {
				return ui.Done(s.Record.SaveDraft(draft, noDraft), "These are the papers that the visit has already.")
			}
			in := ui.Show(widget.NewChanges(s.Env.Theme, s.Record))
			in.Say, in.Err = b.Say(), s.Record.SaveDraft(draft, noDraft)
			return in
		}))
}

// frameworks offers the frameworks to assess the visit against.
func (s *Screen) frameworks() ui.Intent {
	v := s.Record.Visit()
	var choices []widget.Choice
	for _, e := range s.Env.Frameworks() {
		c := widget.Choice{Title: e.ID}
		if e.Err != nil {
			c.Why = e.Err.Error()
		} else {
			c.Title = e.Framework.Name + " " + e.Framework.Version
			c.Note = e.ID
			if n := e.Framework.Count().Statements; n > 0 {
				c.Note += fmt.Sprintf(" · %d statements", n)
			}
			c.Chosen = e.ID == v.Framework.ID
			if len(e.Framework.Missing()) > 0 {
				c.Note += " · incomplete"
			}
			if e.Own {
				c.Note += " · your own"
			}
			c.Do = func() ui.Intent {
				err := s.Env.Papers.Reread(s.Record, nil, e.Framework)
				say := "The visit is assessed against " + e.ID + " from now on."
				if missing := e.Framework.Missing(); len(missing) > 0 {
					say += " It is incomplete: " + missing[0]
				}
				return ui.Done(err, say)
			}
		}
		choices = append(choices, c)
	}
	return ui.Show(widget.NewPick(s.Env.Theme, "Which framework?",
		fmt.Sprintf("Now it is %s (%s). halfday framework import brings in the official text.", v.Framework.ID, v.Framework.Count()), choices))
}
