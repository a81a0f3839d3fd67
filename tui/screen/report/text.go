package report

import (
	"strings"

	"halfday/report"
	"halfday/tui/widget"
	"halfday/visit"
)

// hint is what the scheme asks of a part.
func hint(p visit.Part) string {
	switch p {
	case visit.Strengths:
		return "One a line, each beginning with \"- \"; three or more, talked about on the visit."
	case visit.Areas:
		return "One a line, each beginning with \"- \": what and why, guarded about how."
	}
	return "Short paragraphs with a blank line between them; no bullets."
}

// fill lists the sections under their elements, each with how much is there.
func (s *Screen) fill() {
	t, v := s.env.Theme, s.record.Visit()
	var rows []widget.Row
	for _, e := range v.Framework.Elements {
		if len(rows) > 0 {
			rows = append(rows, widget.Row{Lines: []string{""}})
		}
		rows = append(rows, widget.Row{Lines: []string{t.Strong.Render(e.ID + " " + e.Name)}})
		for _, p := range visit.Parts() {
			id := visit.SectionID{Element: e.ID, Part: p}
			mark := t.Muted.Render("· ")
			if v.Sections[id] != "" {
				mark = t.Good.Render("✓ ")
			}
			rows = append(rows, widget.Row{ID: id.String(), Lines: []string{mark + t.Text.Render(p.Name())}})
		}
	}
	s.panes.List.Set(rows)
}

// shown is the section under the cursor and the notes it can be drawn from.
func (s *Screen) shown(w int) []string {
	t, v, id := s.env.Theme, s.record.Visit(), s.here()
	p := widget.NewPage(t, w)
	e := v.Framework.Find(id.Element)
	if e == nil {
		return nil
	}
	p.Title(e.Name + ": " + strings.ToLower(id.Part.Name()))
	p.Gap()
	if text := v.Sections[id]; text != "" {
		p.Text(t.Text, text)
	} else {
		p.Text(t.Muted, "Nothing written yet. Enter begins; d puts the notes in as a draft.")
	}
	if made := report.DraftSection(v, id); made != "" && v.Sections[id] == "" {
		p.Head("From the notes")
		p.Text(t.Muted, made)
	}
	p.Gap()
	return append(p.Lines(), s.sources(w)...)
}

// sources are the notes on the section's element.
func (s *Screen) sources(w int) []string {
	t, v := s.env.Theme, s.record.Visit()
	p := widget.NewPage(t, w)
	e := v.Framework.Find(s.here().Element)
	if e == nil {
		return nil
	}
	notes := v.NotesOn(e)
	if len(notes) == 0 {
		p.Text(t.Muted, "No note bears on this element yet.")
		return p.Lines()
	}
	p.Text(t.Strong, "Notes on this element")
	for _, n := range notes {
		widget.NoteLines(p, t, n, s.env.Now().Location())
	}
	return p.Lines()
}
