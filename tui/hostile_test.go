package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"halfday/agenda"
	"halfday/report"
	"halfday/templates"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/concern"
)

// walks lead to every screen and dialog and through what they show. TYPE and
// PASTE stand for the payload, a number after * for how often.
var walks = []struct {
	name  string
	stage visit.Stage // -1 is Home
	keys  string
}{
	{"home", -1, "down / TYPE enter up / esc n PASTE enter TYPE esc ctrl+p TYPE down*3 esc"},
	{"submission", visit.StageSubmission, "n down*27 home tab pgdown*3 tab p pgdown*2 end esc c PASTE esc down c PASTE enter ? pgdown esc"},
	{"papers", visit.StageSubmission, "p pgdown*3 esc o down*6 esc v pgdown*2 esc m enter down esc r PASTE enter esc f down esc e down*2 enter pgdown esc"},
	{"corrections", visit.StageSubmission, "s TYPE tab*4 PASTE ctrl+s esc d enter PASTE tab TYPE ctrl+s esc n l down enter p end esc"},
	{"concerns", visit.StageConcerns, "down*9 end up*3 home d PASTE enter o c TYPE enter f down*2 enter esc tab pgdown*2 tab end enter"},
	{"agenda", visit.StageAgenda, "down*9 up + shift+up s t PASTE enter TYPE enter esc d ctrl+z"},
	{"notes", visit.StageNotes, "pgup pgdown PASTE enter TYPE esc up*2 i enter esc up e end up enter esc x"},
	{"tags", visit.StageNotes, "# TYPE space @ TYPE space #1a1 @head enter"},
	{"judgement", visit.StageJudgement, "down*21 home tab pgdown*3 tab r PASTE enter o down*2 enter PASTE enter"},
	{"report", visit.StageReport, "down tab pgdown*2 p pgdown*30 esc o pgdown*2 esc enter PASTE up esc d s"},
	{"moderation", visit.StageModeration, "ctrl+p PASTE esc f1 esc"},
}

// TestNoTextActsOnTheTerminal walks through the program with each payload in
// everything that can be read or written.
func TestNoTextActsOnTheTerminal(t *testing.T) {
	heavy(t)
	t.Parallel()
	for _, p := range append(payloads(), gathered(injected(t))...) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			env := tuitest.Env(t)
			env.Save = func(string, []byte) (string, error) { return "/" + p.text + ".md", nil }
			r := hostile(t, env, p)
			for i, w := range walks {
				route := ui.Route{}
				if w.stage >= 0 {
					route = at(r, w.stage)
				}
				sizes := [][2]int{{80, 24}, {120, 40}}
				d := tuitest.Drive(t, env, route, sizes[i%2][0], sizes[i%2][1])
				walk(t, d, sizes[i%2], w.name, w.keys, p.text)
				other := sizes[1-i%2] // with what was left half-written
				walk(t, tuitest.Drive(t, env, route, other[0], other[1]), other, w.name, "", p.text)
			}
			for name, text := range leaving(t, r.Visit(), p.text) {
				if err := harmless(text, false); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

// walk presses keys and looks after each of them.
func walk(t *testing.T, d *tuitest.Driver, size [2]int, name, keys, text string) {
	t.Helper()
	look := func(after string) {
		v := d.View()
		fits(t, v, size)
		if err := harmless(v.Content, true); err != nil {
			t.Fatalf("%s, after %s: %v\n%s", name, after, err, d.Screen())
		}
		if v.WindowTitle != "halfday" {
			t.Fatalf("%s, after %s: the window is called %q", name, after, v.WindowTitle)
		}
	}
	look("opening it")
	for _, step := range strings.Fields(keys) {
		key, times := step, 1
		if k, n, ok := strings.Cut(step, "*"); ok {
			key = k
			_, _ = fmt.Sscan(n, &times)
		}
		if len(text) > 1000 { // long texts take their time
			times = min(times, 5)
		}
		for range times {
			switch {
			case key == "TYPE":
				d.Type(string([]rune(text)[:min(40, utf8.RuneCountInString(text))]))
			case key == "PASTE":
				d.App.Update(tea.PasteMsg{Content: text})
			case len(key) > 1 && strings.ContainsAny(key[:1], "#@"):
				d.Type(key)
			default:
				d.Press(key)
			}
			look(step)
		}
	}
}

// leaving are the texts that leave the program.
func leaving(t *testing.T, v *visit.Visit, x string) map[string]string {
	t.Helper()
	leaving := map[string]string{}
	add := func(name string) func(string, error) {
		return func(text string, err error) {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			leaving[name] = text
		}
	}
	add("the report")(report.Markdown(templates.Markdown("report"), v, report.Options{Now: tuitest.Now, Assessor: x}))
	add("the agenda")(agenda.Markdown(templates.Markdown("agenda"), v))
	add("the stages")(report.Stages(v, templates.Markdown("agenda")))
	found := concern.Report{Focus: v.Suggested}
	for _, c := range v.Concerns() {
		found.Concerns = append(found.Concerns, c.Concern)
	}
	leaving["the concerns"] = report.Concerns(x, v.Framework, found)
	leaving["the problems"] = report.Problems(v.Submission)
	leaving["what was read"] = report.Account(x, v.Papers().Account(v.Framework))
	leaving["what changed"] = report.Changes(v)
	leaving["the visits"] = report.Visits([]visit.Summary{v.Summary("01J", tuitest.Now)})
	leaving["the file's name"] = report.FileName("report", v)
	return leaving
}

// harmless reports what in a text could act on a terminal, hide or deceive.
// Styled text may hold the sequences that colour it.
func harmless(text string, styled bool) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("invalid UTF-8")
	}
	marks := 0
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		near := rest[:min(len(rest), 24)]
		rest = rest[size:]
		if marks++; !unicode.IsMark(r) {
			marks = 0
		}
		switch {
		case r == '\n':
		case r == '\x1b' && styled:
			n, err := colouring(rest)
			if err != nil {
				return fmt.Errorf("%q: %w", near, err)
			}
			rest = rest[n:]
		case unicode.IsControl(r):
			return fmt.Errorf("a control character: %q", near)
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Variation_Selector,
			unicode.Noncharacter_Code_Point, unicode.Other_Default_Ignorable_Code_Point):
			return fmt.Errorf("a character that is not seen: %q", near)
		case marks > 4:
			return fmt.Errorf("a pile of marks: %q", near)
		}
	}
	return nil
}

// colouring is the length of a sequence behind ESC that sets colours or weight
// and nothing else.
func colouring(s string) (int, error) {
	end := strings.IndexByte(s, 'm')
	if !strings.HasPrefix(s, "[") || end < 0 || strings.Trim(s[1:end], "0123456789;") != "" {
		return 0, fmt.Errorf("a sequence that is no colour")
	}
	params := strings.Split(s[1:end], ";")
	for i := 0; i < len(params); i++ {
		switch params[i] {
		case "", "0", "1", "2", "3", "4", "22", "23", "24", "39", "49":
		case "38", "48": // 2;r;g;b or 5;n
			if i++; i < len(params) && params[i] == "2" {
				i += 2
			}
			if i++; i >= len(params) {
				return 0, fmt.Errorf("half a colour")
			}
		default:
			return 0, fmt.Errorf("the attribute %s", params[i])
		}
	}
	return end + 1, nil
}
