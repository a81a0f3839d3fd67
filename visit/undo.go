package visit

import "slices"

// takes is the id of the event that an Undone takes back; empty for any other
// event.
func takes(e Event) string {
	if e.Kind != (Undone{}).kind() {
		return ""
	}
	c, err := as[Undone](e)
	if err != nil {
		return ""
	}
	return c.(Undone).Event
}

// undone finds the events that are taken back. It looks from the end, so that
// an Undone which was itself taken back has no effect.
func undone(events []Event) map[string]bool {
	undone := map[string]bool{}
	for _, e := range slices.Backward(events) {
		if id := takes(e); id != "" && !undone[e.ID.String()] {
			undone[id] = true
		}
	}
	return undone
}

// Undo is the change that takes back the author's last change still in effect.
// Opening the visit and loading a submission are not taken back, nor is the
// saving of a file, which stays where it was saved: these are passed over. So is a
// rule silenced before papers were loaded: they were checked without it, and what
// it would find in them is not known until it is brought back.
func (l *Log) Undo(author string) (Change, error) {
	undone := undone(l.events)
	loaded := false // since then
	for _, e := range slices.Backward(l.events) {
		loaded = loaded || e.Kind == SubmissionLoaded{}.kind()
		if e.By != author || undone[e.ID.String()] {
			continue
		}
		switch {
		case e.Kind == Undone{}.kind(), e.Kind == ReportSaved{}.kind(), e.Kind == Opened{}.kind(), e.Kind == SubmissionLoaded{}.kind():
		case loaded && e.Kind == RuleSilenced{}.kind():
		default:
			return Undone{e.ID.String()}, nil
		}
	}
	return nil, ErrNothingToUndo
}

// Redo is the change that restores what the author's last undo took back. There
// is nothing to redo once another change has been made since.
func (l *Log) Redo(author string) (Change, error) {
	undone := undone(l.events)
	undos := map[string]bool{} // the events that take another back
	for _, e := range l.events {
		if takes(e) != "" {
			undos[e.ID.String()] = true
		}
	}
	for _, e := range slices.Backward(l.events) {
		if id := e.ID.String(); e.By == author && !undone[id] && !undos[takes(e)] {
			if undos[id] {
				return Undone{id}, nil
			}
			return nil, ErrNothingToRedo
		}
	}
	return nil, ErrNothingToRedo
}
