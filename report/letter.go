package report

import (
	"cmp"
	"slices"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// letter is what the template of the letter to the school fills in.
type letter struct {
	School, Head, Assessor, Written md
	// When is the day of the visit, empty until it is known.
	When md
	// From and To are the agenda's, empty where there is none.
	From, To md
	// Missing is evidence that the school names and that did not come; See is
	// what else to look at, and Clear what the school is asked.
	Missing, See, Clear []matter
	// Content is set where every concern is decided and none is taken up: only
	// then is it true that nothing more is wanted.
	Content bool
	People  []md
	// Pupils is set where they are among the people.
	Pupils bool
}

// matter is something to send or to clear up, and where it belongs.
type matter struct{ Item, Text md }

// Letter writes the letter to the school before the visit with a template, as
// CommonMark. Of the concerns that were accepted it asks to see what would settle
// them, and of those that are put to the school it puts the question, in the words
// meant for the school; either way it asks for files that did not come. It stands
// in the framework's order and says nothing of how grave the concerns are, what
// raised them or what the assessor thinks, so a concern of the assessor's own
// never gets into it. Concerns still to be decided stay out of it. An error means
// that the template is at fault.
func Letter(tmpl string, v *visit.Visit, opt Options) (string, error) {
	page := letter{
		School:   line(v.School()),
		Head:     line(salutation(v.Submission.School.Headteacher)),
		Assessor: line(opt.Assessor),
		Written:  md(opt.Now.Format("2 January 2006")),
		When:     when(v.Date),
		Content:  true,
	}
	if n := len(v.Agenda); n > 0 {
		page.From, page.To = md(v.Agenda[0].Start.String()), md(v.Agenda[n-1].End().String())
	}
	for _, c := range v.Concerns() {
		page.Content = page.Content && !c.Status.Unsettled()
	}
	for _, c := range forSchool(v) {
		item := line(labelOf(v.Framework, c.Item))
		missing := missingAt(v.Submission, c)
		for _, e := range missing {
			page.Missing = addNew(page.Missing, matter{item, line(cmp.Or(oneLine(e.Title), e.File))})
		}
		listed := c.Rule == concern.RuleMissingFile && len(missing) > 0
		ask, see := line(c.SchoolQuestion()), line(c.Settle.See)
		switch {
		case listed && !c.Reworded(): // the list of files asks for it
		case ask != "":
			page.Clear = addNew(page.Clear, matter{item, ask})
		case c.Status == visit.Accepted && see != "" && !listed && c.Kind != concern.Independence: // nothing is to be seen of that
			page.See = addNew(page.See, matter{item, see})
		}
	}
	for _, r := range toMeet(v) {
		page.People = append(page.People, line(r.Plural()))
		page.Pupils = page.Pupils || r == "pupil"
	}
	return fill("letter", tmpl, page)
}

// forSchool are the concerns that the school hears of, in the framework's order;
// those about the application come first.
func forSchool(v *visit.Visit) []visit.Concern {
	all := slices.DeleteFunc(v.Concerns(), func(c visit.Concern) bool {
		return c.Status != visit.Accepted && c.Status != visit.Asked
	})
	place := v.Framework.Places()
	slices.SortStableFunc(all, func(a, b visit.Concern) int { return place[a.Item] - place[b.Item] })
	return all
}

// missingAt is the evidence whose missing files a concern is about.
func missingAt(s *submission.Submission, c visit.Concern) []submission.Evidence {
	if c.Rule != concern.RuleMissingFile && !slices.Contains(c.Also, concern.RuleMissingFile) {
		return nil
	}
	named := s.Documents
	if c.Item != concern.Application {
		named = nil
		if r := s.Review(c.Item); r != nil {
			named = r.Evidence
		}
	}
	return slices.DeleteFunc(slices.Clone(named), func(e submission.Evidence) bool { return !s.Lacks(e) })
}

// toMeet are the people the agenda names, or where there is none those there is
// something to ask of.
func toMeet(v *visit.Visit) []framework.Role {
	if len(v.Agenda) > 0 {
		return v.ToMeet()
	}
	var roles []framework.Role
	for _, a := range v.QuestionList() {
		roles = append(roles, a.Role)
	}
	return roles
}

// addNew adds a matter that is not in the list yet.
func addNew(list []matter, one matter) []matter {
	if slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}
