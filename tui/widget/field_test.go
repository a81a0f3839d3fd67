package widget

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"halfday/store"
	"halfday/tui/layout"
	"halfday/tui/theme"
)

// disk keeps drafts in memory, and can be made to fail.
type disk struct {
	drafts map[string]store.Draft
	fails  error
	writes int
}

func newDisk() *disk { return &disk{drafts: map[string]store.Draft{}} }

func (d *disk) Draft(field string) (store.Draft, error) { return d.drafts[field], d.fails }

func (d *disk) SaveDraft(field string, draft store.Draft) error {
	d.writes++
	if d.fails == nil {
		d.drafts[field] = draft
	}
	return d.fails
}

// press gives a field keys by their names, or characters.
func press(f *Field, keys ...string) []tea.Cmd {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown,
		"home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace,
	}
	var cmds []tea.Cmd
	for _, k := range keys {
		msg := tea.KeyPressMsg{Code: codes[k]}
		if msg.Code == 0 {
			msg = tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		}
		if cmd := f.Update(msg); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return cmds
}

// write types a text.
func write(f *Field, text string) []tea.Cmd { return press(f, strings.Split(text, "")...) }

// deliver runs commands to their end and gives their messages to the field. It
// returns the commands that come of it.
func deliver(f *Field, cmds ...tea.Cmd) []tea.Cmd {
	var next []tea.Cmd
	for _, cmd := range cmds {
		if again := f.Update(cmd()); again != nil {
			next = append(next, again)
		}
	}
	return next
}

func TestFieldComesBackAsItWasLeft(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	for _, c := range []struct {
		name, text string
		keys       []string
		want       string // with an X typed once it is back
	}{
		{"at the end", "Two words", nil, "Two wordsX"},
		{"at the beginning", "Two words", []string{"home"}, "XTwo words"},
		{"in the middle", "Two words", []string{"left", "left"}, "Two worXds"},
		{"on the first of three lines", "one\ntwo\nthree", []string{"up", "up", "end"}, "oneX\ntwo\nthree"},
		{"at the beginning of the second line", "one\ntwo\nthree", []string{"up", "home"}, "one\nXtwo\nthree"},
		{"on an empty line", "one\n\nthree", []string{"up"}, "one\nX\nthree"},
		{"after a last empty line", "one\n", nil, "one\nX"},
		{"between wide characters", "tŷ 漢字 🙂", []string{"left", "left", "left"}, "tŷ 漢X字 🙂"},
		{"in a line that is wrapped", strings.Repeat("word ", 30), []string{"up"}, strings.Repeat("word ", 22) + "X" + strings.Repeat("word ", 8)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDisk()
			f := NewField(d, "note", "")
			f.View(look, layout.Size{W: 40, H: 8})
			f.Update(tea.PasteMsg{Content: c.text})
			press(f, c.keys...)
			if err := f.Keep(); err != nil {
				t.Fatal(err)
			}
			again := NewField(d, "note", "what stood there before")
			if again.Text() != c.text {
				t.Fatalf("%q came back as %q", c.text, again.Text())
			}
			press(again, "X")
			if got := again.Text(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestFieldComesBackWhateverWasDone types and moves in any order.
func TestFieldComesBackWhateverWasDone(t *testing.T) {
	t.Parallel()
	look := theme.New(false)
	keys := rapid.SampledFrom([]string{"enter", "left", "right", "up", "down", "home", "end", "backspace", "a", "é", "漢", " ", "🙂", "-"})
	rapid.Check(t, func(r *rapid.T) {
		d := newDisk()
		f := NewField(d, "note", "")
		for _, k := range rapid.SliceOfN(keys, 1, 60).Draw(r, "keys") {
			press(f, k)
			f.View(look, layout.Size{W: rapid.IntRange(3, 12).Draw(r, "width"), H: 3})
		}
		if err := f.Keep(); err != nil {
			r.Fatal(err)
		}
		again := NewField(d, "note", "")
		if f.Text() != again.Text() || f.Text() != "" && f.cursor() != again.cursor() {
			r.Fatalf("%q with the cursor at %d came back as %q at %d", f.Text(), f.cursor(), again.Text(), again.cursor())
		}
	})
}

func TestPasteIsCleaned(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"lines of Windows", "one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree"},
		{"lines of old Macs", "one\rtwo", "one\ntwo"},
		{"a sequence", "\x1b[31mred\x1b[m", "␛[31mred␛[m"},
		{"bidi and zero width", "a\u202eb\u200bc", "a⟨U+202E⟩b⟨U+200B⟩c"},
		{"a tab", "a\tb", "a    b"},
		{"accents and emoji", "tŷ, w\u0302r, 👩🏽‍🏫", "tŷ, w\u0302r, 👩🏽‍🏫"},
	} {
		f := NewField(nil, "", "")
		f.Update(tea.PasteMsg{Content: c.in})
		if got := f.Text(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatIsNotSeenIsMadeVisible(t *testing.T) {
	t.Parallel()
	f := NewField(nil, "", "a\u202eb")
	press(f, "left", "\u200b", "c")
	if got, want := f.Text(), "a⟨U+202E⟩⟨U+200B⟩cb"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d := newDisk()
	d.drafts["note"] = store.Draft{Text: "a\u2066b", Cursor: 2}
	f = NewField(d, "note", "")
	press(f, "c")
	if got, want := f.Text(), "a⟨U+2066⟩cb"; got != want {
		t.Errorf("a draft: got %q, want %q", got, want)
	}
}

func TestALargePasteSurvives(t *testing.T) {
	t.Parallel()
	text := strings.TrimSpace(strings.Repeat("Somebody said at length what they had to say about the network.\n", 1600))
	d := newDisk()
	f := NewField(d, "note", "")
	f.Update(tea.PasteMsg{Content: text})
	if err := f.Keep(); err != nil {
		t.Fatal(err)
	}
	f.View(theme.New(true), layout.Size{W: 40, H: 5})
	if f.Text() != text || d.drafts["note"].Text != text || NewField(d, "note", "").Text() != text {
		t.Errorf("of %d bytes the field has %d and the disk %d", len(text), len(f.Text()), len(d.drafts["note"].Text))
	}
}

func TestTypingIsSavedAsItGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDisk()
		f := NewField(d, "note", "")
		cmds := write(f, "What they sa")
		if len(cmds) != 1 {
			t.Fatalf("%d ticks are on their way, want 1", len(cmds))
		}
		deliver(f, cmds...)
		if got := d.drafts["note"].Text; got != "What they sa" {
			t.Fatalf("the disk has %q", got)
		}
		deliver(f, write(f, "id")...)
		if got := d.drafts["note"]; got.Text != "What they said" || got.Cursor != 14 || d.writes != 2 {
			t.Errorf("the disk has %+v after %d writes", got, d.writes)
		}
		deliver(f, press(f, "left")...)
		if got := d.drafts["note"].Cursor; got != 13 {
			t.Errorf("the disk has the cursor at %d", got)
		}
	})
}

func TestAFailingDiskIsToldAndTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("the disk is full")
		d := newDisk()
		f := NewField(d, "note", "")
		d.fails = full
		next := deliver(f, write(f, "Words")...)
		if !errors.Is(f.Err, full) || len(next) != 1 || f.Text() != "Words" {
			t.Fatalf("err %v, %d tries to come, text %q", f.Err, len(next), f.Text())
		}
		write(f, " more")
		next = deliver(f, next...)
		if !errors.Is(f.Keep(), full) {
			t.Error("Keep does not say that it failed")
		}
		d.fails = nil
		if deliver(f, next...); f.Err != nil || d.drafts["note"].Text != "Words more" {
			t.Errorf("err %v, the disk has %q", f.Err, d.drafts["note"].Text)
		}
	})
}

func TestAClearedFieldStaysCleared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDisk()
		f := NewField(d, "note", "")
		late := write(f, "The first note")
		delete(d.drafts, "note") // as committing it does
		f.Clear()
		deliver(f, late...)
		if _, there := d.drafts["note"]; there || f.Text() != "" {
			t.Fatalf("a late tick brought back %q", d.drafts["note"].Text)
		}
		late = write(f, "The first note")
		f.Clear()
		soon := write(f, "The second")
		deliver(f, late...)
		if d.writes != 0 {
			t.Errorf("a tick of the first note wrote %+v", d.drafts["note"])
		}
		deliver(f, soon...)
		if got := d.drafts["note"].Text; got != "The second" {
			t.Errorf("the disk has %q", got)
		}
	})
}

func TestNothingIsScrolledAwayThatHasRoom(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	f := NewField(nil, "", "")
	f.View(look, layout.Size{W: 20, H: 1})
	for _, c := range strings.Split("The first words are followed by many more of them.", "") {
		press(f, c)
		rows := f.Rows(20, 10)
		if text, _, y := f.View(look, layout.Size{W: 20, H: rows}); !strings.HasPrefix("The first words are ", strings.TrimSpace(text)) &&
			!strings.HasPrefix(text, "The first words are") || y != rows-1 {
			t.Fatalf("after %q, in %d rows with the cursor on row %d:\n%s", f.Text(), rows, y, text)
		}
	}
}

func TestMovingInsideTheViewDoesNotScroll(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	f := NewField(nil, "", strings.Repeat("One line and no more.\n", 60)+"The last.")
	s := layout.Size{W: 40, H: 10}
	text, _, y := f.View(look, s)
	if !strings.Contains(text, "The last.") || y != 9 {
		t.Fatalf("the cursor is not in view at first:\n%s", text)
	}
	for _, step := range []struct {
		key string
		row int
	}{{"up", 8}, {"up", 7}, {"up", 6}, {"a", 6}, {"down", 7}, {"left", 7}, {"up", 6}} {
		press(f, step.key)
		if _, _, y = f.View(look, s); y != step.row {
			t.Fatalf("after %s the cursor is on row %d, want %d", step.key, y, step.row)
		}
	}
}
