package home

import (
	"errors"
	"fmt"
	"strings"

	"halfday/store"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// sure is what is to be typed before a visit is destroyed: nobody types it by
// mistake.
const sure = "destroy"

// askPurge asks whether the visit under the cursor is to be destroyed. A store
// that a restore had set aside goes with it as a whole: where it holds more than
// that visit, the command asks about it by itself.
func (s *Screen) askPurge() ui.Intent {
	if s.env.Store.Look() {
		return ui.Intent{Hint: "This is a look only: nothing is destroyed. Start halfday without --read-only."}
	}
	asides, err := s.env.Store.Asides()
	if err != nil {
		return ui.Intent{Err: err}
	}
	for _, a := range asides {
		if a.HoldsMore(s.list.ID()) {
			return ui.Intent{Hint: "A store set aside by a restore would go too, and may hold more. Close halfday and run: halfday purge."}
		}
	}
	field := widget.NewField(nil, "", "")
	field.Hint("type " + sure + " to go on")
	for _, v := range s.visits {
		if v.ID == s.list.ID() {
			return ui.Show(widget.NewPrompt(s.env.Theme, "Destroy this visit for ever?",
				"All of "+v.School+": submission, notes, judgements, report, evidence, and every copy of them in the store's "+
					"journal and snapshots. Nothing brings it back. Files you saved yourself and backups stay; they are yours to "+
					"destroy. To go on, type the word "+sure+".",
				field, func(text string) ui.Intent { return s.purge(v, text) }).Grave())
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
	return widget.NewWait(s.env.Theme, "Destroying the visit",
		"A copy of the store that is being made is finished first.", func() func() ui.Intent {
			path, err := s.destroy(st, v.ID)
			return func() ui.Intent {
				s.read()
				if err := errors.Join(err, s.fault()); err != nil {
					return ui.Intent{Err: err}
				}
				return s.destroyed(path)
			}
		})
}

// destroy destroys a visit, and returns where its certificate is saved.
func (s *Screen) destroy(st *store.Store, id string) (path string, err error) {
	cert, err := st.Purge(id)
	if err != nil {
		return "", err
	}
	if path, err = s.certify(cert); err != nil {
		return "", fmt.Errorf("the visit is destroyed, but its certificate is not saved: %w", err)
	}
	return path, nil
}

// destroyed says that it is done and where the certificate is, until that is
// read.
func (s *Screen) destroyed(path string) ui.Intent {
	return ui.Show(widget.NewReading(s.env.Theme, "The visit is destroyed", func(w int) []string {
		p := widget.NewPage(s.env.Theme, w)
		p.Text(s.env.Theme.Text, "Nothing of it is left in the store. The certificate says so, without naming the school:")
		p.Gap()
		p.Text(s.env.Theme.Good, path)
		return p.Lines()
	}))
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
