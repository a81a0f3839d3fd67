package report

import (
	"fmt"
	"strings"

	"halfday/visit"
)

// enough is how many strengths, and how many areas for development, an
// element's section generally has at the least (the scheme's writing rules).
const enough = 3

// Open says in words what is still open before the report may be called
// finished, the gravest first; it is empty when nothing is.
func Open(v *visit.Visit) []string {
	open := undecided(v)
	if v.Recommended.Outcome != "" && oneLine(v.Recommended.Reason) == "" {
		open = append(open, "The recommendation gives no reason.")
	}
	if v.Date.IsZero() {
		open = append(open, "The day of the visit is not set.")
	}
	var concerns []string
	for _, c := range v.Concerns() {
		if c.Status == visit.Open {
			concerns = append(concerns, fmt.Sprintf("%s (%s)", c.Item, c.Rule))
		}
	}
	if len(concerns) > 0 {
		open = append(open, fmt.Sprintf("%s still to be accepted or dismissed: %s.", count(len(concerns), "concern"), list(concerns)))
	}
	return append(open, unwritten(v)...)
}

// undecided is what stands between the visit and a recommendation: items not
// judged or without a threshold, and a recommendation that is missing or goes against the judgements.
func undecided(v *visit.Visit) []string {
	var open, unjudged []string
	for _, n := range v.Framework.Items() {
		if _, ok := v.Judgements[n.ID]; !ok {
			unjudged = append(unjudged, n.ID)
		}
	}
	st := v.Standing()
	switch len(unjudged) {
	case 0:
	case st.Items:
		open = append(open, "No item is judged yet.")
	default:
		open = append(open, fmt.Sprintf("%s still to be judged: %s.", count(len(unjudged), "item"), list(unjudged)))
	}
	if len(st.Open) > 0 {
		open = append(open, fmt.Sprintf("%s without a threshold in the framework: %s.", count(len(st.Open), "item"), list(ids(st.Open))))
	}
	switch o := v.Recommended.Outcome; {
	case o == "":
		open = append(open, "There is no recommendation yet.")
	case o == visit.Met && len(st.Below) > 0:
		open = append(open, fmt.Sprintf("The recommendation is %q, yet %s judged below the threshold: %s.",
			o.Name(), count(len(st.Below), "item"), list(ids(st.Below))))
	case o == visit.NotMet && len(st.Below) == 0:
		open = append(open, fmt.Sprintf("The recommendation is %q, yet no item judged is below the threshold.", o.Name()))
	}
	return open
}

// unwritten names the elements whose sections say nothing or little yet.
func unwritten(v *visit.Visit) []string {
	var silent []string
	few := map[visit.Part][]string{}
	for _, e := range v.Framework.Elements {
		if len(blocks(sectionOf(v, e, visit.Commentary))) == 0 {
			silent = append(silent, "element "+e.ID)
		}
		for _, p := range []visit.Part{visit.Strengths, visit.Areas} {
			if n := bullets(sectionOf(v, e, p)); n < enough {
				few[p] = append(few[p], fmt.Sprintf("%d in element %s", n, e.ID))
			}
		}
	}
	var open []string
	if len(silent) > 0 {
		open = append(open, fmt.Sprintf("No commentary yet in %s.", list(silent)))
	}
	for _, p := range []visit.Part{visit.Strengths, visit.Areas} {
		if len(few[p]) > 0 {
			open = append(open, fmt.Sprintf("Fewer than three %s as bullets: %s.", strings.ToLower(p.Name()), list(few[p])))
		}
	}
	return open
}

// count is a number of things: "1 item", "4 items".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
