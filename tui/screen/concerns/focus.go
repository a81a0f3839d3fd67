package concerns

import (
	"slices"

	"halfday/store"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// newFocus offers the elements to look at in depth; those suggested say why.
// Taking one turns it on or off and offers them again.
func newFocus(env *ui.Env, record *store.Record) *widget.Pick {
	v := record.Visit()
	var choices []widget.Choice
	for i, e := range v.Framework.Elements {
		chosen := slices.Contains(v.Focus, e.ID)
		why := ""
		for _, f := range v.Suggested {
			if f.Element == e.ID {
				why = "Suggested: " + f.Reason
			}
		}
		choices = append(choices, widget.Choice{
			Title: e.ID + " " + e.Name, Text: why, Chosen: chosen,
			Do: func() ui.Intent {
				focus := slices.DeleteFunc(slices.Clone(v.Focus), func(id string) bool { return id == e.ID })
				if !chosen {
					focus = append(focus, e.ID)
					slices.Sort(focus)
				}
				if err := record.Do(visit.FocusChosen{Elements: focus}); err != nil {
					return ui.Intent{Err: err}
				}
				return ui.Show(newFocus(env, record).At(i))
			},
		})
	}
	return widget.NewPick(env.Theme, "Focus of the visit",
		"Two or three elements in depth; all must be found accurate. Enter turns one on or off, Esc is done.", choices)
}
