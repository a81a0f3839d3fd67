package visit

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// trial is the framework of schemeYAML, for use where there is no *testing.T.
func trial() *framework.Framework {
	f, err := framework.Parse([]byte(schemeYAML))
	if err != nil {
		panic(err)
	}
	return f
}

// drawnAuthor has a clock that jumps forwards, backwards and not at all.
func drawnAuthor(r *rapid.T, id string) Author {
	now := time.Date(2011, 3, 3, 9, 0, 0, 123_456, time.FixedZone("", 3600))
	seed := [32]byte{}
	copy(seed[:], id)
	return Author{
		ID: id,
		Now: func() time.Time {
			now = now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 700, 1500, -1, -90_000, 3_600_000}).Draw(r, "ms")) * time.Millisecond)
			return now
		},
		Entropy: rand.NewChaCha8(seed),
	}
}

var (
	itemIDs    = rapid.SampledFrom([]string{"1a1", "1a2", "1b", "2a", "3", "1a", "1", "9z9"})
	noteTexts  = rapid.Custom(drawNoteText)
	senses     = rapid.SampledFrom([]Sense{Plain, Supports, Against, FollowUp, Words})
	speakers   = rapid.SampledFrom([]framework.Role{"", "head", "pupil", "governor"})
	shortWords = rapid.SampledFrom([]string{"", "seen", "not seen", "“often”", "a\nb", "tŷ & <b>"})
)

func drawNoteText(r *rapid.T) NoteText {
	return NoteText{
		Text: shortWords.Draw(r, "text"), Sense: senses.Draw(r, "sense"), Speaker: speakers.Draw(r, "speaker"),
		Items: rapid.SliceOfNDistinct(itemIDs, 0, 3, rapid.ID[string]).Draw(r, "items"),
	}
}

// drawChange draws any change that can be taken back, mostly about what is there.
func drawChange(r *rapid.T, v *Visit) Change {
	noteID := func() string {
		ids := []string{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}
		for _, n := range v.Notes {
			ids = append(ids, n.ID)
		}
		return rapid.SampledFrom(ids).Draw(r, "note")
	}
	switch rapid.IntRange(0, 14).Draw(r, "kind") {
	case 0:
		return Scheduled{submission.Date{Year: 2011, Month: time.March, Day: rapid.IntRange(1, 31).Draw(r, "day")}}
	case 1:
		return ConcernAdded{itemIDs.Draw(r, "item"), shortWords.Draw(r, "concern")}
	case 2:
		ids := []string{"no such concern"}
		for _, c := range v.Concerns() {
			ids = append(ids, c.ID)
		}
		status := rapid.SampledFrom([]Status{Open, Accepted, Dismissed}).Draw(r, "status")
		return ConcernDecided{rapid.SampledFrom(ids).Draw(r, "concern"), status, shortWords.Draw(r, "reason")}
	case 3:
		return FocusChosen{rapid.SliceOfN(itemIDs, 0, 3).Draw(r, "focus")}
	case 4:
		return AgendaSet{[]AgendaItem{{ID: "a", Activity: Tour, Start: 600, Minutes: rapid.IntRange(5, 60).Draw(r, "minutes")}}}
	case 5:
		return LevelJudged{itemIDs.Draw(r, "item"), framework.Level(rapid.IntRange(0, 5).Draw(r, "level")), shortWords.Draw(r, "reason")}
	case 6:
		return Recommended{rapid.SampledFrom([]Outcome{Met, NotMet, Referred, ""}).Draw(r, "outcome"), shortWords.Draw(r, "reason")}
	case 7:
		return SectionWritten{SectionID{"1", rapid.SampledFrom(Parts()).Draw(r, "part")}, shortWords.Draw(r, "section")}
	case 8:
		return ReportSaved{File: "report.md", SHA256: "00"}
	case 9, 10:
		return NoteAmended{noteID(), noteTexts.Draw(r, "new text")}
	case 11:
		return NoteDeleted{noteID()}
	}
	return NoteAdded{NoteText: noteTexts.Draw(r, "note text"), Slot: shortWords.Draw(r, "slot")}
}

// work lets an author make changes, undo and redo, on a log of their own.
func work(r *rapid.T, l *Log, a Author) *Log {
	for range rapid.IntRange(0, 12).Draw(r, "steps of "+a.ID) {
		var c Change
		var err error
		switch rapid.IntRange(0, 6).Draw(r, "step") {
		case 0:
			c, err = l.Undo(a.ID)
		case 1:
			c, err = l.Redo(a.ID)
		case 2:
			if rapid.IntRange(0, 5).Draw(r, "again") == 0 {
				c = papers()
				break
			}
			fallthrough
		default:
			c = drawChange(r, l.Visit())
		}
		if err != nil {
			if !errors.Is(err, ErrNothingToUndo) && !errors.Is(err, ErrNothingToRedo) {
				r.Fatal(err)
			}
			continue
		}
		l = then(r, l, a, c)
	}
	return l
}

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
	l = grown(t, l, a, FocusChosen{[]string{"2"}})
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
	l = grown(f, l, a, undo)
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

// thousand is a log of a thousand events, as after a very busy visit.
func thousand(b *testing.B) *Log {
	b.Helper()
	a := author("ann")
	var changes []Change
	for i := len(begun(b, a).Events()); i < 1000; i++ {
		if i%10 == 0 {
			changes = append(changes, LevelJudged{Item: "1a1", Level: 2})
			continue
		}
		changes = append(changes, NoteAdded{NoteText: NoteText{Text: fmt.Sprintf("pupils show their work, %d", i), Items: []string{"1a1"}, Speaker: "pupil"}})
	}
	return begun(b, a, changes...)
}

func BenchmarkFold(b *testing.B) {
	l := thousand(b)
	for b.Loop() {
		if err := l.fold(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.events)), "ns/event")
}

func BenchmarkReadLog(b *testing.B) {
	events := thousand(b).Events()
	for b.Loop() {
		if _, err := ReadLog(events); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
}

func BenchmarkThen(b *testing.B) {
	l, a := thousand(b), author("ann")
	for b.Loop() {
		if _, _, err := l.Then(a, NoteAdded{NoteText: NoteText{Text: "one more"}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUndo(b *testing.B) {
	l := thousand(b)
	for b.Loop() {
		if _, err := l.Undo("ann"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRedo(b *testing.B) {
	l := thousand(b)
	for b.Loop() {
		if _, err := l.Redo("ann"); !errors.Is(err, ErrNothingToRedo) {
			b.Fatal(err)
		}
	}
}
