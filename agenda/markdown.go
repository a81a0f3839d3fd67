package agenda

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

// ErrEmpty is returned where there is no agenda to write.
var ErrEmpty = errors.New("the visit has no agenda yet; draft one first")

// page is what the template fills in, all of it ready as Markdown.
type page struct {
	School string
	// Date is empty until the day of the visit is known.
	Date, From, To string
	Items          []pageItem
	// Staff are the times for which staff need to be free of other duties.
	Staff []pageItem
	// Pupils is set where pupils are met.
	Pupils bool
	// Missing is evidence the school names but did not send.
	Missing []string
}

// pageItem is an agenda item.
type pageItem struct {
	// Activity is for the template to choose words by.
	Activity visit.Activity
	// Time is "09:30–10:00".
	Time, Title, Who, Where string
	// Covers are names of elements, strands and aspects.
	Covers []string
}

// Markdown writes the agenda for the school with a template, as CommonMark
// with GitHub's tables. People are named by their roles only. Of the concerns
// nothing is said: the school reads what is to be talked about, in the
// framework's order. What people wrote is put in as text and cannot become
// anything else.
func Markdown(tmpl string, v *visit.Visit) (string, error) {
	if len(v.Agenda) == 0 {
		return "", ErrEmpty
	}
	t, err := template.New("agenda").Parse(tmpl)
	if err != nil {
		return "", fmt.Errorf("reading the agenda's template: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, newPage(v)); err != nil {
		return "", fmt.Errorf("filling in the agenda's template: %w", err)
	}
	return strings.TrimSpace(b.String()) + "\n", nil
}

func newPage(v *visit.Visit) page {
	p := page{
		School: safe.Markdown(v.School()),
		Date:   v.Date.Long(),
		From:   v.Agenda[0].Start.String(),
		To:     v.Agenda[len(v.Agenda)-1].End().String(),

		Missing: missing(v.Submission),
	}
	for _, a := range v.Agenda {
		item := pageItem{
			Activity: a.Activity,
			Time:     a.Start.String() + "–" + a.End().String(),
			Title:    safe.Markdown(titled(a)),
			Who:      who(a.With),
			Where:    safe.Markdown(a.Where),
			Covers:   topics(v.Framework, a.Covers),
		}
		p.Items = append(p.Items, item)
		p.Pupils = p.Pupils || a.Activity == visit.Pupils
		if staff := only(a.With, staffRoles); len(staff) > 0 {
			item.Who = who(staff)
			if slices.Contains(a.With, pupil) {
				item.Who = "a member of staff, with the pupils"
			}
			p.Staff = append(p.Staff, item)
		}
	}
	return p
}

// missing is the evidence that a submission names but that was not supplied
// under any path, in the submission's order, each by its title.
func missing(s *submission.Submission) []string {
	named := slices.Clone(s.Documents)
	for _, r := range s.Reviews {
		named = append(named, r.Evidence...)
	}
	var titles []string
	for _, e := range named {
		title := safe.Markdown(strings.Join(strings.Fields(cmp.Or(e.Title, e.File)), " "))
		if s.Lacks(e) && title != "" && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	return titles
}

// only are the roles that are among some others.
func only(roles, among []framework.Role) []framework.Role {
	return slices.DeleteFunc(slices.Clone(roles), func(r framework.Role) bool { return !slices.Contains(among, r) })
}

// who names roles for a sentence: one headteacher, but governors. Beside pupils
// any member of staff will do.
func who(roles []framework.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		name := r.Plural()
		switch {
		case slices.Contains(single, r):
			name = r.Name()
		case slices.Contains(roles, pupil) && slices.Contains(staffRoles, r):
			name = "a member of staff"
		}
		names[i] = safe.Markdown(decapitalise(name))
	}
	names = slices.Compact(names)
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, "")
}

// single are the roles a school has one person for.
var single = []framework.Role{
	"head", "ict-lead", "network-manager", "safeguarding", "data-manager", "business-manager",
}

// decapitalise makes a role's name fit into a sentence: ICT stays as it is.
func decapitalise(name string) string {
	if len(name) > 1 && name[1] >= 'a' && name[1] <= 'z' {
		return strings.ToLower(name[:1]) + name[1:]
	}
	return name
}

// topics names what is to be covered, in the framework's order: an element or
// strand by its own name where all of it is.
func topics(f *framework.Framework, ids []string) []string {
	var names []string
	var name func(nodes []*framework.Node)
	name = func(nodes []*framework.Node) {
		for _, n := range nodes {
			all := !slices.ContainsFunc(n.Items(), func(i *framework.Node) bool {
				return !slices.ContainsFunc(ids, func(id string) bool { return within(f, i, id) })
			})
			if all {
				names = append(names, safe.Markdown(n.Name+" ("+n.ID+")"))
			} else {
				name(n.Parts())
			}
		}
	}
	name(f.Elements)
	return names
}
