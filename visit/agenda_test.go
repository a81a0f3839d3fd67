package visit

import (
	"testing"

	"halfday/visit/submission"
)

func TestRunning(t *testing.T) {
	at := func(h, m int) submission.Clock { return submission.Clock(h*60 + m) }
	v := made(t, AgendaSet{[]AgendaItem{
		{ID: "tour", Activity: Tour, Start: at(9, 45), Minutes: 30},
		{ID: "staff", Activity: Interview, Start: at(10, 15), Minutes: 30},
		{ID: "pause", Activity: Pause, Start: at(11, 0), Minutes: 10},
	}})
	for _, c := range []struct {
		at   submission.Clock
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
}
