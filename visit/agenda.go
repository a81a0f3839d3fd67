package visit

import (
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// AgendaItem is one item of the half-day.
type AgendaItem struct {
	ID       string           `json:"id"`
	Activity Activity         `json:"activity"`
	Title    string           `json:"title"`
	Start    submission.Clock `json:"start"`
	Minutes  int              `json:"minutes"`
	With     []framework.Role `json:"with,omitempty"`
	Where    string           `json:"where,omitempty"`
	// Covers are the ids of the items to be covered.
	Covers []string `json:"covers,omitempty"`
}

// End is when the item ends.
func (i AgendaItem) End() submission.Clock { return i.Start + submission.Clock(i.Minutes) }

// Activity is the sort of agenda item; the scheme's rules speak of these.
type Activity string

// The activities of a half-day.
const (
	Context    Activity = "context"    // arrival, and the school's context from its leaders
	Tour       Activity = "tour"       // a walk round the school; no lesson observation
	Interview  Activity = "interview"  // a conversation with some of the staff or others
	Pupils     Activity = "pupils"     // a conversation with pupils, a member of staff present
	Pause      Activity = "pause"      // break and pause for reflection, about half-way
	Reflection Activity = "reflection" // the assessor considers the recommendation
	Feedback   Activity = "feedback"   // feedback to the leadership team
)

// Running is the agenda item that runs at a time of day, or nil.
func (v *Visit) Running(at submission.Clock) *AgendaItem {
	for i := range v.Agenda {
		if a := &v.Agenda[i]; a.Start <= at && at < a.End() {
			return a
		}
	}
	return nil
}
