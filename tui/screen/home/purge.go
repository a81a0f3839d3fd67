package home

import (
	"fmt"

	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// askPurge asks whether the visit under the cursor is to be destroyed.
func (s *Screen) askPurge() ui.Intent {
	for _, v := range s.visits {
		if v.ID == s.list.ID() {
			return ui.Show(widget.NewPick(s.env.Theme, "Destroy this visit?",
				"All of "+v.School+": notes, judgements, report, evidence, and every copy in the store. Nothing brings it back. "+
					"Files you saved yourself and backups stay.",
				[]widget.Choice{
					{Title: "Keep it", Do: func() ui.Intent { return ui.Intent{Close: true} }},
					{Title: "Destroy it for ever", Do: func() ui.Intent { return s.purge(v) }},
				}))
		}
	}
	return ui.Intent{}
}

// purge destroys a visit and saves the certificate.
func (s *Screen) purge(v visit.Summary) ui.Intent {
	cert, err := s.env.Store.Purge(v.ID)
	if err != nil {
		return ui.Intent{Err: err, Close: true}
	}
	s.visits, s.err = s.env.Store.Visits()
	s.fill()
	text, err := cert.Markdown(s.env.Template("certificate"))
	if err != nil {
		return ui.Intent{Err: err, Close: true}
	}
	path, err := s.env.Save(fmt.Sprintf("destroyed-%s.md", v.ID), []byte(text))
	in := ui.Done(err, "Destroyed. The certificate is in "+path)
	in.Close = true
	return in
}
