package concerns

import (
	"fmt"
	"slices"
	"strings"

	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// decide records what is made of a concern and goes on to the next.
func (s *Screen) decide(c visit.Concern, status visit.Status, say string) ui.Intent {
	next := s.nextOpen(c.ID)
	err := s.Record.Do(c.Decide(status, ""))
	if err == nil && status != visit.Open {
		s.goOn(next)
	}
	return ui.Done(err, say)
}

// because records what is made of a concern with the reason that was written
// under a draft's name.
func (s *Screen) because(draft string, c visit.Concern, change visit.Change, say string) ui.Intent {
	next := s.nextOpen(c.ID)
	err := s.Record.Commit(draft, change)
	if err == nil {
		s.goOn(next)
	}
	return ui.Done(err, say)
}

// askSchool asks how to put a concern to the school. The check's question is
// offered; a concern of the assessor's own is none, as its words are not for the
// school.
func (s *Screen) askSchool(c visit.Concern) ui.Intent {
	draft, text := "concern.ask/"+c.ID, c.Settle.Ask
	if c.Status == visit.Asked {
		text = c.SchoolQuestion()
	}
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Ask the school: "+s.named(c),
		"How shall I put this to the school? The letter asks it word for word, and nothing else of the concern.",
		widget.NewField(s.Record, draft, text), func(text string) ui.Intent {
			return s.because(draft, c, c.AskSchool(text), "It goes into the letter to the school: l shows it.")
		}))
}

// named names a concern by its place and what it is.
func (s *Screen) named(c visit.Concern) string {
	title := concern.Title(c.Rule)
	if c.Own {
		title = c.Why
	}
	return place(c.Item) + " " + title
}

func (s *Screen) dismiss(c visit.Concern) ui.Intent {
	draft := "concern.dismiss/" + c.ID
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Dismiss: "+s.named(c), "Why is it no cause for concern? Your reason stands in the report.",
		widget.NewField(s.Record, draft, ""), func(reason string) ui.Intent {
			return s.because(draft, c, c.Decide(visit.Dismissed, reason), "Dismissed, with your reason.")
		}))
}

// settle asks what answers a concern: notes that bear on it, or a reason.
func (s *Screen) settle(c visit.Concern) ui.Intent {
	if len(s.notesOn(c)) == 0 {
		return s.settleBecause(c, nil)
	}
	return ui.Show(s.settlePick(c, c.Notes))
}

// notesOn are the notes that bear on a concern: those on its item, for the whole
// application every one.
func (s *Screen) notesOn(c visit.Concern) []visit.Note {
	v := s.Record.Visit()
	if n := v.Framework.Find(c.Item); n != nil {
		return v.NotesOn(n)
	}
	return v.Notes
}

// settlePick offers the notes to settle a concern by. Taking one turns it on or
// off; the lines behind them settle the concern.
func (s *Screen) settlePick(c visit.Concern, by []string) *widget.Pick {
	var choices []widget.Choice
	var chosen []string // those of them that are there
	for _, n := range s.notesOn(c) {
		on := slices.Contains(by, n.ID)
		if on {
			chosen = append(chosen, n.ID)
		}
		choices = append(choices, widget.Choice{
			Title: strings.TrimSpace(n.Sense.Sign() + " " + n.Text), Note: widget.NoteTail(n, s.Env.Now().Location()), Chosen: on,
			Do: func() ui.Intent {
				now := slices.DeleteFunc(slices.Clone(by), func(id string) bool { return id == n.ID })
				if !on {
					now = append(now, n.ID)
				}
				return ui.Show(s.settlePick(c, now))
			},
		})
	}
	none := ""
	if len(chosen) == 0 {
		none = "Choose a note first, or give a reason."
	}
	last := len(choices)
	choices = append(choices,
		widget.Choice{Title: "Settle it by " + notes(len(chosen)), Why: none, Do: func() ui.Intent {
			next := s.nextOpen(c.ID)
			err := s.Record.Do(c.SettleBy("", chosen...))
			if err == nil {
				s.goOn(next)
			}
			return ui.Done(err, "Settled by "+notes(len(chosen))+".")
		}},
		widget.Choice{Title: "Give a reason", Note: "with the notes chosen, or without any", Do: func() ui.Intent {
			return s.settleBecause(c, chosen)
		}})
	pick := widget.NewPick(s.Env.Theme, "Settle: "+s.named(c), "What settles it? Choose the notes that answer the concern, then settle it with the line behind them.", choices)
	if len(chosen) > 0 {
		pick.At(last)
	}
	return pick
}

// settleBecause asks how a concern was settled, beside the notes chosen.
func (s *Screen) settleBecause(c visit.Concern, by []string) ui.Intent {
	draft, text := "concern.settle/"+c.ID, "No note bears on it. How was it settled? Your reason stands in the report."
	switch {
	case len(by) > 0:
		text = "Settled by " + notes(len(by)) + ". What else is there to say? Your reason stands in the report."
	case len(s.notesOn(c)) > 0:
		text = "How was it settled? Your reason stands in the report."
	}
	return ui.Show(widget.NewPrompt(s.Env.Theme, "Settle: "+s.named(c), text,
		widget.NewField(s.Record, draft, ""), func(reason string) ui.Intent {
			return s.because(draft, c, c.SettleBy(reason, by...), "Settled, with your reason.")
		}))
}

func notes(n int) string {
	if n == 1 {
		return "this note"
	}
	return fmt.Sprintf("these %d notes", n)
}

// nextOpen is the open concern listed after another, or the first one; empty
// where no other is open.
func (s *Screen) nextOpen(id string) string {
	first, past := "", false
	for _, c := range s.shown() {
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
