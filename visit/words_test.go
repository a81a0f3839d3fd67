package visit

import (
	"testing"

	"halfday/visit/concern"
)

func TestWordsSayWhatUndoTakesBack(t *testing.T) {
	for want, c := range map[string]Change{
		"the note “pupils show their work”":            NoteAdded{NoteText: NoteText{Text: "pupils show\ntheir work"}},
		"the note “a note that goes on and on for l…”": NoteAdded{NoteText: NoteText{Text: "a note that goes on and on for longer than a line of the screen"}},
		"level 3 for 1a1":                           LevelJudged{Item: "1a1", Level: 3},
		"clearing the level of 1a1":                 LevelJudged{Item: "1a1"},
		"dismissing the concern at 2a":              ConcernDecided{Concern: "2a/insufficient", Status: Dismissed},
		"asking the school about the concern at 2a": ConcernDecided{Concern: "2a/insufficient", Status: Asked},
		"settling the concern at 2a":                ConcernDecided{Concern: "2a/insufficient", Status: Settled},
		"silencing the rule “No level chosen”":      RuleSilenced{Rule: "no-level", Reason: "a table without levels"},
		"bringing back the rule “No level chosen”":  RuleSilenced{Rule: "no-level"},
		"the day of the visit":                      Scheduled{},
		"your choice of focus":                      FocusChosen{},
		"the change to the agenda":                  AgendaSet{},
		"the text of strengths on Vision":           SectionWritten{SectionID: SectionID{Element: "1", Part: Strengths}, Text: "x"},
		"your recommendation":                       Recommended{Outcome: Referred},
		"the new wording “Who?”":                    ConcernAmended{Concern: "c", Text: "Who?"},
		"the change to your concern":                ConcernAmended{Concern: "c", Severity: concern.High},
		"your concern “Who looks after it?”":        ConcernAdded{Item: "1a", Text: "Who looks after it?"},
	} {
		t.Run(want, func(t *testing.T) {
			a := author("ann")
			l, _, err := Begin(a, Opened{asking()}, c)
			if err != nil {
				t.Fatal(err)
			}
			undo, err := l.Undo("ann")
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Words(undo); got != want {
				t.Errorf("undo takes back %q, want %q", got, want)
			}
			l = then(t, l, a, undo)
			redo, err := l.Redo("ann")
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Words(redo); got != want {
				t.Errorf("redo restores %q, want %q", got, want)
			}
		})
	}
}
