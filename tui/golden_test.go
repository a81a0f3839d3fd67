package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
)

// shot is a screen in a state worth looking at.
type shot struct {
	name string
	// open makes what the screen shows and says where it is.
	open func(t testing.TB, env *ui.Env) ui.Route
	// then does what leads to the state from there.
	then func(d *tuitest.Driver)
}

// stage is the route to a stage of the visit under way.
func stage(s visit.Stage) func(testing.TB, *ui.Env) ui.Route {
	return func(t testing.TB, env *ui.Env) ui.Route { return at(underway(t, env), s) }
}

// fresh is the route to a stage of a visit not begun.
func fresh(s visit.Stage) func(testing.TB, *ui.Env) ui.Route {
	return func(t testing.TB, env *ui.Env) ui.Route { return at(tuitest.Sample(t, env), s) }
}

// visits is the route Home, with two visits there.
func visits(t testing.TB, env *ui.Env) ui.Route {
	underway(t, env)
	small(t, env)
	return ui.Route{}
}

// named is the route to the report of a visit with names in several places.
func named(t testing.TB, env *ui.Env) ui.Route {
	r := underway(t, env)
	note(t, r, "+ Amy Carter and Josh in Year 5 show the blog they keep #3b @pupil")
	do(t, r,
		visit.LevelJudged{Item: "3b", Level: 2, Reason: "Mrs Okonkwo, a parent, says it was the same last year."},
		visit.SectionWritten{
			SectionID: visit.SectionID{Element: "3", Part: visit.Strengths},
			Text:      "- Pupils such as Amy Carter keep a blog; her mother may be rung on 07700 900456",
		},
	)
	return at(r, visit.StageReport)
}

// decided is the route to concerns in every state, with a rule silenced.
func decided(t testing.TB, env *ui.Env) ui.Route {
	r := underway(t, env)
	for _, c := range r.Visit().Concerns() {
		switch c.Item {
		case "2b":
			do(t, r, c.Decide(visit.Asked, ""))
		case "6b":
			do(t, r, c.SettleBy("The door has a lock now.", r.Visit().Notes[1].ID))
		}
	}
	silence, err := r.Visit().Silence(concern.RuleThinCommentary, "They wrote little, and sent a film for each item instead.")
	if err != nil {
		t.Fatal(err)
	}
	silence.Check.Questions = []concern.Question{{
		Item: "1a2", Ask: "Who looked at the vision last, and what was changed then?", Of: []framework.Role{"head", "governor"},
		Why: "The text reads like a level below the one claimed, which is still at the threshold.",
	}}
	do(t, r, silence)
	return at(r, visit.StageConcerns)
}

// troubled is the route to the notes of a visit in a store whose file another
// program takes away.
func troubled(t testing.TB, env *ui.Env) ui.Route {
	r := underway(t, env)
	if err := env.Store.Tend(); err != nil { // it takes a snapshot
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(env.Store.Dir(), "halfday.db"), filepath.Join(t.TempDir(), "away")); err != nil {
		t.Skip("this system does not let it be taken away:", err)
	}
	if err := env.Store.Tend(); err != nil {
		t.Fatal(err)
	}
	return at(r, visit.StageNotes)
}

// protected is the route Home in a store with a passphrase.
func protected(t testing.TB, env *ui.Env) ui.Route {
	tuitest.Protect(t, env, phrase)
	return ui.Route{}
}

// locked is a store with a visit, locked at the beginning.
func locked(t testing.TB, env *ui.Env) ui.Route {
	route := at(underway(t, env), visit.StageNotes)
	tuitest.Protect(t, env, phrase)
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	env.Store = nil
	return route
}

// about is a route to concerns, standing at the first about an item.
func about(item string, open func(testing.TB, *ui.Env) ui.Route) func(testing.TB, *ui.Env) ui.Route {
	return func(t testing.TB, env *ui.Env) ui.Route {
		route := open(t, env)
		r, err := env.Store.Visit(route.Visit)
		if err != nil {
			t.Fatal(err)
		}
		route.Item = concernAt(t, r, item).ID
		return route
	}
}

func press(keys ...string) func(*tuitest.Driver) {
	return func(d *tuitest.Driver) { d.Press(keys...) }
}

// shots are the screens that are kept as golden files and held to what must be
// so of every screen.
func shots() []shot {
	return []shot{
		{"home-empty", func(testing.TB, *ui.Env) ui.Route { return ui.Route{} }, nil},
		{"home-tour", func(testing.TB, *ui.Env) ui.Route { return ui.Route{} }, press("g")},
		{"home-visits", visits, press("down")},
		{"home-filter", visits, func(d *tuitest.Driver) { d.Press("/"); d.Type("fen") }},
		{"home-purge", visits, func(d *tuitest.Driver) { d.Press("down", "x"); d.Type("destr") }},
		{"home-destroying", visits, func(d *tuitest.Driver) { d.Press("down", "x"); d.Type("destroy"); d.Press("enter") }},
		{"locked", locked, func(d *tuitest.Driver) { d.Type("secret") }},
		{"trouble", troubled, nil},
		{"trouble-help", troubled, press("f1")},
		{"submission-school", stage(visit.StageSubmission), nil},
		{"submission-item", stage(visit.StageSubmission), press("n", "n")},
		{"submission-text", stage(visit.StageSubmission), press("n", "n", "tab", "down")},
		{"submission-right", sentAgain, press("o")},
		{"submission-form", sentAgain, press("s")},
		{"submission-day", sentAgain, press("d")},
		{"submission-day-form", sentAgain, press("d", "enter")},
		{"submission-level", stage(visit.StageSubmission), press("n", "l")},
		{"submission-columns", sentAgain, press("m")},
		{"submission-changes", sentAgain, press("v")},
		{"submission-framework", sentAgain, press("f")},
		{"submission-evidence", sentAgain, press("down", "down", "down", "e")},
		{"submission-evidence-text", sentAgain, press("down", "down", "down", "e", "enter")},
		{"submission-read", sentAgain, press("p")},
		{"submission-problems", func(t testing.TB, env *ui.Env) ui.Route { return at(small(t, env), visit.StageSubmission) }, press("p")},
		{"concerns", stage(visit.StageConcerns), nil},
		{"concerns-dismissed", stage(visit.StageConcerns), press("end")},
		{"concerns-focus", stage(visit.StageConcerns), press("f")},
		{"concerns-own", stage(visit.StageConcerns), func(d *tuitest.Driver) {
			d.Press("c")
			d.Type("The plan and the budget name different years, and nobody we wrote to could say which of the two holds.")
		}},
		{"concerns-decided", about("4a", decided), nil},
		{"concerns-settled", about("6b", decided), nil},
		{"concerns-silenced", decided, press("end")},
		{"concerns-question", decided, press("end", "up")},
		{"concerns-letter", decided, func(d *tuitest.Driver) { d.Press("l"); d.View(); d.Press("pgdown") }},
		{"concerns-questions", decided, press("p")},
		{"concerns-silence", about("1b4", stage(visit.StageConcerns)), func(d *tuitest.Driver) { d.Press("x"); d.Type("The eco-team’s board") }},
		{"concerns-ask", about("1b4", stage(visit.StageConcerns)), press("w")},
		{"concerns-settle", about("6b", stage(visit.StageConcerns)), press("s", "enter")},
		{"concerns-amend", about("3b", stage(visit.StageConcerns)), press("e")},
		{"concerns-filter", stage(visit.StageConcerns), func(d *tuitest.Driver) { d.Press("/"); d.Type("lead"); d.Press("enter", "/") }},
		{"concerns-filtered", decided, func(d *tuitest.Driver) { d.Press("/"); d.Type("lead"); d.Press("enter") }},
		{"concerns-no-match", stage(visit.StageConcerns), func(d *tuitest.Driver) {
			d.Press("/")
			d.Type("leadership")
			d.Press("enter", "/")
			d.Type("inconsistent")
			d.Press("enter")
		}},
		{"agenda", stage(visit.StageAgenda), press("down", "down")},
		{"agenda-none", func(t testing.TB, env *ui.Env) ui.Route {
			r := tuitest.Sample(t, env)
			do(t, r, visit.AgendaSet{})
			return at(r, visit.StageAgenda)
		}, nil},
		{"notes-empty", fresh(visit.StageNotes), nil},
		{"notes", stage(visit.StageNotes), func(d *tuitest.Driver) { d.Type("+ The technician keeps a list of faults #6b @net") }},
		{"notes-feed", stage(visit.StageNotes), press("esc", "up", "up")},
		{"notes-name", stage(visit.StageNotes), func(d *tuitest.Driver) {
			d.Type("+ Amy Carter in Year 5 says which of her passwords is the best #3b @pupil")
			d.Press("enter")
		}},
		{"judgement", stage(visit.StageJudgement), press("down", "down", "down")},
		{"judgement-recommend", func(t testing.TB, env *ui.Env) ui.Route {
			r := underway(t, env)
			judged(t, r, 2)
			return at(r, visit.StageJudgement)
		}, press("o")},
		{"report", stage(visit.StageReport), nil},
		{"report-open", stage(visit.StageReport), press("o")},
		{"report-names", named, press("s")},
		{"report-write", stage(visit.StageReport), press("enter", "up")},
		{"report-preview", stage(visit.StageReport), press("p", "down", "down")},
		{"moderation", stage(visit.StageModeration), nil},
		{"help", stage(visit.StageNotes), press("f1")},
		{"palette", stage(visit.StageConcerns), func(d *tuitest.Driver) { d.Press("ctrl+p"); d.Type("vis") }},
	}
}

// show drives to the shot, in a store of its own and a window of a size.
func (s shot) show(t testing.TB, w, h int) *tuitest.Driver {
	t.Helper()
	env := tuitest.Env(t)
	return s.drive(t, env, s.open(t, env), w, h)
}

// drive drives from the route that open gave to the shot.
func (s shot) drive(t testing.TB, env *ui.Env, route ui.Route, w, h int) *tuitest.Driver {
	t.Helper()
	d := tuitest.Drive(t, env, route, w, h)
	d.View() // keys are pressed on a screen that was drawn
	if s.then != nil {
		s.then(d)
	}
	return d
}

func TestScreensLookAsTheyDid(t *testing.T) {
	t.Parallel()
	for _, s := range shots() {
		for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 60}} {
			name := fmt.Sprintf("%s-%dx%d", s.name, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				tuitest.Golden(t, name, s.show(t, size[0], size[1]).Screen())
			})
		}
	}
}
