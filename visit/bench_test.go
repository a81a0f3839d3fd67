package visit

import (
	"errors"
	"fmt"
	"testing"
)

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
		if _, err := fold(l.events); err != nil {
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
