package tui_test

import (
	"slices"
	"testing"

	"halfday/visit"
	"halfday/visit/concern"
)

func TestTheSchoolIsAsked(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	stand(d, "1b4")
	d.Press("w")
	d.Sees("Ask the school: 1b4 No commentary")
	d.Sees("How shall I put this to the school?")
	d.Sees("› When it comes to environmental impact, what do you do here")
	d.Press("ctrl+u")
	d.Type("Where does the meter hang?")
	d.Press("enter")
	d.Sees("It goes into the letter to the school: l shows it.")
	d.Sees("Ask the school")
	if c := concernAt(t, r, "1b4"); c.Status != visit.Asked || c.Ask != "Where does the meter hang?" {
		t.Errorf("it is %+v", c.Decision)
	}
	stand(d, "1b4")
	d.Sees("ask  Where does the meter hang?")
	d.Press("w")
	d.Sees("› Where does the meter hang?")
	d.Press("esc", "ctrl+z")
	d.Sees("Taken back: asking the school about the concern at 1b4.")
}

// TestOnesOwnWordsAreNotForTheSchool: a concern of one's own is put to the
// school in words written for it, and there must be some.
func TestOnesOwnWordsAreNotForTheSchool(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	stand(d, "3b")
	d.Press("w")
	d.Sees("Ask the school: 3b The survey was filled in")
	d.Press("enter")
	d.Sees("Write something first, or press Esc.")
	d.Type("Who was asked in the survey?")
	d.Press("enter")
	if c := concernAt(t, r, "3b"); c.Status != visit.Asked || c.SchoolQuestion() != "Who was asked in the survey?" {
		t.Errorf("it is %+v", c.Decision)
	}
	d.Press("l", "end")
	d.Sees("Who was asked in the survey?")
	d.Press("esc")
	do(t, r, concernAt(t, r, "3b").Decide(visit.Asked, "")) // as an older version did
	stand(d, "3b")
	d.Sees("there are no words for it yet: w writes them.")
	d.Press("l")
	d.Sees("Your concern at 3b is not in the letter")
}

func TestAConcernIsSettledByNotes(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	note(t, r, "+ The lock was mended before noon #6b @network-manager")
	door, lock := r.Visit().Notes[1].ID, r.Visit().Notes[6].ID
	stand(d, "6b")
	d.Press("s")
	d.Sees("What settles it?")
	d.Press("end", "up", "enter")
	d.Sees("Choose a note first, or give a reason.")
	d.Press("up", "up", "enter", "up", "enter") // both notes; the cursor stands at the line behind them
	d.Sees("▸ Settle it by these 2 notes")
	d.Press("home", "enter") // not the first after all
	d.Sees("▸ Settle it by this note")
	d.Press("enter")
	d.Sees("Settled by this note.")
	c := concernAt(t, r, "6b")
	if c.Status != visit.Settled || !slices.Equal(c.Notes, []string{lock}) || c.Reason != "" {
		t.Errorf("it is %+v", c.Decision)
	}
	d.Press("ctrl+z")
	d.Sees("Taken back: settling the concern at 6b.")
	d.Press("s", "enter", "down", "enter")
	d.Type("Seen on the tour.")
	d.Press("enter")
	c = concernAt(t, r, "6b")
	if c.Status != visit.Settled || !slices.Equal(c.Notes, []string{door}) || c.Reason != "Seen on the tour." {
		t.Errorf("it is %+v", c.Decision)
	}
}

func TestAConcernIsSettledWithoutNotes(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	stand(d, "1b4")
	d.Press("s")
	d.Sees("No note bears on it.")
	d.Type("The meter was read aloud.")
	d.Press("enter")
	d.Sees("Settled, with your reason.")
	if c := concernAt(t, r, "1b4"); c.Status != visit.Settled || len(c.Notes) > 0 || c.Reason != "The meter was read aloud." {
		t.Errorf("it is %+v", c.Decision)
	}
	d.Sees("▸ ! 2b")
	d.Press("o")
	d.Sees("This concern is open.")
}

func TestARuleIsSilencedAndComesBack(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	d.Press("z")
	d.Sees("No rule is silenced: x silences that of a concern.")
	stand(d, "1b4")
	d.Press("x")
	d.Sees("“No commentary” found this concern alone.")
	d.Type("A film came in its place.")
	d.Press("enter")
	d.Sees("Silenced for this visit: No commentary.")
	d.Sees("1 rule silenced for this visit")
	lacks(t, d, "1b4")
	d.Press("end")
	d.Sees("A film came in its place.")
	d.Press("a")
	d.Sees("There is no concern here.")
	d.Press("enter")
	d.Sees("Choose one to bring it back")
	d.Press("enter")
	d.Sees("Back again: No commentary.")
	d.Sees("1b4")
	if len(r.Visit().Silenced()) > 0 {
		t.Error("it is silenced still")
	}
	stand(d, "3b")
	d.Press("x")
	d.Sees("This concern is your own, of no rule; d dismisses it.")
}

func TestOnesOwnConcernIsAmended(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	d.Press("e")
	d.Sees("Only a concern of your own can be amended.")
	stand(d, "3b")
	d.Press("e", "enter")
	d.Sees("About 3b Pupils' learning experiences.")
	d.Press("ctrl+u")
	d.Type("Who filled in the survey?")
	d.Press("enter")
	d.Sees("Amended. Ctrl+Z takes it back.")
	d.Press("e")
	d.Type("grave")
	d.Press("enter", "e")
	d.Type("independence")
	d.Press("enter")
	d.Sees("▸ ‼ 3b   Who filled in the survey?")
	c := concernAt(t, r, "3b")
	if c.Why != "Who filled in the survey?" || c.Severity != concern.High || c.Kind != concern.Independence {
		t.Errorf("it is %+v", c)
	}
	d.Press("e")
	d.Type("slight")
	d.Press("enter", "e")
	d.Type("slight")
	d.Press("enter")
	d.Sees("It is so already.")
}

// TestDialogsNameTheConcern that they are about, and say who reads the reason.
func TestDialogsNameTheConcern(t *testing.T) {
	t.Parallel()
	d, _ := weighing(t)
	for _, c := range []struct{ item, keys, title, reader string }{
		{"1b4", "d", "│ Dismiss: 1b4 No commentary", "Your reason stands"},
		{"1b4", "s", "│ Settle: 1b4 No commentary", "Your reason stands"},
		{"6b", "s", "│ Settle: 6b No evidence named", "What settles it?"},
		{"1b4", "x", "│ Silence the rule: No commentary", "stands in the report."},
		{"1b4", "w", "│ Ask the school: 1b4 No commentary", "How shall I put this to the school?"},
		{"3b", "d", "│ Dismiss: 3b The survey was filled in by", "Your reason stands"},
		{"1b4", "c", "│ A concern of your own", "words stand in the report, never in the letter"},
	} {
		stand(d, c.item)
		d.Press(c.keys)
		d.Sees(c.title)
		d.Sees(c.reader)
		d.Press("esc")
	}
}

// TestANewConcernIsStoodAt, also where it is out of sight or the filter hides it.
func TestANewConcernIsStoodAt(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	before := len(r.Visit().Concerns())
	d.Resize(80, 16)
	d.Press("c")
	d.Type("Below the fold.")
	d.Press("enter")
	d.Sees("▸ ! 5b   Below the fold.")
	d.Resize(200, 60)
	narrow(d, "accepted")
	d.Press("c")
	d.Type("Behind the filter.")
	d.Press("enter")
	d.Sees("▸ ! 1c4  Behind the filter.")
	lacks(t, d, "Showing")
	if n := len(r.Visit().Concerns()); n != before+2 {
		t.Errorf("there are %d concerns and were %d", n, before)
	}
	narrow(d, "leadership")
	d.Press("c")
	d.Type("Within it.")
	d.Press("enter")
	d.Sees("Within it.")
	d.Sees("Showing: element 1")
}

// TestThePointerFollowsWhatIsTakenBack, out of a filter too, and stays where
// nothing of the concerns has changed.
func TestThePointerFollowsWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	d, r := weighing(t)
	stand(d, "2b")
	d.Press("d")
	d.Type("It came by post.")
	d.Press("enter")
	d.Sees("▸ ! 5c")
	stand(d, "3b")
	d.Press("ctrl+z")
	d.Sees("▸ ! 2b")
	d.Press("home", "ctrl+y")
	d.Sees("▸ ! 2b")
	narrow(d, "dismissed")
	d.Press("end", "ctrl+z")
	d.Sees("▸ ! 2b")
	lacks(t, d, "Showing")
	stand(d, "1b4")
	d.Press("x")
	d.Type("A film came.")
	d.Press("enter", "end", "ctrl+z")
	d.Sees("▸ ! 1b4")
	note(t, r, "+ a note #1a1")
	d.Press("end", "ctrl+z")
	d.Sees("Taken back: the note")
	d.Sees("▸ ‼ 4a")
}
