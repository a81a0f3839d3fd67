package tui

import (
	"halfday/tui/action"
	"halfday/tui/screen/agenda"
	"halfday/tui/screen/concerns"
	"halfday/tui/screen/home"
	"halfday/tui/screen/judgement"
	"halfday/tui/screen/moderation"
	"halfday/tui/screen/notes"
	"halfday/tui/screen/report"
	"halfday/tui/screen/submission"
	"halfday/tui/ui"
	"halfday/visit"
)

// finder is a screen that can stand at a given item, and says at which it does.
type finder interface {
	Find(item string)
	At() string
}

// goTo makes the route's screen the only one on the stack. A visit is not left
// while a text typed there cannot be put on disk: its screen holds the only
// copy.
func (a *App) goTo(r ui.Route) error {
	if len(a.stack) > 0 {
		a.status = status{} // it was about where we come from
		if err := a.Keep(); err != nil {
			if r.Visit != a.route.Visit {
				return err
			}
			a.hold(err)
		}
	}
	if r.Visit == "" {
		a.record, a.screens = nil, nil
		a.stack, a.route = []ui.Screen{home.New(a.env)}, r
		return nil
	}
	if a.record == nil || a.record.ID() != r.Visit {
		record, err := a.env.Store.Visit(r.Visit)
		if err != nil {
			return err
		}
		a.record, a.screens = record, map[visit.Stage]ui.Screen{}
	}
	s, ok := a.screens[r.Stage]
	if !ok {
		s = a.stage(r.Stage)
		a.screens[r.Stage] = s
	}
	if f, ok := s.(finder); ok && r.Item != "" {
		f.Find(r.Item)
	}
	a.stack, a.route = []ui.Screen{s}, r
	return nil
}

func (a *App) stage(s visit.Stage) ui.Screen {
	switch s {
	case visit.StageConcerns:
		return concerns.New(a.env, a.record)
	case visit.StageAgenda:
		return agenda.New(a.env, a.record)
	case visit.StageNotes:
		return notes.New(a.env, a.record)
	case visit.StageJudgement:
		return judgement.New(a.env, a.record)
	case visit.StageReport:
		return report.New(a.env, a.record)
	case visit.StageModeration:
		return moderation.New(a.env, a.record)
	}
	return submission.New(a.env, a.record)
}

// stageOf is the stage an action leads to from another.
func stageOf(id action.ID, from visit.Stage) (visit.Stage, bool) {
	n := visit.Stage(len(visit.Stages()))
	switch id {
	case action.StagePrev:
		return (from + n - 1) % n, true
	case action.StageNext:
		return (from + 1) % n, true
	}
	for i, to := range []action.ID{
		action.Stage1, action.Stage2, action.Stage3, action.Stage4, action.Stage5, action.Stage6, action.Stage7,
	} {
		if id == to {
			return visit.Stage(i), true
		}
	}
	return 0, false
}
