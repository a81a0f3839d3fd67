package visit

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"
)

// Errors of a log.
var (
	// ErrNotAVisit is returned for a log without an opening event.
	ErrNotAVisit = errors.New("the log does not begin a visit")
	// ErrContradiction is returned where two logs of a visit cannot both be true.
	ErrContradiction = errors.New("the log contradicts itself")
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
	if err := contradiction(l.events); err != nil {
		return nil, err
	}
	l.events = slices.CompactFunc(l.events, func(a, b Event) bool { return a.ID == b.ID })
	if n := len(l.events); n > 0 {
		l.latest = l.events[n-1].At
	}
	for _, e := range slices.Backward(l.events) {
		if _, ok := l.heads[e.By]; ok {
			continue // a hash costs more than an event's fold
		}
		hash, err := e.Hash()
		if err != nil {
			return nil, err
		}
		l.heads[e.By] = hash
	}
	v, err := fold(l.events)
	if err != nil {
		return nil, err
	}
	l.visit = v
	return l, nil
}

// contradiction is the error of two different events with one id.
func contradiction(events []Event) error {
	first := make(map[ulid.ULID]Event, len(events))
	for _, e := range events {
		other, ok := first[e.ID]
		if !ok {
			first[e.ID] = e
			continue
		}
		a, err := other.Hash()
		if err != nil {
			return err
		}
		b, err := e.Hash()
		if err != nil {
			return err
		}
		if a != b {
			return fmt.Errorf("%w: event %s stands there twice, with different contents", ErrContradiction, e.ID)
		}
	}
	return nil
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

// Hash is that of the last event, in hexadecimal, which vouches for the order
// and content of all of its author's.
func (l *Log) Hash() (string, error) {
	if len(l.events) == 0 {
		return "", ErrNotAVisit
	}
	return l.events[len(l.events)-1].Hash()
}

// fold makes the visit from events in order, leaving out what is taken back.
func fold(events []Event) (*Visit, error) {
	v := newVisit()
	undone := undone(events)
	for _, e := range events {
		if undone[e.ID.String()] {
			continue
		}
		c, err := decode(e)
		if err != nil {
			return nil, err
		}
		if c != nil {
			v.take(c, e)
		}
	}
	if v.Framework == nil {
		return nil, ErrNotAVisit
	}
	return v, nil
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
	events, v := append(l.events, e), l.visit
	if _, undo := c.(Undone); undo {
		if v, err = fold(events); err != nil {
			return err
		}
	} else if c != nil {
		v = v.clone()
		v.take(c, e)
	}
	l.events, l.visit = events, v
	l.heads[e.By], l.latest = hash, e.At
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
