package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// box is a dialog with a frame round it, placed over the screen.
type box struct {
	ui.Frame
	left, top int
}

// dialog draws a dialog in the middle of the body. Its cursor is counted from
// the body's corner.
func (a *App) dialog(d ui.Screen, body layout.Size) box {
	t := a.env.Theme
	frame := d.View(body.Less(6, 3))
	lines := strings.Split(frame.Text, "\n")
	w := 0
	for _, l := range lines {
		w = max(w, ansi.StringWidth(l))
	}
	side := t.Rule.Render("│")
	out := []string{t.Rule.Render("╭" + strings.Repeat("─", w+2) + "╮")}
	for _, l := range lines {
		out = append(out, side+" "+layout.Line(l, w)+" "+side)
	}
	out = append(out, t.Rule.Render("╰"+strings.Repeat("─", w+2)+"╯"))
	b := box{Frame: frame, left: max(0, (body.W-w-4)/2), top: max(0, (body.H-len(out))/3)}
	b.Text = strings.Join(out, "\n")
	b.X += b.left + 2
	b.Y += b.top + 1
	return b
}

// newHelp is the page behind "?": everything that can be done here, by key.
func newHelp(a *App) ui.Screen {
	scopes := a.scopes()
	t := a.env.Theme
	return widget.NewReading(t, "What you can do here", func(w int) []string {
		var lines []string
		for i, s := range scopes {
			if i > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, t.Strong.Render(heading(s)))
			for _, x := range action.In(s) {
				key := layout.Line(t.Key.Render(keys(x)), 16)
				for j, l := range t.Text.Wrap(x.Help, w-17) {
					if j > 0 {
						key = layout.Line("", 16)
					}
					lines = append(lines, key+" "+l)
				}
			}
		}
		return lines
	})
}

func heading(s action.Scope) string {
	switch s {
	case action.InVisit:
		return "In a visit"
	case action.Everywhere:
		return "Everywhere"
	}
	return "Here"
}

func keys(x action.Action) string {
	names := []string{}
	for _, k := range x.Keys {
		if n := action.KeyName(k); len(names) < 2 {
			names = append(names, n)
		}
	}
	return strings.Join(names, " ")
}

// newPalette finds actions and places by name.
func newPalette(a *App) ui.Screen {
	var choices []widget.Choice
	for _, x := range action.In(a.scopes()...) {
		if x.Moves || x.ID == action.Palette {
			continue
		}
		choices = append(choices, widget.Choice{
			Title: x.Title, Note: x.Key() + " · " + x.Help, Why: a.why(x.ID),
			Do: func() ui.Intent { return ui.Intent{Run: x.ID} },
		})
	}
	if a.record != nil {
		for _, n := range a.record.Visit().Framework.Items() {
			choices = append(choices, widget.Choice{
				Title: n.ID + " " + n.Name, Note: "in the submission",
				Do: func() ui.Intent {
					return ui.Go(ui.Route{Visit: a.record.ID(), Stage: visit.StageSubmission, Item: n.ID})
				},
			})
		}
	}
	if visits, err := a.env.Store.Visits(); err == nil {
		for _, v := range visits {
			choices = append(choices, widget.Choice{
				Title: v.School, Note: "visit",
				Do: func() ui.Intent { return ui.Go(ui.Route{Visit: v.ID, Stage: v.Next}) },
			})
		}
	}
	return widget.NewPick(a.env.Theme, "Find", "", choices)
}
