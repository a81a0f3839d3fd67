// Package agenda is the third stage: the half-day, fitted round the school's
// own day.
package agenda

import (
	"fmt"
	"strings"
	"time"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/submission"
)

// Screen is the agenda with the item under the cursor beside it.
type Screen struct{ widget.Stage }

// New shows a visit's agenda.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{widget.Stage{Env: env, Record: record}}
	s.fill()
	return s
}

// Scope is the stage's.
func (s *Screen) Scope() action.Scope { return action.Agenda }

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	items, here := s.Record.Visit().Agenda, s.Panes.List.ID()
	switch {
	case id == action.AgendaDraft || id == action.AgendaDate:
		return ""
	case len(items) == 0:
		return "There is no agenda yet: d drafts one."
	case id == action.AgendaEarlier && items[0].ID == here:
		return "This is the first item already."
	case id == action.AgendaLater && items[len(items)-1].ID == here:
		return "This is the last item already."
	}
	return ""
}

// step is how many minutes an item is made longer or shorter at once.
const step = 5

// Do carries out an action.
func (s *Screen) Do(id action.ID) ui.Intent {
	v, here := s.Record.Visit(), s.Panes.List.ID()
	switch id {
	case action.AgendaDraft:
		return s.draft()
	case action.AgendaEarlier:
		return s.set(agenda.MoveUp(v.Agenda, here))
	case action.AgendaLater:
		return s.set(agenda.MoveDown(v.Agenda, here))
	case action.AgendaLonger:
		return s.set(agenda.Resize(v.Agenda, here, s.minutes(here)+step))
	case action.AgendaShorter:
		return s.set(agenda.Resize(v.Agenda, here, s.minutes(here)-step))
	case action.AgendaStart:
		return s.start(here)
	case action.AgendaDate:
		return ui.Show(widget.NewPrompt(s.Env.Theme, "The day of the visit", "For example 14 March 2011 or 14/03/2011.",
			widget.NewField(s.Record, "agenda.date", v.Date.String()), s.date))
	case action.AgendaSave:
		return s.save()
	case action.OtherPane:
		s.Panes.Switch()
	}
	return ui.Intent{}
}

// draft drafts the agenda anew and says why it is as it is.
func (s *Screen) draft() ui.Intent {
	v := s.Record.Visit()
	plan := agenda.Draft(v.Framework, v.Submission, agenda.Wishes(v))
	if err := s.Record.Do(visit.AgendaSet{Items: plan.Items}); err != nil {
		return ui.Intent{Err: err}
	}
	return ui.Show(widget.NewReading(s.Env.Theme, "The agenda is drafted anew", func(w int) []string {
		p := widget.NewPage(s.Env.Theme, w)
		p.Text(s.Env.Theme.Muted, "Ctrl+Z brings the one before it back.")
		p.Gap()
		for _, reason := range plan.Reasons {
			p.Bullet(s.Env.Theme.Text, reason)
		}
		return p.Lines()
	}))
}

func (s *Screen) minutes(id string) int {
	for _, a := range s.Record.Visit().Agenda {
		if a.ID == id {
			return a.Minutes
		}
	}
	return 0
}

// start asks when an item is to begin.
func (s *Screen) start(id string) ui.Intent {
	for _, a := range s.Record.Visit().Agenda {
		if a.ID != id {
			continue
		}
		return ui.Show(widget.NewPrompt(s.Env.Theme, a.Title, "When is it to begin? What follows moves along with it. For example 9:45.",
			widget.NewField(nil, "", a.Start.String()), func(text string) ui.Intent {
				at, err := submission.ParseClock(text)
				if err != nil {
					return ui.Intent{Err: err}
				}
				return s.set(agenda.Shift(s.Record.Visit().Agenda, id, int(at-a.Start)))
			}))
	}
	return ui.Intent{}
}

// set records the agenda, unless the edit changed nothing.
func (s *Screen) set(items []visit.AgendaItem) ui.Intent {
	was := s.Record.Visit().Agenda
	for i := range items {
		if items[i].ID != was[i].ID || items[i].Start != was[i].Start || items[i].Minutes != was[i].Minutes {
			return ui.Intent{Err: s.Record.Do(visit.AgendaSet{Items: items})}
		}
	}
	return ui.Intent{Hint: "It cannot go further that way."}
}

func (s *Screen) date(text string) ui.Intent {
	d, err := submission.ParseDate(text)
	if err == nil && d.Day == 0 {
		return ui.Intent{Hint: "Give the day too, as in 14 March 2011."}
	}
	if err != nil {
		return ui.Intent{Err: err}
	}
	say := "The visit is on " + d.Last().Format("Monday 2 January 2006") + "."
	if day := d.Last().Weekday(); day == time.Saturday || day == time.Sunday {
		say += " Schools are closed on a " + day.String() + "."
	}
	return ui.Done(s.Record.Commit("agenda.date", visit.Scheduled{Date: d}), say)
}

func (s *Screen) save() ui.Intent {
	v := s.Record.Visit()
	text, err := agenda.Markdown(s.Env.Template("agenda"), v)
	if err != nil {
		return ui.Intent{Err: err}
	}
	path, err := s.Env.Save(report.FileName("agenda", v), []byte(text))
	if err != nil {
		return ui.Intent{Err: err}
	}
	return ui.Show(widget.NewReading(s.Env.Theme, "The agenda is saved", func(w int) []string {
		p := widget.NewPage(s.Env.Theme, w)
		p.Text(s.Env.Theme.Good, path)
		p.Gap()
		p.Text(s.Env.Theme.Text, "It is Markdown, to be sent to the school: any editor shows it, and it reads well as plain text in a letter.")
		return p.Lines()
	}))
}

// View draws the agenda with what breaks a rule under it.
func (s *Screen) View(size layout.Size) ui.Frame {
	s.fill()
	t, v := s.Env.Theme, s.Record.Visit()
	if len(v.Agenda) == 0 {
		lines := append([]string{t.Title.Render("No agenda yet"), ""},
			t.Text.Wrap("Press d for a draft: the scheme's half-day fitted round this school's own day.", min(60, max(10, size.W-4)))...)
		return ui.Frame{Text: layout.Centre(lines, size)}
	}
	foot := s.breaches(size.W - 2)
	if most := max(1, size.H/3); len(foot) > most {
		foot = append(foot[:most-1], " "+t.Warn.Render(fmt.Sprintf("! and %d more lines: make the window higher to see them", len(foot)-most+1)))
	}
	body := s.Panes.View(t, s.Record.Visit(), size.Less(0, len(foot)), 52, s.text)
	for _, l := range foot {
		body += "\n" + l
	}
	return ui.Frame{Text: strings.TrimPrefix(body, "\n")}
}
