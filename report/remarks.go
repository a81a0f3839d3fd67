package report

import (
	"fmt"

	"halfday/visit"
)

// LetterRemarks are what to know before the letter to the school is sent: what
// it leaves out, and what in the words written for the school may tell of
// somebody.
func LetterRemarks(v *visit.Visit) []string {
	var remarks []string
	open := 0
	for _, c := range v.Concerns() {
		at := c.Item
		if v.Framework.Find(at) == nil {
			at = "the application"
		}
		switch {
		case c.Status == visit.Open:
			open++
		case c.Own && c.Status == visit.Asked && c.SchoolQuestion() == "":
			remarks = append(remarks, fmt.Sprintf("Your concern at %s is not in the letter: it has no words for the school yet. At Concerns, w writes them.", at))
		case c.Reworded():
			for _, f := range v.PrivateIn(visit.NoteText{Text: c.SchoolQuestion()}) {
				remarks = append(remarks, fmt.Sprintf("“%s”, %s? It stands in what you ask about %s; a role says enough.", f.Text, f.Kind.Name(), at))
			}
		}
	}
	switch open {
	case 0:
	case 1:
		remarks = append(remarks, "1 concern is still to be decided: the letter says nothing of it.")
	default:
		remarks = append(remarks, fmt.Sprintf("%d concerns are still to be decided: the letter says nothing of them.", open))
	}
	return remarks
}
