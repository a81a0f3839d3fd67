package report

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// tester is what a test, a benchmark and a rapid check have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
}

func read(t tester, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func theTemplate(t tester) string { return read(t, "../templates/markdown/report.md") }

func smallFramework(t tester) *framework.Framework {
	t.Helper()
	f, err := framework.Parse([]byte(read(t, "testdata/framework.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// visitOf folds changes, a minute apart, into a visit.
func visitOf(t tester, f *framework.Framework, changes ...visit.Change) *visit.Visit {
	t.Helper()
	now := time.Date(2011, time.March, 14, 9, 30, 0, 0, time.UTC)
	a := visit.Author{ID: "assessor", Entropy: rand.NewChaCha8([32]byte{1}), Now: func() time.Time {
		now = now.Add(time.Minute)
		return now
	}}
	l, _, err := visit.Begin(a, append([]visit.Change{visit.Opened{Framework: f}}, changes...)...)
	if err != nil {
		t.Fatal(err)
	}
	return l.Visit()
}

// written is when the reports of the tests are written.
var written = Options{Now: time.Date(2011, time.March, 16, 18, 0, 0, 0, time.UTC), Assessor: "Ms A Whitcombe"}

func note(f *framework.Framework, line string) visit.NoteAdded {
	n, _ := visit.ParseNote(line, f)
	return visit.NoteAdded{NoteText: n}
}

func section(element string, p visit.Part, text string) visit.SectionWritten {
	return visit.SectionWritten{SectionID: visit.SectionID{Element: element, Part: p}, Text: text}
}

// decided adds what became of the assessor's own concern, which has its id
// from the log.
func decided(t tester, f *framework.Framework, own visit.ConcernAdded, status visit.Status, reason string) *visit.Visit {
	t.Helper()
	id := visitOf(t, f, own).Concerns()[0].ID
	return visitOf(t, f, own, visit.ConcernDecided{Concern: id, Status: status, Reason: reason})
}

// hawthorn is the submission of the tests' school, with the concerns given.
func hawthorn(concerns ...concern.Concern) visit.SubmissionLoaded {
	return visit.SubmissionLoaded{
		Submission: &submission.Submission{
			Name: "hawthorn-lane",
			School: submission.School{
				Name: "Hawthorn Lane Primary School", Nation: "england", ID: "987654", Phase: "primary",
				Pupils: 196, LocalAuthority: "Wealdshire", Headteacher: "Mrs P Quill", ICTLead: "Mr T Banerjee",
			},
			Application: submission.Application{Assessor: "Ms A Whitcombe", Route: "full", Submitted: submission.Date{Year: 2011, Month: time.February, Day: 7}},
			Reviews: []submission.Review{
				{Item: "1a1", Level: 2},
				{Item: "1a2", Level: 2},
				{Item: "1b", Level: 2},
				{Item: "3a", Level: 1},
				{Item: "3b", Level: 1},
			},
		},
		Check: concern.Report{Concerns: concerns},
	}
}

var noEvidence = concern.Concern{
	Item: "1b", Kind: concern.Insufficient, Rule: "no-evidence", Claimed: 2, Threshold: 2, Severity: concern.High,
	Quote: "We all know where we are\ngoing.", Source: "commentary",
	Why:    "The text names nothing that could be looked at.",
	Settle: concern.Settle{Ask: "Where is the strategy written down?", Of: []framework.Role{"head", "ict-lead"}, See: "the development plan"},
}

var missingFile = concern.Concern{
	Item: "6a", Kind: concern.Insufficient, Rule: "missing-file", Also: []string{"thin-commentary"}, Threshold: 3, Severity: concern.Low,
	Quote: "evidence/inventory.pdf", Source: "evidence",
	Why:    "The submission names a file that did not come with it.",
	Settle: concern.Settle{See: "the file evidence/inventory.pdf"},
}

var contributed = concern.Concern{
	Item: "application", Kind: concern.Independence, Rule: "assessor-contributed", Severity: concern.Medium,
	Why: "A helper has the assessor's name.", Settle: concern.Settle{Ask: "Is it the same person?"},
}

var halfDay = visit.AgendaSet{Items: []visit.AgendaItem{
	{ID: "a", Activity: visit.Context, Title: "Arrival and context", Start: 9*60 + 15, Minutes: 15, With: []framework.Role{"head", "leadership"}},
	{ID: "b", Activity: visit.Interview, Title: "Evidence", Start: 9*60 + 30, Minutes: 45, With: []framework.Role{"ict-lead"}, Where: "library"},
	{ID: "c", Activity: visit.Pupils, Title: "Pupils, a teacher present", Start: 10*60 + 15, Minutes: 30, With: []framework.Role{"pupil", "teacher"}},
	{ID: "d", Activity: visit.Pause, Title: "Pause for reflection", Start: 10*60 + 45, Minutes: 15},
	{ID: "e", Activity: visit.Feedback, Title: "Feedback", Start: 11 * 60, Minutes: 30, With: []framework.Role{"leadership"}},
}}

var theDay = visit.Scheduled{Date: submission.Date{Year: 2011, Month: time.March, Day: 14}}

func metVisit(t tester) *visit.Visit {
	f := smallFramework(t)
	return visitOf(t, f,
		hawthorn(noEvidence), theDay, halfDay, visit.FocusChosen{Elements: []string{"1", "3"}},
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Accepted, Reason: "Settled: the plan was on the table in the library."},
		note(f, "+ governors could recite the three threads of the vision #1a1 @governor"),
		note(f, `" We choose the tool and then we say why. #3b @pupil`),
		note(f, "+ plan has costs and names for three years #1b @ict-lead"),
		note(f, "+ the vision was reworded in the autumn #1a2 @head"),
		note(f, "Screens in every room, all of them in use #6a #3a"),
		note(f, `" We never have to queue. #6a @teacher`),
		visit.LevelJudged{Item: "1a1", Level: 1, Reason: "Pupils, governors and parents told me the same three things."},
		visit.LevelJudged{Item: "1a2", Level: 2},
		visit.LevelJudged{Item: "1b", Level: 2, Reason: "Costed and dated."},
		visit.LevelJudged{Item: "3a", Level: 2},
		visit.LevelJudged{Item: "3b", Level: 1},
		visit.LevelJudged{Item: "6a", Level: 3},
		visit.Recommended{Outcome: visit.Met, Reason: "Every item is at or above its threshold, and the school knows why."},
		section("1", visit.Commentary, "The vision lives in what people do.\n\nGovernors, staff and pupils name the same three threads\nand can say where they saw them last week."),
		section("1", visit.Strengths, "- A vision that is known\n- A strategy with names and costs\n- Leadership that is shared"),
		section("1", visit.Areas, "- Bring parents in earlier\n- Tell other schools\n- Review in the autumn"),
		section("3", visit.Commentary, "Pupils choose their tools and give reasons."),
		section("3", visit.Strengths, "- Choice\n- Talk about learning\n- Work is shared"),
		section("3", visit.Areas, "- Younger pupils' choices\n- More time to finish\n- Work beyond the school"),
		section("6", visit.Commentary, "What there is works and is used. “We never have to queue.” (Teacher)"),
		section("6", visit.Strengths, "- It works\n- It is looked after\n- It is shared fairly"),
		section("6", visit.Areas, "- Plan for renewal\n- Look at the hall\n- Ask pupils first"),
	)
}

func notMetVisit(t tester) *visit.Visit {
	f := smallFramework(t)
	return visitOf(t, f,
		hawthorn(noEvidence, missingFile, contributed), theDay, halfDay, visit.FocusChosen{Elements: []string{"1"}},
		visit.ConcernAdded{Item: "3a", Text: "Two classes were never mentioned."},
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Accepted, Reason: "No plan could be shown."},
		visit.ConcernDecided{Concern: "6a/insufficient", Status: visit.Dismissed, Reason: "The list was handed over on the day."},
		note(f, "- nobody could say what happens after this year #1b @governor"),
		note(f, "+ a lovely display of pupils' films #3b"),
		note(f, `" "We made it twice because the first was boring." #3b @pupil`),
		visit.LevelJudged{Item: "1a1", Level: 2},
		visit.LevelJudged{Item: "1a2", Level: 2},
		visit.LevelJudged{Item: "1b", Level: 3, Reason: "There is a direction, but no plan that people work to."},
		visit.LevelJudged{Item: "3a", Level: 2},
		visit.LevelJudged{Item: "3b", Level: 2, Reason: "Strong work in some classes."},
		visit.LevelJudged{Item: "6a", Level: 2},
		visit.Recommended{Outcome: visit.NotMet, Reason: "Two items are not at threshold yet.\n\nThe school is close, and wants to get there."},
		section("1", visit.Commentary, "Leaders care about where the school is going."),
		section("1", visit.Strengths, "- A vision people like"),
		section("1", visit.Areas, "- A plan with dates, because people ask for one\n- Somebody to watch over it"),
		section("3", visit.Commentary, "Films and music are made with pride."),
		section("3", visit.Strengths, "- Films\n- Music\n- Pride in work"),
		section("6", visit.Commentary, "There is enough for all."),
	)
}

func halfWayVisit(t tester) *visit.Visit {
	f := smallFramework(t)
	return visitOf(t, f,
		hawthorn(noEvidence), halfDay,
		note(f, "+ the vision is read out at the start of each year #1a1 @head"),
		note(f, "? ask governors who wrote it #1a1"),
		note(f, "- the suite is booked out until May #6a @teacher"),
		note(f, "+ but every class has a trolley #6a @ta"),
		visit.LevelJudged{Item: "1a1", Level: 2},
		section("1", visit.Strengths, "- The vision is heard by all"),
	)
}
