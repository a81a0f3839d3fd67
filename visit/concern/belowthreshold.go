package concern

import (
	"fmt"

	"halfday/visit/framework"
)

// RuleBelowThreshold: the school's own level is below the threshold.
const RuleBelowThreshold = "below-threshold"

// belowThreshold finds items whose level the school itself puts below the
// threshold. Submissions are checked to meet it everywhere, so an item below is
// an exception. Where most items are and would not be with the scale turned
// round, that is one matter to clear up and not one for each item.
type belowThreshold struct{}

func (belowThreshold) find(r *reading) []Concern {
	var below []*entry
	var turned []*entry // those that would be at it if 1 were the lowest
	for _, e := range r.entries {
		level, threshold := e.review.Level, e.node.Threshold()
		// A framework may leave a threshold open; then nothing is below it.
		if threshold == 0 || !r.framework.Levels.Has(level) || level.AtThreshold(threshold) {
			continue
		}
		if r.isTurned(e) {
			turned = append(turned, e)
		}
		below = append(below, e)
	}
	var found []Concern
	most := 2*len(turned) > len(r.entries)
	if most {
		found = append(found, mostBelow(turned, len(r.entries)))
	}
	for _, e := range below {
		if !most || !r.isTurned(e) {
			found = append(found, belowAt(e))
		}
	}
	return found
}

// isTurned reports whether an item's level would be at the threshold on a
// scale that runs the other way.
func (r *reading) isTurned(e *entry) bool {
	scale := r.framework.Levels
	return (scale.Best + scale.Worst - e.review.Level).AtThreshold(e.node.Threshold())
}

func belowAt(e *entry) Concern {
	c := on(e.passage, Inconsistent, RuleBelowThreshold, High)
	c.Quote, c.Source = fmt.Sprintf("level %s", c.Claimed), sourceLevel
	c.Why = fmt.Sprintf("The school's own level is %s and the threshold here is %s. One item below it means that the threshold is not met, however strong the rest.", c.Claimed, c.Threshold)
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s you chose level %s: what kept you from level %s, and has anything changed since?", called(e.node), c.Claimed, c.Threshold),
		Of:  deciders(e.node),
		See: fmt.Sprintf("Anything new on %s since the self-review was sent in.", called(e.node)),
	}
	return c
}

// mostBelow is the one concern where most items would be at the threshold with
// the scale turned round.
func mostBelow(turned []*entry, items int) Concern {
	first := turned[0]
	return Concern{
		Item: Application, Kind: Inconsistent, Rule: RuleBelowThreshold, Severity: High,
		Quote:  fmt.Sprintf("level %s at %s", first.review.Level, first.node.ID),
		Source: sourceLevel,
		Why: fmt.Sprintf("%d of the %d items are far below the threshold as written. Either the threshold is not met, or the school took the scale the other way round: level 1 is the highest.",
			len(turned), items),
		Settle: Settle{
			Ask: fmt.Sprintf("When it came to %s you chose level %s: which end of the scale did you take as the best?", called(first.node), first.review.Level),
			Of:  []framework.Role{"head", "ict-lead"},
			See: "The level statements the school had in front of it.",
		},
	}
}
