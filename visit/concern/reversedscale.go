package concern

import (
	"fmt"

	"halfday/visit/framework"
)

// RuleReversedScale: the school took the lowest level as the best.
const RuleReversedScale = "reversed-scale"

// reversedScale finds submissions whose levels make sense only the other way
// round: most are at the far end from the threshold while the texts beside them
// read as at it. That is one matter to clear up, not one for each item.
type reversedScale struct{}

func (reversedScale) find(r *reading) []Concern {
	if !r.reversed {
		return nil
	}
	var far []*entry
	for _, e := range r.entries {
		if r.isFar(e) {
			far = append(far, e)
		}
	}
	first := far[0]
	scale := r.framework.Levels
	c := Concern{
		Item: Application, Kind: Inconsistent, Rule: RuleReversedScale, Severity: High,
		Quote: fmt.Sprintf("level %s at %s", first.review.Level, first.node.ID), Source: sourceLevel,
		Why: fmt.Sprintf("%d of the %d items have levels far below the threshold, and most of the texts beside them read as at it. It seems the school took %s as the best level; it is the lowest.",
			len(far), len(r.entries), scale.Worst),
		Settle: Settle{
			Ask: fmt.Sprintf("When it came to %s you chose level %s: which end of the scale did you take as the best?", called(first.node), first.review.Level),
			Of:  []framework.Role{"head", "ict-lead"},
			See: "The level statements the school had in front of it.",
		},
	}
	if quote, ok := r.topMarks(); ok {
		c.Quote, c.Source = quote, sourceCommentary
	}
	return []Concern{c}
}

// isReversed tells whether the school took the scale the other way round. A few
// levels by themselves tell nothing of that.
func (r *reading) isReversed() bool {
	const fewest = 5
	far, levels, strong, read := 0, 0, 0, 0
	for _, e := range r.entries {
		if !r.framework.Levels.Has(e.review.Level) || e.node.Threshold() == 0 {
			continue
		}
		levels++
		if !r.isFar(e) {
			continue
		}
		far++
		if !e.prose.isEmpty() {
			read++
			if e.grade.short() == 0 {
				strong++
			}
		}
	}
	return 2*far > levels && 3*strong >= 2*read && read >= fewest
}

// isFar reports whether an item's level is below the threshold and would be at
// it on a scale that runs the other way.
func (r *reading) isFar(e *entry) bool {
	threshold := e.node.Threshold()
	if threshold == 0 || !r.framework.Levels.Has(e.review.Level) || e.review.Level.AtThreshold(threshold) {
		return false
	}
	return r.turned(e.review.Level).AtThreshold(threshold)
}

// turned is a level on the scale that runs the other way.
func (r *reading) turned(l framework.Level) framework.Level {
	return r.framework.Levels.Best + r.framework.Levels.Worst - l
}

// topMarks is a sentence in which the school gives the lowest level as the
// highest mark: "five out of five".
func (r *reading) topMarks() (quote string, ok bool) {
	worst := float64(r.framework.Levels.Worst)
	for _, p := range r.longEnough(1) {
		for _, s := range p.prose.sentences {
			for i := s.from; i < s.to; i++ {
				if mark, ok := p.prose.share(i, s); ok && mark.part == worst && mark.whole == worst {
					return p.prose.says(s), true
				}
			}
		}
	}
	return "", false
}
