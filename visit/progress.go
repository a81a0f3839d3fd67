package visit

import (
	"cmp"
	"fmt"
	"time"

	"halfday/visit/submission"
)

// Stage is one of the seven stages of the work on a visit.
type Stage int

// The stages in their usual order; an assessor moves freely between them.
const (
	StageSubmission Stage = iota
	StageConcerns
	StageAgenda
	StageNotes
	StageJudgement
	StageReport
	StageModeration
)

// Stages are all stages in order.
func Stages() []Stage {
	return []Stage{StageSubmission, StageConcerns, StageAgenda, StageNotes, StageJudgement, StageReport, StageModeration}
}

// Name is the stage's name.
func (s Stage) Name() string {
	return [...]string{"Submission", "Concerns", "Agenda", "Notes", "Judgement", "Report", "Moderation"}[s]
}

// Phase is where in time the visit stands, in a word or two.
func (v *Visit) Phase() string {
	switch {
	case v.ReportCurrent():
		return "report saved"
	case v.Recommended.Outcome != "" || len(v.Judgements) > 0:
		return "deciding"
	case len(v.Notes) > 0:
		return "visiting"
	}
	return "preparing"
}

// Left says what is left to do at a stage, in a few words; done is set where
// nothing is.
func (v *Visit) Left(s Stage) (left string, done bool) {
	switch s {
	case StageSubmission:
		if v.fingerprint == "" {
			return "no submission loaded", false
		}
		return tally(len(v.Submission.Problems), "problem in the file", "problems in the file", "read without a problem")
	case StageConcerns:
		open := 0
		for _, c := range v.Concerns() {
			if c.Status == Open {
				open++
			}
		}
		return tally(open, "concern open", "concerns open", "every concern decided")
	case StageAgenda:
		if len(v.Agenda) == 0 {
			return "no agenda yet", false
		}
		if v.Date.IsZero() {
			return "no date set", false
		}
		return fmt.Sprintf("%s, %s to %s", v.Date.Last().Format("Mon 2 January"), v.Agenda[0].Start, v.Agenda[len(v.Agenda)-1].End()), true
	case StageNotes:
		uncovered := 0
		for _, c := range v.CoverageMap() {
			if c.Coverage == Unseen {
				uncovered++
			}
		}
		return tally(uncovered, "item uncovered", "items uncovered", "every item covered")
	case StageJudgement:
		st := v.Standing()
		return tally(st.Items-st.Judged, "item to judge", "items to judge", "every item judged")
	case StageReport:
		if v.Recommended.Outcome == "" {
			return "no recommendation yet", false
		}
		switch {
		case v.Saved.IsZero():
			return "not yet saved as a file", false
		case !v.ReportCurrent():
			return "changed since it was saved as a file", false
		}
		return "saved as a file", true
	}
	return "", true
}

func tally(n int, one, many, none string) (string, bool) {
	switch n {
	case 0:
		return none, true
	case 1:
		return "1 " + one, false
	}
	return fmt.Sprintf("%d %s", n, many), false
}

// Resume is the stage to go on at: where the work of the visit's phase is done.
func (v *Visit) Resume() Stage {
	switch v.Phase() {
	case "visiting":
		return StageNotes
	case "deciding":
		return StageJudgement
	case "report saved":
		return StageReport
	}
	return v.Next()
}

// Next is the first stage with something left to do. Problems in the file are
// for the school to mend; nothing waits for that.
func (v *Visit) Next() Stage {
	for _, s := range Stages() {
		if s == StageSubmission && v.fingerprint != "" {
			continue
		}
		if _, done := v.Left(s); !done {
			return s
		}
	}
	return StageModeration
}

// Summary is what a list of visits shows of one, so that the list need not
// read every log.
type Summary struct {
	ID     string          `json:"id"`
	School string          `json:"school"`
	Date   submission.Date `json:"date,omitzero"`
	Phase  string          `json:"phase"`
	// Next is the next stage with something to do and Left what it is.
	Next    Stage     `json:"next"`
	Resume  Stage     `json:"resume"`
	Left    string    `json:"left"`
	Changed time.Time `json:"changed"`
	// Submission is the fingerprint of the submission, Application its key.
	Submission  string `json:"submission,omitempty"`
	Application string `json:"application,omitempty"`
}

// Summary sums the visit up under its id in the store; changed is the time of
// its last event.
func (v *Visit) Summary(id string, changed time.Time) Summary {
	next := v.Next()
	left, _ := v.Left(next)
	// papers sent again say of the application what they said before, corrected or not
	application := cmp.Or(v.papers.ApplicationKey(), v.Submission.ApplicationKey())
	return Summary{ID: id, School: v.School(), Date: v.Date, Phase: v.Phase(), Next: next, Resume: v.Resume(), Left: left, Changed: changed, Submission: v.fingerprint, Application: application}
}
