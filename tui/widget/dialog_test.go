package widget

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// shown is what a dialog shows in a window of a size, without styles.
func shown(s ui.Screen, w, h int) string { return ansi.Strip(s.View(layout.Size{W: w, H: h}).Text) }

func TestPickNarrows(t *testing.T) {
	t.Parallel()
	taken := ""
	take := func(what string) func() ui.Intent {
		return func() ui.Intent { taken = what; return ui.Intent{Say: what} }
	}
	choices := []Choice{
		{Title: "Accept", Note: "settle it on the visit", Do: take("accept")},
		{Title: "Dismiss", Note: "with a reason", Do: take("dismiss")},
		{Title: "Add", Why: "There is nothing to add to.", Do: take("add")},
	}
	for _, c := range []struct {
		typed, down, want, why string
	}{
		{"", "", "accept", ""},
		{"", "down", "dismiss", ""},
		{"dis", "", "dismiss", ""},
		{"DSM", "", "dismiss", ""},
		{"visit", "", "accept", ""},
		{"REASON", "", "dismiss", ""},
		{"add", "", "", "There is nothing to add to."},
		{"zzz", "", "", "Nothing matches what you typed."},
	} {
		taken = ""
		p := NewPick(theme.New(true), "Choose", "One of them.", choices)
		for _, k := range strings.Split(c.typed, "") {
			p.Update(key(k))
		}
		if c.down != "" {
			p.Update(key(c.down))
		}
		if why := p.Why(action.DialogAccept); why != c.why {
			t.Errorf("%q: why not is %q, want %q", c.typed, why, c.why)
		} else if why == "" {
			if in := p.Do(action.DialogAccept); !in.Close || in.Say != c.want || taken != c.want {
				t.Errorf("%q: took %q, intent %+v", c.typed, taken, in)
			}
		}
		if text := shown(p, 50, 12); c.typed == "zzz" && !strings.Contains(text, "Nothing matches.") {
			t.Errorf("%q shows\n%s", c.typed, text)
		}
	}
	if in := NewPick(theme.New(true), "", "", nil).Do(action.DialogClose); !in.Close {
		t.Error("Esc does not close a pick")
	}
}

// TestPickCutsNoTitle: a note is chosen by what it says.
func TestPickCutsNoTitle(t *testing.T) {
	t.Parallel()
	p := NewPick(theme.New(true), "Choose", "", []Choice{
		{Title: "Planning", Note: "two serious concerns, and at one of them the papers do not bear it out"},
		{Title: "The governors meet six times a year and minute what is spent", Note: "10:52", Chosen: true},
		{Title: "Nobody else was asked about what has been spent since then", Why: "It is too late."},
	})
	lines := strings.Split(shown(p, 40, 20), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	want := []string{
		"Choose", "› type to narrow",
		"▸ Planning  two serious concerns, and a…",
		"  The governors meet six times a year",
		"  and minute what is spent ✓  10:52",
		"  Nobody else was asked about what has",
		"  been spent since then  It is too late.",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPromptGivesItsTextAway(t *testing.T) {
	t.Parallel()
	d, got := newDisk(), ""
	answer := ui.Intent{Say: "Done."}
	open := func() *Prompt {
		return NewPrompt(theme.New(true), "Why?", "In a sentence.", NewField(d, "reason", ""), func(text string) ui.Intent {
			got = text
			return answer
		})
	}
	p := open()
	if p.Why(action.DialogAccept) == "" {
		t.Error("an empty prompt can be taken")
	}
	write(p.field, "  because ")
	if why := p.Why(action.DialogAccept); why != "" {
		t.Errorf("a written prompt cannot be taken: %s", why)
	}
	if in := p.Do(action.DialogClose); !in.Close {
		t.Error("Esc does not close a prompt")
	}
	if err := p.Keep(); err != nil || d.drafts["reason"].Text != "  because " {
		t.Errorf("kept %+v, %v", d.drafts["reason"], err)
	}
	p = open()
	for _, refusal := range []ui.Intent{{Err: errors.New("the disk is full")}, {Hint: "Say a little more."}} {
		answer = refusal
		if in := p.Do(action.DialogAccept); in.Close || p.field.Text() != "  because " {
			t.Errorf("refused with %+v the prompt closes (%t) with %q in it", refusal, in.Close, p.field.Text())
		}
	}
	answer = ui.Intent{Say: "Done."}
	if in := p.Do(action.DialogAccept); !in.Close || got != "because" || p.field.Text() != "" {
		t.Errorf("took %q, left %q, intent %+v", got, p.field.Text(), in)
	}
}

func TestPromptGrowsWithItsText(t *testing.T) {
	t.Parallel()
	d := newDisk()
	d.drafts["reason"] = store.Draft{Text: "Nobody whom we met could say where it is kept"}
	p := NewPrompt(theme.New(true), "Why?", "In a sentence.", NewField(d, "reason", ""), nil)
	want := []string{"Why?", "In a sentence.", "", "› Nobody whom we met", "  could say where it is", "  kept"}
	var lines []string
	for _, l := range strings.Split(shown(p, 26, 12), "\n") {
		lines = append(lines, strings.TrimRight(l, " "))
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadingFollowsWidthAndTheme(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	r := NewReading(look, "A page", func(w int) []string { return look.Accent.Wrap("Some words to read at leisure", w) })
	wide, narrow := shown(r, 40, 10), shown(r, 10, 10)
	if strings.Count(wide, "\n") != 2 || strings.Count(narrow, "\n") < 4 {
		t.Errorf("wide:\n%s\nnarrow:\n%s", wide, narrow)
	}
	look.Set(false)
	if page := r.View(layout.Size{W: 10, H: 10}).Text; !strings.Contains(page, look.Accent.Render("Some words")) {
		t.Errorf("the page does not follow the theme: %q", page)
	}
	if in := r.Do(action.DialogClose); !in.Close {
		t.Error("a page does not close")
	}
}

func TestPageWrapsUnderItsMarks(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	p := NewPage(look, 20)
	p.Title("A page")
	p.Gap()
	p.Gap()
	p.Bullet(look.Text, "One thing and then another")
	p.Head("Next")
	p.Indent(look.Muted.Render("10:30  "), look.Text, "break for everybody")
	var got []string
	for _, l := range p.Lines() {
		got = append(got, ansi.Strip(l))
	}
	want := []string{"A page", "", "• One thing and then", "  another", "", "Next", "10:30  break for", "       everybody"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
