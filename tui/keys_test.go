package tui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/action"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

// ways lead to every scope, in several states where some of its actions make
// no sense in one.
func ways() map[action.Scope][]shot {
	typed := func(keys string, text string) func(*tuitest.Driver) {
		return func(d *tuitest.Driver) { d.Press(strings.Fields(keys)...); d.Type(text) }
	}
	notBegun := func(testing.TB, *ui.Env) ui.Route { return ui.Route{} }
	noAgenda := func(t testing.TB, env *ui.Env) ui.Route {
		r := tuitest.Sample(t, env)
		do(t, r, visit.AgendaSet{})
		return at(r, visit.StageAgenda)
	}
	allJudged := func(t testing.TB, env *ui.Env) ui.Route {
		r := underway(t, env)
		judged(t, r, 1)
		return at(r, visit.StageJudgement)
	}
	troubled := func(t testing.TB, env *ui.Env) ui.Route { return at(small(t, env), visit.StageSubmission) }
	return map[action.Scope][]shot{
		action.Home: {
			{"no visits", notBegun, nil},
			{"visits", visits, nil},
			{"filtered", visits, func(d *tuitest.Driver) { d.Press("/"); d.Type("fen"); d.Press("enter") }},
		},
		action.Filter: {{"filter", visits, typed("/", "fen")}},
		action.Submission: {
			{"sample", stage(visit.StageSubmission), nil},
			{"an item", stage(visit.StageSubmission), press("n")},
			{"troubled", troubled, nil},
			{"a table sent again", sentAgain, nil},
		},
		action.Concerns: {
			{"open", stage(visit.StageConcerns), nil},
			{"dismissed", stage(visit.StageConcerns), press("end")},
			{"accepted", stage(visit.StageConcerns), press("end", "up")},
			{"own", stage(visit.StageConcerns), press("down", "down", "down", "down", "down")},
			{"asked", decided, press("end", "up", "up", "up", "up", "up")},
			{"settled", decided, press("end", "up", "up", "up")},
			{"a question", decided, press("end", "up")},
			{"silenced", decided, press("end")},
			{"filtered", stage(visit.StageConcerns), func(d *tuitest.Driver) { d.Press("/"); d.Type("lead"); d.Press("enter") }},
		},
		action.Agenda: {
			{"first", stage(visit.StageAgenda), nil},
			{"in the middle", stage(visit.StageAgenda), press("down", "down", "+")},
			{"last", stage(visit.StageAgenda), press("end")},
			{"none", noAgenda, nil},
		},
		action.Notes:      {{"empty line", stage(visit.StageNotes), nil}, {"written line", stage(visit.StageNotes), typed("", "+ some words")}},
		action.NotesFeed:  {{"notes", stage(visit.StageNotes), press("esc", "up")}, {"none", fresh(visit.StageNotes), press("esc")}, {"half-written", stage(visit.StageNotes), func(d *tuitest.Driver) { d.Type("x"); d.Press("esc") }}},
		action.Judgement:  {{"judged", stage(visit.StageJudgement), nil}, {"unjudged", stage(visit.StageJudgement), press("down", "down")}, {"all judged", allJudged, nil}, {"none judged", fresh(visit.StageJudgement), nil}},
		action.Report:     {{"written", stage(visit.StageReport), nil}, {"no notes", fresh(visit.StageReport), nil}, {"drafted", stage(visit.StageReport), press("down", "down", "d")}},
		action.ReportEdit: {{"writing", stage(visit.StageReport), press("enter")}},
		action.Moderation: {{"moderation", stage(visit.StageModeration), nil}},
		action.Prompt:     {{"empty", stage(visit.StageConcerns), press("c")}, {"written", stage(visit.StageConcerns), typed("c", "some words")}},
		action.Pick:       {{"all", stage(visit.StageConcerns), press("f")}, {"no match", stage(visit.StageConcerns), typed("f", "zzz")}, {"not now", allJudged, press("o", "down")}},
		action.Reading:    {{"help", stage(visit.StageConcerns), press("?")}},
		action.Preview:    {{"the letter", stage(visit.StageConcerns), press("l")}, {"the questions", stage(visit.StageConcerns), press("p")}},
		action.Form:       {{"empty", sentAgain, press("s")}, {"written", sentAgain, func(d *tuitest.Driver) { d.Press("s"); d.Type("St Anne's") }}},
		action.InVisit: {
			{"submission", stage(visit.StageSubmission), press("tab")},
			{"taken back", stage(visit.StageConcerns), press("ctrl+z")},
			{"new", fresh(visit.StageAgenda), nil},
			{"writing the report", stage(visit.StageReport), press("enter")},
		},
		action.Locked:     {{"passphrase typed", locked, typed("", "secret")}, {"nothing typed", locked, nil}},
		action.Everywhere: {{"home", visits, nil}, {"concerns", stage(visit.StageConcerns), nil}, {"with a passphrase", protected, nil}},
	}
}

// outcome is what a key came to.
type outcome int

const (
	nothing outcome = iota
	effect
	refused
)

// try presses a key in a state and says what it came to, with the hint given.
func (s shot) try(t *testing.T, a action.Action, key string) (outcome, string) {
	t.Helper()
	d := s.show(t, 200, 60)
	before := d.View()
	_, cmd := d.App.Update(tuitest.Key(key))
	after := d.View()
	if m := hinted.FindStringSubmatch(strings.Split(d.Screen(), "\n")[2]); m != nil {
		return refused, m[1]
	}
	if a.ID == action.Quit {
		if cmd == nil {
			return nothing, ""
		}
		if _, quits := cmd().(tea.QuitMsg); !quits {
			return nothing, ""
		}
		return effect, ""
	}
	if before.Content != after.Content || fmt.Sprint(before.Cursor) != fmt.Sprint(after.Cursor) {
		return effect, ""
	}
	return nothing, ""
}

// hinted finds on the status line why nothing was done.
var hinted = regexp.MustCompile(` › (.*?) ─*$`)

func TestEveryKeyDoesSomethingOrSaysWhyNot(t *testing.T) {
	heavy(t)
	t.Parallel()
	for scope, states := range ways() {
		for _, a := range action.In(scope) {
			if a.Moves {
				continue
			}
			t.Run(fmt.Sprintf("%s in %s", a.ID, scope), func(t *testing.T) {
				t.Parallel()
				for _, key := range a.Keys {
					var came []outcome
					for _, s := range states {
						if s.name == "writing the report" && tuitest.Key(key).Text != "" {
							continue // it is typed
						}
						o, why := s.try(t, a, key)
						came = append(came, o)
						if o == refused && !sentence.MatchString(why) {
							t.Errorf("%s, %s: %q is no sentence", s.name, key, why)
						}
						// the stage shown and the one gone to may be the same
						if o == nothing && scope != action.InVisit {
							t.Errorf("%s, %s: nothing happens and nothing is said", s.name, key)
						}
					}
					if !slices.Contains(came, effect) {
						t.Errorf("%s has no effect in any state", key)
					}
				}
			})
		}
	}
}

var sentence = regexp.MustCompile(`^[A-Z0-9][^\n]{8,}[.!?]$`)

func TestEveryScopeIsTried(t *testing.T) {
	t.Parallel()
	known := ways()
	for _, a := range action.All() {
		if len(known[a.Scope]) == 0 {
			t.Errorf("no way leads to %s, where %s can be done", a.Scope, a.ID)
		}
	}
}
