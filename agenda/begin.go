package agenda

import "halfday/visit"

// Begin is how a visit begins: on a framework, with the submission and what the
// check made of it, and with its half-day drafted as wished; focus and concerns
// are those the check found.
func Begin(p visit.Prepared, wish Options) []visit.Change {
	found := Wishes(&visit.Visit{Suggested: p.Check.Focus})
	wish.Focus, wish.Concerns = found.Focus, nil
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
