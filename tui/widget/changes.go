package widget

import (
	"strings"

	"halfday/store"
	"halfday/tui/theme"
	"halfday/visit"
	"halfday/visit/submission"
)

// NewChanges is a page with what is different in the papers that a visit loaded
// last, item by item.
func NewChanges(t *theme.Theme, record *store.Record) *Reading {
	return NewReading(t, "What changed in the school’s papers", func(w int) []string {
		p, v := NewPage(t, w), record.Visit()
		changes := v.Changes()
		if len(changes) == 0 {
			p.Text(t.Good, "✓ Nothing has changed: the papers say what they said before.")
			return p.Lines()
		}
		p.Text(t.Muted, "Your notes, judgements and decisions stay. − stands before what is gone, + before what is new.")
		at := "none yet"
		for _, d := range changes {
			if d.Item != at {
				at = d.Item
				p.Head(place(v, at))
			}
			difference(p, t, d)
		}
		return p.Lines()
	})
}

// place names where something changed.
func place(v *visit.Visit, item string) string {
	if item == "" {
		return "The school and its application"
	}
	if n := v.Framework.Find(item); n != nil {
		return n.ID + " " + n.Name
	}
	return item + " (not in the framework)"
}

// difference shows one change: of prose the words, of all else both values.
func difference(p *Page, t *theme.Theme, d submission.Difference) {
	switch {
	case d.Field == submission.ReviewField && d.Old == "":
		p.Indent(t.Good.Render("+ "), t.Text, "A review that was not there before")
	case d.Field == submission.ReviewField:
		p.Indent(t.Bad.Render("− "), t.Text, "The review is gone")
	case d.Prose() && d.Old != "" && d.New != "":
		p.Text(t.Muted, d.Name())
		words(p, t, d)
	default:
		p.Text(t.Muted, d.Name())
		if d.Old != "" {
			p.Indent(t.Bad.Render("− "), t.Text, d.Old)
		}
		if d.New != "" {
			p.Indent(t.Good.Render("+ "), t.Text, d.New)
		}
	}
}

// shownAround is how many words of what stayed the same are shown round a change.
const shownAround = 12

// words shows what was taken out of a text and what was put in, with a few words
// round it.
func words(p *Page, t *theme.Theme, d submission.Difference) {
	pieces := submission.Words(d.Old, d.New)
	for i, piece := range pieces {
		text := strings.Join(strings.Fields(piece.Text), " ")
		switch {
		case text == "":
		case piece.Kind == submission.Removed:
			p.Indent(t.Bad.Render("− "), t.Text, text)
		case piece.Kind == submission.Added:
			p.Indent(t.Good.Render("+ "), t.Text, text)
		default:
			p.Indent("  ", t.Muted, around(text, i > 0, i < len(pieces)-1))
		}
	}
}

// around is the end and the beginning of a text that stayed the same, as far as
// it stands next to a change.
func around(text string, before, after bool) string {
	words := strings.Fields(text)
	most := shownAround
	if before && after {
		most *= 2
	}
	if len(words) <= most {
		return text
	}
	head, tail := "", ""
	if before {
		head = strings.Join(words[:shownAround], " ") + " "
	}
	if after {
		tail = " " + strings.Join(words[len(words)-shownAround:], " ")
	}
	return head + "…" + tail
}
