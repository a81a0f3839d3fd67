package tui

import (
	"errors"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/visit"
)

// status is the last word said to the assessor.
type status struct {
	tone  tone
	text  string
	until time.Time
}

// tone is how a word is meant.
type tone int

const (
	done tone = iota
	hint
	fault
)

// statusFor is how long a word stays, faultFor how long one about what went
// wrong does: that must not be missed, and takes longer to read.
const (
	statusFor = 6 * time.Second
	faultFor  = 20 * time.Second
)

func (a *App) say(t tone, text string) {
	stays := statusFor
	if t == fault {
		stays = faultFor
	}
	a.status = status{tone: t, text: text, until: a.env.Now().Add(stays)}
}

// hold shows an error, if there is one.
func (a *App) hold(err error) {
	switch {
	case err == nil:
	case errors.Is(err, visit.ErrNothingToUndo):
		a.say(hint, "There is nothing to take back.")
	case errors.Is(err, visit.ErrNothingToRedo):
		a.say(hint, "There is nothing to do again.")
	default:
		a.say(fault, err.Error())
	}
}

// said is the last word, with the sign of its tone, and its style; empty once it
// has stood long enough.
func (a *App) said() (string, theme.Style) {
	t := a.env.Theme
	if a.status.text == "" || !a.env.Now().Before(a.status.until) {
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

// onLine is the last word for a line of a width in columns, cut where it is too
// long for it; empty where there is none, or where it stands in a toast.
func (a *App) onLine(w int, toast string) string {
	said, style := a.said()
	if said == "" || toast != "" {
		return ""
	}
	return style.Render(ansi.Truncate(strings.Join(strings.Fields(said), " "), max(0, w), "…"))
}

// statusRoom is how many columns of the status line a word may take.
func (a *App) statusRoom() int { return a.size.W - 8 }

// toast is a word too long for the status line, as a box to lay over the top of
// the body; empty where there is none, and where the box would leave too little
// of the body.
func (a *App) toast(body layout.Size) string {
	said, style := a.said()
	if said == "" || a.small() || ansi.StringWidth(said) <= a.statusRoom() {
		return ""
	}
	box := a.frame(style.Wrap(said, min(76, a.size.W-4)))
	if lipgloss.Height(box) > body.H/2 {
		return ""
	}
	return box
}
