package agenda

import (
	"halfday/visit"
	"halfday/visit/submission"
)

// Begin is how a visit begins: on a framework, with the submission and what the
// check made of it, and with its half-day drafted as wished; focus and concerns
// are those the check found.
func Begin(p visit.Prepared, wish Options) []visit.Change {
	found := wishes(p)
	wish.Focus, wish.Concerns = found.Focus, found.Concerns
	return []visit.Change{
		visit.Opened{Framework: p.Framework},
		visit.SubmissionLoaded{
			Submission: p.Submission, Check: p.Check, Agenda: Draft(p.Framework, p.Submission, wish).Items,
		},
	}
}

// wishes are what the check found, as wishes for a draft.
func wishes(p visit.Prepared) Options {
	wish := Wishes(&visit.Visit{Suggested: p.Check.Focus})
	for _, c := range p.Check.Concerns {
		wish.Concerns = append(wish.Concerns, c.Item)
	}
	return wish
}

// Correct is the change that sets facts of a visit's papers right. It brings a
// new draft of the half-day, which takes the place of one that nobody has
// changed: the school's day may be among the facts.
func Correct(v *visit.Visit, all ...submission.Correction) (visit.Change, error) {
	c, err := v.Correct(all...)
	if err != nil {
		return nil, err
	}
	s, _ := v.Papers().Corrected(submission.Lay(v.Corrections(), all), v.Framework)
	p := visit.Prepared{Framework: v.Framework, Submission: s, Check: c.Check}
	c.Agenda = Draft(p.Framework, p.Submission, wishes(p)).Items
	return c, nil
}
