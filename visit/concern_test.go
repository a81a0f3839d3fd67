package visit

import (
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

func TestConcernsOn(t *testing.T) {
	v := made(t,
		ConcernAdded{Item: "1a1", Text: "Who agreed it?"},
		ConcernDecided{Concern: "2a/insufficient", Status: Dismissed},
	)
	for node, want := range map[string][]string{
		"1a1":         {"Who agreed it?"},
		"1a2":         {"below-threshold"},
		"1a":          {"below-threshold", "Who agreed it?"},
		"1":           {"below-threshold", "Who agreed it?"},
		"2a":          nil,
		"2":           nil,
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
