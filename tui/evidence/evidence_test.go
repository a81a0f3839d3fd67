package evidence

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/outside"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/submission"
)

// bench is an environment over a visit with files of evidence, and where they go.
type bench struct {
	t      testing.TB
	env    *ui.Env
	record *store.Record
	dir    string   // the store's
	saved  string   // the folder for the user's files
	copies string   // the folder for plain copies
	shown  []string // what was opened outside
	refuse error    // why nothing is opened outside
}

func newBench(t testing.TB, files fstest.MapFS) *bench {
	t.Helper()
	b := &bench{t: t, dir: filepath.Join(t.TempDir(), "store"), saved: t.TempDir(), copies: t.TempDir()}
	now := func() time.Time { return time.Date(2011, time.March, 14, 10, 52, 7, 0, time.UTC) }
	s, err := store.Open(b.dir, store.Options{Now: now, Entropy: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	f, err := visit.DefaultFramework()
	if err != nil {
		t.Fatal(err)
	}
	p, err := visit.Prepare(templates.Sample(), "sample", f)
	if err != nil {
		t.Fatal(err)
	}
	if b.record, _, err = s.Enter(p, agenda.Begin(p, agenda.Options{})...); err != nil {
		t.Fatal(err)
	}
	b.keep(files)
	desk := outside.NewDesk(b.copies, func(path string) error {
		b.shown = append(b.shown, path)
		return b.refuse
	})
	t.Cleanup(func() {
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(b.copies); err != nil || len(left) > 0 {
			t.Errorf("plain copies are left: %v, %v", left, err)
		}
	})
	b.env = &ui.Env{
		Store: s, Theme: theme.New(true), Now: now, Outside: desk,
		Save: func(name string, data []byte) (string, error) { return report.Save(b.saved, name, data) },
	}
	return b
}

func (b *bench) keep(files fstest.MapFS) {
	b.t.Helper()
	var paths []string
	for path := range files {
		paths = append(paths, path)
	}
	if err := b.record.Keep(files, paths); err != nil {
		b.t.Fatal(err)
	}
}

// supplied is evidence of files, each with its path for a title.
func supplied(paths ...string) (list []submission.Evidence) {
	for _, p := range paths {
		list = append(list, submission.Evidence{Title: "about " + p, File: p})
	}
	return list
}

// settle waits for what an intent waits for, and is what comes of it.
func (b *bench) settle(in ui.Intent) ui.Intent {
	b.t.Helper()
	for w, ok := in.Show.(*widget.Wait); ok; w, ok = in.Show.(*widget.Wait) {
		if w.Over() || text(w) == "" {
			b.t.Fatal("there is nothing to wait for")
		}
		in = w.Update(in.Cmd())
		if !w.Over() {
			b.t.Fatal("the waiting does not end")
		}
	}
	return in
}

// take takes the line of a list that typing leads to.
func (b *bench) take(s ui.Screen, typed string) ui.Intent {
	b.t.Helper()
	for _, r := range typed {
		s.Update(key(r))
	}
	if why := s.Why(action.DialogAccept); why != "" {
		b.t.Fatalf("%q cannot be taken: %s\n%s", typed, why, text(s))
	}
	in := s.Do(action.DialogAccept)
	if !in.Close {
		b.t.Errorf("%q leaves the list open", typed)
	}
	return b.settle(in)
}

// look shows a file of evidence.
func (b *bench) look(path string) ui.Intent {
	b.t.Helper()
	return b.take(Show(b.env, b.record, supplied(path), "Evidence").Show, "")
}

// text is what a dialog shows in a large window, without styles.
func text(s ui.Screen) string {
	if s == nil {
		return ""
	}
	return ansi.Strip(s.View(layout.Size{W: 100, H: 40}).Text)
}

// sees checks that a dialog shows texts, however they are broken into lines.
func sees(t testing.TB, s ui.Screen, want ...string) {
	t.Helper()
	shown := strings.Join(strings.Fields(text(s)), " ")
	for _, w := range want {
		if !strings.Contains(shown, w) {
			t.Errorf("%q is not shown:\n%s", w, text(s))
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{"plan.md": {Data: []byte("# Plan")}})
	list := append(supplied("plan.md", "map.png"),
		submission.Evidence{Title: "the head’s assistant"},
		submission.Evidence{Title: "Minutes", File: "../minutes.pdf", Missing: true},
	)
	list = append(list, list[0]) // it stands at the strand too
	s := Show(b.env, b.record, list, "Evidence of 1a1").Show
	sees(t, s, "Evidence of 1a1", "about plan.md plan.md · 6 bytes", "“map.png” is not kept with the visit: open the school’s papers again.",
		"No file: somebody or something to see", "“../minutes.pdf” was not supplied: ask the school for it.")
	if n := strings.Count(text(s), "about plan.md"); n != 1 {
		t.Errorf("one piece is listed %d times", n)
	}
	for typed, why := range map[string]string{"assistant": "No file", "minutes": "was not supplied", "map.png": "is not kept"} {
		s := Show(b.env, b.record, list, "").Show
		for _, r := range typed {
			s.Update(key(r))
		}
		if got := s.Why(action.DialogAccept); !strings.Contains(got, why) {
			t.Errorf("%s: %q", typed, got)
		}
	}
	if in := Show(b.env, b.record, nil, ""); in.Show != nil || in.Hint == "" {
		t.Errorf("of nothing it shows %+v", in)
	}
	if err := b.env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if in := Show(b.env, b.record, list, ""); in.Err == nil {
		t.Errorf("of a closed store it shows %+v", in)
	}
}

func TestTextsAreShownHere(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{
		"a/plan.md": {Data: []byte("# The plan\n\n- one\n- two\n")},
		"notes.txt": {Data: []byte("\x93Si\xe2n\x94 – # no heading " + strings.Repeat("word ", 40))},
		"list.csv":  {Data: []byte("room;screens\nhall;1\n")},
		"empty.txt": {Data: []byte(" \n")},
	})
	for path, want := range map[string][]string{
		"a/plan.md": {"about a/plan.md", "a/plan.md · 24 bytes", "The plan", "• one"},
		"notes.txt": {"“Siân”", "# no heading"},
		"list.csv":  {"room;screens hall;1"},
		"empty.txt": {"There is nothing in the file."},
	} {
		in := b.look(path)
		if _, ok := in.Show.(*widget.Reading); !ok {
			t.Fatalf("%s: %+v", path, in)
		}
		sees(t, in.Show, want...)
		for _, line := range strings.Split(in.Show.View(layout.Size{W: 30, H: 20}).Text, "\n") {
			if w := ansi.StringWidth(line); w > 30 {
				t.Errorf("%s: a line of %d columns", path, w)
			}
		}
	}
}

// Of several versions of a file the one kept last is shown.
func TestLastVersion(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{"plan.txt": {Data: []byte("the first plan")}, "z.txt": {Data: []byte("z")}})
	b.keep(fstest.MapFS{"plan.txt": {Data: []byte("a better plan")}})
	sees(t, b.look("plan.txt").Show, "a better plan")
}

func TestOtherFilesAreOpenedOutside(t *testing.T) {
	t.Parallel()
	pdf := []byte("%PDF-1.4 Wagtail")
	b := newBench(t, fstest.MapFS{"a/Wagtail plan.pdf": {Data: pdf}})
	in := b.look("a/Wagtail plan.pdf")
	sees(t, in.Show, "a/Wagtail plan.pdf · PDF document · 16 bytes", "a copy that only you can read is made; it is there while halfday is open")
	in = b.take(in.Show, "open it")
	if in.Err != nil || !strings.Contains(in.Say, "goes when halfday closes") || len(b.shown) != 1 {
		t.Fatalf("%+v, opened %q", in, b.shown)
	}
	if data, err := os.ReadFile(b.shown[0]); err != nil || !bytes.Equal(data, pdf) || strings.Contains(b.shown[0], "Wagtail") {
		t.Errorf("%s holds %q, %v", b.shown[0], data, err)
	}
	b.refuse = outside.ErrNoProgram
	if in := b.take(b.look("a/Wagtail plan.pdf").Show, "open it"); !errors.Is(in.Err, outside.ErrNoProgram) || in.Say != "" {
		t.Errorf("without a program: %+v", in)
	}
	b.env.Outside = nil
	if why := b.look("a/Wagtail plan.pdf").Show; !strings.Contains(text(why), "No other programs are started here.") {
		t.Errorf("without a desk:\n%s", text(why))
	}
}

// What may do something is never opened, and can be saved all the same.
func TestWhatIsNotOpened(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{
		"run.exe": {Data: []byte("MZ")}, "page.html": {Data: []byte("<html>")}, "budget.xlsm": {Data: []byte("PK")},
		"odd.txt": {Data: []byte("a\x00b")}, "plan.pdf": {Data: []byte("#!/bin/sh\n")}, "thing": {Data: []byte("x")},
		"long.txt": {Data: bytes.Repeat([]byte("a word "), 1<<20)},
	})
	for path, why := range map[string]string{
		"run.exe": "nobody can tell what it would do", "page.html": "fetch things from the internet", "budget.xlsm": "may hold macros",
		"odd.txt": "no text after all", "plan.pdf": "not what its name says, but a script", "thing": "does not say what kind",
		"long.txt": "too long",
	} {
		in := b.look(path)
		sees(t, in.Show, why, "Save a copy")
		for _, r := range "open it" {
			in.Show.Update(key(r))
		}
		if got := in.Show.Why(action.DialogAccept); !strings.Contains(got, why) {
			t.Errorf("%s: %q", path, got)
		}
		saved := b.take(b.look(path).Show, "") // the first line that can be taken
		sees(t, saved.Show, "The copy is saved", "It is not encrypted")
	}
	if len(b.shown) > 0 {
		t.Errorf("opened %q", b.shown)
	}
	if files, err := os.ReadDir(b.saved); err != nil || len(files) != 7 {
		t.Errorf("saved %v, %v", files, err)
	}
}

// A copy is saved under a name of its own, never over another one.
func TestSave(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{"a/x/plan é.pdf": {Data: []byte("%PDF one")}, "b/plan é.pdf": {Data: []byte("%PDF two")}})
	for _, path := range []string{"a/x/plan é.pdf", "b/plan é.pdf", "b/plan é.pdf"} {
		if in := b.take(b.look(path).Show, "save"); in.Err != nil {
			t.Fatal(in.Err)
		}
	}
	for name, want := range map[string]string{"evidence-plan-é.pdf": "%PDF one", "evidence-plan-é-2.pdf": "%PDF two"} {
		if data, err := os.ReadFile(filepath.Join(b.saved, name)); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	b.env.Save = func(string, []byte) (string, error) { return "", fs.ErrPermission }
	if in := b.take(b.look("b/plan é.pdf").Show, "save"); !errors.Is(in.Err, fs.ErrPermission) {
		t.Errorf("where nothing can be saved: %+v", in)
	}
}

// A long file is brought out beside the program, which says so.
func TestLongFilesAreWaitedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t, fstest.MapFS{"long.txt": {Data: bytes.Repeat([]byte("0123456789 abcdef\n"), atOnce/17)}})
	in := Show(b.env, b.record, supplied("long.txt"), "").Show.Do(action.DialogAccept)
	if _, ok := in.Show.(*widget.Wait); !ok {
		t.Fatalf("%+v", in)
	}
	sees(t, in.Show, "Bringing out the file")
	sees(t, b.settle(in).Show, "0123456789 abcdef", "more lines")
}

// A damaged file and one that is gone are told of, with what to do; it helps.
func TestDamaged(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat([]byte("x"), atOnce+1)
	folder := fstest.MapFS{"plan.txt": {Data: []byte("a plan")}, "long.bin": {Data: long}}
	for name, c := range map[string]struct {
		harm func(path string) error
		want error
	}{
		"damaged": {func(path string) error { return os.WriteFile(path, []byte("x"), 0o600) }, store.ErrDamaged},
		"gone":    {os.Remove, fs.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, folder)
			files, err := filepath.Glob(filepath.Join(b.dir, "evidence", "*"))
			if err != nil || len(files) != 2 {
				t.Fatal(files, err)
			}
			for _, f := range files {
				if err := c.harm(f); err != nil {
					t.Fatal(err)
				}
			}
			for path := range folder {
				in := b.look(path)
				if !errors.Is(in.Err, c.want) || in.Show != nil {
					t.Fatalf("%+v", in)
				}
				if text := in.Err.Error(); !strings.Contains(text, path) || !strings.HasSuffix(text, "open the school’s papers again, and it is kept anew") {
					t.Errorf("%s: %s", path, text)
				}
			}
			b.keep(folder)
			sees(t, b.look("plan.txt").Show, "a plan")
		})
	}
}

// hostile is text that would act on a terminal, hide or deceive.
const hostile = "a\x1b[31mred\x1b[8m\x1b]0;title\a\x1b]52;c;cm0=\a\x1bP1$r\x1b\\\x1b[2J\u009b31m\u202e5\u202c\u200b\U000e0041\x7f\b\r\x00z"

// However hostile names, titles and contents are, what is shown is only shown.
func TestHostileEvidence(t *testing.T) {
	t.Parallel()
	clean := strings.ReplaceAll(hostile, "\x00", "") // no reader of text takes it
	names := []string{hostile + ".txt", hostile + ".md", hostile + ".csv", hostile + ".pdf", hostile, hostile + "." + hostile, "x." + hostile}
	files := fstest.MapFS{}
	var list []submission.Evidence
	for _, name := range names {
		files[name] = &fstest.MapFile{Data: []byte("# " + clean + "\n\n<b>" + clean + "</b> `" + clean + "` [x](" + clean + ")\n")}
		list = append(list, submission.Evidence{Title: hostile, File: name}, submission.Evidence{Title: hostile, File: name, Missing: true},
			submission.Evidence{Title: hostile, File: "not kept " + name}, submission.Evidence{Title: hostile})
	}
	b := newBench(t, files)
	b.env.Save = func(name string, _ []byte) (string, error) { return "/" + hostile + name, nil }
	check := func(s ui.Screen) {
		t.Helper()
		for _, size := range []layout.Size{{W: 100, H: 40}, {W: 20, H: 10}, {}} {
			f := s.View(size)
			if err := harmless(f.Text); err != nil {
				t.Fatalf("%v:\n%s", err, ansi.Strip(f.Text))
			}
		}
	}
	check(Show(b.env, b.record, list, hostile).Show)
	for _, name := range names {
		in := b.look(name)
		check(in.Show)
		if strings.HasSuffix(name, ".txt") {
			sees(t, in.Show, "⟨U+202E⟩")
		}
		if _, ok := in.Show.(*widget.Pick); ok {
			check(b.take(in.Show, "save").Show)
		}
	}
	if in := b.take(b.look(hostile+".pdf").Show, "open it"); in.Err != nil || len(b.shown) != 1 {
		t.Errorf("%+v", in)
	}
}

// harmless reports what in styled text is neither seen nor the colouring of text.
func harmless(text string) error {
	for rest := text; rest != ""; {
		if after, ok := strings.CutPrefix(rest, "\x1b["); ok {
			end := strings.IndexByte(after, 'm')
			if end < 0 || strings.Trim(after[:end], "0123456789;") != "" || strings.Contains(";"+after[:end]+";", ";8;") {
				return fmt.Errorf("a sequence that is no colour: %q", rest[:min(len(rest), 20)])
			}
			rest = after[end+1:]
			continue
		}
		r := []rune(rest[:min(len(rest), 4)])[0]
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)) {
			return fmt.Errorf("a character that acts or hides: %q", rest[:min(len(rest), 20)])
		}
		rest = rest[len(string(r)):]
	}
	return nil
}
