package notes

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit"
	"halfday/visit/privacy"
)

// doubt asks about the first name or personal detail in a note that is saved
// now, once: not about what stood in its wording before. It is empty where there
// is none. The note is on disk already.
func (s *Screen) doubt(n visit.NoteText, before ...string) string {
	for _, f := range s.record.Visit().PrivateIn(n) {
		if !slices.ContainsFunc(before, func(was string) bool { return strings.Contains(was, f.Text) }) {
			return fmt.Sprintf("Is “%s” %s? %s", f.Text, f.Kind.Name(), advice(f.Kind))
		}
	}
	return ""
}

// advice is what to do about a personal detail.
func advice(k privacy.Kind) string {
	if k == privacy.Pupil || k == privacy.Person {
		return "A role says enough."
	}
	return "Better left out."
}

// details are the words of a note that look like personal details, behind the
// sign for them; empty where there are none.
func details(v *visit.Visit, n visit.Note) string {
	var words []string
	for _, f := range v.PrivateIn(n.NoteText) {
		words = append(words, f.Text)
	}
	if len(words) == 0 {
		return ""
	}
	return " · ◇ " + strings.Join(words, ", ")
}
