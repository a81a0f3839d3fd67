package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/action"
	"halfday/tui/layout"
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
	warning := a.warning()
	body := a.size.Less(0, headRows+len(warning)+footRows)
	if a.small() {
		body = a.size.Less(0, 1)
	}
	toast := a.toast(body)
	head, foot := a.head(toast), a.foot()
	if len(warning) > 0 {
		head += "\n" + strings.Join(warning, "\n")
	}
	if a.small() {
		if head, foot = a.onLine(a.size.W, ""), ""; head == "" {
			head = a.env.Theme.Warn.Render("Make the window larger to see more.")
		}
		head = layout.Line(head, a.size.W)
	}
	top := strings.Count(head, "\n") + 1
	frame := a.stack[0].View(body)
	text := layout.Fit(strings.Split(frame.Text, "\n"), body)
	x, y, cursor := frame.X, frame.Y, frame.Cursor
	under := 0 // dialogs stand under a toast, not behind it
	if toast != "" {
		text, under = layout.Over(text, toast, 0, 0), lipgloss.Height(toast)
	}
	if len(a.stack) > 1 { // those below the topmost would only peep out behind it
		box := a.dialog(a.top(), body.Less(0, under))
		text, x, y, cursor = layout.Over(text, box.Text, box.left, box.top+under), box.X, box.Y+under, box.Cursor
	}
	text = layout.Fit(strings.Split(text, "\n"), body) // what was laid over a wide character may be too wide
	v.Content = head + "\n" + text
	if foot != "" {
		v.Content += "\n" + foot
	}
	if a.small() { // where a dialog's frame may have no room
		v.Content = layout.Fit(strings.Split(v.Content, "\n"), a.size)
	}
	if cursor {
		v.Cursor = tea.NewCursor(min(x, a.size.W-1), min(top+y, a.size.H-1))
	}
	return v
}

// small reports whether the window has no room for whole screens.
func (a *App) small() bool { return a.size.W < leastW || a.size.H < leastH }

// head is the school and the day, the stages, and what is left to do; the last
// word said too, where it does not stand in a toast.
func (a *App) head(toast string) string {
	t, w := a.env.Theme, a.size.W
	now := a.env.Now().Format("15:04")
	if w >= 80 {
		now = a.env.Now().Format("Mon 2 Jan · 15:04")
	}
	if a.record == nil {
		left := " " + t.Title.Render("halfday") + t.Muted.Render("  for assessors of the ICT Mark")
		return strings.Join([]string{
			layout.Ends(left, t.Muted.Render(now)+" ", w), layout.Line("", w), a.rule("", toast),
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
	return strings.Join([]string{layout.Ends(left, right+" ", w), a.tabs(), a.rule(word, toast)}, "\n")
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
func (a *App) rule(word, toast string) string {
	t, w := a.env.Theme, a.size.W
	left := t.Rule.Render("──")
	if word != "" {
		left += " " + word + " "
	}
	right := ""
	if said := a.onLine(a.statusRoom(), toast); said != "" {
		if ansi.StringWidth(said) > w-ansi.StringWidth(left)-6 {
			left = t.Rule.Render("──")
		}
		right = " " + said + " " + t.Rule.Render("──")
	}
	fill := w - ansi.StringWidth(left) - ansi.StringWidth(right)
	return layout.Line(left+t.Rule.Render(strings.Repeat("─", max(0, fill)))+right, w)
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
		switch impossible := a.top().Why(x.ID) != ""; {
		case impossible && x.Fades:
			continue
		case impossible: // greyed, not gone: the row does not jump
			more = " " + t.Muted.Render(x.Key()+" "+x.Title) + " "
		}
		if ansi.StringWidth(left)+ansi.StringWidth(more)+ansi.StringWidth(always) > w-2 {
			break
		}
		left += more
	}
	return layout.Ends(left, always+" ", w)
}
