package widget

import (
	"fmt"
	"time"

	"halfday/store"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/framework"
)

// Levels is one line: an item's claimed level, its threshold and the
// assessor's own level, each in words, with a sign where it is at the threshold.
func Levels(t *theme.Theme, v *visit.Visit, n *framework.Node) string {
	return levels(t, v, n, t.Good, " ✓")
}

// LevelsUnderConcern is the same without a sign of approval: where the claim is
// in question it would read as if all were well.
func LevelsUnderConcern(t *theme.Theme, v *visit.Visit, n *framework.Node) string {
	return levels(t, v, n, t.Text, "")
}

func levels(t *theme.Theme, v *visit.Visit, n *framework.Node, good theme.Style, sign string) string {
	level := func(name string, l framework.Level) string {
		switch {
		case l == 0:
			return t.Muted.Render(name + " none")
		case n.Threshold() == 0:
			return t.Text.Render(fmt.Sprintf("%s %s", name, l))
		case l.AtThreshold(n.Threshold()):
			return good.Render(fmt.Sprintf("%s %s%s", name, l, sign))
		}
		return t.Bad.Render(fmt.Sprintf("%s %s, below threshold", name, l))
	}
	threshold := " · threshold not known"
	if n.Threshold() != 0 {
		threshold = " · threshold " + n.Threshold().String()
	}
	line := level("claimed", v.Claimed(n.ID)) + t.Muted.Render(threshold)
	if j, ok := v.Judgements[n.ID]; ok {
		line += t.Muted.Render(" · ") + level("yours", j.Level)
	}
	return line
}

// Statements are the framework's statements for an item, best level first; the
// claimed level and the threshold are named.
func Statements(p *Page, t *theme.Theme, v *visit.Visit, n *framework.Node) {
	for l := v.Framework.Levels.Best; l <= v.Framework.Levels.Worst; l++ {
		text, ok := n.Statements[l]
		if !ok {
			continue
		}
		style, tag := t.Muted, ""
		if l == n.Threshold() {
			style, tag = t.Text, " (threshold)"
		}
		if l == v.Claimed(n.ID) {
			style, tag = t.Text, tag+" (claimed)"
		}
		p.Indent(t.Accent.Render(fmt.Sprintf("%s ", l)), style, text+tag)
	}
}

// NoteLines are a note's lines: its sign, words, who said it and when.
func NoteLines(p *Page, t *theme.Theme, n visit.Note, loc *time.Location) {
	p.Indent(NoteSign(t, n.Sense), t.Text, n.Text)
	p.Indent("   ", t.Muted, NoteTail(n, loc))
}

// NoteSign is the sign of a note's sense, in its colour, three columns wide.
func NoteSign(t *theme.Theme, s visit.Sense) string {
	switch s {
	case visit.Supports:
		return t.Good.Render(" + ")
	case visit.Against:
		return t.Bad.Render(" − ")
	case visit.FollowUp:
		return t.Warn.Render(" ? ")
	case visit.Words:
		return t.Accent.Render(" “ ")
	}
	return t.Muted.Render(" · ")
}

// NoteTail says when a note was taken, who spoke and what it is about.
func NoteTail(n visit.Note, loc *time.Location) string {
	tail := n.At.In(loc).Format("15:04")
	if n.Speaker != "" {
		tail += " · " + n.Speaker.Name()
	}
	for _, id := range n.Items {
		tail += " · " + id
	}
	if len(n.Was) > 0 {
		tail += " · amended"
	}
	return tail
}

// NewConcern asks for a concern of the assessor's own about a node. added gets the
// id of the new concern; it may be nil.
func NewConcern(env *ui.Env, record *store.Record, item string, added func(id string)) *Prompt {
	about := "the application"
	if n := record.Visit().Framework.Find(item); n != nil {
		about = n.ID + " " + n.Name
	}
	field := "concern.add/" + item
	return NewPrompt(env.Theme, "A concern of your own", "About "+about+". What troubles you, in a sentence? Your words stand in the report, never in the letter to the school.",
		NewField(record, field, ""), func(text string) ui.Intent {
			err := record.Commit(field, visit.ConcernAdded{Item: item, Text: text})
			if all := record.Visit().Concerns(); err == nil && added != nil {
				added(all[len(all)-1].ID) // those of the assessor's own stand last
			}
			return ui.Done(err, "Concern added. At Concerns, e amends it.")
		})
}
