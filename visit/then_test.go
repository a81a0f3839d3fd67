package visit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"halfday/visit"
	"halfday/visit/framework"
)

// Two ways to go on from the same log do not disturb each other, nor it: the
// first may be one whose writing failed.
func TestThenLeavesTheLogAlone(t *testing.T) {
	at := time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	author := visit.Author{ID: "me", Now: func() time.Time { return at }, Entropy: ulid.DefaultEntropy()}
	f, err := framework.Parse([]byte(`{"id": "f", "name": "F", "version": "1", "levels": {"best": 1, "worst": 5},
		"threshold": 2, "elements": [{"id": "1", "name": "Leadership"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	note := func(text string) visit.Change { return visit.NoteAdded{NoteText: visit.NoteText{Text: text}} }

	if _, _, err := visit.Begin(author, note("too early")); !errors.Is(err, visit.ErrNotAVisit) {
		t.Errorf("beginning without a framework: %v", err)
	}
	l, _, err := visit.Begin(author, visit.Opened{Framework: f}, note("1"), note("2"), note("3"), note("4"))
	if err != nil {
		t.Fatal(err)
	}
	before := l.Events()
	var logs []*visit.Log
	var added [][]visit.Event
	for _, text := range []string{"lost", "kept"} {
		next, events, err := l.Then(author, note(text), note(text+" too"))
		if err != nil {
			t.Fatal(err)
		}
		logs, added = append(logs, next), append(added, slices.Clone(events))
	}
	for i, next := range logs {
		if diff := cmp.Diff(append(l.Events(), added[i]...), next.Events()); diff != "" {
			t.Errorf("log %d: %s", i, diff)
		}
		if n := len(next.Visit().Notes); n != 6 {
			t.Errorf("log %d has %d notes", i, n)
		}
		if !next.Latest().Equal(added[i][1].At) {
			t.Errorf("log %d: latest %v", i, next.Latest())
		}
	}
	if diff := cmp.Diff(before, l.Events()); diff != "" || len(l.Visit().Notes) != 4 {
		t.Errorf("the log itself changed: %s", diff)
	}
}
