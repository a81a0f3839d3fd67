package report

import (
	"fmt"
	"strings"

	"halfday/visit"
)

// Outline is the report in short for where there is no terminal: what is
// recommended, how far each section is, and what is still open.
func Outline(v *visit.Visit) string {
	var b strings.Builder
	b.WriteString(wrap("", plain("Recommendation report for "+v.School())))
	b.WriteString("\n")
	b.WriteString(wrap("", plain("Recommendation: "+v.Recommended.Outcome.Name())))
	b.WriteString(wrap("", string(judged(v))))
	for _, e := range v.Framework.Elements {
		b.WriteString("\n")
		b.WriteString(wrap("", plain(label(e))))
		fmt.Fprintf(&b, "    %s, %s, %s; %s\n",
			count(len(blocks(sectionOf(v, e, visit.Commentary))), "paragraph"),
			count(bullets(sectionOf(v, e, visit.Strengths)), "strength"),
			count(bullets(sectionOf(v, e, visit.Areas)), "area")+" for development",
			count(len(v.NotesOn(e)), "note"))
	}
	if open := Open(v); len(open) > 0 {
		b.WriteString("\nStill open\n")
		for _, o := range open {
			b.WriteString(wrap("", "- "+plain(o)))
		}
	}
	return b.String()
}

// Coverage is how far the notes bear out each item, for where there is no terminal.
func Coverage(v *visit.Visit) string {
	var b strings.Builder
	states := map[visit.Coverage]int{}
	for _, c := range v.CoverageMap() {
		states[c.Coverage]++
	}
	b.WriteString(count(len(v.Framework.Items()), "item") + ": ")
	for i, c := range []visit.Coverage{visit.Enough, visit.Thin, visit.Contradictory, visit.Unseen} {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d %s", states[c], c.Name())
	}
	b.WriteString("\nNotes: + support, - count against, ? are to follow up\n")
	for _, e := range v.Framework.Elements {
		b.WriteString("\n" + wrap("", plain(label(e))))
		for _, n := range e.Items() {
			c := v.CoverageOf(n)
			fmt.Fprintf(&b, "  %s %s ", c.Sign(), fit(plain(label(n)), 38))
			if c.Coverage == visit.Unseen && c.Open == 0 {
				fmt.Fprintf(&b, "%s\n", c.Name())
				continue
			}
			fmt.Fprintf(&b, "%-13s +%d -%d ?%d  %s\n", c.Name(), c.Supports, c.Against, c.Open, count(len(c.Voices), "voice"))
		}
	}
	return b.String()
}
