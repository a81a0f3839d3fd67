package visit

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// schemeYAML is a small framework with every shape there is: aspects with
// thresholds of their own, a strand judged itself, an element without strands.
const schemeYAML = `
id: trial
name: Trial scheme
version: "1"
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - id: "1"
    name: Direction
    strands:
      - id: 1a
        name: Where the school is going
        aspects:
          - {id: 1a1, name: A shared purpose}
          - {id: 1a2, name: Reviewing progress, threshold: 3}
      - id: 1b
        name: Keeping safe online
  - id: "2"
    name: Classrooms
    threshold: 1
    strands:
      - {id: 2a, name: Learning with purpose}
  - id: "3"
    name: Equipment
`

func scheme(t testing.TB) *framework.Framework {
	t.Helper()
	f, err := framework.Parse([]byte(schemeYAML))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// papers is a submission to that scheme with what its check found.
func papers() SubmissionLoaded {
	return SubmissionLoaded{
		Submission: &submission.Submission{
			Name:   "hill-view",
			School: submission.School{Name: "Hill View School"},
			Reviews: []submission.Review{
				{Item: "1a1", Level: 2, Commentary: "Governors agreed the purpose in May."},
				{Item: "1a2", Level: 4},
			},
		},
		Check: concern.Report{
			Concerns: []concern.Concern{
				{Item: "1a2", Kind: concern.Inconsistent, Rule: "below-threshold", Severity: concern.High},
				{Item: "2a", Kind: concern.Insufficient, Rule: "no-level", Severity: concern.Medium},
				{Item: "application", Kind: concern.Independence, Rule: "assessor-contributed", Severity: concern.High},
			},
			Focus: []concern.Focus{{Element: "1", Reason: "one aspect is below its threshold"}},
		},
	}
}

// author writes with a clock that goes on by a second at each look.
func author(id string) Author {
	now := time.Date(2011, 3, 3, 9, 0, 0, 0, time.UTC)
	return Author{
		ID: id,
		Now: func() time.Time {
			now = now.Add(time.Second)
			return now
		},
		Entropy: rand.NewChaCha8([32]byte([]byte(fmt.Sprintf("%-32s", id)))),
	}
}

// begun is a visit opened by an author with a submission loaded, and then the changes.
func begun(t testing.TB, a Author, changes ...Change) *Log {
	t.Helper()
	l, _, err := Begin(a, append([]Change{Opened{scheme(t)}, papers()}, changes...)...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// made is the visit that these changes make.
func made(t testing.TB, changes ...Change) *Visit {
	t.Helper()
	return begun(t, author("ann"), changes...).Visit()
}

// sameVisit compares visits as a reader would, unexported parts included.
var sameVisit = cmp.Options{
	cmp.AllowUnexported(Visit{}, decided{}),
	cmpopts.IgnoreFields(Visit{}, "watch"), // it remembers what was looked up
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b *framework.Framework) bool {
		return a == b || a != nil && b != nil && asJSON(a) == asJSON(b)
	}),
	cmp.Comparer(func(a, b *framework.Node) bool { return a.ID == b.ID }),
}

func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func TestSchool(t *testing.T) {
	unnamed := papers()
	unnamed.Submission.School.Name = ""
	a := author("ann")
	bare, _, err := Begin(a, Opened{scheme(t)})
	if err != nil {
		t.Fatal(err)
	}
	for want, v := range map[string]*Visit{
		"Hill View School": made(t),
		"hill-view":        made(t, unnamed),
		"A school":         bare.Visit(),
	} {
		if got := v.School(); got != want {
			t.Errorf("School() = %q, want %q", got, want)
		}
	}
	if l := bare.Visit().Claimed("1a1"); l != 0 || bare.Visit().Submission == nil {
		t.Errorf("without a submission level %s is claimed", l)
	}
	if l := made(t).Claimed("1a2"); l != 4 {
		t.Errorf("claimed level is %s, want 4", l)
	}
}

func TestNotesOn(t *testing.T) {
	tagged := func(text string, items ...string) Change {
		return NoteAdded{NoteText: NoteText{Text: text, Items: items}}
	}
	v := made(t,
		tagged("on the aspect", "1a1"),
		tagged("on its strand", "1a"),
		tagged("on its element", "1"),
		tagged("on the strand that is an item", "1b"),
		tagged("on two", "1a1", "3"),
		tagged("on the other aspect", "1a2"),
		tagged("on nothing"),
		tagged("on what is not in the framework", "9z9"),
	)
	for id, want := range map[string][]string{
		"1a1": {"on the aspect", "on its strand", "on two"},
		"1a2": {"on its strand", "on the other aspect"},
		"1a":  {"on the aspect", "on its strand", "on two", "on the other aspect"},
		"1b":  {"on the strand that is an item"},
		"1":   {"on the aspect", "on its strand", "on its element", "on the strand that is an item", "on two", "on the other aspect"},
		"2a":  nil,
		"3":   {"on two"},
	} {
		var got []string
		for _, n := range v.NotesOn(v.Framework.Find(id)) {
			got = append(got, n.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("notes on %s (-want +got):\n%s", id, diff)
		}
	}
}

func TestAmendedNotesKeepTheirWords(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "first", Items: []string{"1a1"}}, Slot: "tour"})
	id := l.Visit().Notes[0].ID
	for _, c := range []Change{
		NoteAmended{Note: id, NoteText: NoteText{Text: "second", Sense: Supports, Speaker: "head"}},
		NoteAmended{Note: "01ARZ3NDEKTSV4RRFFQ69G5FAV", NoteText: NoteText{Text: "of no note"}},
		NoteAmended{Note: id, NoteText: NoteText{Text: "third"}},
	} {
		l = then(t, l, a, c)
	}
	n := l.Visit().Notes[0]
	want := Note{
		ID: id, At: n.At, By: "ann", Slot: "tour", NoteText: NoteText{Text: "third"},
		Was:     []NoteText{{Text: "first", Items: []string{"1a1"}}, {Text: "second", Sense: Supports, Speaker: "head"}},
		Amended: l.Latest(),
	}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Errorf("the note (-want +got):\n%s", diff)
	}
	if !n.At.Before(n.Amended) {
		t.Errorf("taken at %s, amended at %s", n.At, n.Amended)
	}

	l = then(t, l, a, NoteDeleted{id})
	if notes := l.Visit().Notes; len(notes) != 0 {
		t.Errorf("deleted, but there is %v", notes)
	}
	l = then(t, l, a, NoteAmended{Note: id, NoteText: NoteText{Text: "fourth"}})
	if notes := l.Visit().Notes; len(notes) != 0 {
		t.Errorf("a deleted note came back: %v", notes)
	}
}

func TestWithdrawals(t *testing.T) {
	id := SectionID{"1", Strengths}
	v := made(t,
		LevelJudged{Item: "1a1", Level: 2, Reason: "seen in class"},
		LevelJudged{Item: "3", Level: 1},
		LevelJudged{Item: "1a1"},
		SectionWritten{id, "- A clear purpose"},
		SectionWritten{SectionID{"2", Areas}, "- Time"},
		SectionWritten{id, ""},
		Recommended{Outcome: Met, Reason: "all of it"},
		Recommended{},
	)
	if _, ok := v.Judgements["1a1"]; ok || v.Judgements["3"].Level != 1 {
		t.Errorf("judgements are %v", v.Judgements)
	}
	if diff := cmp.Diff(map[SectionID]string{{"2", Areas}: "- Time"}, v.Sections); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
	if v.Recommended.Outcome != "" {
		t.Errorf("recommended is %v", v.Recommended)
	}
}

func TestASecondOpeningChangesNothing(t *testing.T) {
	other, err := framework.Parse([]byte(`{id: other, levels: {best: 1, worst: 4}, threshold: 1, elements: [{id: "7", name: X}]}`))
	if err != nil {
		t.Fatal(err)
	}
	v := made(t, Opened{other})
	if v.Framework.ID != "trial" {
		t.Errorf("the framework is now %s", v.Framework.ID)
	}
}
