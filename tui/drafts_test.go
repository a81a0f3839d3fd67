package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/tuitest"
	"halfday/visit"
)

// fields are all the places of a visit where a text is written.
var fields = []struct {
	name  string
	stage visit.Stage
	// open leads to the field, again the second time too ("@6b" stands at the
	// concern about 6b); dialog says that it lies over the stage.
	open, again string
	dialog      bool
}{
	{"a note", visit.StageNotes, "", "", false},
	{"a note's amendment", visit.StageNotes, "esc up up e", "", false},
	{"a section of the report", visit.StageReport, "down down enter", "", false},
	{"a concern", visit.StageSubmission, "n c", "n c", true},
	{"another concern", visit.StageConcerns, "down c", "down c", true},
	{"the reason of a dismissal", visit.StageConcerns, "d", "d", true},
	{"how the school is asked", visit.StageConcerns, "@1b4 w ctrl+u", "@1b4 w", true},
	{"how the school is asked of one's own concern", visit.StageConcerns, "@3b w", "@3b w", true},
	{"how a concern was settled", visit.StageConcerns, "s", "s", true},
	{"what notes leave out", visit.StageConcerns, "@6b s enter end enter", "@6b s enter end enter", true},
	{"a concern in other words", visit.StageConcerns, "@3b e enter", "@3b e enter", true},
	{"why a rule is silenced", visit.StageConcerns, "x", "x", true},
	{"the day", visit.StageAgenda, "t", "t", true},
	{"the reason of a level", visit.StageJudgement, "r", "r", true},
	{"the reason of the recommendation", visit.StageJudgement, "o down down enter", "o down down enter", true},
}

// follow presses the keys that lead to a field.
func follow(d *tuitest.Driver, keys string) {
	for _, k := range strings.Fields(keys) {
		if item, ok := strings.CutPrefix(k, "@"); ok {
			stand(d, item)
		} else {
			d.Press(k)
		}
	}
}

// leavings are the ways to be interrupted; in dialogs there are fewer.
var leavings = []struct {
	name   string
	leave  func(d *tuitest.Driver)
	dialog bool
}{
	{"Esc", press("esc"), true},
	{"finding something", press("ctrl+p"), true},
	{"reading the help", press("f1"), true},
	{"quitting", press("ctrl+q"), true},
	{"interrupting", press("ctrl+c"), true},
	{"the program's end", func(d *tuitest.Driver) { _ = d.App.Keep() }, true},
	{"going to another stage", press("alt+2"), false},
	{"going Home", func(d *tuitest.Driver) { d.Press("ctrl+p"); d.Type("home"); d.Press("enter") }, false},
}

// TestNothingTypedIsLost leaves every field in every way, and opens the store
// again as after an end of the program.
func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	for _, f := range fields {
		for _, l := range leavings {
			if f.dialog && !l.dialog || f.stage == visit.StageReport && l.name == "Esc" { // there Esc is done
				continue
			}
			t.Run(f.name+", left by "+l.name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				env := tuitest.EnvAt(t, dir)
				r := underway(t, env)
				judged(t, r, 2)
				d := tuitest.Drive(t, env, at(r, f.stage), 240, 50)
				d.View()
				follow(d, f.open)
				d.Type("tŷ 漢字 half a thought")
				d.App.Update(tea.PasteMsg{Content: "\u202epasted"})
				d.Press("left", "left")
				d.Sees("half a thought⟨U+202E⟩pasted")
				cursor := *d.View().Cursor
				l.leave(d)
				if err := env.Store.Close(); err != nil {
					t.Fatal(err)
				}
				d = tuitest.Drive(t, tuitest.EnvAt(t, dir), at(r, f.stage), 240, 50)
				d.View()
				follow(d, f.again)
				d.Sees("half a thought⟨U+202E⟩pasted")
				if v := d.View(); v.Cursor == nil || v.Cursor.Position != cursor.Position {
					t.Errorf("the cursor was at %v and is at %+v", cursor.Position, v.Cursor)
				}
			})
		}
	}
}

// TestWhatIsDoneDoesNotComeBack finishes every field and opens it again.
func TestWhatIsDoneDoesNotComeBack(t *testing.T) {
	t.Parallel()
	for _, f := range fields {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			env := tuitest.EnvAt(t, dir)
			r := underway(t, env)
			judged(t, r, 2)
			d := tuitest.Drive(t, env, at(r, f.stage), 240, 50)
			d.View()
			follow(d, f.open)
			text, done := " finished", "enter"
			switch f.name {
			case "the day":
				d.Press("ctrl+u")
				text = "15 March 2011"
			case "a section of the report":
				done = "esc"
			}
			d.Type(text)
			_ = d.App.Keep() // as the tick a moment later does
			before := r.Visit()
			d.Press(done)
			if r.Visit() == before {
				t.Error("nothing was done")
			}
			if err := d.App.Keep(); err != nil {
				t.Fatal(err)
			}
			if err := env.Store.Close(); err != nil {
				t.Fatal(err)
			}
			env = tuitest.EnvAt(t, dir)
			r, err := env.Store.Visit(r.ID())
			if err != nil {
				t.Fatal(err)
			}
			names := []string{"note", "note.amends", "section/1/areas", "agenda.date", "judgement.reason/1a1", "recommend/referred"}
			for _, n := range r.Visit().Notes {
				names = append(names, "note/"+n.ID)
			}
			for _, c := range r.Visit().Concerns() {
				names = append(names, "concern.add/"+c.Item, "concern.dismiss/"+c.ID, "concern.settle/"+c.ID, "concern.ask/"+c.ID, "concern.amend/"+c.ID)
			}
			for _, s := range r.Visit().Silenced() {
				names = append(names, "rule.silence/"+s.Rule)
			}
			for _, name := range names {
				if left, err := r.Draft(name); err != nil || left.Text != "" {
					t.Errorf("the draft %s is %q (%v)", name, left.Text, err)
				}
			}
		})
	}
}

// TestASentenceIsNotLostToAHint: what cannot be taken yet stays to be mended.
func TestASentenceIsNotLostToAHint(t *testing.T) {
	t.Parallel()
	env := tuitest.Env(t)
	d := tuitest.Drive(t, env, at(underway(t, env), visit.StageAgenda), 240, 50)
	for _, text := range []string{"March 2011", "soon"} {
		d.Press("t", "ctrl+u")
		d.Type(text)
		d.Press("enter")
		d.Sees("The day of the visit")
		d.Sees(text)
		d.Press("esc")
	}
}
