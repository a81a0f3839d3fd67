// Package report is the sixth stage: the report for the awarding body, section
// by section.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/report"
	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/markdown"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// Screen is the list of sections with the one under the cursor beside it, or
// the section being written.
type Screen struct {
	env    *ui.Env
	record *store.Record
	panes  widget.Panes
	// writing is the field of the section being written, nil while none is.
	writing *widget.Field
	section visit.SectionID
}

// New shows a visit's report. A section that was being written is opened again.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{env: env, record: record, panes: widget.Panes{ListOnly: true}}
	s.fill()
	for _, id := range s.sections() {
		if d, err := record.Draft(draft(id)); err == nil && d.Text != "" {
			s.panes.List.Goto(id.String())
			s.write(id, "")
			break
		}
	}
	return s
}

// sections are all sections in the report's order.
func (s *Screen) sections() []visit.SectionID {
	var ids []visit.SectionID
	for _, e := range s.record.Visit().Framework.Elements {
		for _, p := range visit.Parts() {
			ids = append(ids, visit.SectionID{Element: e.ID, Part: p})
		}
	}
	return ids
}

func draft(id visit.SectionID) string { return "section/" + id.String() }

func (s *Screen) here() visit.SectionID {
	for _, id := range s.sections() {
		if id.String() == s.panes.List.ID() {
			return id
		}
	}
	return visit.SectionID{}
}

// Find stands at a section, unless another is being written.
func (s *Screen) Find(section string) {
	if s.writing == nil {
		s.panes.List.Goto(section)
	}
}

// At is the section under the cursor.
func (s *Screen) At() string { return s.panes.List.ID() }

// Scope is that of the sections or of the one being written.
func (s *Screen) Scope() action.Scope {
	if s.writing != nil {
		return action.ReportEdit
	}
	return action.Report
}

// Writing is so while a section is written.
func (s *Screen) Writing() bool { return s.writing != nil }

// Typing is so while a section is written.
func (s *Screen) Typing() bool { return s.writing != nil }

// Keep puts what is being written on disk.
func (s *Screen) Keep() error {
	if s.writing == nil {
		return nil
	}
	return s.writing.Keep()
}

// Update types or moves.
func (s *Screen) Update(msg tea.Msg) ui.Intent {
	if s.writing != nil {
		return s.writing.Type(msg)
	}
	s.panes.Update(msg)
	return ui.Intent{}
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	if id != action.ReportDraft {
		return ""
	}
	return report.WhyNoDraft(s.record.Visit(), s.here())
}

// Do carries out an action.
func (s *Screen) Do(id action.ID) ui.Intent {
	v, at := s.record.Visit(), s.here()
	switch id {
	case action.ReportWrite:
		s.write(at, v.Sections[at])
	case action.ReportDone:
		return s.done()
	case action.ReportDraft:
		return ui.Done(s.record.Do(visit.SectionWritten{SectionID: at, Text: report.AddDraft(v, at)}),
			"Drafted from the notes: now make it yours. Ctrl+Z takes it back.")
	case action.ReportOpen:
		return ui.Show(widget.NewReading(s.env.Theme, "Still open", s.open))
	case action.ReportPreview:
		text, err := s.text()
		if err != nil {
			return ui.Intent{Err: err}
		}
		return ui.Show(widget.NewReading(s.env.Theme, "The report as it will look", func(w int) []string {
			return markdown.Lines(text, w, s.env.Theme)
		}))
	case action.ReportSave:
		return s.save()
	}
	return ui.Intent{}
}

// write opens a section in a field.
func (s *Screen) write(id visit.SectionID, text string) {
	s.section, s.writing = id, widget.NewField(s.record, draft(id), text)
	s.writing.Hint("Write here.")
}

// done puts the section in the log and closes the field.
func (s *Screen) done() ui.Intent {
	text := strings.TrimSpace(s.writing.Text())
	var changes []visit.Change
	if text != s.record.Visit().Sections[s.section] {
		changes = append(changes, visit.SectionWritten{SectionID: s.section, Text: text})
	}
	if err := s.record.Commit(draft(s.section), changes...); err != nil {
		return ui.Intent{Err: err}
	}
	s.writing = nil
	return ui.Intent{Say: "Saved " + s.record.LastSaved().In(s.env.Now().Location()).Format("15:04:05")}
}

func (s *Screen) text() (string, error) {
	return report.Markdown(s.env.Template("report"), s.record.Visit(), report.Options{Now: s.env.Now()})
}

// save writes the report to a file of its own and notes its checksum. Where it
// may tell of people it asks first.
func (s *Screen) save() ui.Intent {
	if found := s.record.Visit().Private(); len(found) > 0 {
		return ui.Show(s.askFirst(found))
	}
	text, err := s.text()
	if err != nil {
		return ui.Intent{Err: err}
	}
	path, err := s.env.Save(report.FileName("report", s.record.Visit()), []byte(text))
	if err != nil {
		return ui.Intent{Err: err}
	}
	sum := sha256.Sum256([]byte(text))
	if err := s.record.Do(visit.ReportSaved{File: filepath.Base(path), SHA256: hex.EncodeToString(sum[:])}); err != nil {
		return ui.Intent{Err: err}
	}
	return ui.Show(widget.NewReading(s.env.Theme, "The report is saved", func(w int) []string {
		p := widget.NewPage(s.env.Theme, w)
		p.Text(s.env.Theme.Good, path)
		p.Gap()
		p.Text(s.env.Theme.Text, "It is Markdown: any editor shows it, and many programs turn it into a Word document.")
		if len(report.Open(s.record.Visit())) > 0 {
			p.Head("It is a draft; still open:")
		}
		return append(p.Lines(), s.stillOpen(w)...)
	}))
}

// open lists what is still open before the report is finished.
func (s *Screen) open(w int) []string {
	if lines := s.stillOpen(w); len(lines) > 0 {
		return lines
	}
	return []string{s.env.Theme.Good.Render("✓ Nothing. The report can be saved and sent.")}
}

func (s *Screen) stillOpen(w int) []string {
	p := widget.NewPage(s.env.Theme, w)
	for _, o := range report.Open(s.record.Visit()) {
		p.Bullet(s.env.Theme.Text, o)
	}
	return p.Lines()
}

// View draws the sections, or the one being written.
func (s *Screen) View(size layout.Size) ui.Frame {
	t := s.env.Theme
	if s.writing == nil {
		s.fill()
		return ui.Frame{Text: s.panes.View(t, s.record.Visit(), size, 38, s.shown)}
	}
	w, beside := min(84, size.W-2), ""
	if size.W >= layout.Wide {
		w = min(84, size.W*6/10)
		room := layout.Size{W: size.W - w - 5, H: size.H}
		beside = layout.Fit(s.sources(room.W), room)
	}
	e := s.record.Visit().Framework.Find(s.section.Element)
	head := []string{t.Title.Render(e.ID + " " + e.Name + ": " + strings.ToLower(s.section.Part.Name()))}
	if size.H > 10 {
		head = append(head, t.Muted.Render(hint(s.section.Part)), "")
	}
	text, x, y := s.writing.View(t, layout.Size{W: w, H: max(1, size.H-len(head))})
	lines := append(head, strings.Split(text, "\n")...)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	block := layout.Fit(lines, size.Cols(min(size.W, w+2)))
	if beside != "" {
		block = layout.Beside(block, t.Rule.Render("│")+" ", beside)
	}
	return ui.Frame{Text: block, X: x + 1, Y: len(head) + y, Cursor: true}
}
