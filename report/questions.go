package report

import (
	"slices"

	"halfday/visit"
	"halfday/visit/submission"
)

// interview is what the template of the questions fills in.
type interview struct {
	School md
	// When is the day of the visit, empty until it is known.
	When   md
	People []person
}

// person is what to ask people of one role; Uninvited is set where there is an
// agenda that has no conversation with them.
type person struct {
	Role      md
	Uninvited bool
	Questions []question
}

// when is a day for a sentence: "on Monday 14 March 2011", "in March 2011".
func when(d submission.Date) md {
	switch {
	case d.IsZero():
		return ""
	case d.Day == 0:
		return md("in " + d.String())
	}
	return md("on " + d.Long())
}

// question is something to ask.
type question struct{ Item, Text, Why, See, Also md }

// Questions writes what to ask on the visit with a template, by who is asked, as
// CommonMark. It says why each question is asked, so it is for the assessor
// only. An error means that the template is at fault.
func Questions(tmpl string, v *visit.Visit) (string, error) {
	page := interview{School: line(v.School()), When: when(v.Date)}
	met := v.ToMeet()
	for _, a := range v.QuestionList() {
		p := person{Role: line(a.Role.Plural()), Uninvited: len(v.Agenda) > 0 && !slices.Contains(met, a.Role)}
		for _, q := range a.Questions {
			at := "The application as a whole"
			if q.Item != nil {
				at = label(q.Item)
			}
			p.Questions = append(p.Questions, question{line(at), line(q.Text), line(q.Why), line(q.See), line(roles(q.Also))})
		}
		page.People = append(page.People, p)
	}
	return fill("questions", tmpl, page)
}
