package visit

import (
	"time"

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

// ToMeet are the roles that the agenda has a conversation with, in the order of
// a usual half-day. Whoever accompanies pupils is there for them, and feedback is
// not the time to ask.
func (v *Visit) ToMeet() []framework.Role {
	var roles []framework.Role
	for _, a := range v.Agenda {
		switch a.Activity {
		case Context, Tour, Interview:
			roles = append(roles, a.With...)
		case Pupils:
			roles = append(roles, "pupil")
		}
	}
	return framework.InOrder(roles)
}

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

// Running is the agenda item that runs at a time, on the day of the visit or on
// any day while none is set; nil where none does.
func (v *Visit) Running(t time.Time) *AgendaItem {
	if !v.Date.IsZero() && v.Date.Last().Format(time.DateOnly) != t.Format(time.DateOnly) {
		return nil
	}
	at := submission.ClockOf(t)
	for i := range v.Agenda {
		if a := &v.Agenda[i]; a.Start <= at && at < a.End() {
			return a
		}
	}
	return nil
}

// Speaker is who is heard in the item where nobody is named: the only role met
// in a conversation, the pupils in theirs. On a tour or in a pause the assessor
// looks and thinks; nobody is taken to have said it.
func (a *AgendaItem) Speaker() framework.Role {
	switch {
	case a == nil:
		return ""
	case a.Activity == Pupils:
		return "pupil"
	case a.Activity == Interview && len(a.With) == 1:
		return a.With[0]
	}
	return ""
}
