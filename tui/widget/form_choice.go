package widget

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/theme"
	"halfday/visit/safe"
)

// notKnown is the choice of nothing.
const notKnown = "not known"

// formChoice is one of several values, shown between two signs that say that there
// are others.
type formChoice struct {
	theme   *theme.Theme
	options []FormOption
	value   string
	choice  *huh.Select[string]
	has     bool // the focus
	room    int  // columns for the option
}

func newFormChoice(t *theme.Theme, options []FormOption) *formChoice {
	f := &formChoice{theme: t, options: slices.Clone(options)}
	if f.find("") < 0 {
		f.options = slices.Insert(f.options, 0, FormOption{"", notKnown})
	}
	return f
}

// find is the place of a value among the options, -1 for one that is none.
func (f *formChoice) find(value string) int {
	return slices.IndexFunc(f.options, func(o FormOption) bool { return o.Value == value })
}

// put sets the value. One that is none of the options becomes one.
func (f *formChoice) put(value string, _ int) {
	if f.find(value) < 0 {
		f.options = append(f.options, FormOption{value, value})
	}
	var options []huh.Option[string]
	for _, o := range f.options {
		options = append(options, huh.NewOption(safe.Line(o.Title), o.Value))
	}
	f.value = value
	f.choice = huh.NewSelect[string]().Inline(true).Options(options...).Value(&f.value)
	f.choice.WithTheme(huh.ThemeFunc(f.look))
	f.choice.WithKeyMap(huh.NewDefaultKeyMap())
	f.focus(f.has)
}

func (f *formChoice) read() (string, int) { return f.value, 0 }

// look is the theme as huh takes it. It is asked at each drawing, and so follows
// the theme.
func (f *formChoice) look(bool) *huh.Styles {
	t := f.theme
	shorten := func(title string) string { return ansi.Truncate(title, f.room, "…") }
	s := huh.FieldStyles{
		SelectedOption: t.Strong.Look().Transform(shorten),
		PrevIndicator:  t.Accent.Look().SetString("‹ "),
		NextIndicator:  t.Accent.Look().SetString(" ›"),
	}
	return &huh.Styles{Focused: s, Blurred: s}
}

func (f *formChoice) focus(has bool) {
	f.has = has
	if has {
		f.choice.Focus()
	} else {
		f.choice.Blur()
	}
}

// update goes through the options: by arrows and the space bar, or to the next one
// that begins with a letter. huh's other keys, which search, are not for one line.
func (f *formChoice) update(msg tea.Msg) {
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
		f.seek(key.Text)
	}
}

// seek goes to the next option that begins with a letter.
func (f *formChoice) seek(letter string) {
	at := f.find(f.value)
	for i := range f.options {
		o := f.options[(at+1+i)%len(f.options)]
		for _, first := range safe.Line(o.Title) {
			if strings.ToLower(letter) == string(unicode.ToLower(first)) {
				f.value = o.Value
				f.choice.Value(&f.value)
				return
			}
			break
		}
	}
}

func (f *formChoice) view(w int) (string, int) {
	const signs = 4 // columns of both
	f.room = max(1, w-signs)
	f.choice.WithHeight(1) // this measures the option
	line, _, _ := strings.Cut(f.choice.View(), "\n")
	return line, signs / 2
}

func (f *formChoice) rest() string {
	if f.value == "" {
		return f.theme.Muted.Render(f.options[f.find("")].Title)
	}
	return f.theme.Text.Render(f.options[f.find(f.value)].Title)
}
