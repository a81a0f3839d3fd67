package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/visit"
)

// The least size that shows whole screens. Below it the line to type in is
// shown alone, so that notes can still be taken.
const leastW, leastH = 50, 14

// rows that the frame takes: header, stages, status; and the footer.
const headRows, footRows = 3, 1

// View draws the whole screen.
func (a *App) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = "halfday" // never a school's name: titles are seen by others
	if a.size.W < 1 || a.size.H < 1 {
		return v
	}
	head, foot := a.head(), a.foot()
	small := a.size.W < leastW || a.size.H < leastH
	warning := a.warning()
	body := a.size.Less(0, headRows+len(warning)+footRows)
	if len(warning) > 0 {
		head += "\n" + strings.Join(warning, "\n")
	}
	if small {
		body = a.size.Less(0, 1)
		head, foot = a.env.Theme.Warn.Render("Make the window larger to see more."), ""
		head = layout.Line(head, a.size.W)
	}
	top := strings.Count(head, "\n") + 1
	frame := a.stack[0].View(body)
	text := layout.Fit(strings.Split(frame.Text, "\n"), body)
	x, y, cursor := frame.X, frame.Y, frame.Cursor
	for _, d := range a.stack[1:] {
		box := a.dialog(d, body)
		text, x, y, cursor = layout.Over(text, box.Text, box.left, box.top), box.X, box.Y, box.Cursor
	}
	if toast := a.toast(); toast != "" {
		text = layout.Over(text, toast, 0, 0)
	}
	text = layout.Fit(strings.Split(text, "\n"), body) // what was laid over a wide character may be too wide
	v.Content = head + "\n" + text
	if foot != "" {
		v.Content += "\n" + foot
	}
	if small { // where a dialog's frame may have no room
		v.Content = layout.Fit(strings.Split(v.Content, "\n"), a.size)
	}
	if cursor {
		v.Cursor = tea.NewCursor(min(x, a.size.W-1), min(top+y, a.size.H-1))
	}
	return v
}

// head is the school and the day, the stages, and what is left to do.
func (a *App) head() string {
	t, w := a.env.Theme, a.size.W
	now := a.env.Now().Format("15:04")
	if w >= 80 {
		now = a.env.Now().Format("Mon 2 Jan · 15:04")
	}
	if a.record == nil {
		left := " " + t.Title.Render("halfday") + t.Muted.Render("  for assessors of the ICT Mark")
		return strings.Join([]string{
			layout.Ends(left, t.Muted.Render(now)+" ", w), layout.Line("", w), a.rule(""),
		}, "\n")
	}
	v := a.record.Visit()
	right := t.Muted.Render(v.Phase() + " · " + now)
	left := " " + t.Title.Render("halfday") + "  " + t.Strong.Render(ansi.Truncate(v.School(), max(10, w-ansi.StringWidth(right)-14), "…"))
	word, done := v.Left(a.route.Stage)
	switch {
	case word == "":
	case done:
		word = t.Good.Render("✓ " + word)
	default:
		word = t.Warn.Render(word)
	}
	return strings.Join([]string{layout.Ends(left, right+" ", w), a.tabs(), a.rule(word)}, "\n")
}

// tabs are the stages, with their numbers where these are the keys that lead
// there. Where the row is too narrow the other stages are numbers alone.
func (a *App) tabs() string {
	t := a.env.Theme
	numbered := a.byNumber()
	row := func(short bool) string {
		parts := []string{}
		for _, s := range visit.Stages() {
			number, name := string(rune('1'+s)), t.Tab.Render(s.Name())
			if s == a.route.Stage {
				name = t.TabOn.Render(s.Name())
			}
			switch lead := t.Tab.Render(number + " "); {
			case short && s != a.route.Stage:
				parts = append(parts, t.Tab.Render(number))
			case short:
				parts = append(parts, name)
			case !numbered: // the names stay where they are
				parts = append(parts, "  "+name)
			default:
				parts = append(parts, lead+name)
			}
		}
		return strings.Join(parts, "  ")
	}
	full := row(false)
	if ansi.StringWidth(full) > a.size.W {
		full = row(true)
	}
	if ansi.StringWidth(full) < a.size.W {
		full = " " + full
	}
	return layout.Line(full, a.size.W)
}

// byNumber reports whether a stage's number alone leads to it from the screen
// under any dialogs.
func (a *App) byNumber() bool {
	act, ok := action.Resolve("1", a.stack[0].Scope(), action.InVisit)
	return ok && act.ID == action.Stage1 && !a.stack[0].Typing()
}

// rule is the line under the header: what is left, styled, and the last word
// said.
func (a *App) rule(word string) string {
	t, w := a.env.Theme, a.size.W
	left := t.Rule.Render("──")
	if word != "" {
		left += " " + word + " "
	}
	right := ""
	if said, style := a.said(); said != "" && !a.tooLong(said) {
		if ansi.StringWidth(said) > w-ansi.StringWidth(left)-6 {
			left = t.Rule.Render("──")
		}
		right = " " + style.Render(said) + " " + t.Rule.Render("──")
	}
	fill := w - ansi.StringWidth(left) - ansi.StringWidth(right)
	return layout.Line(left+t.Rule.Render(strings.Repeat("─", max(0, fill)))+right, w)
}

// said is the last word, with the sign of its tone, and its style; empty once it
// has stood long enough.
func (a *App) said() (string, theme.Style) {
	t := a.env.Theme
	if a.status.text == "" || a.status.tone != fault && !a.env.Now().Before(a.status.until) {
		return "", t.Text
	}
	switch a.status.tone {
	case hint:
		return "› " + a.status.text, t.Warn
	case fault:
		return "! " + a.status.text, t.Bad
	}
	return "✓ " + a.status.text, t.Good
}

// tooLong reports whether a word does not fit the status line.
func (a *App) tooLong(said string) bool { return ansi.StringWidth(said) > a.size.W-8 }

// toast is a word too long for the status line, as a box to lay over the body;
// empty where there is none.
func (a *App) toast() string {
	said, style := a.said()
	if said == "" || !a.tooLong(said) {
		return ""
	}
	return a.frame(style.Wrap(said, min(76, a.size.W-4)))
}

// foot is the keys that matter here, as many as fit; help and finding are
// always among them.
func (a *App) foot() string {
	t, w := a.env.Theme, a.size.W
	hint := func(x action.Action) string {
		return t.Key.Render(x.Key()) + " " + t.Muted.Render(x.Title)
	}
	always := ""
	if a.record != nil && len(a.stack) == 1 && !a.byNumber() {
		always = "  " + t.Key.Render("Alt+1–7") + " " + t.Muted.Render("Stage")
	}
	for _, x := range action.In(action.Everywhere) {
		if len(a.stack) > 1 {
			break
		}
		if a.top().Typing() && (x.ID == action.Help || x.ID == action.Quit) {
			x.Keys = x.Keys[1:] // "?" and "q" type here
		}
		if x.ID == action.Help || x.ID == action.Palette && w >= 100 && !a.locked() || x.ID == action.Quit && a.locked() {
			always += "  " + hint(x)
		}
	}
	left := ""
	for _, x := range action.In(a.top().Scope()) {
		if x.Quiet {
			continue
		}
		more := " " + hint(x) + " "
		if a.top().Why(x.ID) != "" { // greyed, not gone: the row does not jump
			more = " " + t.Muted.Render(x.Key()+" "+x.Title) + " "
		}
		if ansi.StringWidth(left)+ansi.StringWidth(more)+ansi.StringWidth(always) > w-2 {
			break
		}
		left += more
	}
	return layout.Ends(left, always+" ", w)
}
