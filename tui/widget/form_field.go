package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/theme"
)

// FormField is one fact a form asks for.
type FormField struct {
	// Name is what the value goes by, Title stands before it.
	Name, Title string
	// Hint is shown while a text is empty.
	Hint string
	// Value is what is known already.
	Value string
	// Options are what there is to choose from, beside that it is not known; any
	// text will do where there are none. A value that is none of them can be kept.
	Options []FormOption
	// Check is why a value cannot be taken; it may be nil.
	Check func(value string) error
}

// FormOption is a value to choose, and how it is called.
type FormOption struct{ Value, Title string }

// entry is what a field is filled in with.
type entry interface {
	// put sets the value, with the cursor after so many characters.
	put(value string, cursor int)
	// read is the value and the cursor's place in it while the entry has the focus.
	read() (value string, cursor int)
	focus(has bool)
	// update takes a key or a pasted text.
	update(msg tea.Msg)
	// view draws an entry with the focus in so many columns, at most, and says in
	// which of them the cursor is; rest draws one without.
	view(w int) (text string, x int)
	rest() string
}

// formField is a field while it is filled in.
type formField struct {
	FormField
	entry
	was   string // the value at the beginning
	wrong string // why the value cannot be taken
	has   bool   // the focus
}

func newFormField(t *theme.Theme, f FormField) *formField {
	field := &formField{FormField: f}
	if len(f.Options) > 0 {
		field.entry = newFormChoice(t, f.Options)
	} else {
		field.entry = newFormText(t, f.Hint)
	}
	field.put(f.Value, len(f.Value))
	field.was, _ = field.read()
	return field
}

func (f *formField) focus(has bool) {
	f.has = has
	f.entry.focus(has)
}

// changed reports whether the value is another than at the beginning.
func (f *formField) changed() bool {
	value, _ := f.read()
	return value != f.was
}

// take gives the field a key or a pasted text and reports whether there is
// anything new to keep.
func (f *formField) take(msg tea.Msg) bool {
	before, at := f.read()
	f.update(msg)
	value, now := f.read()
	if value != before {
		f.wrong = ""
	}
	return value != before || now != at
}

// check finds out whether the value can be taken.
func (f *formField) check() {
	f.wrong = ""
	if f.Check == nil {
		return
	}
	value, _ := f.read()
	if err := f.Check(strings.TrimSpace(value)); err != nil {
		f.wrong = err.Error()
	}
}
