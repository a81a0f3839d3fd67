package store

import (
	"encoding/json"
	"fmt"

	"halfday/store/journal"
)

// change is what one transaction writes: gathered and sealed first, so that
// nothing but the disk can fail once the writing has begun.
type change struct {
	s    *Store
	head head
	// writes are in order, each place at most once.
	writes []journal.Write
	sums   summer
}

// begin begins the next change. The store's lock is held.
func (s *Store) begin() *change {
	c := &change{s: s, head: s.head, sums: s.box.summer()}
	c.head.Number++
	return c
}

// put writes v as JSON at a place.
func (c *change) put(place string, v any) error {
	old, err := c.s.get(place)
	if err != nil {
		return err
	}
	if old != nil {
		c.head.drop(c.sums.sum(place, old))
	}
	return c.add(place, v)
}

// add writes v as JSON at a place at which nothing ever stood.
func (c *change) add(place string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.addBytes(place, data)
}

func (c *change) addBytes(place string, data []byte) error {
	record, err := c.s.box.seal(c.s.author.Entropy, place, c.head.Number, data)
	if err != nil {
		return err
	}
	c.head.add(c.sums.sum(place, record))
	c.writes = append(c.writes, journal.Write{Place: place, Value: record})
	return nil
}

// delete takes away what stands at a place, if anything does.
func (c *change) delete(place string) error {
	old, err := c.s.get(place)
	if err != nil || old == nil {
		return err
	}
	c.head.drop(c.sums.sum(place, old))
	c.writes = append(c.writes, journal.Write{Place: place})
	return nil
}

// entry is the change as the journal takes it, with the head it leads to.
func (c *change) entry() (journal.Entry, error) {
	record, err := c.s.box.seal(c.s.author.Entropy, headPlace, c.head.Number, c.head.bytes())
	if err != nil {
		return journal.Entry{}, err
	}
	c.writes = append(c.writes, journal.Write{Place: headPlace, Value: record})
	return journal.Entry{Number: c.head.Number, Writes: c.writes}, nil
}

// get is the record at a place as it stands now, nil where there is none.
func (s *Store) get(place string) ([]byte, error) {
	if s.closed {
		return nil, s.isClosed()
	}
	if record, ok := s.memory[place]; ok || s.records[visitOf(place)] != nil && isReplaced(place) {
		return record, nil
	}
	return s.file.get(place)
}

// holdReplaced keeps the records of a visit in memory that changes replace. So a change
// to an open visit reads nothing from the file: that may have failed.
func (s *Store) holdReplaced(visit string) error {
	for _, prefix := range []string{summaryPlace(visit), draftPlace(visit, "")} {
		err := s.each(prefix, func(place string, record []byte) error {
			s.memory[place] = record
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// remember keeps what was written in memory: what changes replace, and where the
// file is retired, everything.
func (s *Store) remember(writes []journal.Write) {
	for _, w := range writes {
		if _, held := s.memory[w.Place]; held || s.retired != nil || isReplaced(w.Place) {
			s.memory[w.Place] = w.Value
		}
	}
}

// read decodes what put wrote at a place; ok is false where nothing stands there.
func (s *Store) read(place string, v any) (ok bool, err error) {
	record, err := s.get(place)
	if err != nil || record == nil {
		return false, err
	}
	return true, s.decode(place, record, v)
}

// decode opens a record and decodes it. Nothing of the record is kept in v.
func (s *Store) decode(place string, record []byte, v any) error {
	data, _, err := s.box.open(place, record, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, place, err)
	}
	return nil
}
