package tui_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"halfday/agenda"
	"halfday/store"
	"halfday/tui/papers"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// underway opens the sample school in the middle of its visit, with something
// of every kind in it. It is the same in every test.
func underway(t testing.TB, env *ui.Env) *store.Record {
	t.Helper()
	r := tuitest.Sample(t, env)
	found := r.Visit().Concerns()
	if len(found) < 3 {
		t.Fatalf("the sample school has %d concerns, too few to show them in every state", len(found))
	}
	do(t, r,
		visit.ConcernDecided{Concern: found[0].ID, Status: visit.Accepted},
		visit.ConcernDecided{Concern: found[1].ID, Status: visit.Dismissed, Reason: "The head sent the minutes by post; they say who was there and what was agreed."},
		visit.ConcernAdded{Item: "3b", Text: "The survey was filled in by the older half of the school only."},
		visit.FocusChosen{Elements: []string{"1", "3"}},
		visit.Scheduled{Date: submission.Date{Year: 2011, Month: time.March, Day: 14}},
	)
	for _, line := range []string{
		"+ The steering group meets each half-term and its minutes name who does what #1b1 #1b2 @head",
		"Door to the server room stood open during the tour; asked, and told it is being mended #6b @network-manager",
		"- No record of who has read the acceptable use policy since the autumn #1b5 @ict-lead",
		"? Ask the governor for ICT how the spending is looked back on #1b6",
		"\" We made the film about our vision ourselves, and the little ones sang in it #1a1 @pupil",
		"+ Pupils in Year 4 change a program that somebody else began, and can say why #3b @pupil",
	} {
		note(t, r, line)
	}
	taken := r.Visit().Notes
	was := taken[3].NoteText
	was.Text = "Ask the governor for ICT how the spending is looked back on, and when that was done last"
	do(t, r,
		visit.NoteAmended{Note: taken[3].ID, NoteText: was},
		visit.LevelJudged{Item: "1a1", Level: 1, Reason: "Every pupil we met could say it in words of their own."},
		visit.LevelJudged{Item: "1a2", Level: 2},
		visit.LevelJudged{Item: "1b5", Level: 3, Reason: "Nobody could show that it is read."},
		visit.SectionWritten{
			SectionID: visit.SectionID{Element: "1", Part: visit.Commentary},
			Text:      "The school knows where it is going with ICT. Pupils, staff and governors tell the same story in their own words.\n\nLeadership is shared out by name, and the group that holds it together meets often.",
		},
		visit.SectionWritten{
			SectionID: visit.SectionID{Element: "1", Part: visit.Strengths},
			Text:      "- A vision that pupils helped to write\n- A steering group that does what it says",
		},
	)
	return r
}

// note takes a note as it would be typed.
func note(t testing.TB, r *store.Record, line string) {
	t.Helper()
	n, unknown := visit.ParseNote(line, r.Visit().Framework)
	if len(unknown) > 0 {
		t.Fatalf("%q: %q is no item or role", line, unknown)
	}
	do(t, r, visit.NoteAdded{NoteText: n})
}

// judged gives every item a level, so that an outcome can be recommended.
func judged(t testing.TB, r *store.Record, l framework.Level) {
	t.Helper()
	var changes []visit.Change
	for _, n := range r.Visit().Framework.Items() {
		changes = append(changes, visit.LevelJudged{Item: n.ID, Level: l})
	}
	do(t, r, changes...)
}

func do(t testing.TB, r *store.Record, changes ...visit.Change) {
	t.Helper()
	if err := r.Do(changes...); err != nil {
		t.Fatal(err)
	}
}

// small opens a visit on a school that wrote next to nothing, and some of that
// wrongly.
func small(t testing.TB, env *ui.Env) *store.Record {
	t.Helper()
	return begin(t, env, fstest.MapFS{"submission.yaml": {Data: []byte(strings.TrimSpace(`
school: {name: Fenwick Lodge School, nation: scotland, phase: special, pupils: forty}
application: {submitted: 2011-02, route: streamlined}
reviews:
  1a1: {level: 2, commentary: Ask anybody., evidence: [{title: Minutes, file: minutes.doc}]}
  2b: {level: 4, commentary: We are still trying to find out what suits our pupils best., colour: blue}
  9z: {level: 2, commentary: This is about the pool.}
`))}}, "fenwick")
}

// sentAgain is the route to a visit on a table, which the school sent twice.
func sentAgain(t testing.TB, env *ui.Env) ui.Route {
	first := "Our self-review,,,\nAspect,Our level,Comments,Documents,Checked by\n" +
		"1a-1,2,\"Everybody helped to write the vision in May 2010, and it hangs in the hall.\",vision.md,JB\n" +
		"1a 2,Level 2,We look at it every June with two governors.,Minutes of June 2010,\n" +
		"1B.1,two or three,The head leads; two others help.,,JB\n9z,2,Our pool.,,\n"
	again := strings.NewReplacer("every June", "every June and every January", "Level 2", "1", "The head leads", "The deputy leads").Replace(first)
	dir := t.TempDir()
	path := filepath.Join(dir, "review.csv")
	var r *store.Record
	for _, text := range []string{first, again} {
		for name, data := range map[string]string{path: text, filepath.Join(dir, "vision.md"): "# Our vision\n\nEverybody can, *everybody* shares.\n"} {
			if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		b, err := papers.Begun{}, error(nil)
		if r == nil {
			b, err = env.Papers.Begin(env.Store, path, "")
		} else {
			b, err = env.Papers.Renew(r, path)
		}
		if err != nil || b.Left != nil {
			t.Fatal(err, b.Left)
		}
		r = b.Record
	}
	return at(r, visit.StageSubmission)
}

// begin opens a visit on a submission's folder.
func begin(t testing.TB, env *ui.Env, folder fs.FS, name string) *store.Record {
	t.Helper()
	f, err := visit.DefaultFramework()
	if err != nil {
		t.Fatal(err)
	}
	p, err := visit.Prepare(folder, name, f)
	if err != nil {
		t.Fatal(err)
	}
	r, err := env.Store.Create(agenda.Begin(p, agenda.Options{})...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// at is the route to a stage of a visit.
func at(r *store.Record, s visit.Stage) ui.Route { return ui.Route{Visit: r.ID(), Stage: s} }

// heavy skips a test that draws thousands of screens, all in one goroutine, with
// -short: the race detector makes it slow and has nothing to find there.
func heavy(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("draws thousands of screens")
	}
}
