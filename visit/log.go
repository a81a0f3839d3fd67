package visit

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Errors of a log.
var (
	// ErrNotAVisit is returned for a log without an opening event.
	ErrNotAVisit = errors.New("the log does not begin a visit")
	// ErrNothingToUndo and ErrNothingToRedo are answers, not faults.
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
)

// Log is a visit's events and the visit folded from them.
type Log struct {
	events []Event
	heads  map[string]string // author → hash of the last event
	latest time.Time
	visit  *Visit
}

// ReadLog folds events, given in any order, into a visit. The same event given
// twice counts once.
func ReadLog(events []Event) (*Log, error) {
	l := &Log{events: slices.Clone(events), heads: map[string]string{}}
	slices.SortStableFunc(l.events, Event.compare)
	l.events = slices.CompactFunc(l.events, func(a, b Event) bool { return a.ID == b.ID })
	for _, e := range l.events {
		hash, err := e.Hash()
		if err != nil {
			return nil, err
		}
		l.heads[e.By], l.latest = hash, e.At
	}
	return l, l.fold()
}

// Begin makes the log of a new visit from its first changes, Opened among them.
func Begin(a Author, changes ...Change) (*Log, []Event, error) {
	empty := &Log{heads: map[string]string{}, visit: newVisit()}
	l, events, err := empty.Then(a, changes...)
	if err == nil && l.visit.Framework == nil {
		err = ErrNotAVisit
	}
	return l, events, err
}

// Visit is the visit as the log tells it. It does not change when events are added.
func (l *Log) Visit() *Visit { return l.visit }

// Events are all events in order.
func (l *Log) Events() []Event { return slices.Clone(l.events) }

// Latest is the time of the last event.
func (l *Log) Latest() time.Time { return l.latest }

func (l *Log) fold() error {
	v := newVisit()
	undone := l.undone()
	for _, e := range l.events {
		if undone[e.ID.String()] {
			continue
		}
		c, err := decode(e)
		if err != nil {
			return err
		}
		if c != nil {
			c.apply(v, e)
		}
	}
	if v.Framework == nil {
		return ErrNotAVisit
	}
	l.visit = v
	return nil
}

// undone finds the events that are taken back. It looks from the end, so that
// an Undone which was itself taken back has no effect.
func (l *Log) undone() map[string]bool {
	undone := map[string]bool{}
	for _, e := range slices.Backward(l.events) {
		if e.Kind != (Undone{}).kind() || undone[e.ID.String()] {
			continue
		}
		if c, err := decode(e); err == nil {
			undone[c.(Undone).Event] = true
		}
	}
	return undone
}

// Next makes the event for a change without adding it to the log: it is added
// once it is on disk.
func (l *Log) Next(a Author, c Change) (Event, error) {
	return a.event(c, l.heads[a.ID], l.latest)
}

// Add adds an event that follows all others, as Next made it.
func (l *Log) Add(e Event) error {
	c, err := decode(e)
	if err != nil {
		return err
	}
	hash, err := e.Hash()
	if err != nil {
		return err
	}
	if len(l.events) > 0 && e.compare(l.events[len(l.events)-1]) <= 0 {
		return fmt.Errorf("event %s does not follow the log's last", e.ID)
	}
	l.events = append(l.events, e)
	l.heads[e.By], l.latest = hash, e.At
	if _, undo := c.(Undone); undo {
		return l.fold()
	}
	if c != nil {
		v := l.visit.clone()
		c.apply(v, e)
		l.visit = v
	}
	return nil
}

// Then is the log as it will be once changes have been made, in this order,
// with the events made for them. The log itself stays as it is, so that
// whoever fails to write the events down goes on with the log they had.
func (l *Log) Then(a Author, changes ...Change) (*Log, []Event, error) {
	next := &Log{events: slices.Clip(l.events), heads: maps.Clone(l.heads), latest: l.latest, visit: l.visit}
	for _, c := range changes {
		e, err := next.Next(a, c)
		if err != nil {
			return nil, nil, err
		}
		if err := next.Add(e); err != nil {
			return nil, nil, err
		}
	}
	return next, next.events[len(l.events):], nil
}

// Undo is the change that takes back the author's last change still in effect.
// Opening the visit and loading a submission are not taken back.
func (l *Log) Undo(author string) (Change, error) {
	undone := l.undone()
	for _, e := range slices.Backward(l.events) {
		switch {
		case e.By != author || undone[e.ID.String()] || e.Kind == (Undone{}).kind():
		case e.Kind == (Opened{}).kind() || e.Kind == (SubmissionLoaded{}).kind():
			return nil, ErrNothingToUndo
		default:
			return Undone{e.ID.String()}, nil
		}
	}
	return nil, ErrNothingToUndo
}

// Redo is the change that restores what the author's last undo took back. There
// is nothing to redo once another change has been made since.
func (l *Log) Redo(author string) (Change, error) {
	undone := l.undone()
	redos := map[string]bool{} // Undone events that restore another
	kinds := map[string]string{}
	for _, e := range l.events {
		kinds[e.ID.String()] = e.Kind
		if c, err := decode(e); err == nil {
			if u, ok := c.(Undone); ok && kinds[u.Event] == u.kind() {
				redos[e.ID.String()] = true
			}
		}
	}
	for _, e := range slices.Backward(l.events) {
		id := e.ID.String()
		if e.By != author || undone[id] || redos[id] {
			continue
		}
		if e.Kind == (Undone{}).kind() {
			return Undone{id}, nil
		}
		return nil, ErrNothingToRedo
	}
	return nil, ErrNothingToRedo
}
