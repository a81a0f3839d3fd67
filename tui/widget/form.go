package widget

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Form is a dialog that asks for several short facts at once. With drafts behind
// it, what is filled in is on disk a moment later, and comes back with the cursor
// where it was when the form is opened again.
type Form struct {
	theme       *theme.Theme
	title, text string
	fields      []*formField
	at          int // the field with the focus
	top         int // the first line of the fields shown
	done        func(values map[string]string) ui.Intent

	drafts   Drafts
	name     string
	err      error // why the draft is not on disk, or could not be read
	dirty    bool
	revision int
}

// formDraft is a form as it is kept. It holds only what was changed: facts that
// are put right elsewhere meanwhile are not overruled by a form that was open.
type formDraft struct {
	Values map[string]string `json:"values"`
	At     string            `json:"at"`
}

// fetched is what the clipboard holds, for the form that asked for it.
type fetched struct {
	form *Form
	msg  tea.Msg
}

// NewForm asks for facts under a title, with a sentence of explanation. done gets
// the values by the names of their fields, without space around them, once none of
// them is wrong; where it answers with an error or a hint the form stays open.
// Whoever commits the values takes away the draft of this name with them, and also
// where there turns out to be nothing to commit.
func NewForm(t *theme.Theme, title, text string, drafts Drafts, name string, fields []FormField, done func(values map[string]string) ui.Intent) *Form {
	f := &Form{theme: t, title: title, text: text, done: done, drafts: drafts, name: name}
	var kept formDraft
	cursor := 0
	if drafts != nil {
		d, err := drafts.Draft(name)
		if err == nil && d.Text != "" {
			err = json.Unmarshal([]byte(d.Text), &kept)
		}
		if err != nil {
			f.err = fmt.Errorf("what you filled in here last time cannot be read: %w", err)
		}
		cursor = d.Cursor
	}
	at := 0
	for i, field := range fields {
		f.fields = append(f.fields, newFormField(t, field))
		value, there := kept.Values[field.Name]
		if there {
			f.fields[i].put(value, len(value))
		}
		if field.Name == kept.At {
			at = i
			value, _ = f.fields[i].read()
			f.fields[i].put(value, cursor)
		}
	}
	f.focus(at)
	return f
}

// focus gives a field the focus.
func (f *Form) focus(at int) {
	f.at = at
	for i, field := range f.fields {
		field.focus(i == at)
	}
}

// values are what stands in the fields, by their names.
func (f *Form) values() map[string]string {
	values := map[string]string{}
	for _, field := range f.fields {
		value, _ := field.read()
		values[field.Name] = strings.TrimSpace(value)
	}
	return values
}

// Scope is that of forms.
func (f *Form) Scope() action.Scope { return action.Form }

// Typing is always so: letters go into a text, or find one of the choices.
func (f *Form) Typing() bool { return true }

// Writing reports whether anything was changed.
func (f *Form) Writing() bool {
	for _, field := range f.fields {
		if field.changed() {
			return true
		}
	}
	return false
}

// Why is why there is nothing to choose from.
func (f *Form) Why(id action.ID) string {
	if id == action.Move && (len(f.fields) == 0 || len(f.fields[f.at].Options) == 0) {
		return "This line is written, not chosen."
	}
	return ""
}

// Update takes typing, pasting and the form's own ticks. It says when what is
// filled in cannot be put on disk, and when it can again.
func (f *Form) Update(msg tea.Msg) ui.Intent {
	failed := f.err != nil
	in := ui.Intent{Cmd: f.take(msg), Err: f.err}
	if failed && f.err == nil {
		in.Say = "Saved again."
	}
	return in
}

func (f *Form) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keep:
		if msg.name == f.name && msg.revision == f.revision && f.Keep() != nil {
			return f.tick(retryAfter)
		}
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+v" {
			return func() tea.Msg { return fetched{f, textinput.Paste()} }
		}
		return f.write(msg)
	case tea.PasteMsg:
		return f.write(msg)
	case fetched:
		if msg.form == f {
			return f.write(msg.msg)
		}
	}
	return nil
}

// write gives a key or a pasted text to the field with the focus.
func (f *Form) write(msg tea.Msg) tea.Cmd {
	if len(f.fields) == 0 || !f.fields[f.at].take(msg) {
		return nil
	}
	return f.changed()
}

// changed marks the form as not on disk. The first change starts the clock.
func (f *Form) changed() tea.Cmd {
	if f.drafts == nil || f.dirty {
		return nil // nothing to do, or a tick is on its way
	}
	f.dirty = true
	f.revision++
	return f.tick(saveAfter)
}

func (f *Form) tick(after time.Duration) tea.Cmd {
	msg := keep{f.name, f.revision}
	return tea.Tick(after, func(time.Time) tea.Msg { return msg })
}

// Keep puts what is filled in on disk now.
func (f *Form) Keep() error {
	if f.drafts == nil || !f.dirty {
		return nil
	}
	at := f.fields[f.at]
	now := formDraft{Values: map[string]string{}, At: at.Name}
	var lines []string
	for _, field := range f.fields {
		if field.changed() {
			value, _ := field.read()
			now.Values[field.Name] = value
			lines = append(lines, field.Title+": "+value)
		}
	}
	d := store.Draft{}
	if len(now.Values) > 0 || f.at > 0 { // else there is nothing to come back to
		text, err := json.Marshal(now)
		if err != nil {
			return err
		}
		d.Text = string(text)
		_, d.Cursor = at.read()
	}
	f.err = nil
	if err := f.drafts.SaveDraft(f.name, d); err != nil {
		f.err = &ui.Unsaved{Text: strings.Join(lines, "; "), Err: err}
	}
	f.dirty = f.err != nil
	return f.err
}

// Do moves between the fields, takes them all, or closes.
func (f *Form) Do(id action.ID) ui.Intent {
	switch id {
	case action.FormEnter:
		if f.at >= len(f.fields)-1 {
			return f.accept()
		}
		return f.leave(1)
	case action.FormNext:
		return f.leave(1)
	case action.FormBack:
		return f.leave(-1)
	case action.DialogAccept:
		return f.accept()
	case action.DialogClose:
		return ui.Intent{Close: true}
	}
	return ui.Intent{}
}

// leave goes to another field, round the end. What is wrong in the one that is
// left is said, and nothing is held up by it.
func (f *Form) leave(by int) ui.Intent {
	n := len(f.fields)
	if n == 0 {
		return ui.Intent{}
	}
	f.fields[f.at].check()
	f.focus((f.at + by + n) % n)
	return ui.Intent{Cmd: f.changed(), Err: f.err}
}

// accept takes the values, unless one of them is wrong: the first that is has the
// focus then.
func (f *Form) accept() ui.Intent {
	first := -1
	for i, field := range f.fields {
		if field.check(); field.wrong != "" && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		f.focus(first)
		return ui.Intent{Cmd: f.changed(), Hint: "Not saved yet: put the line with “!” right first."}
	}
	in := f.done(f.values())
	if in.Err == nil && in.Hint == "" {
		in.Close = true
		f.dirty, f.err = false, nil
		f.revision++
	}
	return in
}
