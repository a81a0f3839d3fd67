// Package store keeps visits on the assessor's disk, in one bbolt file.
//
// The promise: what Do, Commit or SaveDraft has accepted is on the disk when
// they return, whole or not at all, and stays there when the program is killed
// or the power goes. Nothing ever written is rewritten; only drafts and
// summaries are replaced.
//
// One window at a time has the file open. Nothing handed out refers into the
// file, and no transaction outlives the call that began it.
package store

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
	bolt "go.etcd.io/bbolt"

	"halfday/visit"
)

// fileName is the file's name in the store's folder.
const fileName = "halfday.db"

// Options are what a store needs from outside; both are required.
type Options struct {
	// Now is the clock of events and drafts.
	Now func() time.Time
	// Entropy is the source of the random part of ids.
	Entropy io.Reader
}

// Store is an open store. It may be used from several goroutines.
type Store struct {
	dir, path string
	db        *bolt.DB
	// opened is the file as it was when it was opened, to notice another in its place.
	opened fs.FileInfo
	author visit.Author

	// mu is held while something is written, so that events are made in the
	// order in which they reach the disk.
	mu      sync.Mutex
	records map[string]*Record
	// stopped is why nothing more is written, once that is so.
	stopped error
}

// Open opens the store in a folder; where there is none yet, it makes both.
func Open(dir string, opt Options) (*Store, error) {
	s := &Store{dir: dir, path: filepath.Join(dir, fileName), records: map[string]*Record{}}
	s.author = visit.Author{Now: opt.Now, Entropy: opt.Entropy}
	if err := s.makeAbsent(); err != nil {
		return nil, explain(s.path, err)
	}
	if err := s.inspect(); err != nil {
		return nil, explain(s.path, err)
	}
	if err := s.open(); err != nil {
		return nil, explain(s.path, err)
	}
	return s, nil
}

// Close lets go of the file. Whatever is still to be written is then refused.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = fmt.Errorf("%s: %w: it is closed", s.path, ErrStopped)
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("%s: closing it: %w", s.path, err)
	}
	return nil
}

// Dir is the store's folder.
func (s *Store) Dir() string { return s.dir }

// Visits are all visits, the one changed last first.
func (s *Store) Visits() ([]visit.Summary, error) {
	var all []visit.Summary
	err := s.view(func(tx *bolt.Tx) error {
		return top(tx, summaries).ForEach(func(_, data []byte) error {
			var one visit.Summary
			if err := decode(data, &one); err != nil {
				return err
			}
			all = append(all, one)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b visit.Summary) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(b.ID, a.ID))
	})
	return all, nil
}

// Create begins a visit with its first changes, Opened among them.
func (s *Store) Create(changes ...visit.Change) (*Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, err := s.newID()
	if err != nil {
		return nil, err
	}
	log, added, err := visit.Begin(s.author, changes...)
	if err != nil {
		return nil, fmt.Errorf("beginning a visit: %w", err)
	}
	r := &Record{store: s, id: id}
	err = r.write(log, added, func(tx *bolt.Tx) error { return makeVisit(tx, id) })
	if err != nil {
		return nil, err
	}
	s.records[id] = r
	return r, nil
}

// Enter opens the visit on what was prepared. Where there is one on the same
// application with other papers, the new papers are loaded into it and renewed
// is set: notes and judgements stay. Where there is none it is begun with its
// first changes.
func (s *Store) Enter(p visit.Prepared, begin ...visit.Change) (r *Record, renewed bool, err error) {
	all, err := s.Visits()
	if err != nil {
		return nil, false, err
	}
	print, key := p.Submission.Fingerprint(), p.Submission.ApplicationKey()
	for _, v := range all {
		if v.Submission == print {
			r, err = s.Visit(v.ID)
			return r, false, err
		}
	}
	for _, v := range all {
		if key == "" || v.Application != key {
			continue
		}
		if r, err = s.Visit(v.ID); err != nil {
			return nil, false, err
		}
		return r, true, r.Do(visit.SubmissionLoaded{Submission: p.Submission, Check: p.Check})
	}
	r, err = s.Create(begin...)
	return r, false, err
}

// Visit opens a visit. There is one Record for a visit, however often it is
// asked for.
func (s *Store) Visit(id string) (*Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.records[id]; r != nil {
		return r, nil
	}
	var written []visit.Event
	err := s.view(func(tx *bolt.Tx) error {
		b := part(tx, id, events)
		if b == nil {
			return fmt.Errorf("%w: %q", ErrNoVisit, id)
		}
		return b.ForEach(func(_, data []byte) error {
			var e visit.Event
			if err := decode(data, &e); err != nil {
				return err
			}
			written = append(written, e)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	log, err := visit.ReadLog(written)
	if err != nil {
		return nil, explain(s.path, fmt.Errorf("%w: visit %s: %w", ErrDamaged, id, err))
	}
	r := &Record{store: s, id: id}
	r.show(log, log.Latest())
	s.records[id] = r
	return r, nil
}

// newID makes an id for a visit or an author.
func (s *Store) newID() (string, error) {
	id, err := ulid.New(ulid.Timestamp(s.author.Now()), s.author.Entropy)
	if err != nil {
		return "", fmt.Errorf("%s: making an id: %w", s.path, err)
	}
	return id.String(), nil
}
