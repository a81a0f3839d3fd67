package report

import (
	"strings"

	"halfday/visit"
	"halfday/visit/submission"
)

// Changes is what is different in the papers that a visit loaded last, item by
// item, for where there is no terminal.
func Changes(v *visit.Visit) string {
	changes := v.Changes()
	if len(changes) == 0 {
		return "Nothing has changed in the school’s papers.\n"
	}
	var b strings.Builder
	at := "none yet"
	for _, d := range changes {
		if d.Item != at {
			at = d.Item
			name := "The school and its application"
			if at != "" {
				name = labelOf(v.Framework, at)
			}
			b.WriteString(wrap("", plain(name)))
		}
		b.WriteString(wrap("  ", plain(changed(d))))
	}
	return b.String()
}

// changed says in a line what is different.
func changed(d submission.Difference) string {
	switch {
	case d.Field == submission.ReviewField && d.Old == "":
		return "a review that was not there before"
	case d.Field == submission.ReviewField:
		return "the review is gone"
	case d.Prose() && d.Old != "" && d.New != "":
		return d.Name() + ": " + amended(d)
	case d.Old == "":
		return d.Name() + ": new is " + d.New
	case d.New == "":
		return d.Name() + ": gone is " + d.Old
	}
	return d.Name() + ": " + d.New + ", where it was " + d.Old
}

// amended counts the words that a text lost and won.
func amended(d submission.Difference) string {
	lost, won := 0, 0
	for _, p := range submission.Words(d.Old, d.New) {
		switch n := len(strings.Fields(p.Text)); p.Kind {
		case submission.Removed:
			lost += n
		case submission.Added:
			won += n
		}
	}
	return count(lost, "word") + " gone, " + count(won, "word") + " new"
}
