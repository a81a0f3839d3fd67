package concern

import "fmt"

// questions are what to ask where nothing is wrong: a text that speaks against
// its level about as much as for it, and a level above the threshold whose text
// tells of nothing that only such a level asks for. A claim one level too high
// is no cause for concern while the threshold is met.
// The items of the former sort are the doubted ones.
func (r *reading) questions(concerns []Concern) (questions []Question, doubted []string) {
	known := set{}
	for _, c := range concerns {
		known[c.Item] = true
	}
	for _, e := range r.entries {
		claimed, threshold := r.claim(e), e.node.Threshold()
		if known[e.node.ID] || e.prose.isEmpty() || threshold == 0 || !claimed.AtThreshold(threshold) {
			continue
		}
		q := Question{Item: e.node.ID, Of: speakers(e.node)}
		switch g := e.grade; {
		case g.leans() > 0:
			doubted = append(doubted, e.node.ID)
			q.Ask = fmt.Sprintf("When it comes to %s you write “%s”: what is in place today, and what is still to come?", called(e.node), g.quote())
			q.Why = "The text tells about as much of what is still to come, or reaches only some, as of what is in place."
		case claimed < threshold && g.beyond == 0 && !r.reversed:
			q.Ask = fmt.Sprintf("You put %s at level %s: what goes beyond what level %s asks for, and who outside the school would notice?", called(e.node), e.review.Level, threshold)
			q.Why = fmt.Sprintf("Level %s is claimed, and the text tells of the school alone. The threshold is %s, so nothing hangs on it.", e.review.Level, threshold)
		default:
			continue
		}
		questions = append(questions, q)
	}
	return questions, doubted
}
