package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/theme"
	"halfday/visit/safe"
)

// formText is a line to write. huh edits it; it is drawn here, as huh loses the
// cursor where a window becomes narrower, and shows it as a block that blinks.
type formText struct {
	theme *theme.Theme
	hint  string
	value string
	input *huh.Input
	has   bool // the focus
	left  int  // the first column shown
}

// undressed is huh's look of nothing but the text.
func undressed(bool) *huh.Styles { return &huh.Styles{} }

// underCursor is what huh writes before the character under the cursor. It is
// found nowhere else: the text was cleaned.
const underCursor = "\x1b[7m"

func newFormText(t *theme.Theme, hint string) *formText {
	f := &formText{theme: t, hint: hint, input: huh.NewInput().Prompt("")}
	f.input.WithTheme(huh.ThemeFunc(undressed))
	f.input.Value(&f.value)
	return f
}

// put sets what follows the cursor first, and pastes the rest in before it: huh
// has no other way to place a cursor.
func (f *formText) put(value string, cursor int) {
	raw := []rune(value)
	runes := []rune(safe.Line(value))
	cursor = len([]rune(safe.Line(string(raw[:max(0, min(cursor, len(raw)))]))))
	cursor = min(cursor, len(runes))
	f.input.Focus()
	f.value = string(runes[cursor:])
	f.input.Value(&f.value)
	f.input.Update(tea.KeyPressMsg{Code: tea.KeyHome})
	f.input.Update(tea.PasteMsg{Content: string(runes[:cursor])})
	f.focus(f.has)
}

func (f *formText) read() (string, int) {
	before, _ := f.halves()
	return f.value, min(len([]rune(before)), len([]rune(f.value)))
}

// halves are the line before and behind the cursor, with a space at the end where
// the cursor stands there.
func (f *formText) halves() (before, behind string) {
	if !f.has {
		return f.value, ""
	}
	before, behind, _ = strings.Cut(f.input.View(), underCursor)
	return ansi.Strip(before), ansi.Strip(behind)
}

// focus leaves undone what huh would have done next, which is to let its cursor
// blink: that would wake the program for ever.
func (f *formText) focus(has bool) {
	f.has = has
	if has {
		f.input.Focus()
	} else {
		f.input.Blur()
	}
}

func (f *formText) update(msg tea.Msg) {
	switch m := msg.(type) {
	case tea.PasteMsg:
		msg = tea.PasteMsg{Content: safe.Line(strings.Trim(m.Content, "\r\n"))}
	case tea.KeyPressMsg:
		msg = f.harmless(m)
	}
	f.input.Update(msg)
	if safe.Line(f.value) != f.value { // keys can type what is not seen
		f.put(f.read())
	}
}

// harmless is the key, or one that does the same: huh falls over where the word to
// be deleted is the last character.
func (f *formText) harmless(key tea.KeyPressMsg) tea.KeyPressMsg {
	switch key.String() {
	case "alt+d", "alt+delete", "ctrl+delete":
		if _, at := f.read(); at == len([]rune(f.value))-1 {
			return tea.KeyPressMsg{Code: tea.KeyDelete}
		}
	}
	return key
}

func (f *formText) view(w int) (string, int) {
	if f.value == "" {
		return f.theme.Muted.Render(f.hint), 0
	}
	before, behind := f.halves()
	line := before + behind
	x, under := ansi.StringWidth(before), 1
	for _, r := range behind {
		under = max(1, ansi.StringWidth(string(r)))
		break
	}
	f.left = min(f.left, x, max(0, ansi.StringWidth(line)-w))
	f.left = max(f.left, x+under-w)
	if ansi.StringWidth(ansi.Cut(line, f.left, f.left+w)) > w {
		f.left++ // it began in the middle of a wide character
	}
	return f.theme.Text.Render(ansi.Cut(line, f.left, f.left+w)), max(0, x-f.left)
}

func (f *formText) rest() string {
	if f.value == "" {
		return f.theme.Muted.Render("–")
	}
	return f.theme.Text.Render(f.value)
}
