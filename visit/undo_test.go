package visit

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// history is a model of undo and redo: for each author the events that can be
// taken back and those that can be restored, the last one last.
type history struct {
	done, undone map[string][]string
	away         map[string]bool // all that is taken back now
}

func (h *history) change(by, id string) {
	h.done[by] = append(h.done[by], id)
	h.undone[by] = nil
}

func (h *history) move(from, to map[string][]string, by string) (id string, ok bool) {
	last := len(from[by]) - 1
	if last < 0 {
		return "", false
	}
	id = from[by][last]
	from[by], to[by] = from[by][:last], append(to[by], id)
	return id, true
}

func TestUndoAndRedoAreExact(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		authors := []Author{drawnAuthor(r, "ann"), drawnAuthor(r, "bob")}
		l := drawnBegin(r, authors[0])
		h := history{map[string][]string{}, map[string][]string{}, map[string]bool{}}
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			a := rapid.SampledFrom(authors).Draw(r, "author")
			switch step := rapid.IntRange(0, 9).Draw(r, "step"); {
			case step < 4:
				c := drawChange(r, l.Visit())
				l = then(r, l, a, c)
				h.change(a.ID, l.Events()[len(l.Events())-1].ID.String())
				if _, saved := c.(ReportSaved); saved { // a file saved is not taken back
					h.done[a.ID] = h.done[a.ID][:len(h.done[a.ID])-1]
				}
			case step == 4 && rapid.IntRange(0, 3).Draw(r, "load") == 0:
				l = then(r, l, a, papers())
				h.undone[a.ID] = nil // papers are not taken back, what came before is
			case step < 8:
				h.done[a.ID] = slices.DeleteFunc(h.done[a.ID], func(id string) bool { return silencedBeforePapers(l, id) })
				c, err := l.Undo(a.ID)
				id, ok := h.move(h.done, h.undone, a.ID)
				if !ok {
					if !errors.Is(err, ErrNothingToUndo) {
						r.Fatalf("Undo gives %v, %v; there is nothing to undo", c, err)
					}
					continue
				}
				if err != nil {
					r.Fatalf("Undo: %v; but there is %s", err, id)
				}
				h.away[id] = true
				l = then(r, l, a, c)
			default:
				c, err := l.Redo(a.ID)
				id, ok := h.move(h.undone, h.done, a.ID)
				if !ok {
					if !errors.Is(err, ErrNothingToRedo) {
						r.Fatalf("Redo gives %v, %v; there is nothing to redo", c, err)
					}
					continue
				}
				if err != nil {
					r.Fatalf("Redo: %v; but there is %s", err, id)
				}
				delete(h.away, id)
				l = then(r, l, a, c)
			}
			effective := slices.DeleteFunc(l.Events(), func(e Event) bool {
				return e.Kind == Undone{}.kind() || h.away[e.ID.String()]
			})
			if diff := cmp.Diff(read(r, effective).Visit(), l.Visit(), sameVisit, whenever); diff != "" {
				r.Fatalf("the visit is not as its changes in effect make it (-want +got):\n%s", diff)
			}
		}
	})
}

// silencedBeforePapers reports whether an event silences a rule, or brings one
// back, and papers were loaded since.
func silencedBeforePapers(l *Log, id string) bool {
	silenced := false
	for _, e := range l.Events() {
		if e.ID.String() == id {
			silenced = e.Kind == RuleSilenced{}.kind()
		}
		if silenced && e.Kind == (SubmissionLoaded{}).kind() {
			return true
		}
	}
	return false
}

func TestUndoTakesBackOnlyOnesOwn(t *testing.T) {
	ann, bob := author("ann"), author("bob")
	note := func(text string) Change { return NoteAdded{NoteText: NoteText{Text: text}} }
	l := begun(t, ann, note("ann's"))
	l = then(t, l, bob, note("bob's"))
	c, err := l.Undo("ann")
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, ann, c)
	if notes := l.Visit().Notes; len(notes) != 1 || notes[0].By != "bob" {
		t.Errorf("left are %v", notes)
	}
	if _, err := l.Undo("ann"); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undoing the opening: %v", err)
	}
	if _, err := l.Redo("bob"); !errors.Is(err, ErrNothingToRedo) {
		t.Errorf("redoing what ann undid as bob: %v", err)
	}
	if _, err := l.Undo("nobody"); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undoing as somebody who wrote nothing: %v", err)
	}
}

func TestUndoingAnAmendmentBringsTheOldWordsBack(t *testing.T) {
	a := author("ann")
	l := begun(t, a, NoteAdded{NoteText: NoteText{Text: "old"}})
	before := l.Visit()
	l = then(t, l, a, NoteAmended{Note: before.Notes[0].ID, NoteText: NoteText{Text: "new"}})
	after := l.Visit()
	undo, err := l.Undo("ann")
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, a, undo)
	if diff := cmp.Diff(before, l.Visit(), sameVisit, whenever); diff != "" {
		t.Errorf("undone (-want +got):\n%s", diff)
	}
	redo, err := l.Redo("ann")
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, a, redo)
	if diff := cmp.Diff(after, l.Visit(), sameVisit, whenever); diff != "" {
		t.Errorf("redone (-want +got):\n%s", diff)
	}
}

// whenever passes over when a visit last changed: taking something back is a
// change too.
var whenever = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".changed" }, cmp.Ignore())
