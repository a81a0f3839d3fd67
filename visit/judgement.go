package visit

import (
	"time"

	"halfday/visit/framework"
)

// Judgement is the assessor's own level for an item.
type Judgement struct {
	Level  framework.Level
	Reason string
	At     time.Time
}

// Outcome is what an assessor recommends to the awarding body, which decides.
type Outcome string

// The scheme's outcomes.
const (
	Met      Outcome = "met"
	NotMet   Outcome = "not-met"
	Referred Outcome = "referred"
)

// Name is the outcome as the scheme words it.
func (o Outcome) Name() string {
	switch o {
	case Met:
		return "met threshold"
	case NotMet:
		return "not met"
	case Referred:
		return "referred"
	}
	return "not yet recommended"
}

// Recommendation is the outcome the assessor recommends.
type Recommendation struct {
	Outcome Outcome
	Reason  string
	At      time.Time
}

// Standing is where the judgements stand against the threshold.
type Standing struct {
	Judged, Items int
	// Below are the judged items below their threshold.
	Below []*framework.Node
	// Open are the items for which the framework gives no threshold.
	Open []*framework.Node
}

// Standing counts the judgements. Averages decide nothing: every item counts.
func (v *Visit) Standing() Standing {
	s := Standing{Items: len(v.Framework.Items())}
	for _, n := range v.Framework.Items() {
		j, judged := v.Judgements[n.ID]
		if judged {
			s.Judged++
		}
		switch {
		case n.Threshold() == 0:
			s.Open = append(s.Open, n)
		case judged && !j.Level.AtThreshold(n.Threshold()):
			s.Below = append(s.Below, n)
		}
	}
	return s
}

// Outcome is what the judgements come to by the scheme's rule: every item at or
// above its threshold is met, one below is not met. It is empty while an item
// is unjudged or its threshold is open, and none is below.
func (s Standing) Outcome() Outcome {
	switch {
	case len(s.Below) > 0:
		return NotMet
	case s.Judged == s.Items && len(s.Open) == 0:
		return Met
	}
	return ""
}
