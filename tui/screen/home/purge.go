package home

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// sure is what is to be typed before a visit is destroyed: nobody types it by
// mistake.
const sure = "destroy"

// askPurge asks whether the visit under the cursor is to be destroyed.
func (s *Screen) askPurge() ui.Intent {
	for _, v := range s.visits {
		if v.ID == s.list.ID() {
			return ui.Show(widget.NewPrompt(s.env.Theme, "Destroy this visit for ever?",
				"All of "+v.School+": submission, notes, judgements, report, evidence, and every copy of them in the store's "+
					"journal and snapshots. Nothing brings it back. Files you saved yourself and backups stay; they are yours to "+
					"destroy. To go on, type the word "+sure+".",
				widget.NewField(nil, "", ""), func(text string) ui.Intent { return s.purge(v, text) }))
		}
	}
	return ui.Intent{}
}

// purge destroys a visit and saves the certificate, beside the program.
func (s *Screen) purge(v visit.Summary, typed string) ui.Intent {
	if !strings.EqualFold(typed, sure) {
		return ui.Intent{Hint: "Type the word " + sure + ", or press Esc to keep the visit."}
	}
	st := s.env.Store
	return ui.Intent{Say: "Destroying…", Cmd: func() tea.Msg {
		cert, err := st.Purge(v.ID)
		if err != nil {
			return ui.Intent{Err: err}
		}
		path, err := s.certify(cert)
		if err != nil {
			return ui.Intent{Err: fmt.Errorf("the visit is destroyed, but its certificate is not saved: %w", err)}
		}
		return ui.Intent{Say: "Destroyed. The certificate is in " + path}
	}}
}

// certify saves the certificate, under a name that does not say which school it
// was.
func (s *Screen) certify(c store.Certificate) (path string, err error) {
	text, err := c.Markdown(s.env.Template("certificate"))
	if err != nil {
		return "", err
	}
	return s.env.Save("destroyed-"+c.Visit+".md", []byte(text))
}
