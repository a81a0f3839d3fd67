package widget

import (
	"encoding/json"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Form is a dialog that asks for several short facts at once. What is typed is on
// disk a moment later, and comes back when the form is opened again.
type Form struct {
	theme       *theme.Theme
	title, text string
	fields      []*formField
	at          int // the field with the focus
	top         int // the first line of the fields shown
	done        func(values map[string]string) ui.Intent

	drafts   Drafts
	name     string
	err      error // why the draft could not be put on disk
	dirty    bool
	revision int
}

// formDraft is a form as it is kept.
type formDraft struct {
	Values map[string]string `json:"values"`
	At     int               `json:"at"`
}

// NewForm asks for facts under a title, with a sentence of explanation. done gets
// the values by the names of their fields, once none of them is wrong; where it
// answers with an error or a hint the form stays open. Whoever commits what they
// say commits the draft of this name with it.
func NewForm(t *theme.Theme, title, text string, drafts Drafts, name string, fields []FormField, done func(values map[string]string) ui.Intent) *Form {
	f := &Form{theme: t, title: title, text: text, done: done, drafts: drafts, name: name}
	var kept formDraft
	if drafts != nil {
		d, err := drafts.Draft(name)
		if f.err = err; err == nil && d.Text != "" {
			f.err = json.Unmarshal([]byte(d.Text), &kept)
		}
	}
	for _, field := range fields {
		value, ok := kept.Values[field.Name]
		if !ok {
			value = field.Value
		}
		f.fields = append(f.fields, newFormField(t, field, value))
	}
	f.focus(kept.At)
	return f
}

// focus gives a field the focus.
func (f *Form) focus(at int) {
	f.at = max(0, min(at, len(f.fields)-1))
	for i, field := range f.fields {
		field.focus(i == f.at)
	}
}

// values are what stands in the fields, by their names.
func (f *Form) values() map[string]string {
	values := map[string]string{}
	for _, field := range f.fields {
		values[field.Name] = strings.TrimSpace(field.value)
	}
	return values
}

// Scope is that of forms.
func (f *Form) Scope() action.Scope { return action.Form }

// Typing is always so: letters go into a text, or find one of the choices.
func (f *Form) Typing() bool { return true }

// Why is always empty.
func (f *Form) Why(action.ID) string { return "" }

// Update takes typing and the form's own ticks.
func (f *Form) Update(msg tea.Msg) ui.Intent {
	if k, ok := msg.(keep); ok {
		if k.name == f.name && k.revision == f.revision && f.Keep() != nil {
			return ui.Intent{Cmd: f.tick(retryAfter), Err: f.err}
		}
		return ui.Intent{}
	}
	if len(f.fields) == 0 || !f.fields[f.at].update(msg) {
		return ui.Intent{}
	}
	return ui.Intent{Cmd: f.changed()}
}

// changed marks the form as not on disk. The first change starts the clock.
func (f *Form) changed() tea.Cmd {
	if f.drafts == nil || f.dirty {
		return nil
	}
	f.dirty = true
	f.revision++
	return f.tick(saveAfter)
}

func (f *Form) tick(after time.Duration) tea.Cmd {
	msg := keep{f.name, f.revision}
	return tea.Tick(after, func(time.Time) tea.Msg { return msg })
}

// Keep puts what was typed on disk now.
func (f *Form) Keep() error {
	if f.drafts == nil || !f.dirty {
		return nil
	}
	text, err := json.Marshal(formDraft{f.values(), f.at})
	if err == nil {
		err = f.drafts.SaveDraft(f.name, store.Draft{Text: string(text)})
	}
	f.err = nil
	if err != nil {
		f.err = &ui.Unsaved{Text: f.fields[f.at].value, Err: err}
	}
	f.dirty = err != nil
	return f.err
}

// Do moves between the fields, takes them all, or closes.
func (f *Form) Do(id action.ID) ui.Intent {
	switch id {
	case action.FormEnter:
		if f.at == len(f.fields)-1 {
			return f.accept()
		}
		f.leave(1)
	case action.FormNext:
		f.leave(1)
	case action.FormBack:
		f.leave(-1)
	case action.DialogAccept:
		return f.accept()
	case action.DialogClose:
		return ui.Intent{Close: true}
	}
	return ui.Intent{}
}

// leave goes to another field, round the end. What is wrong in the one that is
// left is said, and nothing is held up by it.
func (f *Form) leave(by int) {
	if n := len(f.fields); n > 0 {
		f.fields[f.at].check()
		f.focus((f.at + by + n) % n)
	}
}

// accept takes the values, unless one of them is wrong: that has the focus then.
func (f *Form) accept() ui.Intent {
	for i := len(f.fields) - 1; i >= 0; i-- {
		if f.fields[i].check(); f.fields[i].wrong != "" {
			f.focus(i)
		}
	}
	for _, field := range f.fields {
		if field.wrong != "" {
			return ui.Intent{Hint: "One line cannot be read yet: it is said there what is expected."}
		}
	}
	in := f.done(f.values())
	if in.Err == nil && in.Hint == "" {
		in.Close = true
		f.dirty = false
		f.revision++
	}
	return in
}
