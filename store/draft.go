package store

import (
	"encoding/json"
	"time"
)

// Draft is what stands in a field that has not been committed yet.
type Draft struct {
	Text string `json:"text"`
	// Cursor is the caret's place as the field counts it.
	Cursor int `json:"cursor"`
	// Saved is when the draft was last saved; the store sets it.
	Saved time.Time `json:"saved"`
}

// Draft is the draft of a field, the zero Draft where there is none.
func (r *Record) Draft(field string) (Draft, error) {
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	var d Draft
	_, err := s.read(draftPlace(r.id, field), &d)
	return d, explain(s.path(), err)
}

// SaveDraft keeps the draft of a field; an empty text takes it away. In a look
// only, it is kept until the store is closed.
func (r *Record) SaveDraft(field string, d Draft) error {
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := r.there(); err != nil {
		return err
	}
	d.Saved = s.author.Now()
	place := draftPlace(r.id, field)
	if s.look {
		return s.keepInMemory(place, d)
	}
	err := s.update(func(c *change) error {
		if d.Text == "" {
			return c.delete(place)
		}
		return c.put(place, d)
	})
	if err == nil {
		r.saved.Store(&d.Saved)
	}
	return err
}

// keepInMemory keeps a draft where nothing may be written.
func (s *Store) keepInMemory(place string, d Draft) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	record, err := s.box.seal(s.author.Entropy, place, s.head.Number, data)
	if d.Text == "" {
		record = nil
	}
	s.memory[place] = record
	return err
}
