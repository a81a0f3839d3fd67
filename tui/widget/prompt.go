package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Prompt is a dialog asking for a line or two of text. Closing it keeps what
// was typed for the next time, where it has drafts behind it.
type Prompt struct {
	theme       *theme.Theme
	title, text string
	field       *Field
	done        func(text string) ui.Intent
	optional    bool
	grave       bool
}

// Optional lets the prompt be answered with nothing.
func (p *Prompt) Optional() *Prompt {
	p.optional = true
	return p
}

// NewPrompt asks for a text under a title, with a sentence of explanation. done
// gets what was written; where it answers with an error or a hint the prompt
// stays open.
func NewPrompt(t *theme.Theme, title, text string, field *Field, done func(string) ui.Intent) *Prompt {
	return &Prompt{theme: t, title: title, text: text, field: field, done: done}
}

// Grave makes the title say that there is no way back.
func (p *Prompt) Grave() *Prompt {
	p.grave = true
	return p
}

// Scope is that of prompts.
func (p *Prompt) Scope() action.Scope { return action.Prompt }

// Typing is always so.
func (p *Prompt) Typing() bool { return true }

// Why is why there is nothing to take yet.
func (p *Prompt) Why(id action.ID) string {
	if id == action.DialogAccept && !p.optional && strings.TrimSpace(p.field.Text()) == "" {
		return "Write something first, or press Esc."
	}
	return ""
}

// Update takes typing.
func (p *Prompt) Update(msg tea.Msg) ui.Intent { return p.field.Type(msg) }

// Do takes the text or closes.
func (p *Prompt) Do(id action.ID) ui.Intent {
	if id == action.DialogClose {
		return ui.Intent{Close: true}
	}
	in := p.done(strings.TrimSpace(p.field.Text()))
	if in.Err == nil && in.Hint == "" {
		in.Close = true
		p.field.Clear()
	}
	return in
}

// Keep puts what was typed on disk.
func (p *Prompt) Keep() error { return p.field.Keep() }

// View draws the explanation over the field.
func (p *Prompt) View(s layout.Size) ui.Frame {
	w := min(s.W, 70)
	const others = 3 // the title, the field and the row between
	text := p.theme.Muted.Wrap(p.text, w)
	if room := max(0, s.H-others); len(text) > room { // what is written stays in sight
		text = append(text[:max(0, room-1)], p.theme.Muted.Render("…"))
	}
	style := p.theme.Title
	if p.grave {
		style = p.theme.Bad
	}
	lines := append([]string{layout.Cut(style.Render(p.title), w)}, text...)
	rows := p.field.Rows(w-2, min(6, s.H-len(lines)-1))
	lines = append(lines, "")
	field, x, y := p.field.View(p.theme, layout.Size{W: w - 2, H: rows})
	frame := ui.Frame{X: 2 + x, Y: len(lines) + y, Cursor: true}
	for i, l := range strings.Split(field, "\n") {
		mark := "  "
		if i == 0 {
			mark = p.theme.Accent.Render("› ")
		}
		lines = append(lines, mark+l)
	}
	frame.Text = strings.Join(lines, "\n")
	return frame
}
