package store

import (
	"time"

	bolt "go.etcd.io/bbolt"
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
	var d Draft
	err := r.store.view(func(tx *bolt.Tx) error {
		data := part(tx, r.id, drafts).Get([]byte(field))
		if data == nil {
			return nil
		}
		return decode(data, &d)
	})
	return d, err
}

// SaveDraft keeps the draft of a field; an empty text takes it away.
func (r *Record) SaveDraft(field string, d Draft) error {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	d.Saved = r.store.author.Now()
	err := r.store.update(func(tx *bolt.Tx) error {
		b := part(tx, r.id, drafts)
		if d.Text == "" {
			return b.Delete([]byte(field))
		}
		return put(b, []byte(field), d)
	})
	if err == nil {
		r.saved.Store(&d.Saved)
	}
	return err
}
