package agenda

import "halfday/visit"

// Begin is how a visit begins: on a framework, with the submission and what the
// check made of it, and with its half-day drafted.
func Begin(p visit.Prepared) []visit.Change {
	v := &visit.Visit{Framework: p.Framework, Submission: p.Submission, Suggested: p.Check.Focus}
	wish := Wishes(v)
	for _, c := range p.Check.Concerns {
		wish.Concerns = append(wish.Concerns, c.Item)
	}
	return []visit.Change{
		visit.Opened{Framework: p.Framework},
		visit.SubmissionLoaded{
			Submission: p.Submission, Check: p.Check, Agenda: Draft(p.Framework, p.Submission, wish).Items,
		},
	}
}
