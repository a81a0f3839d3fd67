package visit

import (
	"time"

	"halfday/visit/concern"
)

// Status is what the assessor made of a concern.
type Status string

// The states of a concern.
const (
	Open      Status = ""
	Accepted  Status = "accepted"
	Dismissed Status = "dismissed"
)

// Concern is a concern on this visit's list: found by the check or the
// assessor's own, and what the assessor decided.
type Concern struct {
	concern.Concern
	// ID names it in the log: item and kind, or the event that added it.
	ID string
	// Own is set for a concern the assessor added.
	Own bool
	Decision
}

// Decision is what the assessor decided about a concern, and when.
type Decision struct {
	Status Status
	Reason string
	At     time.Time
}

// decided is a decision with what the concern rested on when it was made; the
// rule is empty where that was not said.
type decided struct {
	Decision
	rule, quote string
}

// about reports whether the decision was made about this concern as it stands.
func (d decided) about(c Concern) bool {
	return d.rule == "" || d.rule == c.Rule && d.quote == c.Quote
}

// Decide is the change that decides this concern.
func (c Concern) Decide(s Status, reason string) ConcernDecided {
	return ConcernDecided{Concern: c.ID, Status: s, Reason: reason, Rule: c.Rule, Quote: c.Quote}
}

// RuleOwn is the rule of a concern the assessor added.
const RuleOwn = "own"

func ownConcern(c ConcernAdded, id string) Concern {
	return Concern{ID: id, Own: true, Concern: concern.Concern{
		Item: c.Item, Kind: concern.Insufficient, Rule: RuleOwn, Severity: concern.Medium, Why: c.Text,
	}}
}

// Concerns are all concerns in the order to work through: those found, then
// the assessor's own.
func (v *Visit) Concerns() []Concern {
	all := make([]Concern, 0, len(v.raised)+len(v.own))
	for _, list := range [][]Concern{v.raised, v.own} {
		for _, c := range list {
			if d := v.decisions[c.ID]; d.about(c) {
				c.Decision = d.Decision
			}
			all = append(all, c)
		}
	}
	return all
}

// ConcernsOn are the concerns about a node or any part of it, dismissed ones
// left out.
func (v *Visit) ConcernsOn(node string) []Concern {
	var on []Concern
	n := v.Framework.Find(node)
	for _, c := range v.Concerns() {
		at := v.Framework.Find(c.Item)
		if c.Status != Dismissed && n != nil && at != nil && at.Within(n) {
			on = append(on, c)
		}
	}
	return on
}
