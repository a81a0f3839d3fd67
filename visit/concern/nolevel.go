package concern

import "fmt"

// RuleNoLevel: no level chosen.
const RuleNoLevel = "no-level"

// noLevel finds items without a level of the framework's scale. Submissions are
// checked before they reach an assessor, so one is always an oversight.
func noLevel(r *reading, e *entry) (Concern, bool) {
	level, scale := e.review.Level, r.framework.Levels
	if scale.Has(level) {
		return Concern{}, false
	}
	c := on(e.passage, Insufficient, RuleNoLevel, High)
	c.Quote, c.Source = e.quote(), sourceCommentary
	c.Why = "No level is chosen here, so there is nothing for the visit to confirm."
	if level != 0 {
		c.Quote = fmt.Sprintf("level %d", level)
		c.Why = fmt.Sprintf("The level given is not one of the framework's, which run from %s, the highest, to %s.", scale.Best, scale.Worst)
	}
	if c.Quote == "" || level != 0 {
		c.Source = sourceLevel
	}
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s, which level did you settle on, and what made you choose it?", called(e.node)),
		Of:  deciders(e.node),
		See: "The school's own copy of its self-review, in case the level was lost on the way.",
	}
	return c, true
}
