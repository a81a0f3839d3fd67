package visit

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"halfday/templates"
	"halfday/visit/privacy"
	"halfday/visit/submission"
)

// PrivateFinding is a personal detail in what the assessor wrote, and where it
// stands.
type PrivateFinding struct {
	privacy.Finding
	Place
}

// Place is where a text of the assessor's stands.
type Place struct {
	Stage Stage
	// ID names the text at its stage: a note, a concern, an item judged, a
	// section. It is empty for the recommendation and a rule silenced.
	ID string
	// Name is the place in a few words that give nothing of the text away.
	Name string
}

// Private lists the personal details in the assessor's notes, concerns, questions
// to the school, reasons and report sections that the assessor has not said may stand.
func (v *Visit) Private() []PrivateFinding {
	var all []PrivateFinding
	look := func(stage Stage, id, name, text string) {
		for _, f := range v.private(text, false) {
			all = append(all, PrivateFinding{f, Place{stage, id, name}})
		}
	}
	for _, n := range v.Notes {
		for _, f := range v.PrivateIn(n.NoteText) {
			all = append(all, PrivateFinding{f, Place{StageNotes, n.ID, noteName(n)}})
		}
	}
	for _, c := range v.Concerns() {
		at := c.Item
		if v.Framework.Find(at) == nil {
			at = "the application"
		}
		if c.Own {
			look(StageConcerns, c.ID, "your concern at "+at, c.Why)
		}
		if c.Reworded() {
			look(StageConcerns, c.ID, "your question to the school at "+at, c.SchoolQuestion())
		}
		look(StageConcerns, c.ID, "your reason about the concern at "+at, c.Reason)
	}
	for _, s := range v.silenced {
		look(StageConcerns, "", "your reason for silencing a rule", s.Reason)
	}
	for _, n := range v.Framework.Items() {
		look(StageJudgement, n.ID, "your reason for the level of "+n.ID, v.Judgements[n.ID].Reason)
	}
	look(StageJudgement, "", "your reasons for the recommendation", v.Recommended.Reason)
	for _, e := range v.Framework.Elements {
		for _, p := range Parts() {
			id := SectionID{e.ID, p}
			look(StageReport, id.String(), strings.ToLower(p.Name())+" of element "+e.ID, v.Sections[id])
		}
	}
	return all
}

// noteName is a note by what it is about.
func noteName(n Note) string {
	if len(n.Items) == 0 {
		return "a note"
	}
	return "a note on " + strings.Join(n.Items, ", ")
}

// PrivateIn lists the personal details in a note that the assessor has not said
// may stand. A note is looked through once.
func (v *Visit) PrivateIn(n NoteText) []privacy.Finding {
	return v.private(n.Text, n.Speaker == "pupil")
}

// AllowPrivate is the change that lets findings stand.
func AllowPrivate(found []PrivateFinding) PrivacyAllowed {
	var c PrivacyAllowed
	seen := map[string]bool{}
	for _, f := range found {
		if !seen[alike(f.Text)] {
			seen[alike(f.Text)] = true
			c.Texts = append(c.Texts, f.Text)
		}
	}
	return c
}

func (v *Visit) private(text string, pupils bool) []privacy.Finding {
	var open []privacy.Finding
	for _, f := range v.watch.find(v, text, pupils) {
		if !v.allowed[alike(f.Text)] {
			open = append(open, f)
		}
	}
	return open
}

// alike writes words so that those allowed once are known again.
func alike(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// watch looks for personal details on a visit, with what the school's papers
// say of people known in public. It remembers what it found in each text, so
// that asking again costs next to nothing; another set of papers has another.
type watch struct {
	mu     sync.Mutex
	finder *privacy.Finder
	seen   map[heard][]privacy.Finding
}

// heard is a text and whether it is what pupils said.
type heard struct {
	text   string
	pupils bool
}

func (w *watch) find(v *Visit, text string, pupils bool) []privacy.Finding {
	if text == "" {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.finder == nil {
		w.finder, w.seen = newFinder(v.Submission, v.Opened.Year()), map[heard][]privacy.Finding{}
	}
	found, ok := w.seen[heard{text, pupils}]
	if !ok {
		finder := w.finder
		if pupils {
			finder = finder.Heard()
		}
		found = finder.Find(text)
		w.seen[heard{text, pupils}] = found
	}
	return found
}

// newFinder knows the people and bodies that a school's papers name: its staff
// and governors, the authority, who helped, who is to come.
func newFinder(s *submission.Submission, opened int) *privacy.Finder {
	known := privacy.Known{Year: cmp.Or(s.Application.Submitted.Year, opened)}
	reader := privacy.New(lexicon(), privacy.Known{})
	named := func(texts ...string) {
		for _, text := range texts {
			known.Names = append(known.Names, reader.People(text)...)
		}
	}
	public := []string{s.School.Name, s.School.LocalAuthority, s.School.Headteacher, s.School.ICTLead, s.Application.Assessor}
	for _, h := range s.Application.SupportedBy {
		public = append(public, h.Name, h.Organisation)
	}
	known.Names = append(known.Names, public...)
	named(public...) // a name may have a post behind it
	for _, e := range s.Documents {
		named(e.Title)
	}
	for _, r := range s.Reviews {
		named(r.Commentary, r.Actions)
		for _, e := range r.Evidence {
			named(e.Title)
		}
	}
	return privacy.New(lexicon(), known)
}

// lexicon is what ships, read when it is first needed.
var lexicon = sync.OnceValue(func() *privacy.Lexicon {
	l, err := privacy.ParseLexicon(templates.Names())
	if err != nil {
		panic(fmt.Errorf("the shipped names: %w", err)) // it is embedded, and read in the tests
	}
	return l
})
