package tui_test

import (
	"os"
	"path/filepath"
	"testing"

	"halfday/store"
	"halfday/tui/tuitest"
	"halfday/visit"
	"halfday/visit/framework"
)

// account is what a person can enter in a visit, for comparing.
type account struct {
	Date     string
	Concerns map[string]string // by item and rule: status, words and notes
	Focus    []string
	Agenda   []visit.AgendaItem
	Notes    []visit.NoteText
	Was      []visit.NoteText // earlier wordings
	Levels   map[string]framework.Level
	Reasons  map[string]string
	Outcome  visit.Outcome
	Because  string
	Sections map[visit.SectionID]string
}

// spoken are the notes of the journey, as typed and as they are to be
// understood. A lone @role says who speaks from there on.
func spoken() []struct {
	line string
	note visit.NoteText
} {
	return []struct {
		line string
		note visit.NoteText
	}{
		{"+ Year 5 log in from home and show their e-portfolios #3b @pupils", visit.NoteText{
			Text: "Year 5 log in from home and show their e-portfolios", Sense: visit.Supports, Speaker: "pupil", Items: []string{"3b"},
		}},
		{"- nobody has looked at the wiring since the extension #6a @technician", visit.NoteText{
			Text: "nobody has looked at the wiring since the extension", Sense: visit.Against, Speaker: "network-manager", Items: []string{"6a"},
		}},
		{"? who keeps the list of licences #6b", visit.NoteText{
			Text: "who keeps the list of licences", Sense: visit.FollowUp, Items: []string{"6b"},
		}},
		{`" it belongs to the children now" #1a1 @teacher`, visit.NoteText{
			Text: "it belongs to the children now", Sense: visit.Words, Speaker: "teacher", Items: []string{"1a1"},
		}},
		{"@governor", visit.NoteText{}},
		{"+ we read the vision aloud each June #1a2", visit.NoteText{
			Text: "we read the vision aloud each June", Sense: visit.Supports, Speaker: "governor", Items: []string{"1a2"},
		}},
		{"the budget is looked at twice a term #1b3", visit.NoteText{
			Text: "the budget is looked at twice a term", Speaker: "governor", Items: []string{"1b3"},
		}},
		{"- we have never seen the assessment records #4a @slt", visit.NoteText{
			Text: "we have never seen the assessment records", Sense: visit.Against, Speaker: "leadership", Items: []string{"4a"},
		}},
		{"+ a planning grid hangs in every classroom #2a @ta #2b", visit.NoteText{
			Text: "a planning grid hangs in every classroom", Sense: visit.Supports, Speaker: "ta", Items: []string{"2a", "2b"},
		}},
		{"the rota for the laptops was talked about", visit.NoteText{
			Text: "the rota for the laptops was talked about", Speaker: "governor",
		}},
		{"+ new staff are paired with a colleague #5b", visit.NoteText{
			Text: "new staff are paired with a colleague", Sense: visit.Supports, Speaker: "governor", Items: []string{"5b"},
		}},
	}
}

// entered is what was entered on the journey, which began with a fresh visit.
func entered(fresh *visit.Visit) account {
	a := account{
		Date: "14 March 2011", Focus: []string{"1", "4"}, Agenda: later(longer(fresh.Agenda)),
		Concerns: told(fresh).Concerns,
		Levels:   map[string]framework.Level{}, Reasons: map[string]string{below: reason},
		Outcome: visit.NotMet, Because: because,
		Sections: map[visit.SectionID]string{
			{Element: "1", Part: visit.Commentary}: written,
			{Element: "3", Part: visit.Strengths}:  "- Year 5 log in from home and show their e-portfolios.",
		},
	}
	found := fresh.Concerns()
	a.Concerns[concernName(found[accepted])] = "accepted "
	a.Concerns[concernName(found[settled])] = "settled  by " + spoken()[settledBy+1].note.Text // one line is no note
	a.Concerns[concernName(found[next])] = "asked "
	a.Concerns[concernName(found[dismissed])] = "dismissed " + dismissal
	a.Concerns[found[next].Item+" own: "+worry] = " "
	for _, n := range fresh.Framework.Items() {
		a.Levels[n.ID] = levelOf(n.ID)
	}
	taken := 0
	for _, s := range spoken() {
		if s.note.Text == "" {
			continue
		}
		if taken == amended {
			a.Was = append(a.Was, s.note)
			s.note.Text += " by Mr Bassi"
		}
		if taken != deleted {
			a.Notes = append(a.Notes, s.note)
		}
		taken++
	}
	return a
}

// told is what a visit's log tells of what was entered.
func told(v *visit.Visit) account {
	a := account{
		Date: v.Date.String(), Focus: v.Focus, Agenda: v.Agenda, Concerns: map[string]string{},
		Levels: map[string]framework.Level{}, Reasons: map[string]string{},
		Outcome: v.Recommended.Outcome, Because: v.Recommended.Reason, Sections: v.Sections,
	}
	for _, c := range v.Concerns() {
		words := string(c.Status) + " " + c.Reason
		for _, n := range v.SettlingNotes(c) {
			words += " by " + n.Text
		}
		a.Concerns[concernName(c)] = words
	}
	for _, n := range v.Notes {
		a.Notes = append(a.Notes, n.NoteText)
		a.Was = append(a.Was, n.Was...)
	}
	for item, j := range v.Judgements {
		a.Levels[item] = j.Level
		if j.Reason != "" {
			a.Reasons[item] = j.Reason
		}
	}
	return a
}

// concernName tells a concern from the others.
func concernName(c visit.Concern) string {
	if c.Own {
		return c.Item + " " + c.Rule + ": " + c.Why
	}
	return c.Item + " " + c.Rule
}

// sampleVisit is a visit on the sample school as it begins.
func sampleVisit(t *testing.T) *visit.Visit {
	t.Helper()
	return tuitest.Sample(t, tuitest.Env(t)).Visit()
}

// onlyVisit is the one visit of a store.
func onlyVisit(t *testing.T, s *store.Store) *visit.Visit {
	t.Helper()
	all, err := s.Visits()
	if err != nil || len(all) != 1 {
		t.Fatalf("not one visit but %d: %v", len(all), err)
	}
	r, err := s.Visit(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return r.Visit()
}

// savedFile is the text of the only file of a kind saved in a folder.
func savedFile(t *testing.T, dir, kind string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "ict-mark-"+kind+"-*.md"))
	if err != nil || len(files) != 1 {
		t.Fatalf("not one %s was saved but %q: %v", kind, files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
