package agenda

import (
	"slices"
	"testing"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/submission"
)

func TestBeginDraftsTheHalfDay(t *testing.T) {
	f := small(t)
	p := visit.Prepared{Framework: f, Submission: &submission.Submission{Day: bells("08:50-09:00 registration", "10:30-10:45 break", "12:00-13:00 lunch")}, Check: concern.Report{
		Concerns: []concern.Concern{{Item: f.Items()[0].ID, Kind: concern.Insufficient}},
		Focus:    []concern.Focus{{Element: f.Elements[0].ID}},
	}}
	v := &visit.Visit{}
	var kinds []string
	for _, c := range Begin(p, Options{}) {
		switch c := c.(type) {
		case visit.Opened:
			v.Framework, kinds = c.Framework, append(kinds, "opened")
		case visit.SubmissionLoaded:
			v.Submission, v.Agenda, kinds = c.Submission, c.Agenda, append(kinds, "loaded")
		}
	}
	if want := []string{"opened", "loaded"}; !slices.Equal(kinds, want) {
		t.Errorf("a visit begins with %v, want %v", kinds, want)
	}
	if len(v.Agenda) == 0 || len(Uncovered(v.Agenda, f)) > 0 {
		t.Errorf("the drafted agenda %v leaves items uncovered", v.Agenda)
	}
}
