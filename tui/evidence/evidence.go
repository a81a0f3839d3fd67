// Package evidence shows what a school supplied for an item: texts here, anything
// else with this machine's own programs.
package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/charmbracelet/x/ansi"

	"halfday/store"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

// atOnce is how long a file may be, in bytes, to be brought out of the store
// while the program waits: it takes less than a blink.
const atOnce = 4 << 20

// titleRoom is how many columns of a line the title of a piece may take.
const titleRoom = 44

// Show offers the pieces of evidence that a school names, under a title: one that
// was kept with the visit can be looked at, of the others it is said why not.
func Show(env *ui.Env, record *store.Record, list []submission.Evidence, title string) ui.Intent {
	if len(list) == 0 {
		return ui.Intent{Hint: "No evidence is named here."}
	}
	kept, err := record.Files()
	if err != nil {
		return ui.Intent{Err: err}
	}
	var choices []widget.Choice
	for i, e := range list {
		if slices.Contains(list[:i], e) {
			continue
		}
		c := widget.Choice{Title: short(e.Title)}
		file, ok := last(kept, e.File)
		switch {
		case e.File == "":
			c.Why = "No file: somebody or something to see on the visit."
		case e.Missing:
			c.Why = fmt.Sprintf("“%s” was not supplied: ask the school for it.", e.File)
		case !ok:
			c.Why = fmt.Sprintf("“%s” is not kept with the visit: open the school’s papers again.", e.File)
		default:
			p := piece{env, record, e.Title, file}
			c.Note, c.Do = p.about(), p.open
		}
		choices = append(choices, c)
	}
	return ui.Show(widget.NewPick(env.Theme, title, "What the school names as evidence. Enter looks at a file.", choices))
}

// last is the version of a file that was kept last.
func last(kept []store.File, path string) (store.File, bool) {
	for _, f := range slices.Backward(kept) {
		if f.Path == path {
			return f, true
		}
	}
	return store.File{}, false
}

// short is a title that leaves room on a line.
func short(title string) string { return ansi.Truncate(safe.Line(title), titleRoom, "…") }

// piece is a piece of evidence that was kept as a file.
type piece struct {
	env    *ui.Env
	record *store.Record
	title  string
	file   store.File
}

// about is where the file stands and how long it is.
func (p piece) about() string { return p.file.Path + " · " + size(p.file.Size) }

// size is a number of bytes for people.
func size(bytes int64) string {
	switch {
	case bytes >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%d kB", bytes/1e3)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// open brings the file out of the store and shows it.
func (p piece) open() ui.Intent {
	if p.file.Size <= atOnce {
		return p.show(p.record.Content(p.file))
	}
	return widget.NewWait(p.env.Theme, "Bringing out the file", "All of it is decrypted and checked first.", func() func() ui.Intent {
		data, err := p.record.Content(p.file)
		return func() ui.Intent { return p.show(data, err) }
	})
}

// show shows a file here where it is text, and else offers what can be done.
func (p piece) show(data []byte, err error) ui.Intent {
	switch {
	case errors.Is(err, store.ErrDamaged):
		return ui.Intent{Err: p.lost(store.ErrDamaged)}
	case errors.Is(err, fs.ErrNotExist):
		return ui.Intent{Err: p.lost(fs.ErrNotExist)}
	case err != nil:
		return ui.Intent{Err: err}
	}
	if text, ok := submission.PlainText(p.file.Path, data); ok {
		return ui.Show(p.reading(text))
	}
	return ui.Show(p.offer(data))
}

// lost says what to do about a file that can no longer be had.
func (p piece) lost(why error) error {
	return fmt.Errorf("what was kept of %s cannot be shown: %w; open the school’s papers again, and it is kept anew", p.file.Path, why)
}
