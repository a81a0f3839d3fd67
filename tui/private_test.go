package tui_test

import (
	"path/filepath"
	"strings"
	"testing"

	"halfday/report"
	"halfday/tui/tuitest"
	"halfday/visit"
)

// TestNotesAskAboutANameOnce: the note is saved whatever is in it, and what was
// asked about is not asked about again.
func TestNotesAskAboutANameOnce(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	r := tuitest.Sample(t, env)
	d := tuitest.Drive(t, env, at(r, visit.StageNotes), 100, 30)
	for _, c := range []struct{ line, want string }{
		{"+ pupils in Year 4 show a film #3b", "Saved 10:52:07 ──"},
		{"Mr Bassi keeps the records #4a", "Saved 10:52:07 ──"}, // he stands in the school's papers
		{"Mrs Okafor keeps a list too #4a", "Saved 10:52:07. Is “Mrs Okafor” somebody's name? A role says enough."},
		{"her number is 07700 900456", "Saved 10:52:07. Is “07700 900456” a telephone number? Better left out."},
		{"Josh shows the e-crew's film @pupils", "Saved 10:52:07. Is “Josh” a pupil's name? A role says enough."},
		{"Josh, the ICT lead, said so #9z", "“Josh” somebody's name? A role says enough. "},
	} {
		d.Type(c.line)
		d.Press("enter")
		d.Sees(c.want)
		notes := r.Visit().Notes
		if last := notes[len(notes)-1]; !strings.HasPrefix(last.Line(), strings.Fields(c.line)[0]) {
			t.Errorf("%q is not on disk: the last note is %q", c.line, last.Line())
		}
	}
	d.Sees("◇ 07700 900456")

	d.Press("esc", "up", "e") // the note about Josh's film
	d.Type(" today")
	d.Press("enter")
	d.Sees("Amended; the old words are kept. ──")
	d.Press("esc", "e")
	d.Type(" with Ella")
	d.Press("enter")
	d.Sees("Amended; the old words are kept. ──") // nothing says that Ella is a pupil
	d.Press("esc", "e")
	d.Type(" Carter")
	d.Press("enter")
	d.Sees("Amended; the old words are kept. Is “Ella Carter” a pupil's name?")
	d.Sees("◇ Josh, Ella Carter")
}

// TestReportAsksAboutNames: nothing is saved before it is answered, and every
// answer leads where it says.
func TestReportAsksAboutNames(t *testing.T) {
	t.Parallel()
	env, dir := tuitest.Env(t), t.TempDir()
	env.Save = func(name string, data []byte) (string, error) { return report.Save(dir, name, data) }
	route := named(t, env)
	r, err := env.Store.Visit(route.Visit)
	if err != nil {
		t.Fatal(err)
	}
	do(t, r, visit.ConcernAdded{Item: "3b", Text: "Only Zainab in Year 4 could log in."})
	d := tuitest.Drive(t, env, route, 120, 40)
	saved := func() int {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	ask := func() {
		t.Helper()
		d.Press("s")
		d.Sees("Before it is saved: 6 likely personal details")
		if n := saved(); n != 0 || !r.Visit().Saved.IsZero() {
			t.Fatalf("%d files are saved before it is answered", n)
		}
	}
	back := func() { d.Press("alt+6") }

	ask()
	d.Press("esc")
	d.Sees("s Save")
	ask()
	d.Press("enter") // go back and change them
	d.Sees("▸  + Amy Carter and Josh in Year 5")
	d.Sees("e Amend")
	back()
	for choice, want := range map[string]string{
		"Zainab": "Only Zainab in Year 4 could log in.", "Okonkwo": "▸   2 ✓    2 ✓  +2        ! 3b", "07700": "▸ ✓ Strengths", "Josh": "▸  + Amy Carter and Josh",
	} {
		ask()
		d.Type(choice)
		d.Press("enter")
		if !strings.Contains(d.Screen(), want) {
			t.Errorf("%s leads to\n%s", choice, d.Screen())
		}
		back()
	}

	ask()
	d.Press("down", "enter") // save all the same
	d.Sees("The report is saved")
	if saved() != 1 {
		t.Fatalf("%d files are saved", saved())
	}
	if strings.Contains(savedFile(t, dir, "report"), "likely personal detail") {
		t.Error("the saved report calls open what was allowed")
	}
	d.Press("esc")
	d.Sees("report saved")
	d.Press("s") // it asks once
	d.Sees("The report is saved")
	d.Press("esc")

	d.Press("ctrl+z")
	d.Sees("Taken back: leaving 5 names and details as they are.")
	d.Press("s")
	d.Sees("Before it is saved: 6 likely personal details")
}
