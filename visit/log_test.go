package visit

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"
)

// then is the log with more changes.
func then(t rapid.TB, l *Log, a Author, changes ...Change) *Log {
	t.Helper()
	l, _, err := l.Then(a, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func read(t rapid.TB, events []Event) *Log {
	t.Helper()
	l, err := ReadLog(events)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func drawnBegin(r *rapid.T, a Author) *Log {
	l, _, err := Begin(a, Opened{trial()}, papers())
	if err != nil {
		r.Fatal(err)
	}
	return l
}

// sameEvents compares events as they are written.
var sameEvents = cmp.Comparer(func(a, b Event) bool { return asJSON(a) == asJSON(b) })

func TestMergedVisitIsTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ann, bob := drawnAuthor(r, "ann"), drawnAuthor(r, "bob")
		shared := work(r, drawnBegin(r, ann), ann)
		anns, bobs := work(r, shared, ann).Events(), work(r, shared, bob).Events()

		merged := read(r, slices.Concat(anns, bobs))
		shuffled := rapid.Permutation(slices.Concat(bobs, anns, bobs)).Draw(r, "shuffled")
		other := read(r, shuffled)
		if diff := cmp.Diff(merged.Visit(), other.Visit(), sameVisit); diff != "" {
			r.Fatalf("the order of the events changed the visit:\n%s", diff)
		}
		if diff := cmp.Diff(merged.Events(), other.Events(), sameEvents); diff != "" {
			r.Fatalf("the order of the events changed the log:\n%s", diff)
		}

		// What one of them brings in later is the same again.
		step := read(r, slices.Concat(merged.Events(), bobs))
		if diff := cmp.Diff(merged.Visit(), step.Visit(), sameVisit); diff != "" {
			r.Fatalf("merging again changed the visit:\n%s", diff)
		}
		for id := range map[string]bool{"ann": true, "bob": true} {
			checkChain(r, merged.Events(), id)
		}

		// And the work goes on from there.
		next := work(r, merged, bob)
		checkChain(r, next.Events(), "bob")
		if diff := cmp.Diff(next.Visit(), read(r, next.Events()).Visit(), sameVisit); diff != "" {
			r.Fatalf("after more work (-added +read):\n%s", diff)
		}
	})
}

// checkChain checks that each of an author's events names the one before.
func checkChain(t rapid.TB, events []Event, author string) {
	t.Helper()
	prev := ""
	for _, e := range events {
		if e.By != author {
			continue
		}
		if e.Prev != prev {
			t.Fatalf("event %s of %s follows %q, want %q", e.ID, author, e.Prev, prev)
		}
		prev = hash(t, e)
	}
}

func TestEventsKeepTheirOrderWhateverTheClock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ann, bob := drawnAuthor(r, "ann"), drawnAuthor(r, "bob")
		l := drawnBegin(r, ann)
		for range rapid.IntRange(1, 5).Draw(r, "turns") {
			l = work(r, work(r, l, ann), bob)
		}
		events := l.Events()
		for i, e := range events {
			if e.At.Location() != time.UTC || e.At.Nanosecond()%1e6 != 0 {
				r.Errorf("event %s is at %s, want UTC to the millisecond", e.ID, e.At)
			}
			if !ulid.Time(e.ID.Time()).Equal(e.At) {
				r.Errorf("the id %s tells another time than %s", e.ID, e.At)
			}
			if i > 0 && !e.At.After(events[i-1].At) {
				r.Errorf("event %d at %s does not come after %s", i, e.At, events[i-1].At)
			}
		}
		if !l.Latest().Equal(events[len(events)-1].At) {
			r.Errorf("latest is %s, the last event at %s", l.Latest(), events[len(events)-1].At)
		}
	})
}

// TestVisitsHandedOutStayAsTheyAre also shows that adding events one by one
// gives what reading them all at once does.
func TestVisitsHandedOutStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ann, bob := drawnAuthor(r, "ann"), drawnAuthor(r, "bob")
		l := work(r, work(r, drawnBegin(r, ann), ann), bob)
		events := l.Events()

		grown := read(r, events[:2])
		handedOut := []*Visit{grown.Visit()}
		for _, e := range events[2:] {
			if err := grown.Add(e); err != nil {
				r.Fatal(err)
			}
			handedOut = append(handedOut, grown.Visit())
		}
		for i, v := range handedOut {
			if diff := cmp.Diff(read(r, events[:i+2]).Visit(), v, sameVisit); diff != "" {
				r.Fatalf("the visit after %d events (-read +handed out, later):\n%s", i+2, diff)
			}
		}
		if err := grown.Add(events[len(events)-1]); err == nil {
			r.Fatal("the last event was added twice")
		}
	})
}

func TestThenLeavesTheLogAsItIs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ann := drawnAuthor(r, "ann")
		l := work(r, drawnBegin(r, ann), ann)
		before, events := l.Visit(), l.Events()
		// Two futures from one log, of which one will not be written down.
		one, two := drawChange(r, before), drawChange(r, before)
		given, _, err := l.Then(ann, one, two)
		if err != nil {
			r.Fatal(err)
		}
		kept, added, err := l.Then(ann, two, one)
		if err != nil {
			r.Fatal(err)
		}
		if l.Visit() != before {
			r.Fatal("the visit changed")
		}
		if diff := cmp.Diff(events, l.Events(), sameEvents); diff != "" {
			r.Fatalf("the log changed:\n%s", diff)
		}
		want := slices.Concat(events, added)
		if diff := cmp.Diff(want, kept.Events(), sameEvents); diff != "" {
			r.Fatalf("the new log is not the old one with the events added:\n%s", diff)
		}
		if diff := cmp.Diff(read(r, want).Visit(), kept.Visit(), sameVisit); diff != "" {
			r.Fatalf("the new visit (-read +then):\n%s", diff)
		}
		if diff := cmp.Diff(read(r, given.Events()).Visit(), given.Visit(), sameVisit); diff != "" {
			r.Fatalf("the other future changed (-read +then):\n%s", diff)
		}
		checkChain(r, kept.Events(), "ann")
	})
}

func TestTwoFuturesOfOneLogShareNothing(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "first"}})
	note := l.Visit().Notes[0].ID
	for _, text := range []string{"one", "two", "three", "four", "five"} { // leaves room at the end of slices
		l = then(t, l, a, ConcernAdded{"1a1", text}, NoteAmended{Note: note, NoteText: NoteText{Text: text}})
	}
	var futures []*Log
	for _, text := range []string{"left", "right"} {
		futures = append(futures, then(t, l, a, ConcernAdded{"1a1", text}, NoteAmended{Note: note, NoteText: NoteText{Text: text}},
			NoteAmended{Note: note, NoteText: NoteText{Text: text + " again"}}))
	}
	for _, f := range futures {
		if diff := cmp.Diff(read(t, f.Events()).Visit(), f.Visit(), sameVisit); diff != "" {
			t.Errorf("a future (-read +then):\n%s", diff)
		}
	}
	if l, r := futures[0].Events(), futures[1].Events(); l[len(l)-1].ID == r[len(r)-1].ID {
		t.Error("the two futures have the same events")
	}
}

func TestALogThatBeginsNoVisit(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "a note"}})
	headless := slices.DeleteFunc(l.Events(), func(e Event) bool { return e.Kind == Opened{}.kind() })
	for name, events := range map[string][]Event{"no events": nil, "no opening": headless} {
		if _, err := ReadLog(events); !errors.Is(err, ErrNotAVisit) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, _, err := Begin(a, papers()); !errors.Is(err, ErrNotAVisit) {
		t.Errorf("a beginning without an opening: error %v", err)
	}
}

func TestAnEventThatDoesNotFollowIsRefused(t *testing.T) {
	a := author("ann")
	l := begun(t, a)
	early, err := l.Next(a, FocusChosen{[]string{"1"}})
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, a, FocusChosen{[]string{"2"}})
	if err := l.Add(early); err == nil {
		t.Error("an event earlier than the last was added")
	}
	if len(l.Events()) != 3 || l.Visit().Focus[0] != "2" {
		t.Errorf("the log changed: focus %v", l.Visit().Focus)
	}
}

// FuzzReadLog reads whatever a file may hold as events.
func FuzzReadLog(f *testing.F) {
	a := author("ann")
	l := begun(f, a, judge(1, 2, 3, 4, 5)...)
	undo, err := l.Undo("ann")
	if err != nil {
		f.Fatal(err)
	}
	l = then(f, l, a, undo)
	f.Add([]byte(asJSON(l.Events())))
	f.Add([]byte(`[{"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","kind":"event.undone","data":{"event":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var events []Event
		if json.Unmarshal(data, &events) != nil {
			return
		}
		l, err := ReadLog(events)
		if err != nil {
			return
		}
		v := l.Visit()
		for _, s := range Stages() {
			v.Left(s)
		}
		v.Summary("id", l.Latest())
		again, err := ReadLog(l.Events())
		if err != nil {
			t.Fatalf("read once but not twice: %v", err)
		}
		if diff := cmp.Diff(v, again.Visit(), sameVisit); diff != "" {
			t.Errorf("read twice (-once +twice):\n%s", diff)
		}
	})
}
