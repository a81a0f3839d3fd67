package widget

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit/safe"
)

// saveAfter is how long after a key the text goes to disk at the latest.
const saveAfter = 150 * time.Millisecond

// retryAfter is how long a field waits after its text could not be put on disk.
const retryAfter = 2 * time.Second

// Drafts keeps texts that are not finished. *store.Record is one.
type Drafts interface {
	Draft(field string) (store.Draft, error)
	SaveDraft(field string, d store.Draft) error
}

// Field is a text being written. With Drafts behind it, what is typed is on
// disk a moment later, and comes back with the cursor where it was.
type Field struct {
	// Err is why the text could not be put on disk, nil while it is safe.
	Err error

	area   textarea.Model
	drafts Drafts
	name   string
	dirty  bool
	// revision tells ticks of a text that was committed from those of the next.
	revision int
}

// keep asks a field to put its text on disk.
type keep struct {
	name     string
	revision int
}

// NewField is a field whose draft has this name; drafts may be nil. Its text is
// the draft, or where there is none the text given.
func NewField(drafts Drafts, name, text string) *Field {
	f := &Field{drafts: drafts, name: name, area: textarea.New()}
	f.area.ShowLineNumbers = false
	f.area.Prompt = ""
	f.area.EndOfBufferCharacter = ' '
	f.area.CharLimit = 0
	f.area.DynamicHeight = true
	f.area.MaxContentHeight = 1 << 20 // the widget's own default stops at 99 lines
	f.area.SetVirtualCursor(false)
	f.area.Focus()
	cursor := len([]rune(text))
	if drafts != nil {
		if d, err := drafts.Draft(name); err != nil {
			f.Err = err
		} else if d.Text != "" {
			text, cursor = d.Text, d.Cursor
		}
	}
	f.put(text, cursor)
	return f
}

// Hint is shown while the field is empty.
func (f *Field) Hint(text string) { f.area.Placeholder = safe.Line(text) }

// Text is what stands in the field.
func (f *Field) Text() string { return f.area.Value() }

// Set replaces the text, with the cursor at its end; the draft follows.
func (f *Field) Set(text string) tea.Cmd {
	f.put(text, len([]rune(text)))
	return f.changed()
}

// Clear empties the field after its text was committed together with its draft.
func (f *Field) Clear() {
	f.area.Reset()
	f.dirty = false
	f.revision++
}

// put sets the text, cleaned, with the cursor after so many characters: what
// follows the cursor is set first and the rest typed in before it.
func (f *Field) put(text string, cursor int) {
	runes, raw := []rune(safe.Block(text)), []rune(text)
	cursor = len([]rune(safe.Block(string(raw[:min(max(0, cursor), len(raw))]))))
	cursor = min(cursor, len(runes))
	f.area.SetValue(string(runes[cursor:]))
	f.area.MoveToBegin()
	f.area.InsertString(string(runes[:cursor]))
}

// cursor is the cursor's place, counted in characters from the beginning.
func (f *Field) cursor() int {
	n := 0
	for i, line := range strings.Split(f.area.Value(), "\n") {
		if i == f.area.Line() {
			return n + f.area.Column()
		}
		n += len([]rune(line)) + 1
	}
	return n
}

// Update takes typing, pasting and the field's own ticks.
func (f *Field) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keep:
		if msg.name == f.name && msg.revision == f.revision {
			if f.Keep() != nil { // the screen shows f.Err; try again
				return f.tick(retryAfter)
			}
		}
		return nil
	case tea.PasteMsg:
		before := f.area.Value()
		f.area, _ = f.area.Update(tea.PasteMsg{Content: safe.Block(msg.Content)})
		if f.area.Value() != before {
			return f.changed()
		}
		return nil
	}
	before, at := f.area.Value(), f.cursor()
	var cmd tea.Cmd
	f.area, cmd = f.area.Update(msg)
	if text := f.area.Value(); text != before && safe.Block(text) != text {
		f.put(text, f.cursor()) // keys can type what is not seen
	}
	if f.area.Value() != before || f.cursor() != at {
		return tea.Batch(cmd, f.changed())
	}
	return cmd
}

// Type is Update as an intent: it says when the text cannot be put on disk, and
// when it can again.
func (f *Field) Type(msg tea.Msg) ui.Intent {
	failed := f.Err != nil
	in := ui.Intent{Cmd: f.Update(msg), Err: f.Err}
	if failed && f.Err == nil {
		in.Say = "Saved again."
	}
	return in
}

// changed marks the text as not on disk. The first change starts the clock, so
// that steady typing is saved as it goes.
func (f *Field) changed() tea.Cmd {
	if f.drafts == nil || f.dirty {
		return nil // nothing to do, or a tick is on its way
	}
	f.dirty = true
	f.revision++
	return f.tick(saveAfter)
}

func (f *Field) tick(after time.Duration) tea.Cmd {
	msg := keep{f.name, f.revision}
	return tea.Tick(after, func(time.Time) tea.Msg { return msg })
}

// Keep puts the text on disk now.
func (f *Field) Keep() error {
	if f.drafts == nil || !f.dirty {
		return nil
	}
	f.Err = nil
	if err := f.drafts.SaveDraft(f.name, store.Draft{Text: f.area.Value(), Cursor: f.cursor()}); err != nil {
		f.Err = &ui.Unsaved{Text: f.area.Value(), Err: err}
	}
	f.dirty = f.Err != nil
	return f.Err
}

// Rows is how many rows the text takes at a width in columns, at most so many.
func (f *Field) Rows(w, most int) int {
	f.area.MaxHeight = max(1, most)
	f.area.SetWidth(max(1, w))
	return f.area.Height()
}

// View draws the field at exactly the size and says where the cursor is.
func (f *Field) View(t *theme.Theme, s layout.Size) (text string, x, y int) {
	if s.W < 1 || s.H < 1 {
		return "", 0, 0
	}
	look := textarea.StyleState{Text: t.Text.Look(), Placeholder: t.Muted.Look(), Selection: t.Selected.Look()}
	styles := f.area.Styles()
	styles.Focused, styles.Blurred = look, look
	f.area.SetStyles(styles)
	f.area.MaxHeight = s.H
	f.area.SetWidth(s.W) // this scrolls back to what has room now
	f.area.SetHeight(s.H)
	text = f.area.View()
	if c := f.area.Cursor(); c != nil && c.Y >= s.H {
		f.area.SetHeight(s.H) // this scrolls only what was drawn once
		text = f.area.View()
	}
	text = layout.Fit(strings.Split(text, "\n"), s)
	if c := f.area.Cursor(); c != nil {
		x, y = min(c.X, s.W-1), min(c.Y, s.H-1)
	}
	return text, x, y
}
