package concern

import "fmt"

// RuleNoCommentary: nothing at the item nor at its strand.
const RuleNoCommentary = "no-commentary"

// noCommentary finds items of which no text speaks. Commentary at the strand or
// element is as good as commentary at the item, if it speaks of the item.
func noCommentary(_ *reading, e *entry) (Concern, bool) {
	if len(e.texts()) > 0 {
		return Concern{}, false
	}
	c := on(e.passage, Insufficient, RuleNoCommentary, High)
	c.Source = sourceCommentary
	c.Quote = shorten(e.review.Commentary) // "to follow", "tbc"
	c.Why = "There is no commentary, so nothing says how the school meets the threshold or where an assessor could see it or hear about it."
	if len(e.elsewhere) > 0 {
		c.Why = fmt.Sprintf("There is no commentary here, and the text at %s speaks of other things.", e.elsewhere[0].node.ID)
	}
	if len(e.review.Evidence) > 0 {
		c.Severity = Medium
		c.Why = "There is evidence here but no commentary, so nothing says what it is meant to show."
		if c.Quote == "" {
			c.Quote, c.Source = shorten(e.review.Evidence[0].Title), sourceEvidence
		}
	}
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s, what do you do here, who leads it, and where could I see it?", called(e.node)),
		Of:  speakers(e.node),
		See: fmt.Sprintf("A sentence or two on %s before the visit, with a paper, a person or a place to go to.", called(e.node)),
	}
	return c, true
}
