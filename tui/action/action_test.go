package action_test

import (
	"strings"
	"testing"

	"halfday/tui/action"
)

// scopes are the chains in which keys are looked up together.
var chains = [][]action.Scope{
	{action.Home, action.Everywhere},
	{action.Filter, action.Everywhere},
	{action.Submission, action.InVisit, action.Everywhere},
	{action.Concerns, action.InVisit, action.Everywhere},
	{action.Agenda, action.InVisit, action.Everywhere},
	{action.Notes, action.InVisit, action.Everywhere},
	{action.NotesFeed, action.InVisit, action.Everywhere},
	{action.Judgement, action.InVisit, action.Everywhere},
	{action.Report, action.InVisit, action.Everywhere},
	{action.ReportEdit, action.InVisit, action.Everywhere},
	{action.Moderation, action.InVisit, action.Everywhere},
	{action.Prompt, action.Everywhere},
	{action.Pick, action.Everywhere},
	{action.Reading, action.Everywhere},
	{action.Preview, action.Everywhere},
	{action.Locked, action.Everywhere},
	{action.Waiting, action.Everywhere},
}

func TestEveryActionHasHelpAndAKey(t *testing.T) {
	for _, a := range action.All() {
		if a.ID == "" || a.Scope == "" || a.Title == "" || len(a.Keys) == 0 {
			t.Errorf("%+v lacks an id, a scope, a title or a key", a)
		}
		if !strings.HasSuffix(a.Help, ".") || len(a.Help) < 10 {
			t.Errorf("%s in %s: help %q is no sentence", a.ID, a.Scope, a.Help)
		}
	}
}

func TestNoKeysClashInAScope(t *testing.T) {
	for _, scope := range []action.Scope{action.Everywhere, action.InVisit} {
		checkClash(t, []action.Scope{scope})
	}
	for _, chain := range chains {
		checkClash(t, chain[:1])
	}
}

func checkClash(t *testing.T, scopes []action.Scope) {
	t.Helper()
	taken := map[string]action.ID{}
	for _, a := range action.In(scopes...) {
		for _, k := range a.Keys {
			if other, ok := taken[k]; ok {
				t.Errorf("%v: %q means both %s and %s", scopes, k, other, a.ID)
			}
			taken[k] = a.ID
		}
	}
}

// TestShadowsAreMeant lists the keys that mean something nearer than the visit
// or the program does; any other would be a clash nobody decided on.
func TestShadowsAreMeant(t *testing.T) {
	meant := map[string]bool{
		"judgement 1": true, "judgement 2": true, "judgement 3": true, "judgement 4": true, "judgement 5": true,
		"notes esc": true, "concerns esc": true, "report.edit esc": true, "reading q": true, "preview q": true,
	}
	for _, chain := range chains {
		near := map[string]bool{}
		for _, a := range action.In(chain[0]) {
			for _, k := range a.Keys {
				near[k] = true
			}
		}
		for _, a := range action.In(chain[1:]...) {
			for _, k := range a.Keys {
				if near[k] && !meant[string(chain[0])+" "+k] {
					t.Errorf("%q in %s hides %s", k, chain[0], a.ID)
				}
			}
		}
	}
}

func TestNearestScopeWins(t *testing.T) {
	a, ok := action.Resolve("1", action.Judgement, action.InVisit, action.Everywhere)
	if !ok || a.ID != action.Level1 {
		t.Errorf("1 on the Judgement screen means %q", a.ID)
	}
	if _, ok := action.Resolve("up", action.Home); ok {
		t.Error("a moving key was dispatched")
	}
}
