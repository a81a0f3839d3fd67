package visit

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// kinds are the kinds of event as the source gives them, so that a kind added
// there and forgotten elsewhere is found.
func kinds(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "change.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "kind" || f.Recv == nil {
			continue
		}
		literal := f.Body.List[0].(*ast.ReturnStmt).Results[0].(*ast.BasicLit)
		kind, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, kind)
	}
	if len(kinds) < 15 {
		t.Fatalf("found only %v", kinds)
	}
	return kinds
}

func TestEveryKindIsRead(t *testing.T) {
	data := map[string]string{"visit.opened": asJSON(Opened{scheme(t)})}
	seen := map[string]bool{}
	for _, kind := range kinds(t) {
		if seen[kind] {
			t.Errorf("%s names two kinds", kind)
		}
		seen[kind] = true
		e := Event{ID: ulid.Make(), Kind: kind, Data: json.RawMessage("{}")}
		if d, ok := data[kind]; ok {
			e.Data = json.RawMessage(d)
		}
		c, err := decode(e)
		switch {
		case err != nil:
			t.Errorf("%s: %v", kind, err)
		case c == nil:
			t.Errorf("%s is passed over", kind)
		case c.kind() != kind:
			t.Errorf("%s is read as %s", kind, c.kind())
		}
	}
}

func TestChangesAreReadAsWritten(t *testing.T) {
	note := NoteText{Text: "“we blog”\n<b> & more", Sense: Words, Speaker: "pupil", Items: []string{"1a1", "3"}}
	changes := []Change{
		Opened{scheme(t)},
		papers(),
		Scheduled{submission.Date{Year: 2011, Month: time.March, Day: 3}},
		ConcernAdded{Item: "1a1", Text: "Who?"},
		ConcernAmended{Concern: "01ARZ3NDEKTSV4RRFFQ69G5FAV", Text: "Who else?", Kind: concern.Inconsistent, Severity: concern.Low},
		ConcernDecided{Concern: "1a2/inconsistent", Status: Dismissed, Reason: "a slip"},
		ConcernDecided{Concern: "1a2/inconsistent", Status: Settled, Reason: "seen", Notes: []string{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}},
		RuleSilenced{Rule: "no-level", Reason: "a table without levels", Check: concern.Report{
			Concerns:  []concern.Concern{{Item: "1a2", Kind: concern.Inconsistent, Rule: "below-threshold"}},
			Questions: []concern.Question{{Item: "1a1", Ask: "How often?", Of: []framework.Role{"head"}, Why: "it reads lower"}},
		}},
		FocusChosen{[]string{"1", "3"}},
		AgendaSet{[]AgendaItem{{
			ID: "a", Activity: Pupils, Title: "Year 6", Start: 11*60 + 45, Minutes: 35,
			With: []framework.Role{"pupil", "teacher"}, Where: "library", Covers: []string{"2a"},
		}}},
		NoteAdded{NoteText: note, Slot: "a"},
		NoteAmended{Note: "01ARZ3NDEKTSV4RRFFQ69G5FAV", NoteText: note},
		NoteDeleted{Note: "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
		LevelJudged{Item: "1a1", Level: 2, Reason: "seen"},
		Recommended{Outcome: Referred, Reason: "more is needed"},
		SectionWritten{SectionID{"1", Strengths}, "- A purpose"},
		ReportSaved{File: "report.md", SHA256: "00ff"},
		PrivacyAllowed{Texts: []string{"Amy C", "a@b.example"}},
		Undone{Event: "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
	}
	a := author("ann")
	for _, c := range changes {
		e, err := a.event(c, "", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		// As it is stored and read again.
		var stored Event
		if err := json.Unmarshal([]byte(asJSON(e)), &stored); err != nil {
			t.Fatal(err)
		}
		if before, after := hash(t, e), hash(t, stored); before != after {
			t.Errorf("%s: the hash was %s, is %s", c.kind(), before, after)
		}
		got, err := decode(stored)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, got, sameVisit); diff != "" {
			t.Errorf("%s (-written +read):\n%s", c.kind(), diff)
		}
	}
}

func hash(t rapid.TB, e Event) string {
	t.Helper()
	h, err := e.Hash()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestUnknownKindsArePassedOver(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "before"}})
	before := l.Visit()
	e, err := l.Next(a, Undone{}) // any change: its kind and data are replaced
	if err != nil {
		t.Fatal(err)
	}
	e.Kind, e.Data = "choir.sang", json.RawMessage(`["a kind", "of a later version"]`)
	if err := l.Add(e); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, l.Visit(), sameVisit); diff != "" {
		t.Errorf("it changed the visit (-before +after):\n%s", diff)
	}
	l = then(t, l, a, NoteAdded{NoteText: NoteText{Text: "after"}})
	again, err := ReadLog(l.Events())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l.Visit(), again.Visit(), sameVisit); diff != "" {
		t.Errorf("read again (-added +read):\n%s", diff)
	}
	if n := len(again.Events()); n != 5 {
		t.Errorf("there are %d events, want 5: it is kept", n)
	}
	if events := again.Events(); events[4].Prev != hash(t, events[3]) {
		t.Error("the chain does not go through it")
	}
}

func TestMalformedDataIsNamed(t *testing.T) {
	a := author("ann")
	for _, kind := range kinds(t) {
		for _, data := range []string{`[]`, `"text"`, `7`, `{`, ``} {
			l := begun(t, a)
			e, err := l.Next(a, Undone{})
			if err != nil {
				t.Fatal(err)
			}
			e.Kind, e.Data = kind, json.RawMessage(data)
			before := l.Visit()
			_, readErr := ReadLog(append(l.Events(), e))
			for how, err := range map[string]error{"Add": l.Add(e), "ReadLog": readErr} {
				if err == nil || !strings.Contains(err.Error(), e.ID.String()) {
					t.Errorf("%s of %s %q: error %v does not name event %s", how, kind, data, err, e.ID)
				}
			}
			if len(l.Events()) != 2 || l.Visit() != before {
				t.Errorf("%s %q was added all the same", kind, data)
			}
		}
	}
	for kind, data := range map[string]string{
		"level.judged":      `{"item": "1a1", "level": "two"}`,
		"visit.opened":      `{"framework": {"id": "x", "levels": {"best": 1, "worst": 5}, "elements": []}}`,
		"agenda.set":        `{"items": [{"start": "25:00"}]}`,
		"visit.scheduled":   `{"date": "some day"}`,
		"note.added":        `{"text": ["a", "b"]}`,
		"section.written":   `{"element": 1}`,
		"focus.chosen":      `{"elements": "1"}`,
		"submission.loaded": `{"submission": {"reviews": {}}}`,
	} {
		e := Event{ID: ulid.Make(), Kind: kind, Data: json.RawMessage(data)}
		if _, err := decode(e); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s %s: error %v", kind, data, err)
		}
	}
}
