package store

import (
	"fmt"
	"sync/atomic"
	"time"

	"halfday/visit"
)

// Record is an open visit: its log, the visit folded from it, and the one way
// to add to it. Reading it never waits for the disk.
type Record struct {
	store *Store
	id    string
	log   atomic.Pointer[visit.Log]
	saved atomic.Pointer[time.Time]
	// events is how many events the log has in the store, last the number of the
	// last that was ever written: lost are those that damage took away.
	events, last uint64
	lost         []uint64
}

// ID is the visit's id in the store.
func (r *Record) ID() string { return r.id }

// Store is the store that the visit is in.
func (r *Record) Store() *Store { return r.store }

// Visit is the visit as it stands. It does not change when the record does.
func (r *Record) Visit() *visit.Visit { return r.log.Load().Visit() }

// LastSaved is when the record last reached the disk; for a visit only opened
// so far, the time of its last event.
func (r *Record) LastSaved() time.Time { return *r.saved.Load() }

// Do makes changes, all of them or none.
func (r *Record) Do(changes ...visit.Change) error {
	if len(changes) == 0 {
		return nil
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	return r.add(changes, nil)
}

// Commit makes changes as Do does, and takes away the draft of the field in
// which they were written.
func (r *Record) Commit(field string, changes ...visit.Change) error {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	return r.add(changes, func(c *change) error { return c.delete(draftPlace(r.id, field)) })
}

// Undo takes back the last change; visit.ErrNothingToUndo where there is none.
func (r *Record) Undo() error { return r.step((*visit.Log).Undo) }

// WouldUndo says in a few words what Undo would take back, and WouldRedo what
// Redo would restore; empty where there is nothing.
func (r *Record) WouldUndo() string { return r.would((*visit.Log).Undo) }

// WouldRedo is explained at WouldUndo.
func (r *Record) WouldRedo() string { return r.would((*visit.Log).Redo) }

func (r *Record) would(which func(l *visit.Log, author string) (visit.Change, error)) string {
	log := r.log.Load()
	change, err := which(log, r.store.author.ID)
	if err != nil {
		return ""
	}
	return log.Words(change)
}

// Redo restores what the last Undo took back; visit.ErrNothingToRedo where
// there is nothing.
func (r *Record) Redo() error { return r.step((*visit.Log).Redo) }

// step adds the change that the log itself names.
func (r *Record) step(which func(l *visit.Log, author string) (visit.Change, error)) error {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	change, err := which(r.log.Load(), r.store.author.ID)
	if err != nil {
		return err
	}
	return r.add([]visit.Change{change}, nil)
}

// add makes changes, in one transaction with what is to be done there before.
// The store's lock is held.
func (r *Record) add(changes []visit.Change, before func(*change) error) error {
	if err := r.there(); err != nil {
		return err
	}
	log, added, err := r.log.Load().Then(r.store.author, changes...)
	if err != nil {
		return err
	}
	return r.write(log, added, before)
}

// there is ErrNoVisit once the visit was destroyed. The store's lock is held.
func (r *Record) there() error {
	if s := r.store; !s.closed && s.records[r.id] != r {
		return fmt.Errorf("%s: %w: it was destroyed", s.path(), ErrNoVisit)
	}
	return nil
}

// write brings the log's new events and the visit's summary to the disk, in one
// transaction with what is to be done there before. Only then does the record
// show them. The store's lock is held.
func (r *Record) write(log *visit.Log, added []visit.Event, before func(*change) error) error {
	now := shelf{Summary: log.Visit().Summary(r.id, log.Latest()), Events: r.events + uint64(len(added)), Lost: r.lost}
	err := r.store.update(func(c *change) error {
		if before != nil {
			if err := before(c); err != nil {
				return err
			}
		}
		for i, e := range added {
			if err := c.add(eventPlace(r.id, r.last+uint64(i)+1), e); err != nil {
				return err
			}
		}
		return c.put(summaryPlace(r.id), now)
	})
	if err == nil {
		r.events, r.last = now.Events, r.last+uint64(len(added))
		r.show(log, r.store.author.Now())
	}
	return err
}

// show makes a log what the record shows from now on.
func (r *Record) show(log *visit.Log, saved time.Time) {
	r.log.Store(log)
	r.saved.Store(&saved)
}
