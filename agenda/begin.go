package agenda

import (
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Begin is how a visit begins: on a framework, with a submission and what the
// check made of it, and with its half-day drafted.
func Begin(f *framework.Framework, s *submission.Submission, check concern.Report) []visit.Change {
	wish := Options{}
	for _, e := range check.Focus {
		wish.Focus = append(wish.Focus, e.Element)
	}
	for _, c := range check.Concerns {
		wish.Concerns = append(wish.Concerns, c.Item)
	}
	return []visit.Change{
		visit.Opened{Framework: f},
		visit.SubmissionLoaded{Submission: s, Check: check},
		visit.AgendaSet{Items: Draft(f, s, wish).Items},
	}
}
