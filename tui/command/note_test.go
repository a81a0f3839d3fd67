package command

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// TestSpeaker takes notes while an agenda item runs: on the day of the visit who
// is met there is taken to speak, where the note names nobody. On another day, and
// while the visit has no date, nobody is.
func TestSpeaker(t *testing.T) {
	t.Parallel()
	day := time.Date(2011, 3, 14, 10, 30, 0, 0, time.Local)
	talk := visit.AgendaItem{
		ID: "talk", Activity: visit.Interview, Title: "The ICT lead", Start: submission.ClockOf(day) - 10, Minutes: 30,
		With: []framework.Role{"ict-lead"},
	}
	for name, test := range map[string]struct {
		date          submission.Date
		text          string
		speaker, slot string
	}{
		"no date":                 {text: "the plan is new"},
		"no date, but named":      {text: "the plan is new @head", speaker: "head"},
		"on the day":              {submission.Date{Year: 2011, Month: 3, Day: 14}, "the plan is new", "ict-lead", "talk"},
		"on the day, but another": {submission.Date{Year: 2011, Month: 3, Day: 14}, "the plan is new @head", "head", "talk"},
		"on another day":          {date: submission.Date{Year: 2011, Month: 3, Day: 15}, text: "the plan is new"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := desk{author: visit.Author{Now: func() time.Time { return day }}}
			s, err := store.Open(t.TempDir(), store.Options{Now: d.author.Now, Entropy: rand.Reader})
			if err != nil {
				t.Fatal(err)
			}
			defer closed(t, s)
			r, err := beginSample(s)
			if err == nil {
				err = r.Do(visit.AgendaSet{Items: []visit.AgendaItem{talk}})
			}
			if err == nil && !test.date.IsZero() {
				err = r.Do(visit.Scheduled{Date: test.date})
			}
			cmd := &cobra.Command{}
			var out, said strings.Builder
			cmd.SetOut(&out)
			cmd.SetErr(&said)
			if err == nil {
				err = d.takeNote(cmd, r, test.text, "")
			}
			if err != nil {
				t.Fatal(err)
			}
			got := r.Visit().Notes[0]
			if string(got.Speaker) != test.speaker || got.Slot != test.slot {
				t.Errorf("speaking is %q in %q, want %q in %q", got.Speaker, got.Slot, test.speaker, test.slot)
			}
			if want := "Saved 10:30:00: " + got.Line() + "\n"; out.String() != want || said.Len() > 0 {
				t.Errorf("it prints %q and says %q, want %q", &out, &said, want)
			}
		})
	}
}
