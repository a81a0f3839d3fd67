package tui_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"halfday/tui/tuitest"
	"halfday/tui/ui"
)

// TestJourneyByPalette goes through a visit by the names of actions and places
// alone, with colours and without: NO_COLOR counts whatever its value.
func TestJourneyByPalette(t *testing.T) {
	for _, test := range []struct {
		name    string
		environ []string
		colours bool
	}{
		{name: "colours", colours: true},
		{name: "NO_COLOR=yes", environ: []string{"NO_COLOR=yes"}},
		{name: "NO_COLOR empty", environ: []string{"NO_COLOR="}, colours: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			env := tuitest.EnvAt(t, dir)
			environ := append(test.environ, "TTY_FORCE=1", "COLORTERM=truecolor")
			e := tuitest.Start(t, env, ui.Route{}, 120, 40, environ...)
			draft := "This is a draft."
			if !test.colours { // nor need bold be seen
				draft = "*This is a draft.*"
			}
			journeyByPalette(e, draft)
			if got := colours(e.Written()); test.colours != (len(got) > 0) {
				t.Errorf("colours written: %q", got)
			}
			if v := onlyVisit(t, env.Store); len(v.Notes) != 1 || len(v.Judgements) != 1 {
				t.Errorf("%d notes and %d levels", len(v.Notes), len(v.Judgements))
			}
			savedFile(t, dir, "report")
		})
	}
}

func journeyByPalette(e *tuitest.Emulator, draft string) {
	e.Wait("No visits yet")
	find(e, "sample", "▸ Sample school")
	e.Wait("read without a problem")
	find(e, "safeguarding", "▸ 1b5 Safeguarding")
	e.Wait("1b5 Safeguarding", "threshold 2")
	find(e, "concerns", "▸ Concerns")
	e.Wait("a Accept")
	find(e, "accept", "▸ Accept")
	e.Wait("Accepted: to be settled on the visit.")
	find(e, "notes", "▸ Notes")
	e.Wait("What do you hear or see?")
	e.Type("- the server cupboard is warm #6a")
	find(e, "save note", "▸ Save note")
	e.Wait("− the server cupboard is warm", "What do you hear or see?")
	find(e, "judgement", "▸ Judgement")
	e.Wait("0 of 22 judged")
	e.Press("4")
	e.Wait("1a1 judged at level 4, below the threshold.", "1 of 22 judged")
	find(e, "report", "▸ Report")
	e.Wait("p Preview")
	find(e, "preview", "▸ Preview")
	e.Wait("The report as it will look", " "+draft+" ")
	e.Press(esc)
	e.Wait("p Preview")
	find(e, "save", "▸ Save")
	e.Wait("report saved", "The report is saved")
	e.Press(esc)
	e.Wait("p Preview")
	find(e, "moderation", "▸ Moderation")
	e.Wait("lead assessor moderates")
	find(e, "all visits", "▸ Home")
	e.Wait("Sallowby Community Primary School", "report saved", "/ Filter")
	find(e, "quit", "▸ Quit")
	e.WaitEnd()
}

// find takes an action or a place from the palette by its name.
func find(e *tuitest.Emulator, name, line string) {
	e.Press(ctrlP)
	e.Wait("type to narrow")
	e.Type(name)
	e.Wait("› "+name, line)
	e.Press(enter)
}

// colours are the sequences in what was written that set a colour.
func colours(written []byte) []string {
	var all []string
	for _, m := range regexp.MustCompile(`\x1b\[([0-9;:]*)m`).FindAllSubmatch(written, -1) {
		params := strings.FieldsFunc(string(m[1]), func(r rune) bool { return r == ';' || r == ':' })
		if slices.ContainsFunc(params, isColour) {
			all = append(all, string(m[0]))
		}
	}
	return all
}

// isColour reports whether a parameter of SGR, the sequence for the look of
// text, is one for colours: 30 to 49 and, for the bright ones, 90 to 107.
func isColour(param string) bool {
	n, err := strconv.Atoi(param)
	return err == nil && (n >= 30 && n <= 49 || n >= 90 && n <= 107)
}
