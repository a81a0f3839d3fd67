package visit

import (
	"cmp"
	"slices"
	"time"

	"halfday/visit/concern"
)

// Status is what the assessor made of a concern.
type Status string

// The states of a concern. Accepted is to be settled on the visit; Asked is put
// to the school beforehand, and still to be settled; Settled is answered.
const (
	Open      Status = ""
	Accepted  Status = "accepted"
	Asked     Status = "asked"
	Settled   Status = "settled"
	Dismissed Status = "dismissed"
)

// Unsettled reports whether a concern of this status is a question still: it
// wants somebody to answer it, or the assessor to decide about it.
func (s Status) Unsettled() bool { return s != Dismissed && s != Settled }

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
	// Ask is how the assessor puts a concern to the school; SchoolQuestion is
	// what the school reads.
	Ask string
	// Notes are the ids of the notes that settle the concern, as they were
	// chosen; SettlingNotes gives those that are still there.
	Notes []string
	At    time.Time
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

// SettleBy is the change that settles this concern: how, and by which notes.
func (c Concern) SettleBy(reason string, notes ...string) ConcernDecided {
	d := c.Decide(Settled, reason)
	d.Notes = notes
	return d
}

// AskSchool is the change that puts this concern to the school, in these words.
func (c Concern) AskSchool(text string) ConcernDecided {
	d := c.Decide(Asked, "")
	d.Ask = text
	return d
}

// SchoolQuestion is what the school is asked about a concern that is put to it:
// the words written for the school, or else the check's question. A concern of
// the assessor's own is written for the assessor alone, so that without words
// for the school there is nothing to ask.
func (c Concern) SchoolQuestion() string {
	if c.Status != Asked {
		return ""
	}
	return cmp.Or(c.Ask, c.Settle.Ask)
}

// Reworded reports whether the school is asked in words of the assessor's and
// not in those of the check.
func (c Concern) Reworded() bool { return c.SchoolQuestion() != c.Settle.Ask && c.Status == Asked }

// SettlingNotes are the notes that settle a concern, in the order they were taken.
// A note deleted since settles nothing.
func (v *Visit) SettlingNotes(c Concern) []Note {
	var by []Note
	for _, n := range v.Notes {
		if c.Status == Settled && slices.Contains(c.Notes, n.ID) {
			by = append(by, n)
		}
	}
	return by
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
			if c.Status == Settled && c.Reason == "" && len(c.Notes) > 0 && len(v.SettlingNotes(c)) == 0 {
				c.Decision = Decision{} // what settled it was deleted since
			}
			all = append(all, c)
		}
	}
	return all
}

// ConcernsOn are the concerns about a node or any part of it that are questions
// still: those dismissed or settled are left out.
func (v *Visit) ConcernsOn(node string) []Concern {
	var on []Concern
	n := v.Framework.Find(node)
	for _, c := range v.Concerns() {
		at := v.Framework.Find(c.Item)
		if c.Status.Unsettled() && n != nil && at != nil && at.Within(n) {
			on = append(on, c)
		}
	}
	return on
}
