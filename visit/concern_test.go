package visit

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"halfday/visit/concern"
)

func TestConcerns(t *testing.T) {
	a := author("ann")
	l := begun(t, a, ConcernAdded{Item: "1a1", Text: "Who agreed it?"})
	own := l.Visit().Concerns()[3]
	if !own.Own || own.Item != "1a1" || own.Why != "Who agreed it?" || own.Rule != RuleOwn || own.Status != Open {
		t.Errorf("the assessor's own concern is %+v", own)
	}
	for _, c := range []Change{
		ConcernDecided{Concern: "1a2/inconsistent", Status: Dismissed, Reason: "a slip of the pen"},
		ConcernDecided{Concern: own.ID, Status: Accepted},
		ConcernDecided{Concern: "2a/insufficient", Status: Accepted},
		ConcernDecided{Concern: "2a/insufficient", Status: Open},
		ConcernDecided{Concern: "no such concern", Status: Accepted},
	} {
		l = then(t, l, a, c)
	}
	decided := map[string]Decision{}
	var order []string
	for _, c := range l.Visit().Concerns() {
		order = append(order, c.ID)
		decided[c.ID] = c.Decision
	}
	if diff := cmp.Diff([]string{"1a2/inconsistent", "2a/insufficient", "application/independence", own.ID}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	want := map[string]Decision{
		"1a2/inconsistent":         {Status: Dismissed, Reason: "a slip of the pen"},
		"2a/insufficient":          {},
		"application/independence": {},
		own.ID:                     {Status: Accepted},
	}
	if diff := cmp.Diff(want, decided, cmpopts.IgnoreFields(Decision{}, "At")); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
	if at := decided["1a2/inconsistent"].At; !at.After(time.Date(2011, 3, 3, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("decided at %s", at)
	}

	// A submission loaded again keeps what was decided where the concern is found again.
	again := papers()
	again.Check.Concerns = again.Check.Concerns[:1]
	l = then(t, l, a, again)
	got := l.Visit().Concerns()
	if len(got) != 2 || got[0].Status != Dismissed || got[1].ID != own.ID {
		t.Errorf("after loading again the concerns are %+v", got)
	}
}

// What the assessor finds can be put otherwise; what the check finds cannot.
func TestOwnConcernsAreAmended(t *testing.T) {
	a := author("ann")
	l := begun(t, a, ConcernAdded{Item: "1a1", Text: "Who agreed it?"})
	all := func() []Concern { return l.Visit().Concerns() }
	own := all()[len(all())-1].ID
	l = then(t, l, a, ConcernAmended{Concern: own, Severity: concern.High}, ConcernAmended{Concern: own, Text: "Who agreed to it?"},
		ConcernAmended{Concern: all()[0].ID, Text: "It is all there."}, ConcernAmended{Concern: "no such concern", Text: "?"})
	got := all()[len(all())-1]
	if got.Why != "Who agreed to it?" || got.Severity != concern.High || got.Kind != concern.Insufficient || got.Rule != RuleOwn || got.Item != "1a1" {
		t.Errorf("amended it is %+v", got)
	}
	if all()[0].Why == "It is all there." {
		t.Error("what the check found was put otherwise")
	}
}

// The school reads what was written for it, or the check's question, and never
// the words of a concern of the assessor's own, which are for the assessor.
func TestSchoolQuestion(t *testing.T) {
	found := papers()
	found.Check.Concerns[0].Settle.Ask = "What has changed?"
	a := author("ann")
	l := begun(t, a, found, ConcernAdded{Item: "1a1", Text: "The head made the figures up."})
	check, own := l.Visit().Concerns()[0], l.Visit().Concerns()[3]
	for name, c := range map[string]struct {
		change   ConcernDecided
		want     string
		reworded bool
	}{
		"found, in the check's words":                   {check.AskSchool("What has changed?"), "What has changed?", false},
		"found, in other words":                         {check.AskSchool("What is new?"), "What is new?", true},
		"found, by a version that kept no words":        {check.Decide(Asked, ""), "What has changed?", false},
		"one's own, in words for the school":            {own.AskSchool("How are these counted?"), "How are these counted?", true},
		"one's own, by a version that kept no words":    {own.Decide(Asked, ""), "", false},
		"accepted only":                                 {check.Decide(Accepted, ""), "", false},
		"no longer put to the school, whatever it says": {ConcernDecided{Concern: check.ID, Status: Open, Ask: "What is new?"}, "", false},
	} {
		for _, got := range then(t, l, a, c.change).Visit().Concerns() {
			if got.ID == c.change.Concern && (got.SchoolQuestion() != c.want || got.Reworded() != c.reworded) {
				t.Errorf("%s: the school is asked %q, reworded: %t", name, got.SchoolQuestion(), got.Reworded())
			}
		}
	}
}

// A concern is settled by notes as long as these are there; one that is deleted,
// or never was, does no harm.
func TestSettleBy(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "one"}}, NoteAdded{NoteText: NoteText{Text: "two"}}, NoteAdded{NoteText: NoteText{Text: "three"}})
	one, two := l.Visit().Notes[0].ID, l.Visit().Notes[1].ID
	l = then(t, l, a, l.Visit().Concerns()[1].SettleBy("the levels were chosen since", two, "no such note", one))
	settled := func() (Concern, []string) {
		c := l.Visit().Concerns()[1]
		var texts []string
		for _, n := range l.Visit().SettlingNotes(c) {
			texts = append(texts, n.Text)
		}
		return c, texts
	}
	c, by := settled()
	if c.Status != Settled || c.Status.Unsettled() || c.Reason != "the levels were chosen since" {
		t.Errorf("settled, it is %+v", c.Decision)
	}
	if diff := cmp.Diff([]string{"one", "two"}, by); diff != "" {
		t.Errorf("settled by (-want +got):\n%s", diff)
	}
	l = then(t, l, a, NoteDeleted{two})
	if _, by = settled(); !slices.Equal(by, []string{"one"}) {
		t.Errorf("with a note deleted it is settled by %q", by)
	}
	undo, err := l.Undo("ann")
	if err != nil {
		t.Fatal(err)
	}
	if l = then(t, l, a, undo); len(l.Visit().SettlingNotes(l.Visit().Concerns()[1])) != 2 {
		t.Error("the note that came back settles nothing")
	}
	l = then(t, l, a, c.Decide(Open, ""))
	if c, by = settled(); c.Status != Open || len(c.Notes)+len(by) > 0 {
		t.Errorf("open again, it is %+v, settled by %q", c.Decision, by)
	}
	l = then(t, l, a, c.SettleBy("", one), NoteDeleted{one})
	if c, _ = settled(); c.Status != Open {
		t.Errorf("with nothing left that settles it, it is %+v", c.Decision)
	}
}

func TestConcernsOn(t *testing.T) {
	found := papers()
	found.Check.Concerns = append(found.Check.Concerns, concern.Concern{Item: "3", Kind: concern.Insufficient, Rule: "no-level"})
	v := made(t,
		found,
		ConcernAdded{Item: "1a1", Text: "Who agreed it?"},
		ConcernDecided{Concern: "2a/insufficient", Status: Dismissed},
		ConcernDecided{Concern: "3/insufficient", Status: Settled},
		ConcernDecided{Concern: "1a2/inconsistent", Status: Asked},
	)
	for node, want := range map[string][]string{
		"1a1":         {"Who agreed it?"},
		"1a2":         {"below-threshold"},
		"1a":          {"below-threshold", "Who agreed it?"},
		"1":           {"below-threshold", "Who agreed it?"},
		"2a":          nil,
		"2":           nil,
		"3":           nil,
		"application": nil,
		"9z9":         nil,
		"":            nil,
	} {
		var got []string
		for _, c := range v.ConcernsOn(node) {
			if c.Kind == concern.Insufficient {
				got = append(got, c.Why)
			} else {
				got = append(got, c.Rule)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("concerns on %q (-want +got):\n%s", node, diff)
		}
	}
}

func TestADecisionIsAboutOneConcern(t *testing.T) {
	v := made(t)
	first := v.Concerns()[0]
	other := papers()
	other.Check.Concerns[0].Quote = "other words"
	l := begun(t, author("ann"), first.Decide(Dismissed, "a slip"))
	if got := l.Visit().Concerns()[0]; got.Status != Dismissed || got.Reason != "a slip" {
		t.Errorf("decided, it is %q because %q", got.Status, got.Reason)
	}
	l = then(t, l, author("ann"), other)
	if got := l.Visit().Concerns()[0]; got.Status != Open {
		t.Errorf("raised anew for other words, it is %q because %q", got.Status, got.Reason)
	}
}
