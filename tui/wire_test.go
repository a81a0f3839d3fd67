package tui_test

import (
	"regexp"
	"strings"
	"testing"

	"halfday/tui/tuitest"
	"halfday/visit"
)

// TestTheTerminalIsSentNothingHostile looks at the bytes that reach a terminal
// while a hostile visit is looked through.
func TestTheTerminalIsSentNothingHostile(t *testing.T) {
	t.Parallel()
	all := ""
	for _, p := range append(payloads(), injected(t)...) {
		if len(p.text) < 1000 {
			all += p.text + " "
		}
	}
	env := tuitest.Env(t)
	e := tuitest.Start(t, env, at(hostile(t, env, payload{text: all}), visit.StageSubmission), 120, 40)
	const down = "\x1b[B"
	e.Wait("The school and its application")
	e.Press("p")
	e.Wait("What was read of the school")
	e.Press("\x1b", "v")
	e.Wait("What changed in the school")
	e.Press("\x1b", down, down, down, "c")
	e.Wait("A concern of your own")
	e.Type("\x1b[200~" + strings.ReplaceAll(all, "\x1b", "") + "\x1b[201~")
	e.Wait("U+202E", "OK")
	e.Press("\x1b", "2")
	e.Wait("To decide")
	e.Press("3")
	e.Wait("Draft anew")
	e.Press("4")
	e.Wait("What do you hear")
	e.Press("\x1b", "5")
	e.Wait("You recommend")
	e.Press("6", "p")
	e.Wait("as it will look")
	e.Quit()
	if err := harmlessBytes(e.Written()); err != nil {
		t.Error(err)
	}
}

// These are the sequences that Bubble Tea writes to draw a screen; of strings
// only the window's title and the question for its background.
var (
	drawing = regexp.MustCompile(`\x1b\[[0-9;]*[ABCDGHJKLMPSTXbdrhl@]|\x1b\[[0-9]* q|\x1b\[[?>=<][0-9;]*(?:\$p|[hlmu])|\x1b[M78]`)
	asking  = regexp.MustCompile(`\x1b\]2;(?:halfday)?\x07|\x1b\]1[01];\?\x07`)
)

// harmlessBytes reports what in a program's output could act on a terminal
// beyond the drawing of a screen.
func harmlessBytes(written []byte) error {
	text := drawing.ReplaceAllString(asking.ReplaceAllString(string(written), ""), "")
	return harmless(strings.NewReplacer("\r", "", "\b", "", "\t", "").Replace(text), true)
}

func TestHarmIsSeen(t *testing.T) {
	t.Parallel()
	for _, p := range payloads() {
		if p.name == "a long word" {
			continue // it is only long
		}
		if harmless(p.text, true) == nil {
			t.Errorf("%s is taken for harmless", p.name)
		}
		if p.name != "overprint" && harmlessBytes([]byte(p.text)) == nil {
			t.Errorf("%s is taken for the drawing of a screen", p.name)
		}
	}
	if err := harmless("\x1b[1;38;2;1;2;3;48;5;9mwords\x1b[m\nŷ 漢", true); err != nil {
		t.Errorf("plain colours: %v", err)
	}
}
