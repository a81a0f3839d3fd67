package widget

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/theme"
	"halfday/visit/safe"
)

// FormField is one fact a form asks for.
type FormField struct {
	// Name is what the value goes by, Title stands before it.
	Name, Title string
	// Hint is shown while a text is empty.
	Hint  string
	Value string
	// Options are what there is to choose from; any text will do where there are
	// none.
	Options []FormOption
	// Check is why a value cannot be taken; it may be nil.
	Check func(value string) error
}

// FormOption is a value to choose, and how it is called.
type FormOption struct{ Value, Title string }

// notKnown is the choice of nothing.
const notKnown = "not known"

// formField is a field while it is filled in.
type formField struct {
	FormField
	theme *theme.Theme
	value string
	wrong string // why the value cannot be taken
	has   bool   // the focus
	// one of them is there
	input  *huh.Input
	choice *huh.Select[string]
}

func newFormField(t *theme.Theme, f FormField, value string) *formField {
	field := &formField{FormField: f, theme: t, value: safe.Line(value)}
	if len(f.Options) > 0 {
		field.choose()
	} else {
		field.write()
	}
	return field
}

// write makes the field a text, which begins as its value.
func (f *formField) write() {
	f.input = huh.NewInput().Prompt("").Placeholder(safe.Line(f.Hint)).Value(&f.value)
	f.input.WithTheme(huh.ThemeFunc(f.look))
	f.focus(f.has)
}

// choose makes the field a choice. A value that is none of the options can be
// kept.
func (f *formField) choose() {
	options := []huh.Option[string]{huh.NewOption(notKnown, "")}
	known := f.value == ""
	for _, o := range f.Options {
		options = append(options, huh.NewOption(safe.Line(o.Title), o.Value))
		known = known || o.Value == f.value
	}
	if !known {
		options = append(options, huh.NewOption(f.value, f.value))
	}
	f.choice = huh.NewSelect[string]().Inline(true).Options(options...).Value(&f.value)
	f.choice.WithTheme(huh.ThemeFunc(f.look))
	f.choice.WithKeyMap(huh.NewDefaultKeyMap())
}

// look is the theme as huh takes it: nothing but the text, and the signs of a
// choice. It is asked at each drawing, and so follows the theme.
func (f *formField) look(bool) *huh.Styles {
	t := f.theme
	plain := lipgloss.NewStyle()
	s := huh.FieldStyles{
		Base: plain, SelectedOption: t.Strong.Look(), Option: t.Text.Look(),
		PrevIndicator: t.Accent.Look().SetString("‹ "), NextIndicator: t.Accent.Look().SetString(" ›"),
		TextInput: huh.TextInputStyles{
			Cursor: t.Accent.Look(), CursorText: t.Text.Look(), Placeholder: t.Muted.Look(), Prompt: plain, Text: t.Text.Look(),
		},
	}
	return &huh.Styles{Focused: s, Blurred: s}
}

// focus gives or takes the focus. What huh would have done meanwhile, which is to
// let the cursor blink, is left undone: it would wake the program for ever.
func (f *formField) focus(has bool) {
	f.has = has
	switch {
	case f.input != nil && has:
		f.input.Focus()
	case f.input != nil:
		f.input.Blur()
	case has:
		f.choice.Focus()
	default:
		f.choice.Blur()
	}
}

// update takes a key or a pasted text and reports whether the value is another.
func (f *formField) update(msg tea.Msg) bool {
	before := f.value
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: safe.Line(strings.TrimSpace(paste.Content))}
	}
	if f.choice != nil {
		f.turn(msg)
	} else {
		f.input.Update(msg)
		if clean := safe.Line(f.value); clean != f.value { // keys can type what is not seen
			f.value = clean
			f.write()
		}
	}
	if f.value == before {
		return false
	}
	f.wrong = ""
	return true
}

// turn goes through the choices: by arrows and the space bar, or to the one that
// begins with a letter.
func (f *formField) turn(msg tea.Msg) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return
	}
	switch {
	case key.String() == "left":
		f.choice.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
	case key.String() == "right", key.Text == " ":
		f.choice.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	case key.Text != "":
		for _, o := range append(f.Options, FormOption{"", notKnown}) {
			if begins := []rune(o.Title); len(begins) > 0 && string(unicode.ToLower(begins[0])) == strings.ToLower(key.Text) {
				f.value = o.Value
				f.choose()
				f.focus(f.has)
				return
			}
		}
	}
}

// check finds out whether the value can be taken.
func (f *formField) check() {
	f.wrong = ""
	if f.Check == nil {
		return
	}
	if err := f.Check(strings.TrimSpace(f.value)); err != nil {
		f.wrong = err.Error()
	}
}

// view draws the value at a width in columns.
func (f *formField) view(w int) string {
	switch {
	case w < 1:
		return ""
	case !f.has:
		return f.rest()
	case f.choice != nil:
		f.choice.WithWidth(w)
		f.choice.WithHeight(1)
		return firstLine(f.choice.View())
	}
	f.input.WithWidth(w)
	return firstLine(f.input.View())
}

// rest is the value without the focus.
func (f *formField) rest() string {
	for _, o := range f.Options {
		if o.Value == f.value {
			return f.theme.Text.Render(o.Title)
		}
	}
	switch {
	case f.value != "":
		return f.theme.Text.Render(f.value)
	case f.choice != nil:
		return f.theme.Muted.Render(notKnown)
	}
	return f.theme.Muted.Render("–")
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// titleWidth is the width of the longest title, in columns.
func titleWidth(fields []*formField) (w int) {
	for _, f := range fields {
		w = max(w, ansi.StringWidth(safe.Line(f.Title)))
	}
	return w
}
