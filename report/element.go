package report

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
)

// element is an element's section of the report.
type element struct {
	Name                         md
	Commentary, Strengths, Areas md
	// Found are the judgements that have a reason.
	Found []finding
	// Quotes are the words of those spoken to, as far as the sections above do
	// not give them already.
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
	var told strings.Builder
	for _, p := range visit.Parts() {
		told.WriteString(oneLine(sectionOf(v, e, p)) + "\n")
	}
	for _, n := range v.NotesOn(e) {
		words := unquoted(n.Text)
		if n.Sense == visit.Words && !strings.Contains(told.String(), words) {
			el.Quotes = append(el.Quotes, quote{line(words), line(speaker(n))})
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
type raised struct {
	Item, Title md
	// Why it matters is told while the concern is open: afterwards it may no
	// longer be so.
	Why md
	// Quote is what the school wrote, Words what the assessor did.
	Quote, Words md
	// Found is what the visit found of a concern that was to be settled.
	Found md
	// Reason is the assessor's for the decision, and Noted what settles the concern.
	Reason             md
	Noted              []md
	Dismissed, Settled bool
}

// concerns are all concerns, grouped by what the assessor made of them.
func concerns(v *visit.Visit) []group {
	groups := []group{{Name: "Accepted"}, {Name: "Asked of the school"}, {Name: "Settled"}, {Name: "Dismissed"}, {Name: "Still open"}}
	for _, c := range v.Concerns() {
		r := raised{
			Item:      line(labelOf(v.Framework, c.Item)),
			Title:     line(concern.Title(c.Rule)),
			Quote:     line(unquoted(c.Quote)),
			Reason:    line(c.Reason),
			Dismissed: c.Status == visit.Dismissed,
			Settled:   c.Status == visit.Settled,
		}
		if c.Own {
			r.Words = line(c.Why)
		}
		g := &groups[4]
		switch c.Status {
		case visit.Accepted:
			g, r.Found = &groups[0], foundAt(v, c.Item)
		case visit.Asked:
			g, r.Found = &groups[1], foundAt(v, c.Item)
		case visit.Settled:
			g = &groups[2]
			for _, n := range v.SettlingNotes(c) {
				r.Noted = append(r.Noted, noted(n))
			}
		case visit.Dismissed:
			g = &groups[3]
		default:
			if !c.Own {
				r.Why = line(c.Why)
			}
		}
		g.Concerns = append(g.Concerns, r)
	}
	return slices.DeleteFunc(groups, func(g group) bool { return len(g.Concerns) == 0 })
}

// noted is a note as it was taken, with the role of who said it.
func noted(n visit.Note) md {
	words := oneLine(n.Text)
	if n.Sense == visit.Words {
		words = "“" + unquoted(words) + "”"
	}
	if n.Speaker != "" {
		words += " (" + n.Speaker.Name() + ")"
	}
	return line(words)
}

// silenced is a rule that was left out of the check.
type silenced struct{ Rule, Reason md }

func silences(v *visit.Visit) []silenced {
	var left []silenced
	for _, s := range v.Silenced() {
		left = append(left, silenced{line(concern.Title(s.Rule)), line(s.Reason)})
	}
	return left
}

// foundAt is what the visit found at a node: the level judged, if it is an
// item, and what the notes say. Of the application as a whole nothing is judged.
func foundAt(v *visit.Visit, id string) md {
	n := v.Framework.Find(id)
	if n == nil {
		return ""
	}
	c := v.CoverageOf(n)
	found := fmt.Sprintf("%s for, %d against", count(c.Supports, "note"), c.Against)
	if c.Supports+c.Against == 0 {
		found = "no note for or against"
	}
	if !n.IsItem() {
		return md(found)
	}
	if j, judged := v.Judgements[n.ID]; judged {
		return md(fmt.Sprintf("level %s (threshold %s), %s", level(j.Level), level(n.Threshold()), found))
	}
	return md("not judged yet, " + found)
}
