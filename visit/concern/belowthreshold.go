package concern

import (
	"fmt"
)

// RuleBelowThreshold: the school's own level is below the threshold.
const RuleBelowThreshold = "below-threshold"

// belowThreshold finds items whose level the school itself puts below the
// threshold. Submissions are checked to meet it everywhere, so an item below is
// an exception. Where the scale was taken the other way round, a level that is
// at the threshold that way is not below it.
type belowThreshold struct{}

func (belowThreshold) find(r *reading) []Concern {
	var found []Concern
	for _, e := range r.entries {
		level, threshold := e.review.Level, e.node.Threshold()
		// A framework may leave a threshold open; then nothing is below it.
		if threshold == 0 || !r.framework.Levels.Has(level) || level.AtThreshold(threshold) || r.reversed && r.isFar(e) {
			continue
		}
		found = append(found, r.belowAt(e))
	}
	return found
}

func (r *reading) belowAt(e *entry) Concern {
	c := on(e.passage, Inconsistent, RuleBelowThreshold, High)
	c.Quote, c.Source = fmt.Sprintf("level %s", c.Claimed), sourceLevel
	c.Why = fmt.Sprintf("The school's own level is %s and the threshold here is %s. One item below it means that the threshold is not met, however strong the rest.", c.Claimed, c.Threshold)
	if reason, ok := r.givenReason(e.prose); ok {
		c.Severity = lower(c.Severity)
		c.Why += fmt.Sprintf(" The school gives a reason, which is yours to weigh: “%s”.", reason)
	}
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s you chose level %s: what kept you from level %s, and has anything changed since?", called(e.node), c.Claimed, c.Threshold),
		Of:  deciders(e.node),
		See: fmt.Sprintf("Anything new on %s since the self-review was sent in.", called(e.node)),
	}
	return c
}

// givenReason is the sentence of a text that gives a reason for an exception.
func (r *reading) givenReason(p *prose) (reason string, ok bool) {
	for _, s := range p.sentences {
		if r.lexicon.explanations.stand(p.in(s)) {
			return p.says(s), true
		}
	}
	return "", false
}
