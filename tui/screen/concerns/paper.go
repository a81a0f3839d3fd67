package concerns

import (
	"halfday/report"
	"halfday/tui/markdown"
	"halfday/tui/ui"
	"halfday/tui/widget"
)

// paper is something written about the visit in Markdown, to be read and saved.
type paper struct {
	// name is for its file, title heads it and saved heads what is said then.
	name, title, saved string
	text               string
	// remarks are what to know before it is used, and use what it is for.
	remarks []string
	use     string
}

// letter shows the letter to the school before the visit.
func (s *Screen) letter() ui.Intent {
	v := s.Record.Visit()
	text, err := report.Letter(s.Env.Template("letter"), v, report.Options{Now: s.Env.Now()})
	return s.show(paper{
		name: "letter", title: "The letter to the school", saved: "The letter is saved",
		text: text, remarks: report.LetterRemarks(v),
		use: "It is Markdown: any editor shows it, and it reads well as plain text in a letter. Put your name under it before you send it.",
	}, err)
}

// questions shows what to ask on the visit, person by person.
func (s *Screen) questions() ui.Intent {
	text, err := report.Questions(s.Env.Template("questions"), s.Record.Visit())
	return s.show(paper{
		name: "questions", title: "What to ask on the visit", saved: "The questions are saved",
		text: text,
		use:  "It is Markdown, to be printed or read on the day. It says why each question is asked: it is for you, not for the school.",
	}, err)
}

// show shows a paper, from where it can be saved.
func (s *Screen) show(p paper, err error) ui.Intent {
	if err != nil {
		return ui.Intent{Err: err}
	}
	t := s.Env.Theme
	return ui.Show(widget.NewReading(t, p.title, func(w int) []string {
		page := widget.NewPage(t, w)
		for _, r := range p.remarks {
			page.Indent(t.Warn.Render("! "), t.Text, r)
		}
		page.Gap()
		return append(page.Lines(), markdown.Lines(p.text, w, t)...)
	}).Saves(func() ui.Intent { return s.save(p) }))
}

func (s *Screen) save(p paper) ui.Intent {
	path, err := s.Env.Save(report.FileName(p.name, s.Record.Visit()), []byte(p.text))
	if err != nil {
		return ui.Intent{Err: err}
	}
	t := s.Env.Theme
	return ui.Show(widget.NewReading(t, p.saved, func(w int) []string {
		page := widget.NewPage(t, w)
		page.Text(t.Good, path)
		page.Gap()
		page.Text(t.Text, p.use)
		return page.Lines()
	}))
}
