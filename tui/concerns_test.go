package tui_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"halfday/store"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/concern"
)

// concernAt is the first concern on an item.
func concernAt(t testing.TB, r *store.Record, item string) visit.Concern {
	t.Helper()
	for _, c := range r.Visit().Concerns() {
		if c.Item == item {
			return c
		}
	}
	t.Fatalf("there is no concern at %s", item)
	return visit.Concern{}
}

// weighing drives to the concerns of the visit under way.
func weighing(t *testing.T) (*tuitest.Driver, *store.Record) {
	t.Helper()
	env := tuitest.Env(t)
	r := underway(t, env)
	d := tuitest.Drive(t, env, at(r, visit.StageConcerns), 200, 60)
	d.View()
	return d, r
}

// stand moves down the list of concerns to the first that is about an item.
func stand(d *tuitest.Driver, item string) {
	here := regexp.MustCompile(`▸ \S +` + item + ` `)
	d.Press("home")
	for range 50 {
		if here.MatchString(d.Screen()) {
			return
		}
		d.Press("down")
	}
	panic("no concern in the list is about " + item)
}

// showing is what the list says it is narrowed to, under a filter's words that
// keep some of the concerns.
func showing(t *testing.T, r *store.Record, words string, keep func(visit.Concern) bool) string {
	t.Helper()
	all, n := r.Visit().Concerns(), 0
	for _, c := range all {
		if keep(c) {
			n++
		}
	}
	if n == 0 {
		t.Fatalf("the sample school has no concern that is %q", words)
	}
	return fmt.Sprintf("Showing: %s (%d of %d)", words, n, len(all))
}

// inElement is whether a concern is about an element, or what is in it.
func inElement(element string) func(visit.Concern) bool {
	return func(c visit.Concern) bool { return strings.HasPrefix(c.Item, element) }
}

// narrow takes a line of the filter.
func narrow(d *tuitest.Driver, line string) {
	d.Press("/")
	d.Type(line)
	d.Press("enter")
}

// lacks fails the test if the screen shows a text.
func lacks(t *testing.T, d *tuitest.Driver, text string) {
	t.Helper()
	if strings.Contains(d.Screen(), text) {
		t.Errorf("the screen shows %q:\n%s", text, d.Screen())
	}
}

func TestConcernsAreNarrowed(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	narrow(d, "leadership")
	d.Sees(showing(t, r, "element 1", inElement("1")))
	d.Sees("1b4")
	lacks(t, d, "5c ")
	narrow(d, "accepted")
	accepted := func(c visit.Concern) bool { return c.Status == visit.Accepted }
	d.Sees(showing(t, r, "element 1 · accepted", func(c visit.Concern) bool { return inElement("1")(c) && accepted(c) }))
	lacks(t, d, "1b4")
	narrow(d, "inconsistent")
	d.Sees("There is none for “element 1 · inconsistent · accepted”. Esc")
	narrow(d, "leadership") // taken again it is off
	d.Sees("There is none for “inconsistent · accepted”")
	narrow(d, "insufficient")
	d.Sees(showing(t, r, "insufficient · accepted", func(c visit.Concern) bool { return c.Kind == concern.Insufficient && accepted(c) }))
	narrow(d, "all of them")
	lacks(t, d, "Showing")
}

// TestTheFooterHasWhatEveryVisitNeeds, in a window of 80 columns too.
func TestTheFooterHasWhatEveryVisitNeeds(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, at(tuitest.Sample(t, env), visit.StageConcerns), 80, 24)
	d.Sees("a Accept  d Dismiss  w Ask  s Settle  f Focus  p Questions  l Letter")
}

// TestEscDropsTheFilterFirst, and leads Home only then.
func TestEscDropsTheFilterFirst(t *testing.T) {
	t.Parallel()
	d, _ := weighing(t)
	lacks(t, d, "Show all")
	narrow(d, "leadership")
	d.Sees("Esc Show all")
	d.Press("?")
	d.Sees("Drop the filter")
	lacks(t, d, "Go to the list of all visits")
	d.Press("esc", "esc")
	lacks(t, d, "Showing")
	d.Sees("5c ")
	d.Press("?")
	d.Sees("Go to the list of all visits")
	d.Press("esc", "esc")
	d.Sees("for assessors of the ICT Mark")
}

// TestDecidingStaysInTheFilter: what is decided goes on to the next that is
// shown, also where no other is left.
func TestDecidingStaysInTheFilter(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	narrow(d, "to decide")
	narrow(d, "professional")
	for _, c := range r.Visit().Concerns() {
		if !inElement("5")(c) {
			continue
		}
		d.Sees(showing(t, r, "element 5 · to decide", func(c visit.Concern) bool { return inElement("5")(c) && c.Status == visit.Open }))
		d.Press("a")
		if got := concernAt(t, r, c.Item).Status; got != visit.Accepted {
			t.Errorf("%s is %q", c.Item, got)
		}
	}
	d.Sees("No concern matches")
	d.Press("a")
	d.Sees("There is no concern here.")
	d.Press("esc")
	d.Sees("5c ")
}

// TestTheFilterStays while another stage is looked at.
func TestTheFilterStays(t *testing.T) {
	t.Parallel()
	d, _ := weighing(t)
	narrow(d, "leadership")
	d.Press("4", "alt+2")
	d.Sees("Showing: element 1")
}

// TestAFindingLeadsThroughTheFilter to the concern it hides.
func TestAFindingLeadsThroughTheFilter(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	do(t, r, visit.ConcernAdded{Item: "1b1", Text: "Amy Carter in Year 5 says that nobody asked her."})
	narrow(d, "professional")
	d.Press("6", "s")
	d.Type("Amy")
	d.Press("enter")
	d.Sees("▸ ! 1b1  Amy Carter in Year 5")
	lacks(t, d, "Showing")
}

func TestWhatIsWorthAskingIsNoConcern(t *testing.T) {
	t.Parallel()
	d := shot{"decided", decided, press("end", "up")}.show(t, 200, 60)
	d.Sees("▸ ? 1a2  Who looked at the vision last, and what was changed then?")
	d.Sees("Headteacher, Governor")
	d.Sees("The text reads like a level below")
	for _, key := range []string{"a", "d", "w", "s", "x"} {
		d.Press(key)
		d.Sees("This is worth asking and no concern; c adds a concern here.")
	}
	d.Press("c")
	d.Sees("About 1a2 Reviewing the vision.")
	d.Press("esc")
	narrow(d, "leadership")
	d.Sees("Worth asking")
	narrow(d, "planning")
	lacks(t, d, "Worth asking")
	narrow(d, "accepted")
	lacks(t, d, "Worth asking")
	d.Press("esc", "end", "up", "enter")
	d.Sees("▸     2/2   1a2 Reviewing the vision")
}

// TestAnEmptyListSaysWhy: one that rules were silenced for does
// not say that nothing was found.
func TestAnEmptyListSaysWhy(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	r := tuitest.Sample(t, env)
	for len(r.Visit().Concerns()) > 0 {
		change, err := r.Visit().Silence(r.Visit().Concerns()[0].Rule, "not now")
		if err != nil {
			t.Fatal(err)
		}
		do(t, r, change)
	}
	d := tuitest.Drive(t, env, ui.Route{Visit: r.ID(), Stage: visit.StageConcerns}, 80, 24)
	d.Sees(fmt.Sprintf("%d rules silenced for this visit", len(r.Visit().Silenced())))
	lacks(t, d, "No causes for concern were found")
	d.Press("/")
	d.Sees("There are no concerns to choose from.")
}

// TestReasonsForTheFocusAreReadWhole in any window.
func TestReasonsForTheFocusAreReadWhole(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 80, 200} {
		d, r := weighing(t)
		d.Resize(w, 60)
		d.Press("f")
		said := strings.Join(strings.Fields(strings.ReplaceAll(d.Screen(), "│", "")), " ")
		for _, f := range r.Visit().Suggested {
			for _, word := range strings.Fields(f.Reason) {
				if !strings.Contains(said, word) {
					t.Errorf("at %d columns %q of %q is not to be read:\n%s", w, word, f.Reason, d.Screen())
				}
			}
		}
		d.Type("papers do not bear")
		d.Sees("▸ 5 Professional development")
	}
}

// TestTheLetterIsLookedAt before it is saved: it points out what it leaves out,
// and personal details in the assessor's own words.
func TestTheLetterIsLookedAt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	env := tuitest.EnvAt(t, dir)
	r := underway(t, env)
	do(t, r, visit.ConcernAdded{Item: "1b1", Text: "Somebody says that nobody asked her."})
	do(t, r, concernAt(t, r, "1b1").AskSchool("Was Amy Carter in Year 5 asked?"))
	d := tuitest.Drive(t, env, at(r, visit.StageConcerns), 200, 60)
	open := 0
	for _, c := range r.Visit().Concerns() {
		if c.Status == visit.Open {
			open++
		}
	}
	d.Press("l")
	d.Sees(fmt.Sprintf("%d concerns are still to be decided: the letter says nothing of them.", open))
	d.Sees("“Amy Carter”, a pupil's name? It stands in what you ask about 1b1;")
	d.Sees("ICT across the whole school: Was Amy Carter in")
	d.Press("esc", "p")
	d.Sees("Questions for the visit to Sallowby Community Primary School")
	d.Press("s")
	d.Sees("The questions are saved")
	savedFile(t, dir, "questions")
	d.Press("esc")
	d.Sees("a Accept")
}
