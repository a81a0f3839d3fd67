package store

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"halfday/visit"
)

// model is a visit as it should be: notes that can be undone, those undone, and
// drafts by field.
type model struct {
	done, undone []string
	drafts       map[string]Draft
}

// TestModel does at random what a program does with a store, reopening it now
// and then, and compares it with a map after each step.
func TestModel(t *testing.T) {
	base := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(base, "")
		if err != nil {
			t.Fatal(err)
		}
		opt := testOptions()
		s, err := Open(dir, opt)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		models := map[string]*model{}
		var ids []string // latest changed last

		text := rapid.StringN(1, 40, -1)
		fields := rapid.SampledFrom([]string{"note", "section/1/strengths", "reason"})
		pick := func(t *rapid.T) (*Record, *model) {
			if len(ids) == 0 {
				t.Skip("no visit yet")
			}
			id := rapid.SampledFrom(ids).Draw(t, "visit")
			r, err := s.Visit(id)
			if err != nil {
				t.Fatal(err)
			}
			return r, models[id]
		}
		touch := func(id string) {
			ids = append(slices.DeleteFunc(ids, func(o string) bool { return o == id }), id)
		}
		changes := func(m *model, texts []string) (cs []visit.Change) {
			for _, text := range texts {
				cs = append(cs, note(text))
			}
			if len(texts) > 0 {
				m.done, m.undone = append(m.done, texts...), nil
			}
			return cs
		}
		t.Repeat(map[string]func(*rapid.T){
			"create": func(t *rapid.T) {
				r, err := s.Create(opening("School")...)
				if err != nil {
					t.Fatal(err)
				}
				models[r.ID()] = &model{done: []string{}, drafts: map[string]Draft{}}
				touch(r.ID())
			},
			"do": func(t *rapid.T) {
				r, m := pick(t)
				texts := rapid.SliceOfN(text, 1, 4).Draw(t, "notes")
				if err := r.Do(changes(m, texts)...); err != nil {
					t.Fatal(err)
				}
				touch(r.ID())
			},
			"commit": func(t *rapid.T) {
				r, m := pick(t)
				field := fields.Draw(t, "field")
				texts := rapid.SliceOfN(text, 0, 2).Draw(t, "notes")
				if err := r.Commit(field, changes(m, texts)...); err != nil {
					t.Fatal(err)
				}
				delete(m.drafts, field)
				if len(texts) > 0 {
					touch(r.ID())
				}
			},
			"undo": func(t *rapid.T) {
				r, m := pick(t)
				err := r.Undo()
				n := len(m.done)
				if n == 0 {
					if !errors.Is(err, visit.ErrNothingToUndo) {
						t.Fatalf("undo: %v", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				m.undone, m.done = append(m.undone, m.done[n-1]), m.done[:n-1]
				touch(r.ID())
			},
			"redo": func(t *rapid.T) {
				r, m := pick(t)
				err := r.Redo()
				n := len(m.undone)
				if n == 0 {
					if !errors.Is(err, visit.ErrNothingToRedo) {
						t.Fatalf("redo: %v", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				m.done, m.undone = append(m.done, m.undone[n-1]), m.undone[:n-1]
				touch(r.ID())
			},
			"draft": func(t *rapid.T) {
				r, m := pick(t)
				field := fields.Draw(t, "field")
				d := Draft{Text: rapid.StringN(0, 200, -1).Draw(t, "text"), Cursor: rapid.IntRange(0, 200).Draw(t, "cursor")}
				if err := r.SaveDraft(field, d); err != nil {
					t.Fatal(err)
				}
				m.drafts[field] = d
				if d.Text == "" {
					delete(m.drafts, field)
				}
			},
			"reopen": func(t *rapid.T) {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				if s, err = Open(dir, opt); err != nil {
					t.Fatal(err)
				}
			},
			"": func(t *rapid.T) { // after each step
				all, err := s.Visits()
				if err != nil {
					t.Fatal(err)
				}
				var listed []string
				for _, v := range all {
					listed = append(listed, v.ID)
				}
				latestFirst := slices.Clone(ids)
				slices.Reverse(latestFirst)
				if diff := cmp.Diff(latestFirst, listed, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("visits: %s", diff)
				}
				for _, v := range all {
					r, err := s.Visit(v.ID)
					if err != nil {
						t.Fatal(err)
					}
					m := models[v.ID]
					if diff := cmp.Diff(m.done, noteTexts(r)); diff != "" {
						t.Fatalf("notes: %s", diff)
					}
					if want := r.Visit().Summary(v.ID, r.log.Load().Latest()); !cmp.Equal(v, want) {
						t.Fatalf("summary: %s", cmp.Diff(want, v))
					}
					for _, field := range []string{"note", "section/1/strengths", "reason"} {
						d, err := r.Draft(field)
						if err != nil {
							t.Fatal(err)
						}
						if diff := cmp.Diff(m.drafts[field], d, cmpopts.IgnoreFields(Draft{}, "Saved")); diff != "" {
							t.Fatalf("draft of %s: %s", field, diff)
						}
					}
				}
			},
		})
	})
}

// Events made in one Do follow each other as if made one by one: each has the
// hash of the one before, and none goes back in time.
func TestEventsFormAChain(t *testing.T) {
	r := mustCreate(t, mustOpen(t, t.TempDir(), testOptions()), "Hollin Bank School")
	do(t, r, note("one"), note("two"), note("three"))
	if err := r.Undo(); err != nil {
		t.Fatal(err)
	}
	do(t, r, note("four"))
	prev, at := "", r.Visit().Opened.Add(-1)
	for i, e := range r.log.Load().Events() {
		if e.Prev != prev || !e.At.After(at) {
			t.Errorf("event %d: prev %q, want %q; at %v after %v", i, e.Prev, prev, e.At, at)
		}
		hash, err := e.Hash()
		if err != nil {
			t.Fatal(err)
		}
		prev, at = hash, e.At
	}
	if got := fmt.Sprint(noteTexts(r)); got != "[one two four]" {
		t.Error(got)
	}
}
