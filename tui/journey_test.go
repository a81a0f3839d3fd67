package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/agenda"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/framework"
)

// Keys as a terminal sends them.
const (
	enter, esc, up, down, shiftDown = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x1b[1;2B"
	ctrlP, ctrlZ                    = "\x10", "\x1a"
)

// What is entered on the journey.
const (
	dismissal = "the eco-team's board says enough; I will look at it"
	worry     = "nobody is named who carries this on"
	put       = " A line will do."
	reason    = "levels are recorded but nobody looks at them yet"
	because   = "assessment is below its threshold; all else is in place"
	written   = "The vision is known by heart in the kitchen too.\n\nGovernors asked for it to be read aloud each June."
)

// TestWholeJob does the whole job of a visit, from an empty Home to a saved
// report, and then finds everything entered in the log.
func TestWholeJob(t *testing.T) {
	t.Parallel()
	dir, fresh := t.TempDir(), sampleVisit(t)
	env := tuitest.EnvAt(t, dir)
	e := tuitest.Start(t, env, ui.Route{}, 80, 24)
	e.Wait("No visits yet", "t Try the sample school")
	e.Press("t")

	readSubmission(e)
	decideConcerns(e, fresh.Concerns())
	arrangeAgenda(e, fresh.Agenda)
	takeNotes(e)
	settleConcern(e, fresh.Concerns())
	judgeItems(e, fresh.Framework.Items())
	writeReport(e)

	e.Press("7")
	e.Wait("lead assessor moderates")
	e.Press(esc)
	e.Wait("Sallowby Community Primary School", "14 March 2011 · report saved")
	e.Quit()
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}

	v := onlyVisit(t, tuitest.EnvAt(t, dir).Store)
	if diff := cmp.Diff(entered(fresh), told(v)); diff != "" {
		t.Errorf("not what was entered (-want +got):\n%s", diff)
	}
	saved := savedFile(t, dir, "report")
	for _, text := range append(strings.Split(written, "\n\n"), because, reason, "14 March 2011", "Year 5 log in from home") {
		if !strings.Contains(saved, text) {
			t.Errorf("the saved report lacks %q:\n%s", text, saved)
		}
	}
	if letter := savedFile(t, dir, "letter"); !strings.Contains(letter, fresh.Concerns()[next].Settle.Ask+put) {
		t.Errorf("the saved letter lacks what the school was asked:\n%s", letter)
	}
	plan := savedFile(t, dir, "agenda")
	for _, a := range v.Agenda {
		if text := fmt.Sprintf("%s–%s | %s", a.Start, a.End(), a.Title); !strings.Contains(plan, text) {
			t.Errorf("the saved agenda lacks %q:\n%s", text, plan)
		}
	}
}

func readSubmission(e *tuitest.Emulator) {
	e.Wait("▸ The school and its application", "read without a problem")
	e.Press(down, down, down)
	e.Wait("▸ 2/2 1a1 The vision", "claimed 2")
	e.Press("n")
	e.Wait("▸ 2/2 ! 1b4 Environmental impact")
}

// The concerns that are accepted, settled and dismissed, and the one that the
// school is asked about and whose item another is added to, by their place in
// the list.
const accepted, settled, dismissed, next = 0, 1, 2, 3

func decideConcerns(e *tuitest.Emulator, found []visit.Concern) {
	open := func(n int) string { return fmt.Sprintf("%d concerns open", n) }
	n := len(found)
	e.Press("2")
	e.Wait(open(n), "‼ "+found[accepted].Item, "The school's words")
	e.Press("a")
	e.Wait(open(n-1), "Accepted: to be settled on the visit.")
	e.Press(down, "d") // accepting went on to the next one already
	e.Wait("Dismiss: " + found[dismissed].Item)
	e.Type(dismissal)
	e.Press(enter)
	e.Wait(open(n-2), "Dismissed, with your reason.")
	e.Press("c")
	e.Wait("A concern of your own", "About "+found[next].Item)
	e.Type(worry)
	e.Press(enter)
	e.Wait(open(n-1), "Concern added.")
	for range found[next:] { // it stands last, with the cursor
		e.Press(up)
	}
	e.Press("w")
	e.Wait("How shall I put this to the school?", "› When it comes to")
	e.Type(put)
	e.Press(enter)
	e.Wait(open(n-2), "It goes into the letter to the school: l shows it.")
	e.Press("l")
	e.Wait("The letter to the school", "still to be decided", "s Save")
	e.Press("s")
	e.Wait("The letter is saved", ".md")
	e.Press(esc)
	e.Wait("a Accept")
	e.Press("p")
	e.Wait("What to ask on the visit", "Headteacher")
	e.Press(esc)
	e.Wait("a Accept")
	e.Press("f")
	e.Wait("Focus of the visit")
	e.Press(enter)
	e.Wait("1 Leadership and management ✓")
	e.Type("assessm")
	e.Press(enter)
	e.Wait("1 Leadership and management ✓", "4 Assessment ✓")
	e.Press(esc)
	e.Wait("a Accept")
}

// longer and later are what the journey does to the third item of an agenda.
func longer(items []visit.AgendaItem) []visit.AgendaItem {
	return agenda.Resize(items, items[2].ID, items[2].Minutes+5)
}

func later(items []visit.AgendaItem) []visit.AgendaItem {
	return agenda.MoveDown(items, items[2].ID)
}

func arrangeAgenda(e *tuitest.Emulator, items []visit.AgendaItem) {
	line := func(a visit.AgendaItem) string {
		return fmt.Sprintf("%s–%s %d min %s", a.Start, a.End(), a.Minutes, a.Title)
	}
	e.Press("3")
	e.Wait(line(items[0]), line(items[1]))
	e.Press(down, down, "+")
	items = longer(items)
	e.Wait(line(items[2]), line(items[3]))
	e.Press(shiftDown)
	items = later(items)
	e.Wait(line(items[2]), line(items[3]))
	e.Press("t")
	e.Wait("The day of the visit")
	e.Type("14 March 2011")
	e.Press(enter)
	e.Wait("The visit is on Monday 14 March 2011.")
	e.Press("s")
	e.Wait("The agenda is saved", ".md")
	e.Press(esc)
	e.Wait("s Save")
}

// The notes that are amended and deleted, by their place among those taken.
const amended, deleted = 8, 2

func takeNotes(e *tuitest.Emulator) {
	const ready = "What do you hear or see?"
	e.Press("4")
	e.Wait(ready)
	for _, s := range spoken() {
		e.Type(s.line)
		e.Press(enter)
		if s.note.Text == "" {
			e.Wait("Speaking now: Governor.", ready)
		} else {
			e.Wait(s.note.Text, "Saved 10:52:07", ready)
		}
	}
	e.Press(esc)
	e.Wait("e Amend")
	e.Press(up, "e")
	e.Wait("amending a note")
	e.Type(" by Mr Bassi")
	e.Press(enter)
	e.Wait("Amended; the old words are kept.", "talked about by Mr Bassi", ready)

	e.Press(esc)
	e.Wait("x Delete")
	e.Press(up, "x")
	e.Wait("Deleted. Ctrl+Z brings it back.")
	e.Press(ctrlZ)
	e.Wait("Taken back", "a planning grid hangs")
	e.Press(up, up, up, up, up, up)
	e.Wait("▸ ? who keeps the list")
	e.Press("x")
	e.Wait("Deleted. Ctrl+Z brings it back.")
	e.WaitFor("the note no more", func(screen string) bool { return !strings.Contains(screen, "who keeps the list") })
}

// settledBy is the note that settles a concern, by its place among those taken.
const settledBy = 6

func settleConcern(e *tuitest.Emulator, found []visit.Concern) {
	c := found[settled]
	e.Press("2", "/")
	e.Wait("Which concerns?")
	e.Type("assessment")
	e.Press(enter)
	e.Wait(fmt.Sprintf("Showing: element 4 (1 of %d)", len(found)+1), "‼ "+c.Item) // one was added
	e.Press("s")
	e.Wait("What settles it?", "never seen the assessment records")
	e.Press(enter)
	e.Wait("records ✓", "▸ Settle it by this note")
	e.Press(enter)
	e.Wait("Settled by this note.", "You settled this concern")
	e.Press(esc)
	e.Wait("Accepted: to be settled", "▸ ‼ "+c.Item)
}

func judgeItems(e *tuitest.Emulator, items []*framework.Node) {
	e.Press("\x1b5") // Alt and the number: it works while writing too
	e.Wait("0 of 22 judged", "▸ 2 ✓")
	for _, n := range items {
		level := levelOf(n.ID)
		e.Press(level.String())
		e.Wait(fmt.Sprintf("%s judged at level %s", n.ID, level))
		if n.ID == below {
			e.Press("r")
			e.Wait("Why level 3 for 4a?")
			e.Type(reason)
			e.Press(enter)
			e.Wait("Reason kept.")
		}
		e.Press("n")
	}
	e.Wait("22 of 22 judged", "1 below the threshold: it is not met", "Every item has a level of yours.")
	e.Press("o")
	e.Wait("Your recommendation", "evels come to: not met")
	e.Press(enter) // "met threshold" is not to be had
	e.Press(down, enter)
	e.Wait("You recommend: not met", "Your reasons")
	e.Type(because)
	e.Press(enter)
	e.Wait("Your recommendation is recorded.", "You recommend: not met")
}

// below is the item judged below its threshold.
const below = "4a"

// levelOf is the level the journey gives an item.
func levelOf(item string) framework.Level {
	switch item {
	case below:
		return 3
	case "1a1", "6a":
		return 1
	}
	return 2
}

func writeReport(e *tuitest.Emulator) {
	e.Press("6")
	e.Wait("not yet saved", "▸ · Commentary")
	e.Press(enter)
	e.Wait("Leadership and management: commentary", "Short paragraphs")
	for line := range strings.Lines(written) {
		e.Type(strings.TrimSuffix(line, "\n"))
		if strings.HasSuffix(line, "\n") {
			e.Press(enter)
		}
	}
	e.Wait("read aloud each June.")
	e.Press(esc)
	e.Wait("▸ ✓ Commentary", "✓ Saved 10:52:07")
	e.Press(down, down, down, down, down, down, down)
	e.Wait("Learning: strengths", "From the notes")
	e.Press("d")
	e.Wait("Drafted from the notes", "▸ ✓ Strengths")
	e.Press("p")
	e.Wait("The report as it will look", "Sallowby Community Primary School")
	e.Press(esc)
	e.Wait("o What is open")
	e.Press("o")
	e.Wait("Still open", "concerns still to be decided", "No commentary yet")
	e.Press(esc)
	e.Wait("s Save")
	e.Press("s")
	e.Wait("report saved", "The report is saved", ".md", "It is a draft")
	e.Press(esc)
	e.Wait("s Save")
}
