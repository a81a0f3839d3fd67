package visit

import (
	"slices"

	"halfday/visit/framework"
)

// Question is something to ask, and why it is asked.
type Question struct {
	// Item is nil where the question is about the application as a whole.
	Item *framework.Node
	Text string
	Why  string
	// See is what to ask to be shown, empty for nothing in particular, and Also
	// is who else can answer.
	See  string
	Also []framework.Role
}

// NextQuestion is the next thing to ask somebody of one of the roles: about the
// item they can speak to that has the least behind it, those with a concern or
// in a focus element first.
func (v *Visit) NextQuestion(roles ...framework.Role) (Question, bool) {
	best, at := Question{}, -1
	for _, c := range v.CoverageMap() {
		var texts []string
		for _, role := range roles {
			if !slices.Contains(c.Voices, role) {
				texts = append(texts, c.Item.Questions[role]...)
			}
		}
		if len(texts) == 0 || c.Coverage == Enough {
			continue
		}
		weight, why := 0, "nothing on it yet"
		switch c.Coverage {
		case Unseen:
			weight += 2
		case Contradictory:
			weight, why = weight+3, "the notes contradict each other"
		default:
			why = "one voice so far"
		}
		if slices.Contains(v.Focus, c.Item.Element().ID) {
			weight += 2
		}
		if len(v.ConcernsOn(c.Item.ID)) > 0 {
			weight, why = weight+4, "a concern, and "+why
		}
		if weight > at {
			// what was noted already is asked about in other words
			best, at = Question{Item: c.Item, Text: texts[(c.Supports+c.Against+c.Open)%len(texts)], Why: why}, weight
		}
	}
	return best, at >= 0
}
