package action

// Sign is a sign on a screen and what it means, for "?".
type Sign struct{ Sign, Meaning string }

// Signs are the signs of a scope's screen.
func Signs(s Scope) []Sign {
	concern := Sign{"!", "There is a cause for concern about the item."}
	coverage := []Sign{
		{"·", "Nothing is noted on the item yet."},
		{"◔", "Thin: one voice, or only what you saw yourself."},
		{"●", "Enough: two different voices, or one voice and something you saw."},
		{"±", "Contradictory: notes for and against."},
	}
	switch s {
	case Submission:
		return []Sign{{"2/2", "The level the school claims, and the threshold. Level 1 is the highest."}, concern}
	case Concerns:
		return []Sign{
			{"‼", "Grave: to be settled first."},
			{"!", "To be asked about."},
			{"·", "Slight."},
			{"✓ / ↓", "At or above the threshold / below it."},
			{"+words −words", "In the school's text: words that speak for a level at the threshold / against it."},
		}
	case Notes, NotesFeed:
		return append([]Sign{
			{"+ text", "The note supports the school's case."},
			{"- text", "It counts against it."},
			{"? text", "To be followed up."},
			{"\" text", "Somebody's own words."},
			{"#3b #safeg", "The item it is about, by id or by the beginning of its name."},
			{"@pupils", "Who said it. Alone on the line: who is speaking until the next agenda item. A lone @: nobody, you look yourself."},
			{"◇ text", "These words seem to name somebody, or to be another personal detail. A role says enough."},
		}, append(coverage, concern)...)
	case Judgement:
		return []Sign{
			{"2 ✓ / 3 ↓", "A level at or above the threshold / below it."},
			{"+2 −1 ·3", "Notes for, against, and others that bear on the item."},
			concern,
		}
	case Report:
		return []Sign{{"✓", "Written."}, {"·", "Nothing written yet."}}
	}
	return nil
}
