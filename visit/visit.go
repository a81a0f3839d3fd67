// Package visit is the assessor's work on one school, from the evening before
// the visit to the report.
//
// A visit is an append-only log of events; what is shown is a fold over that
// log. Nothing is ever rewritten: an amended note keeps its old words, undo is
// an event too, and the union of two logs of the same visit is the merged
// visit. The fold is pure: the same events in any order give the same visit.
package visit

import (
	"cmp"
	"slices"
	"time"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Visit is a visit as its log tells it.
type Visit struct {
	// Framework is the framework as it was when the visit was opened, so that
	// a later version of it changes nothing here.
	Framework *framework.Framework
	Opened    time.Time
	// Submission is empty until one is loaded, never nil.
	Submission *submission.Submission
	// Suggested are the focus elements the check suggests; Focus are those the
	// assessor chose.
	Suggested []concern.Focus
	Focus     []string
	// Date is the day of the visit, zero until it is known.
	Date   submission.Date
	Agenda []AgendaItem
	// Notes stand in the order they were taken; deleted ones are left out.
	Notes []Note
	// Judgements hold the assessor's own level for each item judged.
	Judgements map[string]Judgement
	// Recommended is the assessor's recommendation, once there is one.
	Recommended Recommendation
	Sections    map[SectionID]string
	// Saved is when the report was last saved as a file, zero if never.
	Saved time.Time

	// papers are the submission as it was loaded last and previous as it was
	// before; corrections are laid over it.
	papers, previous *submission.Submission
	corrections      []submission.Correction
	fingerprint      string // of the papers
	arranged         bool   // the agenda was changed by hand
	changed          time.Time

	raised    []Concern
	questions []concern.Question
	silenced  []Silence
	own       []Concern
	decisions map[string]decided

	allowed map[string]bool // words that may stand, as alike writes them
	watch   *watch
}

// School is the school's name, or what the submission is called.
func (v *Visit) School() string {
	return cmp.Or(v.Submission.School.Name, v.Submission.Name, "A school")
}

// InDepth are the elements to look at in depth: those the assessor chose, or
// while none is chosen those the check suggests.
func (v *Visit) InDepth() []string {
	if len(v.Focus) > 0 {
		return v.Focus
	}
	var suggested []string
	for _, f := range v.Suggested {
		suggested = append(suggested, f.Element)
	}
	return suggested
}

// ReportCurrent reports whether the report that was saved last says all that is
// in the visit now.
func (v *Visit) ReportCurrent() bool { return !v.Saved.IsZero() && !v.changed.After(v.Saved) }

// Claimed is the level the school claims for an item, 0 for none.
func (v *Visit) Claimed(item string) framework.Level {
	return v.Submission.Claimed(item)
}

// NotesOn are the notes that bear on a node: tagged with it or a part of it or,
// for an aspect, with the strand it belongs to, as strand-level commentary
// covers its aspects.
func (v *Visit) NotesOn(n *framework.Node) []Note {
	var on []Note
	for _, note := range v.Notes {
		if slices.Contains(v.itemsOf(note), n) || slices.ContainsFunc(note.Items, func(id string) bool {
			tagged := v.Framework.Find(id)
			return tagged != nil && tagged.Within(n)
		}) {
			on = append(on, note)
		}
	}
	return on
}

// itemsOf are the items a note bears on, each once: those it is tagged with and
// those of a strand it is tagged with. What is said of a whole element says too
// little of each item.
func (v *Visit) itemsOf(note Note) []*framework.Node {
	var items []*framework.Node
	for _, id := range note.Items {
		tagged := v.Framework.Find(id)
		if tagged == nil || tagged.Parent() == nil && !tagged.IsItem() {
			continue
		}
		for _, n := range tagged.Items() {
			if !slices.Contains(items, n) {
				items = append(items, n)
			}
		}
	}
	return items
}
