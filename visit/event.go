package visit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/oklog/ulid/v2"
)

// Event is one entry of a visit's log. Events are never changed.
type Event struct {
	ID ulid.ULID `json:"id"`
	// At is the author's time in UTC, to the millisecond. An author's events
	// never go back in time, whatever the machine's clock does.
	At time.Time `json:"at"`
	// By is the author's id.
	By   string          `json:"by"`
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
	// Prev is the hash of this author's previous event, empty for the first.
	Prev string `json:"prev,omitempty"`
}

// Hash is the SHA-256 of the event as JSON, in hexadecimal.
func (e Event) Hash() (string, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("event %s: %w", e.ID, err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// compare orders events by time, then id.
func (e Event) compare(o Event) int {
	if c := e.At.Compare(o.At); c != 0 {
		return c
	}
	return e.ID.Compare(o.ID)
}

// Author writes events: who, and with what clock and randomness.
type Author struct {
	ID  string
	Now func() time.Time
	// Entropy is the source of the random part of ids.
	Entropy io.Reader
}

func (a Author) event(c Change, prev string, notBefore time.Time) (Event, error) {
	at := a.Now().UTC().Truncate(time.Millisecond)
	if !at.After(notBefore) {
		at = notBefore.Add(time.Millisecond)
	}
	id, err := ulid.New(ulid.Timestamp(at), a.Entropy)
	if err != nil {
		return Event{}, fmt.Errorf("making an event's id: %w", err)
	}
	data, err := json.Marshal(c)
	if err != nil {
		return Event{}, fmt.Errorf("writing %s: %w", c.kind(), err)
	}
	return Event{ID: id, At: at, By: a.ID, Kind: c.kind(), Data: data, Prev: prev}, nil
}
