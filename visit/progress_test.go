package visit

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/submission"
)

// TestProgress goes through a whole visit and asks at each step what is left.
func TestProgress(t *testing.T) {
	a := author("ann")
	l, _, err := Begin(a, Opened{scheme(t)})
	if err != nil {
		t.Fatal(err)
	}
	faulty := papers()
	faulty.Submission.Problems = []submission.Problem{{File: "submission.yaml", Found: "a number", Expected: "a name"}}
	agenda := AgendaSet{[]AgendaItem{
		{ID: "a", Start: 9 * 60, Minutes: 15},
		{ID: "b", Start: 9*60 + 15, Minutes: 150},
	}}
	note := func(items ...string) Change { return NoteAdded{NoteText: NoteText{Text: "seen", Items: items}} }
	day := submission.Date{Year: 2011, Month: time.March, Day: 3}
	for _, step := range []struct {
		name    string
		changes []Change
		phase   string
		next    Stage
		at      Stage
		left    string
		done    bool
	}{
		{"opened", nil, "preparing", StageSubmission, StageSubmission, "no submission loaded", false},
		{"a faulty file", []Change{faulty}, "preparing", StageConcerns, StageSubmission, "1 problem in the file", false},
		{"loaded", []Change{papers()}, "preparing", StageConcerns, StageSubmission, "read without a problem", true},
		{"concerns", nil, "preparing", StageConcerns, StageConcerns, "3 concerns open", false},
		{
			"two decided",
			[]Change{ConcernDecided{Concern: "1a2/inconsistent", Status: Dismissed, Reason: "a slip"}, ConcernDecided{Concern: "application/independence", Status: Accepted, Reason: ""}},
			"preparing", StageConcerns, StageConcerns, "1 concern open", false,
		},
		{"all decided", []Change{ConcernDecided{Concern: "2a/insufficient", Status: Accepted, Reason: ""}}, "preparing", StageAgenda, StageConcerns, "every concern decided", true},
		{"no agenda", nil, "preparing", StageAgenda, StageAgenda, "no agenda yet", false},
		{"an agenda", []Change{agenda}, "preparing", StageAgenda, StageAgenda, "no date set", false},
		{"a date", []Change{Scheduled{day}}, "preparing", StageNotes, StageAgenda, "Thu 3 March, 09:00 to 11:45", true},
		{"no note", nil, "preparing", StageNotes, StageNotes, "5 items uncovered", false},
		{"a question covers nothing", []Change{NoteAdded{NoteText: NoteText{Sense: FollowUp, Items: []string{"3"}}}}, "visiting", StageNotes, StageNotes, "5 items uncovered", false},
		{"notes", []Change{note("1a"), note("2a", "1b")}, "visiting", StageNotes, StageNotes, "1 item uncovered", false},
		{"all covered", []Change{note("3")}, "visiting", StageJudgement, StageNotes, "every item covered", true},
		{"none judged", nil, "visiting", StageJudgement, StageJudgement, "5 items to judge", false},
		{"some judged", judge(1, 1, 1, 1, 0), "deciding", StageJudgement, StageJudgement, "1 item to judge", false},
		{"all judged", judge(0, 0, 0, 0, 3), "deciding", StageReport, StageJudgement, "every item judged", true},
		{"no recommendation", nil, "deciding", StageReport, StageReport, "no recommendation yet", false},
		{"recommended", []Change{Recommended{NotMet, "equipment"}}, "deciding", StageReport, StageReport, "not yet saved as a file", false},
		{"saved", []Change{ReportSaved{"report.md", "00"}}, "report saved", StageModeration, StageReport, "saved as a file", true},
		{"changed", judge(0, 0, 0, 3, 0), "deciding", StageReport, StageReport, "changed since it was saved as a file", false},
		{"saved again", []Change{ReportSaved{"report-2.md", "01"}}, "report saved", StageModeration, StageReport, "saved as a file", true},
		{"moderation", nil, "report saved", StageModeration, StageModeration, "", true},
	} {
		for _, c := range step.changes {
			l = then(t, l, a, c)
		}
		v := l.Visit()
		left, done := v.Left(step.at)
		if left != step.left || done != step.done {
			t.Errorf("%s: left at %s is %q (%v), want %q (%v)", step.name, step.at.Name(), left, done, step.left, step.done)
		}
		if v.Phase() != step.phase || v.Next() != step.next {
			t.Errorf("%s: %s, next %s; want %s, next %s", step.name, v.Phase(), v.Next().Name(), step.phase, step.next.Name())
		}
	}
}

func TestSummary(t *testing.T) {
	changed := time.Date(2011, 3, 3, 9, 0, 0, 0, time.UTC)
	date := submission.Date{Year: 2011, Month: time.March, Day: 3}
	want := Summary{
		ID: "hill", School: "Hill View School", Date: date, Phase: "preparing",
		Next: StageConcerns, Resume: StageConcerns, Left: "3 concerns open", Changed: changed,
		Submission: papers().Submission.Fingerprint(), Application: "hill view school ",
	}
	if diff := cmp.Diff(want, made(t, Scheduled{date}).Summary("hill", changed)); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func TestStages(t *testing.T) {
	var names []string
	for _, s := range Stages() {
		names = append(names, s.Name())
	}
	want := []string{"Submission", "Concerns", "Agenda", "Notes", "Judgement", "Report", "Moderation"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
}
