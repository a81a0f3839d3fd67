package tui_test

import (
	"fmt"
	"image/color"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"halfday/tui/action"
	"halfday/tui/tuitest"
	"halfday/visit"
)

// windows are sizes in columns and rows that a window can have, sensible or not.
var windows = [][2]int{
	{0, 0},
	{1, 1},
	{10, 3},
	{20, 5},
	{49, 13},
	{50, 14},
	{60, 16},
	{60, 20},
	{79, 24},
	{80, 24},
	{99, 30},
	{100, 30},
	{120, 40},
	{200, 60},
	{300, 80},
}

func TestEveryScreenFitsEveryWindow(t *testing.T) {
	heavy(t)
	t.Parallel()
	for _, s := range shots() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			env := tuitest.Env(t)
			route := s.open(t, env)
			d := s.drive(t, env, route, 80, 24)
			for _, size := range windows {
				d.Resize(size[0], size[1])
				fits(t, d.View(), size)
			}
			for _, size := range windows { // and as it opens in such a window
				fits(t, s.drive(t, env, route, size[0], size[1]).View(), size)
			}
		})
	}
}

// TestEveryScreenFollowsTheBackground is told of a light background after it
// was drawn for a dark one.
func TestEveryScreenFollowsTheBackground(t *testing.T) {
	t.Parallel()
	for _, s := range shots() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			env := tuitest.Env(t)
			d := s.drive(t, env, s.open(t, env), 120, 40)
			dark := d.View().Content
			d.App.Update(tea.BackgroundColorMsg{Color: color.White})
			light := d.View().Content
			for _, colour := range regexp.MustCompile(`\x1b\[[0-9;]*[34]8;2;[0-9;]*m`).FindAllString(dark, -1) {
				if strings.Contains(light, colour) {
					t.Fatalf("%q is a colour for dark backgrounds", colour)
				}
			}
			if dark == light {
				t.Error("nothing has changed")
			}
		})
	}
}

// fits checks what must be so of every view: it is exactly as high as the
// window and nowhere wider, and the cursor is inside.
func fits(t rapid.TB, v tea.View, size [2]int) {
	t.Helper()
	w, h := size[0], size[1]
	if w < 1 || h < 1 {
		if v.Content != "" {
			t.Fatalf("%dx%d: a window without room shows %q", w, h, v.Content)
		}
		return
	}
	lines := strings.Split(v.Content, "\n")
	if len(lines) != h {
		t.Fatalf("%dx%d: %d lines:\n%s", w, h, len(lines), v.Content)
	}
	for i, l := range lines {
		if have := ansi.StringWidth(l); have > w {
			t.Fatalf("%dx%d: line %d is %d columns wide: %q", w, h, i+1, have, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= w || c.Y >= h) {
		t.Fatalf("%dx%d: the cursor is at column %d, row %d", w, h, c.X, c.Y)
	}
}

// TestNoKeysBreakTheProgram presses keys in any order, in windows of any size.
func TestNoKeysBreakTheProgram(t *testing.T) {
	heavy(t)
	t.Parallel()
	var keys []string
	for _, a := range action.All() {
		keys = append(keys, a.Keys...)
	}
	keys = append(keys, "left", "right", "home", "end", "backspace", "ctrl+k", "ctrl+w", "alt+d", "shift+tab", "ctrl+a", "ctrl+u")
	rapid.Check(t, func(r *rapid.T) {
		env := tuitest.Env(t)
		size := rapid.SampledFrom(windows).Draw(r, "window")
		route := at(underway(t, env), rapid.SampledFrom(visit.Stages()).Draw(r, "stage"))
		d := tuitest.Drive(t, env, route, size[0], size[1])
		fits(r, d.View(), size)
		r.Repeat(map[string]func(*rapid.T){
			"key":   func(r *rapid.T) { d.Press(rapid.SampledFrom(keys).Draw(r, "key")) },
			"move":  func(r *rapid.T) { d.Press(rapid.SampledFrom([]string{"up", "down", "pgdown", "tab"}).Draw(r, "key")) },
			"leave": func(*rapid.T) { d.Press("esc") },
			"enter": func(*rapid.T) { d.Press("enter") },
			"type":  func(r *rapid.T) { d.Type(rapid.StringN(1, 12, -1).Draw(r, "text")) },
			"paste": func(r *rapid.T) { d.App.Update(tea.PasteMsg{Content: rapid.String().Draw(r, "text")}) },
			"light": func(*rapid.T) { d.App.Update(tea.BackgroundColorMsg{Color: color.White}) },
			"stage": func(r *rapid.T) { d.Press(fmt.Sprintf("alt+%d", rapid.IntRange(1, 7).Draw(r, "stage"))) },
			"resize": func(r *rapid.T) {
				size = rapid.SampledFrom(windows).Draw(r, "window")
				d.Resize(size[0], size[1])
			},
			"": func(r *rapid.T) { fits(r, d.View(), size) },
		})
		if err := d.App.Keep(); err != nil {
			r.Fatalf("what was typed could not be kept: %v", err)
		}
	})
}
