package widget

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/tui/layout"
	"halfday/tui/theme"
)

// key is the message of a key that moves.
func key(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"up": tea.KeyUp, "down": tea.KeyDown, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"home": tea.KeyHome, "end": tea.KeyEnd, "space": tea.KeySpace,
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// rows are a list's rows by their ids; "-" is a heading.
func rows(ids ...string) []Row {
	var rows []Row
	for _, id := range ids {
		if id == "-" {
			rows = append(rows, Row{Lines: []string{"A heading"}})
			continue
		}
		rows = append(rows, Row{ID: id, Lines: []string{"row " + id}})
	}
	return rows
}

func TestListMovesFromRowToRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, keys, want string
		rows             []Row
	}{
		{"the first row that is no heading", "", "a", rows("-", "a", "b")},
		{"down over a heading", "down", "b", rows("a", "-", "b")},
		{"down at the end", "down down down", "b", rows("a", "b", "-")},
		{"up at the beginning", "up up", "a", rows("-", "a", "b")},
		{"letters", "j j k", "b", rows("a", "b", "c")},
		{"end before a last heading", "end", "b", rows("a", "b", "-")},
		{"home behind a first heading", "end home", "a", rows("-", "a", "b", "c")},
		{"a page of one line", "pgdown", "b", rows("a", "b", "c")},
		{"only headings", "down end", "", rows("-", "-")},
		{"nothing", "down up end home pgdown", "", nil},
	} {
		l := &List{}
		l.Set(c.rows)
		for _, k := range strings.Fields(c.keys) {
			if !l.Update(key(k)) {
				t.Errorf("%s: the list does not take %s", c.name, k)
			}
		}
		if l.ID() != c.want {
			t.Errorf("%s: the cursor is on %q, want %q", c.name, l.ID(), c.want)
		}
	}
	if (&List{}).Update(key("x")) || (&List{}).Update(tea.PasteMsg{}) {
		t.Error("a list takes what does not move it")
	}
}

func TestListKeepsItsRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		next []Row
		want string
	}{
		{"the same rows", rows("a", "b", "c"), "b"},
		{"a row before it", rows("-", "z", "a", "b", "c"), "b"},
		{"the row gone", rows("a", "c"), "c"},
		{"the row and what follows gone", rows("a"), "a"},
		{"a heading in its place", rows("a", "-", "c"), "c"},
		{"all gone", nil, ""},
	} {
		l := &List{}
		l.Set(rows("a", "b", "c"))
		l.Goto("b")
		if l.Set(c.next); l.ID() != c.want {
			t.Errorf("%s: the cursor is on %q, want %q", c.name, l.ID(), c.want)
		}
	}
}

// TestListShowsItsCursor moves about in a list of rows of any height.
func TestListShowsItsCursor(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	rapid.Check(t, func(r *rapid.T) {
		l, all := &List{}, []Row{}
		for i := range rapid.IntRange(0, 20).Draw(r, "rows") {
			row := Row{Lines: []string{"a heading"}}
			if rapid.IntRange(0, 4).Draw(r, "heading") > 0 {
				row.ID = fmt.Sprintf("row-%d.", i)
				row.Lines = []string{row.ID}
				for range rapid.IntRange(0, 3).Draw(r, "more lines") {
					row.Lines = append(row.Lines, "more of "+row.ID)
				}
			}
			all = append(all, row)
		}
		l.Set(all)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end"}), 1, 20).Draw(r, "keys") {
			l.Update(key(k))
			s := layout.Size{W: rapid.IntRange(12, 40).Draw(r, "width"), H: rapid.IntRange(1, 9).Draw(r, "height")}
			view := ansi.Strip(l.View(look, s, rapid.Bool().Draw(r, "focused")))
			lines := strings.Split(view, "\n")
			if len(lines) != s.H {
				r.Fatalf("%d lines, want %d", len(lines), s.H)
			}
			for _, line := range lines {
				if ansi.StringWidth(line) != s.W {
					r.Fatalf("%q is not %d columns wide", line, s.W)
				}
			}
			if id := l.ID(); id != "" && !strings.Contains(view, " "+id+" ") {
				r.Fatalf("after %s the cursor is on %s, which is not in view:\n%s", k, id, view)
			}
		}
	})
}

// TestListSaysHowManyMoreThereAre counts rows and not headings, and none that
// can be seen.
func TestListSaysHowManyMoreThereAre(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	l := &List{}
	l.Set(rows("a", "b", "c", "-", "d"))
	show := func(h int) string {
		return strings.Join(strings.Fields(ansi.Strip(l.View(look, layout.Size{W: 16, H: h}, true))), " ")
	}
	for _, c := range []struct {
		h    int
		want string
	}{
		{3, "▸ row a row b ↓ 2 more"},
		{4, "▸ row a row b row c ↓ 1 more"},
		{5, "▸ row a row b row c A heading row d"},
		{2, "▸ row a row b"},
	} {
		if got := show(c.h); got != c.want {
			t.Errorf("in %d lines it shows %q, want %q", c.h, got, c.want)
		}
	}
	l.Update(key("end"))
	if got, want := show(3), "row c A heading ▸ row d"; got != want {
		t.Errorf("at the end it shows %q, want %q", got, want)
	}
}

func TestPagerShowsEveryLine(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("line %02d.", i))
	}
	for _, k := range []string{"down", "j", "pgdown", "space"} {
		for _, h := range []int{1, 2, 3, 7, 29, 30, 40} {
			p, seen := &Pager{}, ""
			for range len(lines) + 1 {
				seen += ansi.Strip(p.View(look, lines, layout.Size{W: 20, H: h}))
				p.Update(key(k))
			}
			for _, l := range lines {
				if !strings.Contains(seen, l) {
					t.Errorf("%s in %d rows never shows %q", k, h, l)
				}
			}
		}
	}
}

// TestPanesSayHowToReadOn, while keys go to the list, and not where they never
// go to the text.
func TestPanesSayHowToReadOn(t *testing.T) {
	t.Parallel()
	for _, listOnly := range []bool{false, true} {
		for _, w := range []int{40, layout.Wide} {
			p := &Panes{ListOnly: listOnly}
			p.List.Set(rows("a", "b"))
			more := func() string {
				text := make([]string, 30)
				s := ansi.Strip(p.View(theme.New(true), nil, layout.Size{W: w, H: 16}, 50, func(int) []string { return text }))
				_, s, _ = strings.Cut(s, "more lines")
				return strings.TrimSpace(s)
			}
			want := "· Tab reads on"
			if listOnly {
				want = ""
			}
			if got := more(); got != want {
				t.Errorf("%d columns, list only %v: it says %q, want %q", w, listOnly, got, want)
			}
			if p.Switch(); more() != "" {
				t.Errorf("%d columns: in the text it says %q", w, more())
			}
		}
	}
}

func TestPagerSaysHowMuchMoreThereIs(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	lines := []string{"one", "two", "three", "four", "five"}
	p := &Pager{}
	show := func(h int) []string {
		return strings.Fields(ansi.Strip(p.View(look, lines, layout.Size{W: 16, H: h})))
	}
	if diff := cmp.Diff([]string{"one", "two", "↓", "3", "more", "lines"}, show(3)); diff != "" {
		t.Errorf("at the beginning (-want +got):\n%s", diff)
	}
	p.Update(key("end"))
	if diff := cmp.Diff([]string{"three", "four", "five"}, show(3)); diff != "" {
		t.Errorf("at the end (-want +got):\n%s", diff)
	}
	p.Update(key("up"))
	if diff := cmp.Diff([]string{"two", "three", "↓", "2", "more", "lines"}, show(3)); diff != "" {
		t.Errorf("a line up (-want +got):\n%s", diff)
	}
	lines = lines[:2]
	if diff := cmp.Diff([]string{"one", "two"}, show(3)); diff != "" {
		t.Errorf("a shorter text (-want +got):\n%s", diff)
	}
}
