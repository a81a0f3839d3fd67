package visit

import (
	"testing"
	"time"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

func TestRunning(t *testing.T) {
	clock := func(h, m int) submission.Clock { return submission.Clock(h*60 + m) }
	agenda := AgendaSet{[]AgendaItem{
		{ID: "tour", Activity: Tour, Start: clock(9, 45), Minutes: 30},
		{ID: "staff", Activity: Interview, Start: clock(10, 15), Minutes: 30},
		{ID: "pause", Activity: Pause, Start: clock(11, 0), Minutes: 10},
	}}
	at := func(h, m int) time.Time { return time.Date(2011, time.March, 14, h, m, 0, 0, time.UTC) }
	v := made(t, agenda)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{at(9, 44), ""},
		{at(9, 45), "tour"},
		{at(10, 14), "tour"},
		{at(10, 15), "staff"},
		{at(10, 45), ""},
		{at(11, 9), "pause"},
		{at(11, 10), ""},
	} {
		got := ""
		if a := v.Running(c.at); a != nil {
			got = a.ID
		}
		if got != c.want {
			t.Errorf("at %s runs %q, want %q", c.at, got, c.want)
		}
	}
	if a := made(t).Running(at(10, 0)); a != nil {
		t.Errorf("without an agenda runs %v", a)
	}
	day := func(d int) Change {
		return Scheduled{submission.Date{Year: 2011, Month: time.March, Day: d}}
	}
	if made(t, agenda, day(14)).Running(at(10, 0)) == nil {
		t.Error("nothing runs on the day of the visit")
	}
	if a := made(t, agenda, day(15)).Running(at(10, 0)); a != nil {
		t.Errorf("the day before the visit runs %v", a)
	}
}

func TestSpeaker(t *testing.T) {
	roles := func(r ...framework.Role) []framework.Role { return r }
	for name, c := range map[string]struct {
		item *AgendaItem
		want framework.Role
	}{
		"nothing runs":                       {nil, ""},
		"a talk with one role":               {&AgendaItem{Activity: Interview, With: roles("ict-lead")}, "ict-lead"},
		"a talk with several":                {&AgendaItem{Activity: Interview, With: roles("teacher", "ta")}, ""},
		"pupils and who is with them":        {&AgendaItem{Activity: Pupils, With: roles("pupil", "ta")}, "pupil"},
		"a tour: the assessor looks":         {&AgendaItem{Activity: Tour, With: roles("leadership")}, ""},
		"feedback: the assessor is speaking": {&AgendaItem{Activity: Feedback, With: roles("leadership")}, ""},
	} {
		if got := c.item.Speaker(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
