// Package lock is what stands on the screen while the store is locked.
package lock

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/store/keys"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/ui"
)

// longest is how many characters a passphrase may have here.
const longest = 1000

// Screen asks for the passphrase. The store is closed while it stands.
type Screen struct {
	env    *ui.Env
	back   func() ui.Intent
	secret []rune
	// busy is set while the store is being opened, which takes a moment: keys are
	// not shown then, but taken. said is what came of it.
	busy bool
	said string
}

// opened is the store that came of a passphrase, or why none did.
type opened struct {
	store *store.Store
	err   error
}

// New does what back says once it is unlocked.
func New(env *ui.Env, back func() ui.Intent) *Screen { return &Screen{env: env, back: back} }

// Scope is its own: nothing else can be done here.
func (s *Screen) Scope() action.Scope { return action.Locked }

// Typing is always so.
func (s *Screen) Typing() bool { return true }

// Why is why there is nothing to unlock with yet.
func (s *Screen) Why(action.ID) string {
	switch {
	case s.busy:
		return "One moment: the passphrase is being checked."
	case len(s.secret) == 0:
		return "Type your passphrase first."
	}
	return ""
}

// Update takes the passphrase, and what came of it.
func (s *Screen) Update(msg tea.Msg) ui.Intent {
	switch msg := msg.(type) {
	case opened:
		s.busy = false
		if msg.err != nil { // what was typed meanwhile is for the next try
			s.said = why(msg.err)
			return ui.Intent{}
		}
		clear(s.secret)
		s.env.Store = msg.store
		in := s.back()
		in.Say = strings.TrimSpace("Unlocked. " + strings.Join(append(msg.store.Notices(), in.Say), " "))
		return in
	case tea.PasteMsg:
		line, _, _ := strings.Cut(msg.Content, "\n")
		s.add(strings.TrimSuffix(line, "\r"))
	case tea.KeyPressMsg:
		switch key := msg.String(); {
		case key == "backspace" && len(s.secret) > 0:
			s.secret = s.secret[:len(s.secret)-1]
		case key == "ctrl+u":
			s.secret = nil
		case msg.Text != "":
			s.add(msg.Text)
		}
	}
	return ui.Intent{}
}

func (s *Screen) add(text string) {
	if len(s.secret) < longest {
		s.secret = append(s.secret, []rune(text)...)
	}
}

// why says kindly why the store did not open.
func why(err error) string {
	if errors.Is(err, keys.ErrWrong) {
		return "That is not the passphrase. Try again; capitals count."
	}
	return err.Error()
}

// Do tries the passphrase, which takes a moment.
func (s *Screen) Do(action.ID) ui.Intent {
	secret := string(s.secret)
	clear(s.secret)
	s.secret, s.busy, s.said = nil, true, ""
	return ui.Intent{Cmd: func() tea.Msg {
		st, err := s.env.Unlock(secret)
		return opened{st, err}
	}}
}

// View shows nothing of what is locked.
func (s *Screen) View(size layout.Size) ui.Frame {
	t := s.env.Theme
	w := max(1, min(58, size.W-4))
	field := strings.Repeat("•", max(0, min(len(s.secret), w-4)))
	lines := []string{layout.Line(t.Title.Render("halfday is locked"), w), layout.Line("", w)}
	row := len(lines)
	if s.busy {
		lines = append(lines, layout.Line(t.Muted.Render("One moment…"), w))
	} else {
		lines = append(lines, layout.Line(t.Accent.Render("› ")+t.Text.Render(field), w))
	}
	lines = append(lines, layout.Line("", w))
	if s.said != "" {
		for _, l := range t.Warn.Wrap("› "+s.said, w) {
			lines = append(lines, layout.Line(l, w))
		}
		lines = append(lines, layout.Line("", w))
	}
	for _, l := range t.Muted.Wrap("Type your passphrase and press Enter. Everything typed before is kept. Forgotten? Type the recovery key instead.", w) {
		lines = append(lines, layout.Line(l, w))
	}
	frame := ui.Frame{Cursor: !s.busy}
	if len(lines) > size.H || size.W < 8 {
		frame.Text = layout.Fit(lines[min(row, len(lines)-1):], size)
		frame.X, frame.Y = 2+len([]rune(field)), 0
		return frame
	}
	frame.Text = layout.Centre(lines, size)
	frame.X = (size.W-w)/2 + 2 + len([]rune(field))
	frame.Y = (size.H-len(lines))/2 + row
	return frame
}
