package report

import (
	"fmt"
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
)

// page is what the template fills in. An empty field is something that is not
// there yet, and the template says so.
type page struct {
	School, Assessor, Written md
	// Draft is what is still open while this is not a finished report.
	Draft  []md
	Facts  []fact
	Agenda []slot
	// Outcome and Reason are the recommendation.
	Outcome, Reason md
	// Below are the items below their threshold, and Priorities the areas for
	// development of the elements they belong to.
	Below      []finding
	Priorities []priority
	// Judged sums the judgements up and Items lists them.
	Judged   md
	Items    []row
	Elements []element
	Concerns []group
	// Silenced are the rules left out of the check.
	Silenced []silenced
	// Visited is the day of the visit, empty until it is known.
	Visited md
}

// fact is one thing to know about the school or the visit.
type fact struct{ Name, Value md }

// slot is an item of the agenda.
type slot struct{ Time, Title, With md }

// finding is a judgement with its reason.
type finding struct{ Item, Found, Threshold, Reason md }

// priority is an element with an item below its threshold.
type priority struct{ Element, Areas md }

// row is an item in the summary of all items.
type row struct{ Item, Claimed, Found, Threshold, At md }

func newPage(v *visit.Visit, opt Options) page {
	p := page{
		School:   line(v.School()),
		Assessor: line(opt.Assessor),
		Written:  md(opt.Now.Format("2 January 2006")),
		Facts:    facts(v),
		Reason:   prose(v.Recommended.Reason),
		Judged:   judged(v),
		Concerns: concerns(v),
		Silenced: silences(v),
		Visited:  md(v.Date.String()),
	}
	if v.Recommended.Outcome != "" {
		p.Outcome = line(v.Recommended.Outcome.Name())
	}
	p.Draft = draftNote(Open(v))
	for _, i := range v.Agenda {
		p.Agenda = append(p.Agenda, slot{md(i.Start.String() + "–" + i.End().String()), line(i.Title), people(i.With)})
	}
	for _, n := range v.Framework.Items() {
		p.Items = append(p.Items, newRow(v, n))
	}
	for _, n := range v.Standing().Below {
		p.Below = append(p.Below, newFinding(v, n))
	}
	for _, e := range v.Framework.Elements {
		el := newElement(v, e)
		p.Elements = append(p.Elements, el)
		if slices.ContainsFunc(v.Standing().Below, func(n *framework.Node) bool { return n.Element() == e }) {
			p.Priorities = append(p.Priorities, priority{el.Name, el.Areas})
		}
	}
	return p
}

// draftNote are the first lines of what is open, and how many more there are.
func draftNote(open []string) []md {
	const most = 8
	var note []md
	for i, s := range open {
		if i == most {
			return append(note, md(fmt.Sprintf("and %d more", len(open)-most)))
		}
		note = append(note, line(s))
	}
	return note
}

func newRow(v *visit.Visit, n *framework.Node) row {
	r := row{Item: line(label(n)), Claimed: level(v.Claimed(n.ID)), Found: "–", Threshold: level(n.Threshold()), At: "not judged"}
	j, ok := v.Judgements[n.ID]
	if !ok {
		return r
	}
	r.Found = level(j.Level)
	switch {
	case n.Threshold() == 0:
		r.At = "no threshold given"
	case j.Level.AtThreshold(n.Threshold()):
		r.At = "yes"
	default:
		r.At = "no"
	}
	return r
}

func newFinding(v *visit.Visit, n *framework.Node) finding {
	j := v.Judgements[n.ID]
	return finding{line(label(n)), level(j.Level), level(n.Threshold()), line(j.Reason)}
}

func level(l framework.Level) md { return md(l.String()) }

// judged sums the judgements up in a sentence.
func judged(v *visit.Visit) md {
	st, at := v.Standing(), 0
	for id, j := range v.Judgements {
		if n := v.Framework.Find(id); n != nil && j.Level.AtThreshold(n.Threshold()) {
			at++
		}
	}
	return md(fmt.Sprintf("%d of %d items judged: %d at or above the threshold, %d below.", st.Judged, st.Items, at, len(st.Below)))
}

// facts are the school's and the visit's. Staff are left to their roles, so
// nobody is named but the assessor.
func facts(v *visit.Visit) []fact {
	var fs []fact
	add := func(name md, value, otherwise string) {
		if value = oneLine(value); value == "" {
			value = otherwise
		}
		fs = append(fs, fact{name, line(value)})
	}
	if s := v.Submission; s != nil {
		pupils := ""
		if s.School.Pupils > 0 {
			pupils = fmt.Sprint(s.School.Pupils)
		}
		add("Phase", string(s.School.Phase), "not given")
		add("Pupils", pupils, "not given")
		add("Local authority", s.School.LocalAuthority, "not given")
		add("Nation", s.School.Nation.Name(), "not given")
		add("School number", s.School.ID, "not given")
		add("Route of application", s.Application.Route, "not given")
		add("Submitted", s.Application.Submitted.String(), "not given")
		if s.Application.Assessor != "" {
			add("Assessor the school asked for", s.Application.Assessor, "")
		}
	} else {
		fs = append(fs, fact{"Submission", "none loaded"})
	}
	add("Framework", v.Framework.Name+" "+v.Framework.Version, v.Framework.ID)
	add("Day of the visit", v.Date.String(), "not yet set")
	var focus []string
	for _, id := range v.Focus {
		focus = append(focus, labelOf(v.Framework, id))
	}
	add("Looked at in depth", list(focus), "not yet chosen")
	heard, planned := met(v)
	if len(heard) > 0 || len(planned) == 0 {
		fs = append(fs, fact{"Spoken with", people(heard)})
	}
	if len(planned) > 0 {
		fs = append(fs, fact{"On the agenda, no note taken", people(planned)})
	}
	return fs
}

// met are the roles heard in the notes, and those the agenda names beyond them.
func met(v *visit.Visit) (heard, planned []framework.Role) {
	for _, n := range v.Notes {
		if n.Speaker != "" && !slices.Contains(heard, n.Speaker) {
			heard = append(heard, n.Speaker)
		}
	}
	for _, i := range v.Agenda {
		for _, r := range i.With {
			if !slices.Contains(heard, r) && !slices.Contains(planned, r) {
				planned = append(planned, r)
			}
		}
	}
	return framework.InOrder(heard), framework.InOrder(planned)
}

// roles are the roles' names in a row.
func roles(rs []framework.Role) string {
	names := make([]string, len(rs))
	for i, r := range rs {
		names[i] = r.Name()
	}
	return list(names)
}

// people are roles for the report, a dash where there are none.
func people(rs []framework.Role) md {
	if len(rs) == 0 {
		return "–"
	}
	return line(roles(rs))
}
