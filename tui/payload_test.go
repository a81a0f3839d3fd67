package tui_test

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"halfday/agenda"
	"halfday/store"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// payload is text that would act on a terminal, hide or deceive.
type payload struct{ name, text string }

func payloads() []payload {
	return []payload{
		{"C0 and DEL", "a\x00\x01\x05\a\v\f\x0e\x0f\x1a\x1c\x7fz"},
		{"colour", "\x1b[31mred\x1b[0m"},
		{"conceal", "seen\x1b[8mhidden\x1b[28m"},
		{"cursor and erase", "x\x1b[1A\x1b[2K\x1b[2J\x1b[H\x1b[6n\x1bc\x1b7\x1b8"},
		{"title", "\x1b]0;pwned\a\x1b]2;pwned\x1b\\"},
		{"link", "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\"},
		{"clipboard", "\x1b]52;c;cm0gLXJm\a"},
		{"string without end", "\x1b]0;the rest is gone"},
		{"DCS and DECRQSS", "\x1bP1$r0m\x1b\\\x1bP$qm\x1b\\"},
		{"APC", "\x1b_Gf=100;AAAA\x1b\\"},
		{"PM", "\x1b^message\x1b\\"},
		{"SOS", "\x1bXstring\x1b\\"},
		{"C1", "\u009b31m\u009d0;x\u009c\u0090q\u009c\u009fG\u009c\u0098s\u009c\u0085\u008d"},
		{"raw bytes", "\x9b31m\x9d0;x\x9c\x90q\x9c\xff\xfe\xc0\x9b\xed\xa0\x80"},
		{"bidi", "level \u202e5\u202c \u2066a\u2067b\u2068c\u2069 \u200e\u200f\u061c\u202a\u202b\u202d"},
		{"zero width", "n\u200bo\u200ct\u200d \u2060m\ufeffe\u00adt\u034f\u180e\u2062"},
		{"tags", "a\U000e0001\U000e0041\U000e007f\U000e0100"},
		{"private use", "\ue000\uf8ff\U000f0000\U0010fffd\ufdd0\ufffe"},
		{"separators", "one\u2028two\u2029three"},
		{"a pile of marks", "Z" + strings.Repeat("\u0301\u0327", 40)},
		{"overprint", "failed\b\b\b\b\b\bpassed\rover\r\nthe end\tof it"},
		{"a long word", strings.Repeat("aé漢", 3400)},
	}
}

// hostile opens a visit on which everything that anybody can write is the
// payload, and fields of the submission that should be numbers are so too.
func hostile(t testing.TB, env *ui.Env, p payload) *store.Record {
	t.Helper()
	f, err := visit.DefaultFramework()
	if err != nil {
		t.Fatal(err)
	}
	made, err := visit.Prepare(hostileFolder(t, p.text), p.text, f)
	if err != nil {
		t.Fatal(err)
	}
	worsen(made, p.text)
	r, err := env.Store.Create(agenda.Begin(made, agenda.Options{})...)
	if err != nil {
		t.Fatal(err)
	}
	work(t, r, p.text)
	return r
}

// hostileFolder is a submission as its reader takes it.
func hostileFolder(t testing.TB, x string) fs.FS {
	t.Helper()
	evidence := []any{x, map[string]any{"title": x, "file": x, "date": x}, map[string]any{"title": x, "file": "there.txt", "date": "2010"}}
	review := map[string]any{"level": 2, "commentary": x + "\n\n" + x, "evidence": evidence, "actions": x, x: x}
	data, err := json.Marshal(map[string]any{
		"framework": x, x: x,
		"school": map[string]any{
			"name": x, "headteacher": x, "ict_lead": x, "local_authority": x, "website": x, "id": x,
			"nation": x, "phase": x, "pupils": x, x: x,
		},
		"application": map[string]any{
			"submitted": x, "route": x, "assessor": x, "previous_award": x,
			"supported_by": []any{map[string]any{"name": x, "organisation": x, "help": x}},
		},
		"day":       []any{map[string]any{"from": "10:30", "to": "10:45", "what": x}, map[string]any{"from": x, "to": x, "what": x}},
		"reviews":   map[string]any{"1a1": review, "1a": review, "3b": review, "2b": map[string]any{"level": x}, x: review},
		"documents": evidence,
	})
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"submission.json": {Data: data}, "there.txt": {Data: []byte(x)}}
	if fs.ValidPath(x) && len(x) < 256 {
		folder[x] = &fstest.MapFile{Data: []byte(x)}
	}
	return folder
}

// worsen puts the text where the readers would not have let it through.
func worsen(p visit.Prepared, x string) {
	s := p.Submission
	s.School.Name, s.School.Nation, s.School.Phase, s.School.ID = x, submission.Nation(x), submission.Phase(x), x
	s.Reviews = append(s.Reviews, submission.Review{Item: x, Commentary: x})
	s.Problems = append(s.Problems, submission.Problem{File: x, Line: 1, At: x, Found: x, Expected: x})
	s.Source = submission.Source{
		File: s.Source.File, Form: x, Encoding: x, Separator: x, Sheet: x, SchoolSheet: x, Heading: []int{1}, Passed: []string{x},
		Columns: []submission.Column{
			{Letter: "A", Heading: x, Holds: submission.HoldsItem, Filled: 2, Example: x},
			{Letter: x, Heading: x, Holds: submission.Holds(x), Filled: 2, Example: x},
			{Letter: "C", Heading: x, Filled: 1},
		},
	}
	p.Check.Concerns = append(p.Check.Concerns, concern.Concern{
		Item: "4a", Kind: concern.Kind(x), Rule: x, Also: []string{x}, Severity: concern.Severity(x), Quote: x, Source: x, Why: x,
		Settle: concern.Settle{Ask: x, Of: []framework.Role{framework.Role(x)}, See: x},
	}, concern.Concern{Item: x, Kind: concern.Insufficient, Rule: x, Why: x})
	p.Check.Focus = append(p.Check.Focus, concern.Focus{Element: "2", Reason: x})
	for _, n := range []*framework.Node{p.Framework.Elements[0], p.Framework.Find("1a"), p.Framework.Find("1a1"), p.Framework.Find("4a")} {
		n.Name = x
		for l := range n.Statements {
			n.Statements[l] = x
		}
		for role := range n.Questions {
			n.Questions[role] = []string{x}
		}
	}
	p.Framework.Name, p.Framework.Version = x, x
}

// work is an assessor's, with the text in all of it.
func work(t testing.TB, r *store.Record, x string) {
	t.Helper()
	id := string([]rune(x)[:min(60, utf8.RuneCountInString(x))]) // ids are looked up by the thousand
	items := append([]visit.AgendaItem{}, r.Visit().Agenda...)
	for i := range items {
		items[i].Title, items[i].Where = x, x
		items[i].With, items[i].Covers = append(items[i].With, framework.Role(x)), append(items[i].Covers, id)
	}
	found := r.Visit().Concerns()
	changes := []visit.Change{
		visit.AgendaSet{Items: items},
		visit.FocusChosen{Elements: []string{"1", x}},
		visit.ConcernAdded{Item: "1a1", Text: x},
		visit.ConcernAdded{Item: x, Text: x},
		visit.ConcernDecided{Concern: found[0].ID, Status: visit.Dismissed, Reason: x},
		visit.ReportSaved{File: x, SHA256: x},
	}
	for _, sense := range []visit.Sense{visit.Plain, visit.Supports, visit.Against, visit.FollowUp, visit.Words, visit.Sense(x)} {
		n := visit.NoteText{Text: x, Sense: sense, Speaker: framework.Role(x), Items: []string{"1a1", id}}
		changes = append(changes, visit.NoteAdded{NoteText: n, Slot: x})
	}
	for _, n := range r.Visit().Framework.Items() {
		changes = append(changes, visit.LevelJudged{Item: n.ID, Level: 2, Reason: x})
	}
	for _, part := range visit.Parts() {
		changes = append(changes, visit.SectionWritten{SectionID: visit.SectionID{Element: "1", Part: part}, Text: x + "\n\n- " + x})
	}
	do(t, r, append(changes, visit.Recommended{Outcome: visit.Referred, Reason: x})...)
	renewed := *r.Visit().Papers()
	renewed.School.Headteacher, renewed.Reviews = x+" "+x, append([]submission.Review{{Item: "1a2", Level: 2, Commentary: x, Actions: x}}, renewed.Reviews[1:]...)
	renewed.Reviews = append(renewed.Reviews, submission.Review{Item: "2a", Commentary: x + " more"})
	do(t, r, visit.SubmissionLoaded{Submission: &renewed})
	do(t, r, visit.SubmissionCorrected{Corrections: []submission.Correction{
		{Field: "school.ict_lead", Was: r.Visit().Papers().School.ICTLead, Value: x + "!"}, {Field: x, Value: x},
	}})
}
