package visit

import (
	"encoding/json"
	"fmt"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Change is what an event says happened. The types of this file that implement
// it are all the kinds there are.
type Change interface {
	kind() string
	apply(v *Visit, e Event)
}

// Opened begins a visit, with the framework it is assessed against.
type Opened struct {
	Framework *framework.Framework `json:"framework"`
}

// SubmissionLoaded brings in the school's submission, what the check made of it
// at that time, and the half-day drafted for it. An agenda that is there
// already stays. Framework is the visit's from then on; nil where it stays.
type SubmissionLoaded struct {
	Framework  *framework.Framework   `json:"framework,omitempty"`
	Submission *submission.Submission `json:"submission"`
	Check      concern.Report         `json:"check"`
	Agenda     []AgendaItem           `json:"agenda,omitempty"`
}

// SubmissionCorrected sets facts of the school's papers right by hand, with what
// the check makes of the papers then. The papers themselves stay as they were
// loaded. An agenda that nobody has changed yet is drafted anew.
type SubmissionCorrected struct {
	Corrections []submission.Correction `json:"corrections"`
	Check       concern.Report          `json:"check"`
	Agenda      []AgendaItem            `json:"agenda,omitempty"`
}

// Scheduled sets the day of the visit.
type Scheduled struct {
	Date submission.Date `json:"date"`
}

// ConcernAdded is a concern of the assessor's own. Its event's id is the concern's id.
type ConcernAdded struct {
	Item string `json:"item"`
	Text string `json:"text"`
}

// ConcernAmended changes a concern of the assessor's own. What is empty stays as
// it was.
type ConcernAmended struct {
	Concern  string           `json:"concern"`
	Text     string           `json:"text,omitempty"`
	Kind     concern.Kind     `json:"kind,omitempty"`
	Severity concern.Severity `json:"severity,omitempty"`
}

// ConcernDecided accepts, asks about, settles, dismisses or reopens a concern.
// Ask is how it is put to the school, and Notes are those that settle it. Rule and Quote say what the concern rested
// on: papers loaded later may raise another at the same place, and that one is
// not decided by this.
type ConcernDecided struct {
	Concern string   `json:"concern"`
	Status  Status   `json:"status"`
	Reason  string   `json:"reason,omitempty"`
	Ask     string   `json:"ask,omitempty"`
	Notes   []string `json:"notes,omitempty"`
	Rule    string   `json:"rule,omitempty"`
	Quote   string   `json:"quote,omitempty"`
}

// RuleSilenced leaves out what a rule finds on this visit, for a reason, with
// what the check makes of the papers then. An empty reason brings the rule back.
type RuleSilenced struct {
	Rule   string         `json:"rule"`
	Reason string         `json:"reason,omitempty"`
	Check  concern.Report `json:"check"`
}

// FocusChosen names the elements to look at in depth.
type FocusChosen struct {
	Elements []string `json:"elements"`
}

// AgendaSet replaces the agenda as a whole.
type AgendaSet struct {
	Items []AgendaItem `json:"items"`
}

// NoteAdded is a note; its event's id is the note's id.
type NoteAdded struct {
	NoteText
	// Slot is the agenda item that was running, if any.
	Slot string `json:"slot,omitempty"`
}

// NoteAmended gives a note new words, tags or sense; the old ones stay in the log.
type NoteAmended struct {
	Note string `json:"note"`
	NoteText
}

// NoteDeleted takes a note out of sight; it stays in the log.
type NoteDeleted struct {
	Note string `json:"note"`
}

// LevelJudged is the assessor's own level for an item; level 0 withdraws it.
type LevelJudged struct {
	Item   string          `json:"item"`
	Level  framework.Level `json:"level"`
	Reason string          `json:"reason,omitempty"`
}

// Recommended records the assessor's recommendation; an empty outcome withdraws it.
type Recommended struct {
	Outcome Outcome `json:"outcome"`
	Reason  string  `json:"reason,omitempty"`
}

// SectionWritten is the new text of a section of the report.
type SectionWritten struct {
	SectionID
	Text string `json:"text"`
}

// ReportSaved says that the report was saved as a file with this SHA-256.
type ReportSaved struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// PrivacyAllowed says that these words, which look like a personal detail, may
// stand: in the assessor's eyes they are none, or may be told.
type PrivacyAllowed struct {
	Texts []string `json:"texts"`
}

// Undone takes back another event; undoing an Undone restores that event.
type Undone struct {
	Event string `json:"event"`
}

func (Opened) kind() string              { return "visit.opened" }
func (SubmissionLoaded) kind() string    { return "submission.loaded" }
func (SubmissionCorrected) kind() string { return "submission.corrected" }
func (Scheduled) kind() string           { return "visit.scheduled" }
func (ConcernAdded) kind() string        { return "concern.added" }
func (ConcernAmended) kind() string      { return "concern.amended" }
func (ConcernDecided) kind() string      { return "concern.decided" }
func (RuleSilenced) kind() string        { return "rule.silenced" }
func (FocusChosen) kind() string         { return "focus.chosen" }
func (AgendaSet) kind() string           { return "agenda.set" }
func (NoteAdded) kind() string           { return "note.added" }
func (NoteAmended) kind() string         { return "note.amended" }
func (NoteDeleted) kind() string         { return "note.deleted" }
func (LevelJudged) kind() string         { return "level.judged" }
func (Recommended) kind() string         { return "outcome.recommended" }
func (SectionWritten) kind() string      { return "section.written" }
func (ReportSaved) kind() string         { return "report.saved" }
func (PrivacyAllowed) kind() string      { return "privacy.allowed" }
func (Undone) kind() string              { return "event.undone" }

// decode reads an event's change. It returns nil for a kind it does not know:
// a newer version's events are kept and passed over.
func decode(e Event) (Change, error) {
	switch e.Kind {
	case Opened{}.kind():
		return as[Opened](e)
	case SubmissionLoaded{}.kind():
		return as[SubmissionLoaded](e)
	case SubmissionCorrected{}.kind():
		return as[SubmissionCorrected](e)
	case Scheduled{}.kind():
		return as[Scheduled](e)
	case ConcernAdded{}.kind():
		return as[ConcernAdded](e)
	case ConcernAmended{}.kind():
		return as[ConcernAmended](e)
	case ConcernDecided{}.kind():
		return as[ConcernDecided](e)
	case RuleSilenced{}.kind():
		return as[RuleSilenced](e)
	case FocusChosen{}.kind():
		return as[FocusChosen](e)
	case AgendaSet{}.kind():
		return as[AgendaSet](e)
	case NoteAdded{}.kind():
		return as[NoteAdded](e)
	case NoteAmended{}.kind():
		return as[NoteAmended](e)
	case NoteDeleted{}.kind():
		return as[NoteDeleted](e)
	case LevelJudged{}.kind():
		return as[LevelJudged](e)
	case Recommended{}.kind():
		return as[Recommended](e)
	case SectionWritten{}.kind():
		return as[SectionWritten](e)
	case ReportSaved{}.kind():
		return as[ReportSaved](e)
	case PrivacyAllowed{}.kind():
		return as[PrivacyAllowed](e)
	case Undone{}.kind():
		return as[Undone](e)
	}
	return nil, nil
}

func as[C Change](e Event) (Change, error) {
	var c C
	if err := json.Unmarshal(e.Data, &c); err != nil {
		return nil, fmt.Errorf("event %s (%s): %w", e.ID, e.Kind, err)
	}
	return c, nil
}
