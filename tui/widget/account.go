package widget

import (
	"halfday/report"
	"halfday/store"
	"halfday/tui/papers"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit/submission"
)

// NewAccount is a page with what was read of a visit's papers, what was set right
// by hand, what could not be read, and what is missing.
func NewAccount(t *theme.Theme, record *store.Record) *Reading {
	return NewReading(t, "What was read of the school’s papers", func(w int) []string {
		v := record.Visit()
		a := v.Papers().Account(v.Framework)
		p := NewPage(t, w)
		for _, s := range a.Read {
			p.Bullet(t.Text, s)
		}
		part(p, t.Text, "What the columns were taken for", lines(a.Columns, report.ColumnLine))
		part(p, t.Muted, "Passed over, as it holds no review", a.Passed)
		part(p, t.Good, "Put right by hand", lines(v.Corrections(), func(c submission.Correction) string {
			return submission.FieldName(c.Field) + ": " + said(c.Value) + "; the papers say " + said(c.Was)
		}))
		part(p, t.Warn, "Could not be read as it stands", lines(a.Problems, submission.Problem.String))
		missing := v.Submission.Account(v.Framework).Missing
		part(p, t.Warn, "Missing", missing)
		if len(missing)+len(a.Problems) == 0 {
			p.Gap()
			p.Text(t.Good, "✓ Everything was read, and nothing is missing.")
		} else {
			p.Gap()
			p.Text(t.Muted, "At the Submission stage, o puts right or fills in what you know. What the papers say is kept.")
		}
		return p.Lines()
	})
}

// NewArrival is the page to read when papers have just come in: what was read of
// those of a new visit, what changed in those sent again; nil where the visit has
// them already.
func NewArrival(t *theme.Theme, b papers.Begun) ui.Screen {
	switch b.Entry {
	case store.Begun:
		return NewAccount(t, b.Record)
	case store.Renewed:
		return NewChanges(t, b.Record)
	}
	return nil
}

// said is what stands in a field, or that nothing does.
func said(text string) string {
	if text == "" {
		return "nothing"
	}
	return "“" + text + "”"
}

func part(p *Page, s theme.Style, head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	p.Head(head)
	for _, l := range lines {
		p.Bullet(s, l)
	}
}

func lines[T any](all []T, line func(T) string) []string {
	var said []string
	for _, one := range all {
		said = append(said, line(one))
	}
	return said
}
