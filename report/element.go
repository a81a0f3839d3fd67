package report

import (
	"strings"

	"halfday/visit"
	"halfday/visit/framework"
)

// element is an element's section of the report.
type element struct {
	Name                         md
	Commentary, Strengths, Areas md
	// Found are the judgements that have a reason.
	Found []finding
	// Quotes are the words of those spoken to.
	Quotes []quote
}

// quote is what somebody said, and their role: never a name.
type quote struct{ Words, Role md }

func newElement(v *visit.Visit, e *framework.Node) element {
	el := element{
		Name:       line(label(e)),
		Commentary: prose(sectionOf(v, e, visit.Commentary)),
		Strengths:  prose(sectionOf(v, e, visit.Strengths)),
		Areas:      prose(sectionOf(v, e, visit.Areas)),
	}
	for _, n := range e.Items() {
		if v.Judgements[n.ID].Reason != "" {
			el.Found = append(el.Found, newFinding(v, n))
		}
	}
	for _, n := range v.NotesOn(e) {
		if n.Sense == visit.Words {
			el.Quotes = append(el.Quotes, quote{line(unquoted(n.Text)), line(speaker(n))})
		}
	}
	return el
}

// sectionOf is a section as the assessor wrote it.
func sectionOf(v *visit.Visit, e *framework.Node, p visit.Part) string {
	return v.Sections[visit.SectionID{Element: e.ID, Part: p}]
}

// unquoted takes off the quotation marks round somebody's words: the report
// and its drafts set their own.
func unquoted(s string) string { return strings.Trim(oneLine(s), `"“” `) }

// speaker is the role of who said it.
func speaker(n visit.Note) string {
	if n.Speaker == "" {
		return "role not noted"
	}
	return n.Speaker.Name()
}

// group is the concerns that stand alike.
type group struct {
	Name     md
	Concerns []raised
}

// raised is a concern as the report tells it.
type raised struct{ Item, Source, Why, Quote, Reason md }

// concerns are all concerns, grouped by what the assessor made of them.
func concerns(v *visit.Visit) []group {
	groups := []group{{Name: "Accepted"}, {Name: "Dismissed"}, {Name: "Still open"}}
	for _, c := range v.Concerns() {
		g := &groups[2]
		switch c.Status {
		case visit.Accepted:
			g = &groups[0]
		case visit.Dismissed:
			g = &groups[1]
		}
		source := string(c.Kind) + ", " + c.Rule
		if c.Own {
			source = "the assessor's own"
		}
		g.Concerns = append(g.Concerns, raised{
			Item:   line(labelOf(v.Framework, c.Item)),
			Source: line(source),
			Why:    line(c.Why),
			Quote:  line(unquoted(c.Quote)),
			Reason: line(c.Reason),
		})
	}
	var some []group
	for _, g := range groups {
		if len(g.Concerns) > 0 {
			some = append(some, g)
		}
	}
	return some
}
