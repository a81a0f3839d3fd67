package store

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// clock is a clock that goes on by a second each time it is read.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

// testOptions are a clock and randomness that go on over several openings.
func testOptions() Options {
	c := &clock{now: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	return Options{Now: c.Now, Entropy: io.Reader(rand.NewChaCha8([32]byte{1}))}
}

// childOptions are testOptions with files looked through in a child.
func childOptions() Options {
	opt := testOptions()
	opt.Checker = []string{os.Args[0], CheckerArgument}
	return opt
}

func mustOpen(t testing.TB, dir string, opt Options) *Store {
	t.Helper()
	s, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func mustReopen(t testing.TB, s *Store, opt Options) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, s.Dir(), opt)
}

// opening are the first changes of a visit to a school.
func opening(school string) []visit.Change {
	f, err := framework.Parse([]byte(`
id: small
name: A small framework
version: "1"
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - id: "1"
    name: Leadership
    strands:
      - {id: 1a, name: The vision}
      - {id: 1b, name: The strategy}
`))
	if err != nil {
		panic(err)
	}
	return []visit.Change{
		visit.Opened{Framework: f},
		visit.SubmissionLoaded{Submission: &submission.Submission{Name: "folder", School: submission.School{Name: school}}},
	}
}

func mustCreate(t testing.TB, s *Store, school string) *Record {
	t.Helper()
	r, err := s.Create(opening(school)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func note(text string) visit.Change {
	return visit.NoteAdded{NoteText: visit.NoteText{Text: text, Items: []string{"1a"}}}
}

func noteTexts(r *Record) []string {
	texts := []string{}
	for _, n := range r.Visit().Notes {
		texts = append(texts, n.Text)
	}
	return texts
}

func do(t testing.TB, r *Record, changes ...visit.Change) {
	t.Helper()
	if err := r.Do(changes...); err != nil {
		t.Fatal(err)
	}
}

func TestReopen(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	do(t, r, note("one"), note("two"), visit.LevelJudged{Item: "1a", Level: 2})
	if err := r.SaveDraft("note", Draft{Text: "half of a th", Cursor: 12}); err != nil {
		t.Fatal(err)
	}
	saved := r.LastSaved()
	draft, err := r.Draft("note")
	if err != nil {
		t.Fatal(err)
	}
	if want := (Draft{Text: "half of a th", Cursor: 12, Saved: saved}); !cmp.Equal(draft, want) {
		t.Fatal(cmp.Diff(want, draft))
	}
	author := s.author.ID

	s = mustReopen(t, s, opt)
	again, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.log.Load().Events(), again.log.Load().Events()); diff != "" {
		t.Errorf("events: %s", diff)
	}
	if diff := cmp.Diff([]string{"one", "two"}, noteTexts(again)); diff != "" {
		t.Errorf("notes: %s", diff)
	}
	if got, err := again.Draft("note"); err != nil || !cmp.Equal(got, draft) {
		t.Errorf("draft: %v, %v", got, err)
	}
	if want := again.log.Load().Latest(); !again.LastSaved().Equal(want) {
		t.Errorf("last saved %v, want the last event's time %v", again.LastSaved(), want)
	}
	if s.author.ID != author {
		t.Errorf("the author's id changed from %s to %s", author, s.author.ID)
	}
	if same, err := s.Visit(r.ID()); err != nil || same != again {
		t.Errorf("a second record of the same visit: %p, %p, %v", same, again, err)
	}
}

func TestCommitClearsTheDraft(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	for _, field := range []string{"note", "reason"} {
		if err := r.SaveDraft(field, Draft{Text: "in " + field}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Commit("note", note("in note")); err != nil {
		t.Fatal(err)
	}
	s = mustReopen(t, s, opt)
	r, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	if d, err := r.Draft("note"); err != nil || d != (Draft{}) {
		t.Errorf("draft of the committed field: %v, %v", d, err)
	}
	if d, err := r.Draft("reason"); err != nil || d.Text != "in reason" {
		t.Errorf("draft of the other field: %v, %v", d, err)
	}
	if diff := cmp.Diff([]string{"in note"}, noteTexts(r)); diff != "" {
		t.Error(diff)
	}
}

func TestCreateNeedsAFramework(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	if _, err := s.Create(note("too early")); !errors.Is(err, visit.ErrNotAVisit) {
		t.Errorf("got %v", err)
	}
	if all, err := s.Visits(); err != nil || len(all) != 0 {
		t.Errorf("visits %v, %v", all, err)
	}
}

func TestNothingToUndo(t *testing.T) {
	r := mustCreate(t, mustOpen(t, t.TempDir(), testOptions()), "Hollin Bank School")
	if err := r.Undo(); !errors.Is(err, visit.ErrNothingToUndo) {
		t.Errorf("undo: %v", err)
	}
	if err := r.Redo(); !errors.Is(err, visit.ErrNothingToRedo) {
		t.Errorf("redo: %v", err)
	}
}

func TestVisitsLatestChangedFirst(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	a, b := mustCreate(t, s, "A"), mustCreate(t, s, "B")
	order := func() string {
		all, err := s.Visits()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, v := range all {
			names = append(names, v.School+" "+v.Phase)
		}
		return strings.Join(names, ", ")
	}
	if got := order(); got != "B preparing, A preparing" {
		t.Error(got)
	}
	do(t, a, note("x"))
	if got := order(); got != "A visiting, B preparing" {
		t.Error(got)
	}
	do(t, b, visit.LevelJudged{Item: "1a", Level: 1})
	if got := order(); got != "B deciding, A visiting" {
		t.Error(got)
	}
}

func TestFind(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	if _, err := s.Find("anything"); !errors.Is(err, ErrNoVisit) {
		t.Errorf("in an empty store: %v", err)
	}
	hill, hillTop := mustCreate(t, s, "Hill School"), mustCreate(t, s, "Hill School Top")
	ullin := mustCreate(t, s, "Ysgol Ûllin")
	odd := mustCreate(t, s, "Odd \x1b[2J\u202e School")
	tests := []struct {
		name string
		want string
		err  error
		says []string
	}{
		{name: hill.ID(), want: hill.ID()},
		{name: strings.ToLower(hillTop.ID()), want: hillTop.ID()},
		{name: "top hill", want: hillTop.ID()},
		{name: "hill school", want: hill.ID()},
		{name: "ûll", want: ullin.ID()},
		{name: "hill", err: ErrAmbiguous, says: []string{hill.ID(), hillTop.ID(), `"Hill School Top"`}},
		{name: "dale", err: ErrNoVisit, says: []string{ullin.ID(), odd.ID(), s.path()}},
		{name: " ", err: ErrNoVisit},
	}
	for _, tt := range tests {
		got, err := s.Find(tt.name)
		if got.ID != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%q: %q, %v", tt.name, got.ID, err)
		}
		for _, say := range tt.says {
			if !strings.Contains(fmt.Sprint(err), say) {
				t.Errorf("%q: %v\ndoes not say %s", tt.name, err, say)
			}
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\u202e\n") {
			t.Errorf("%q: the error lets a control through: %q", tt.name, err)
		}
	}
	if _, err := s.Visit("nowhere"); !errors.Is(err, ErrNoVisit) {
		t.Errorf("Visit: %v", err)
	}
}

func TestFindListsAtMostTen(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	for i := range 13 {
		mustCreate(t, s, fmt.Sprintf("School %d", i))
	}
	_, err := s.Find("school")
	if !errors.Is(err, ErrAmbiguous) || !strings.Contains(err.Error(), "and 3 more") || strings.Count(err.Error(), `"School`) != 10 {
		t.Error(err)
	}
}

// No name of a school or a person may be a key or a bucket's name, as those will
// stay readable once values are encrypted.
func TestKeysHoldNoNames(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	r := mustCreate(t, s, "Qwertzuiop")
	do(t, r, note("Qwertzuiop"))
	if err := r.SaveDraft("note", Draft{Text: "Qwertzuiop"}); err != nil {
		t.Fatal(err)
	}
	for _, key := range allKeys(t, s) {
		if strings.Contains(key, "Qwertz") {
			t.Errorf("key %q", key)
		}
	}
}

func TestAfterClose(t *testing.T) {
	s := mustOpen(t, t.TempDir(), testOptions())
	r := mustCreate(t, s, "Hollin Bank School")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.SaveDraft("note", Draft{Text: "late"}); !errors.Is(err, ErrStopped) {
		t.Errorf("SaveDraft: %v", err)
	}
	if err := r.Do(note("late")); !errors.Is(err, ErrStopped) {
		t.Errorf("Do: %v", err)
	}
	if _, err := s.Visits(); err == nil {
		t.Error("Visits read a closed store")
	}
	if err := s.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}

// Drafts are saved by commands that run beside the one that takes notes.
func TestConcurrentUse(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	r := mustCreate(t, s, "Hollin Bank School")
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 10 {
				err := r.Do(note(fmt.Sprint(g, " ", i)))
				err = errors.Join(err, r.SaveDraft(fmt.Sprint(g), Draft{Text: fmt.Sprint(i)}))
				_, draftErr := r.Draft(fmt.Sprint(g))
				if err = errors.Join(err, draftErr); err != nil {
					t.Error(err)
				}
				_, _ = r.Visit(), r.LastSaved()
			}
		})
	}
	wg.Wait()
	before := noteTexts(r)
	s = mustReopen(t, s, opt)
	r, err := s.Visit(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, noteTexts(r)); diff != "" || len(before) != 40 {
		t.Errorf("%d notes; %s", len(before), diff)
	}
}

func TestVisitHandedOutDoesNotChange(t *testing.T) {
	r := mustCreate(t, mustOpen(t, t.TempDir(), testOptions()), "Hollin Bank School")
	do(t, r, note("one"))
	v := r.Visit()
	do(t, r, note("two"))
	if err := r.Undo(); err != nil {
		t.Fatal(err)
	}
	do(t, r, note("three"))
	if len(v.Notes) != 1 || v.Notes[0].Text != "one" {
		t.Errorf("notes %v", v.Notes)
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps rights in another way")
	}
	above := filepath.Join(t.TempDir(), "above")
	dir := filepath.Join(above, "halfday")
	mustOpen(t, dir, testOptions())
	for path, want := range map[string]os.FileMode{
		above: 0o700, dir: 0o700, filepath.Join(dir, fileName): 0o600, filepath.Join(dir, "keys.json"): 0o600,
		filepath.Join(dir, "journal-000001"): 0o600, filepath.Join(dir, lockName): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}
