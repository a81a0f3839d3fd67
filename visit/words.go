package visit

import (
	"fmt"
	"strings"

	"halfday/visit/concern"
	"halfday/visit/submission"
)

// words say what a change did, as the object of "taken back: …". The visit is
// the one before it is taken back, or after it is restored.
func words(c Change, v *Visit) string {
	switch c := c.(type) {
	case Scheduled:
		return "the day of the visit"
	case SubmissionCorrected:
		if len(c.Corrections) == 1 {
			return "your correction of " + lowerFirst(submission.FieldName(c.Corrections[0].Field))
		}
		return fmt.Sprintf("your corrections of %d facts", len(c.Corrections))
	case ConcernAdded:
		return "your concern " + quoted(c.Text)
	case ConcernAmended:
		if c.Text != "" {
			return "the new wording " + quoted(c.Text)
		}
		return "the change to your concern"
	case ConcernDecided:
		what := "your concern" // its id says nothing to anybody
		if item, _, found := strings.Cut(c.Concern, "/"); found {
			what = "the concern at " + item
		}
		switch c.Status {
		case Accepted:
			return "accepting " + what
		case Asked:
			return "asking the school about " + what
		case Settled:
			return "settling " + what
		case Dismissed:
			return "dismissing " + what
		}
		return "reopening " + what
	case RuleSilenced:
		if c.Reason == "" {
			return "bringing back the rule " + quoted(concern.Title(c.Rule))
		}
		return "silencing the rule " + quoted(concern.Title(c.Rule))
	case FocusChosen:
		return "your choice of focus"
	case AgendaSet:
		return "the change to the agenda"
	case NoteAdded:
		return "the note " + quoted(c.Text)
	case NoteAmended:
		return "the new wording " + quoted(c.Text)
	case NoteDeleted:
		return "deleting a note"
	case LevelJudged:
		if c.Level == 0 {
			return "clearing the level of " + c.Item
		}
		return fmt.Sprintf("level %s for %s", c.Level, c.Item)
	case Recommended:
		return "your recommendation"
	case SectionWritten:
		name := strings.ToLower(c.Part.Name())
		if e := v.Framework.Find(c.Element); e != nil {
			name += " on " + e.Name
		}
		return "the text of " + name
	case PrivacyAllowed:
		if len(c.Texts) == 1 {
			return "leaving " + quoted(c.Texts[0]) + " as it is"
		}
		return fmt.Sprintf("leaving %d names and details as they are", len(c.Texts))
	}
	return "the last change"
}

// lowerFirst begins a name in lower case, unless it is written in capitals.
func lowerFirst(name string) string {
	if len(name) > 1 && strings.ToUpper(name[:2]) == name[:2] {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// quoted is the beginning of a text in quotation marks.
func quoted(text string) string {
	const most = 32 // characters
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		runes = append(runes[:most], '…')
	}
	return "“" + string(runes) + "”"
}

// Words say what an Undone takes back, or restores, in a few words.
func (l *Log) Words(undo Change) string {
	u, ok := undo.(Undone)
	for ok {
		i := l.find(u.Event)
		if i < 0 {
			break
		}
		c, err := decode(l.events[i])
		if err != nil || c == nil {
			break
		}
		if u, ok = c.(Undone); !ok {
			return words(c, l.visit)
		}
	}
	return "the last change"
}

// find is the place of an event in the log, or -1.
func (l *Log) find(id string) int {
	for i := len(l.events) - 1; i >= 0; i-- {
		if l.events[i].ID.String() == id {
			return i
		}
	}
	return -1
}
