package evidence

import (
	"path"
	"strings"

	"halfday/tui/markdown"
	"halfday/tui/outside"
	"halfday/tui/ui"
	"halfday/tui/widget"
)

// reading is the page of a text.
func (p piece) reading(text string) ui.Screen {
	t := p.env.Theme
	return widget.NewReading(t, short(p.title), func(w int) []string {
		lines := append(t.Muted.Wrap(p.about(), w), "")
		switch {
		case strings.TrimSpace(text) == "":
			return append(lines, t.Muted.Wrap("There is nothing in the file.", w)...)
		case strings.EqualFold(path.Ext(p.file.Path), ".md"):
			return append(lines, markdown.Lines(text, w, t)...)
		}
		return append(lines, t.Text.Wrap(text, w)...)
	})
}

// offer is what can be done with a file that is not shown here.
func (p piece) offer(data []byte) ui.Screen {
	kind := outside.KindOf(p.file.Path, data)
	text := p.file.Path + " · " + kind.Name + " · " + size(p.file.Size) + "\n"
	why := kind.Why
	switch {
	case why != "":
		text += why
	case p.env.Outside == nil:
		why = "No other programs are started here."
	default:
		text += "It is not shown here. To open it, a copy that only you can read is made; it is there while halfday is open."
	}
	return widget.NewPick(p.env.Theme, short(p.title), text, []widget.Choice{
		{
			Title: "Open it with this machine’s program", Note: "a copy, while halfday is open", Why: why,
			Do: func() ui.Intent { return p.outside(data) },
		},
		{
			Title: "Save a copy", Note: "for you to keep",
			Do: func() ui.Intent { return p.save(data) },
		},
	})
}

// outside opens the file with another program, beside this one: it may take a
// moment until that says whether it can.
func (p piece) outside(data []byte) ui.Intent {
	return widget.NewWait(p.env.Theme, "Opening the file", "This machine’s program is asked to show it.", func() func() ui.Intent {
		err := p.env.Outside.Open(p.file.Path, data)
		return func() ui.Intent {
			return ui.Done(err, "Opened. The copy goes when halfday closes; what you change in it is not kept.")
		}
	})
}

// save writes a copy for the user, and says where it is.
func (p piece) save(data []byte) ui.Intent {
	saved, err := p.env.Save(fileName(p.file.Path), data)
	if err != nil {
		return ui.Intent{Err: err}
	}
	t := p.env.Theme
	return ui.Show(widget.NewReading(t, "The copy is saved", func(w int) []string {
		page := widget.NewPage(t, w)
		page.Text(t.Good, saved)
		page.Gap()
		page.Text(t.Text, "It is not encrypted, and destroying the visit does not destroy it: that is up to you.")
		return page.Lines()
	}))
}
