package report

import (
	"fmt"

	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// askFirst asks before a report is saved while names or other personal details
// stand on the visit. Each of them leads to its place.
func (s *Screen) askFirst(found []visit.PrivateFinding) *widget.Pick {
	to := func(f visit.PrivateFinding) func() ui.Intent {
		return func() ui.Intent { return ui.Go(ui.Route{Visit: s.record.ID(), Stage: f.Stage, Item: f.ID}) }
	}
	choices := []widget.Choice{
		{Title: "Go back and change it", Note: "a role says enough", Do: to(found[0])},
		{Title: "Save all the same", Note: "you are asked only once", Do: func() ui.Intent {
			if err := s.record.Do(visit.AllowPrivate(found)); err != nil {
				return ui.Intent{Err: err}
			}
			return s.save()
		}},
	}
	if len(found) > 1 {
		choices[0].Title, choices[0].Note = "Go back and change them", "roles say enough"
	}
	for _, f := range found {
		choices = append(choices, widget.Choice{Title: "“" + f.Text + "”", Note: f.Kind.Name() + " · " + f.Name, Do: to(f)})
	}
	title := fmt.Sprintf("Before it is saved: %d likely personal details", len(found))
	if len(found) == 1 {
		title = "Before it is saved: a likely personal detail"
	}
	return widget.NewPick(s.env.Theme, title, "Nothing is saved yet. Enter on one leads there.", choices)
}
