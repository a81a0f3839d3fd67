package visit

import (
	"cmp"
	"maps"
	"slices"

	"halfday/visit/concern"
	"halfday/visit/submission"
)

func (c Opened) apply(v *Visit, e Event) {
	if v.Framework == nil { // the first opening counts
		v.Framework, v.Opened, v.watch = c.Framework, e.At, &watch{}
	}
}

func (c SubmissionLoaded) apply(v *Visit, _ Event) {
	if c.Submission == nil {
		return
	}
	if c.Framework != nil {
		v.Framework = c.Framework
	}
	if v.fingerprint != "" {
		v.previous = v.papers
	}
	v.papers, v.fingerprint = c.Submission, c.Submission.Fingerprint()
	if len(v.Agenda) == 0 {
		v.Agenda = c.Agenda
	}
	v.read(v.corrections, c.Check)
}

func (c SubmissionCorrected) apply(v *Visit, _ Event) {
	if !v.arranged && len(c.Agenda) > 0 {
		v.Agenda = c.Agenda
	}
	v.read(submission.Lay(v.corrections, c.Corrections), c.Check)
}

// read makes the papers with what is set right in them the visit's submission,
// and takes what the check made of it.
func (v *Visit) read(corrections []submission.Correction, check concern.Report) {
	v.Submission, v.corrections = v.papers.Corrected(corrections, v.Framework)
	v.watch = &watch{}
	v.raise(check)
}

// raise takes the outcome of a check in place of the one before.
func (v *Visit) raise(check concern.Report) {
	v.Suggested, v.questions, v.raised = check.Focus, check.Questions, nil
	for _, found := range check.Concerns {
		v.raised = append(v.raised, Concern{Concern: found, ID: found.Item + "/" + string(found.Kind)})
	}
}

func (c Scheduled) apply(v *Visit, _ Event) { v.Date = c.Date }

func (c ConcernAdded) apply(v *Visit, e Event) { v.own = append(v.own, ownConcern(c, e.ID.String())) }

func (c ConcernAmended) apply(v *Visit, _ Event) {
	for i := range v.own {
		if own := &v.own[i]; own.ID == c.Concern {
			own.Why, own.Kind, own.Severity = cmp.Or(c.Text, own.Why), cmp.Or(c.Kind, own.Kind), cmp.Or(c.Severity, own.Severity)
		}
	}
}

func (c ConcernDecided) apply(v *Visit, e Event) {
	v.decisions[c.Concern] = decided{Decision{Status: c.Status, Reason: c.Reason, Ask: c.Ask, Notes: c.Notes, At: e.At}, c.Rule, c.Quote}
}

func (c RuleSilenced) apply(v *Visit, e Event) {
	v.silenced = slices.DeleteFunc(slices.Clone(v.silenced), func(s Silence) bool { return s.Rule == c.Rule })
	if c.Reason != "" {
		v.silenced = append(v.silenced, Silence{Rule: c.Rule, Reason: c.Reason, At: e.At})
	}
	v.raise(c.Check)
}

func (c FocusChosen) apply(v *Visit, _ Event) { v.Focus = c.Elements }

func (c AgendaSet) apply(v *Visit, _ Event) { v.Agenda, v.arranged = c.Items, true }

func (c NoteAdded) apply(v *Visit, e Event) {
	v.Notes = append(v.Notes, Note{ID: e.ID.String(), At: e.At, By: e.By, NoteText: c.NoteText, Slot: c.Slot})
}

func (c NoteAmended) apply(v *Visit, e Event) {
	if i := v.noteIndex(c.Note); i >= 0 {
		n := &v.Notes[i]
		n.Was = append(slices.Clone(n.Was), n.NoteText)
		n.NoteText, n.Amended = c.NoteText, e.At
	}
}

func (c NoteDeleted) apply(v *Visit, _ Event) {
	if i := v.noteIndex(c.Note); i >= 0 {
		v.Notes = slices.Delete(v.Notes, i, i+1)
	}
}

func (v *Visit) noteIndex(id string) int {
	return slices.IndexFunc(v.Notes, func(n Note) bool { return n.ID == id })
}

func (c LevelJudged) apply(v *Visit, e Event) {
	if c.Level == 0 {
		delete(v.Judgements, c.Item)
		return
	}
	v.Judgements[c.Item] = Judgement{Level: c.Level, Reason: c.Reason, At: e.At}
}

func (c Recommended) apply(v *Visit, e Event) {
	v.Recommended = Recommendation{Outcome: c.Outcome, Reason: c.Reason, At: e.At}
}

func (c SectionWritten) apply(v *Visit, _ Event) {
	if c.Text == "" {
		delete(v.Sections, c.SectionID)
		return
	}
	v.Sections[c.SectionID] = c.Text
}

func (ReportSaved) apply(v *Visit, e Event) { v.Saved = e.At }

func (c PrivacyAllowed) apply(v *Visit, _ Event) {
	for _, text := range c.Texts {
		v.allowed[alike(text)] = true
	}
}

// take applies a change and notes when the visit last changed in anything but
// having its report saved.
func (v *Visit) take(c Change, e Event) {
	c.apply(v, e)
	if _, saved := c.(ReportSaved); !saved {
		v.changed = e.At
	}
}

// apply is empty: which events are undone is settled before the fold.
func (Undone) apply(*Visit, Event) {}

func newVisit() *Visit {
	none := &submission.Submission{}
	return &Visit{
		Submission: none,
		papers:     none,
		Judgements: map[string]Judgement{},
		Sections:   map[SectionID]string{},
		decisions:  map[string]decided{},
		allowed:    map[string]bool{},
		watch:      &watch{},
	}
}

// clone copies what later changes may alter, so that a visit once handed out
// stays as it was.
func (v *Visit) clone() *Visit {
	c := *v
	c.Notes = slices.Clone(v.Notes)
	c.own = slices.Clone(v.own)
	c.Judgements = maps.Clone(v.Judgements)
	c.Sections = maps.Clone(v.Sections)
	c.decisions = maps.Clone(v.decisions)
	c.allowed = maps.Clone(v.allowed)
	return &c
}
