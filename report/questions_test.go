package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

func questionsTemplate(t tester) string { return read(t, "../templates/markdown/questions.md") }

// preparedVisit is a visit on the evening before: some concerns accepted, some
// put to the school, some as the check found them.
func preparedVisit(t tester, more ...visit.Change) *visit.Visit {
	t.Helper()
	loaded := hawthorn(noEvidence, missingFile, contributed, thin)
	loaded.Check.Questions = []concern.Question{{
		Item: "1a2", Ask: "How often is the vision looked at?", Of: []framework.Role{"governor"}, Why: "The text reads a level lower than the school claims, and still at the threshold.",
	}}
	return visitOf(t, smallFramework(t), append([]visit.Change{
		loaded,
		visit.ConcernAdded{Item: "3b", Text: "Do the youngest choose their tools, too?"},
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Accepted},
		visit.ConcernDecided{Concern: "6a/insufficient", Status: visit.Asked},
	}, more...)...)
}

var thin = concern.Concern{
	Item: "3a", Kind: concern.Insufficient, Rule: "thin-commentary", Claimed: 1, Threshold: 2, Severity: concern.Low,
	Quote: "Lessons are good.", Source: "commentary", Why: "It is short.",
	Settle: concern.Settle{Ask: "What was the last lesson about?", Of: []framework.Role{"teacher"}},
}

func TestQuestionsGolden(t *testing.T) {
	for name, v := range map[string]*visit.Visit{
		"questions.md":      preparedVisit(t, theDay, halfDay, visit.FocusChosen{Elements: []string{"1", "3"}}),
		"questions-none.md": visitOf(t, smallFramework(t), hawthorn()),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Questions(questionsTemplate(t), v)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, got)
		})
	}
}

func TestQuestionsBadTemplate(t *testing.T) {
	for _, tmpl := range []string{"{{", "{{.NoSuchField}}"} {
		if got, err := Questions(tmpl, halfWayVisit(t)); err == nil {
			t.Errorf("Questions(%q) = %q, want an error", tmpl, got)
		}
	}
}

func TestWhen(t *testing.T) {
	for want, d := range map[md]submission.Date{
		"":                        {},
		"in 2011":                 {Year: 2011},
		"in March 2011":           {Year: 2011, Month: 3},
		"on Monday 14 March 2011": {Year: 2011, Month: 3, Day: 14},
	} {
		if got := when(d); got != want {
			t.Errorf("when(%v) = %q, want %q", d, got, want)
		}
	}
}

// hostilePreparation puts one text in every place that reaches what is written
// before the visit.
func hostilePreparation(t tester, s string) *visit.Visit {
	c, file := noEvidence, missingFile
	c.Why, c.Settle.Ask, c.Settle.See = s, s, s
	c.Settle.Of = []framework.Role{framework.Role(s), "head"}
	file.Settle.Ask, file.Settle.See = s+" too", s
	loaded := hawthorn(c, file)
	loaded.Check.Questions = []concern.Question{{Item: "3a", Ask: s, Of: []framework.Role{"pupil"}, Why: s}}
	loaded.Submission.School.Name, loaded.Submission.School.Headteacher = s, s
	loaded.Submission.Reviews[4].Evidence = []submission.Evidence{{Title: s, File: "a.pdf", Missing: true}}
	f := smallFramework(t)
	f.Elements[0].Strands[1].Name, f.Elements[2].Strands[0].Name = s, s
	return visitOf(t, f, loaded,
		visit.ConcernAdded{Item: "3b", Text: s},
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Asked, Reason: s},
		visit.ConcernDecided{Concern: "6a/insufficient", Status: visit.Asked},
	)
}

func TestHostileTextInQuestions(t *testing.T) {
	render := func(s string) string {
		got, err := Questions(questionsTemplate(t), hostilePreparation(t, s))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	staysText(t, render)
}

// staysText checks that no text changes the structure of what is written with
// it, and that all of it can be read there.
func staysText(t *testing.T, render func(string) string) {
	t.Helper()
	want := structure(render("harmless"))
	for _, s := range hostile {
		got := render(s)
		if diff := cmp.Diff(want, structure(got)); diff != "" {
			t.Errorf("%q changes the structure (-want +got):\n%s", s, diff)
		}
		if see := safe.Line(oneLine(s)); !strings.Contains(shown(t, got), see) {
			t.Errorf("%q is not to be read", see)
		}
	}
}
