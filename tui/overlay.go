package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
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
	frame := d.View(body.Less(6, 3))
	b := box{Frame: frame}
	b.Text = a.frame(strings.Split(frame.Text, "\n"))
	w, h := lipgloss.Size(b.Text)
	b.left, b.top = max(0, (body.W-w)/2), max(0, (body.H-h)/3)
	b.X += b.left + 2
	b.Y += b.top + 1
	return b
}

// frame draws a frame round lines.
func (a *App) frame(lines []string) string {
	t, w := a.env.Theme, 0
	for _, l := range lines {
		w = max(w, ansi.StringWidth(l))
	}
	side := t.Rule.Render("│")
	out := []string{t.Rule.Render("╭" + strings.Repeat("─", w+2) + "╮")}
	for _, l := range lines {
		out = append(out, side+" "+layout.Line(l, w)+" "+side)
	}
	return strings.Join(append(out, t.Rule.Render("╰"+strings.Repeat("─", w+2)+"╯")), "\n")
}

// newHelp is the page behind "?": everything that can be done here, by key.
func newHelp(a *App) ui.Screen {
	scopes, typing := a.scopes(), a.top().Typing()
	here := make([][][2]string, len(scopes)) // keys and help, as things stand before the page lies over them
	for i, s := range scopes {
		for _, x := range action.In(s) {
			if k := a.keys(x, typing, scopes[:i]); k != "" && !a.unanswered(x.ID) {
				here[i] = append(here[i], [2]string{k, a.help(x)})
			}
		}
	}
	t := a.env.Theme
	return widget.NewReading(t, "What you can do here", func(w int) []string {
		var lines []string
		if wrong := a.trouble(); wrong != "" {
			lines = append(t.Bad.Wrap("! "+wrong, w), "")
		}
		for i, s := range scopes {
			if len(here[i]) == 0 {
				continue
			}
			if len(lines) > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, "")
			}
			lines = append(lines, t.Strong.Render(heading(s)))
			for _, x := range here[i] {
				lines = append(lines, entry(t, t.Key, x[0], x[1], w)...)
			}
		}
		if signs := action.Signs(scopes[0]); len(signs) > 0 {
			lines = append(lines, "", t.Strong.Render("What the signs mean"))
			for _, s := range signs {
				lines = append(lines, entry(t, t.Accent, s.Sign, s.Meaning, w)...)
			}
		}
		return lines
	})
}

// help is what an action does, in this store.
func (a *App) help(x action.Action) string {
	if x.ID == action.Lock && !a.unanswered(x.ID) {
		return x.Help + " " + a.lockHelp()
	}
	return x.Help
}

// entry is a word with its explanation beside it.
func entry(t *theme.Theme, style theme.Style, word, text string, w int) []string {
	const wide = 16
	var lines []string
	left := layout.Line(style.Render(word), wide)
	for _, l := range t.Text.Wrap(text, w-wide-1) {
		lines = append(lines, left+" "+l)
		left = layout.Line("", wide)
	}
	return lines
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

// keys are up to two keys of an action, those left out that mean something
// nearer or, where letters are typed, are letters.
func (a *App) keys(x action.Action, typing bool, nearer []action.Scope) string {
	names := []string{}
	for _, k := range x.Keys {
		if typing && len(k) == 1 {
			continue
		}
		if _, taken := a.resolve(k, nearer...); !taken && len(names) < 2 {
			names = append(names, action.KeyName(k))
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
			Title: x.Title, Note: x.Key() + " · " + a.help(x), Why: a.why(x.ID),
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
				Do: func() ui.Intent { return ui.Go(ui.Route{Visit: v.ID, Stage: v.Resume}) },
			})
		}
	}
	return widget.NewPick(a.env.Theme, "Find", "", choices)
}
