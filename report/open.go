package report

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit"
	"halfday/visit/concern"
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
	concerns, at := 0, []string{}
	for _, c := range v.Concerns() {
		if c.Status != visit.Open {
			continue
		}
		concerns++
		item := c.Item
		if item == concern.Application {
			item = "the application"
		}
		if !slices.Contains(at, item) {
			at = append(at, item)
		}
	}
	if concerns > 0 {
		open = append(open, fmt.Sprintf("%s still to be decided, at %s.", count(concerns, "concern"), list(at)))
	}
	open = append(open, unheard(v)...)
	open = append(open, private(v)...)
	return append(open, unwritten(v)...)
}

// private says where names and personal details stand that may not be meant to.
// It never says which: this goes into the draft of the report.
func private(v *visit.Visit) []string {
	found := v.Private()
	if len(found) == 0 {
		return nil
	}
	notes, at := map[string]bool{}, []string{}
	for _, f := range found {
		if f.Stage == visit.StageNotes {
			notes[f.ID] = true
		} else if !slices.Contains(at, f.Name) {
			at = append(at, f.Name)
		}
	}
	if len(notes) > 0 {
		at = append([]string{count(len(notes), "note")}, at...)
	}
	return []string{fmt.Sprintf("%s still to be looked at, in %s.", count(len(found), "likely personal detail"), list(at))}
}

// unheard is what the notes leave open: items judged with nothing noted,
// questions nobody has gone after, and notes that bear on nothing.
func unheard(v *visit.Visit) []string {
	var open, bare []string
	for _, c := range v.CoverageMap() {
		if _, judged := v.Judgements[c.Item.ID]; judged && c.Coverage == visit.Unseen {
			bare = append(bare, c.Item.ID)
		}
	}
	if len(bare) > 0 {
		open = append(open, fmt.Sprintf("%s judged without a note to go by: %s.", count(len(bare), "item"), list(bare)))
	}
	questions, loose := 0, 0
	for _, n := range v.Notes {
		if len(n.Items) == 0 {
			loose++
		}
		if n.Sense == visit.FollowUp {
			questions++
		}
	}
	if questions > 0 {
		open = append(open, count(questions, "note")+" still to be followed up.")
	}
	if loose > 0 {
		open = append(open, count(loose, "note")+" tied to no item, so taking no part in any section.")
	}
	return open
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
			silent = append(silent, e.ID)
		}
		for _, p := range []visit.Part{visit.Strengths, visit.Areas} {
			if bullets(sectionOf(v, e, p)) < enough {
				few[p] = append(few[p], e.ID)
			}
		}
	}
	var open []string
	if len(silent) > 0 {
		open = append(open, fmt.Sprintf("No commentary yet: %s.", elements(silent)))
	}
	for _, p := range []visit.Part{visit.Strengths, visit.Areas} {
		if len(few[p]) > 0 {
			open = append(open, fmt.Sprintf("Fewer than three %s: %s.", strings.ToLower(p.Name()), elements(few[p])))
		}
	}
	return open
}

// elements names elements for a sentence: "element 2", "elements 1 and 2".
func elements(ids []string) string {
	if len(ids) == 1 {
		return "element " + ids[0]
	}
	return "elements " + list(ids)
}

// count is a number of things: "1 item", "4 items".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
