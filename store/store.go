// Package store keeps visits on the assessor's disk, encrypted, in one folder:
//
//	halfday.db         the file: a bbolt database of sealed records
//	journal-NNNNNN     the journal: every change is here before it is in the file
//	evidence/          the schools' files, each under a key of its own
//	snapshots/         copies of the file, looked through after they were made
//	keys.json          the ways to the root key, and keys.copy.json the same
//	lock               who has the store open
//	reserve            room for the day's notes on a full disk
//
// The promise: what Do, Commit or SaveDraft has accepted is on the disk when
// they return, in the journal and in the file, whole or not at all, and stays
// there when the program is killed or the power goes. Nothing ever written is
// rewritten; only drafts and summaries are replaced. Damage is noticed before
// anything is shown, and mended from what stands twice.
//
// One window at a time writes to the store. Nothing handed out refers into the
// file, and no transaction outlives the call that began it.
package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
	"halfday/visit"
)

// Names in the store's folder.
const (
	fileName = "halfday.db"
	lockName = "lock"
)

// Options are what a store needs from outside.
type Options struct {
	// Now is the clock of events and drafts; required.
	Now func() time.Time
	// Entropy is the source of ids, keys and nonces; required.
	Entropy io.Reader
	// Secret is the passphrase or the recovery key, where the store has one.
	Secret string
	// Checker is the command that runs Checker in a child. Without one the
	// store's file is looked through in this process, which damage can end.
	Checker []string
	// Anywhere allows a folder on the network or of a program that synchronises.
	Anywhere bool
	// ReadOnly is a look at the store as it stands, while another window may be
	// writing to it. Changes are refused.
	ReadOnly bool
}

// Store is an open store. It may be used from several goroutines.
type Store struct {
	dir    string
	opt    Options
	author visit.Author

	lock *disk.Held
	// clean is set where the last one to have the store closed it.
	clean bool
	keys  *keys.Keys
	box   *box
	file  *file

	// busy is held by what takes long: a snapshot, a backup, keeping evidence, a
	// change of keys, a purge. tried is when a snapshot was begun that has not
	// succeeded, untaken why the last one was not.
	busy    sync.Mutex
	tried   time.Time
	untaken error
	// mu is held while something is read or written, so that events are made in
	// the order in which they reach the disk.
	mu      sync.Mutex
	journal *journal.Journal
	head    head
	records map[string]*Record
	// memory holds records by place, nil where none stands any more: of open
	// visits those that changes replace, and what the file does not have.
	memory map[string][]byte
	// retired is why the file takes no more changes; then waiting are the
	// entries that only the journal has.
	retired error
	waiting []journal.Entry
	// stopped is why nothing more is written at all until the next start.
	stopped error
	// spent is set where there is no reserve and no room for one, renewed where
	// the file was made anew on opening, rekeyed where an interrupted change of
	// keys was finished then.
	spent, renewed, rekeyed bool
	closed                  bool
	// look is set for a look only, at a copy in the folder temporary.
	look      bool
	temporary string
	notices   []string
}

// Open opens the store in a folder; where there is none yet, it makes both.
// Beside the errors of this package it returns keys.ErrLocked and keys.ErrWrong.
func Open(dir string, opt Options) (*Store, error) {
	s := &Store{
		dir: dir, opt: opt, records: map[string]*Record{}, memory: map[string][]byte{},
		author: visit.Author{Now: opt.Now, Entropy: opt.Entropy},
	}
	open := s.openStore
	if opt.ReadOnly {
		open = s.openLook
	}
	if err := open(); err != nil {
		s.letGo()
		return nil, explain(s.path(), err)
	}
	return s, nil
}

// Close lets go of the store. Whatever is still to be written is then refused.
func (s *Store) Close() error {
	s.mu.Lock()
	due := false
	var err error
	if !s.closed && !s.look {
		due, err = s.due(s.author.Now())
	}
	s.mu.Unlock()
	if due {
		err = s.Snapshot()
	}
	s.busy.Lock() // what goes on is finished
	defer s.busy.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	if errors.Is(err, ErrFull) {
		err = nil // there is the journal
	}
	err = cmp.Or(err, s.file.close())
	if s.retired == nil && s.stopped == nil && err == nil && !s.look {
		err = s.sayHolder(holder{})
		if full(err) {
			err = nil // then the next start takes a closer look
		}
	}
	s.file = nil
	s.letGo()
	if err != nil {
		return fmt.Errorf("%s: closing it: %w; what was saved is safe, start halfday again to look through it", s.path(), err)
	}
	return nil
}

// letGo gives back what was taken, as far as opening got.
func (s *Store) letGo() {
	if s.file != nil && s.file.db != nil {
		_ = s.file.close()
	}
	if s.journal != nil {
		_ = s.journal.Close() // everything in it is on the disk
	}
	if s.lock != nil {
		_ = s.lock.Release()
	}
	if s.box != nil {
		s.box.wipe()
	}
	s.removeCopy()
}

// Dir is the store's folder.
func (s *Store) Dir() string { return s.dir }

func (s *Store) path() string { return filepath.Join(s.dir, fileName) }

// Look reports whether the store is only looked at.
func (s *Store) Look() bool { return s.look }

// Notices are what opening the store found and mended, as sentences.
func (s *Store) Notices() []string { return s.notices }

func (s *Store) tell(notice string) {
	if notice != "" {
		s.notices = append(s.notices, notice)
	}
}

// Trouble is what is wrong with the store at this moment although notes are
// safe; empty where nothing is. The first sentence says enough where there is no
// room for more.
func (s *Store) Trouble() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.look:
		return "This is a look only: nothing can be changed, and what you type is not kept."
	case s.stopped != nil:
		return fmt.Sprintf("Nothing more is saved; close halfday and start it again. What was saved is safe: %v.", reason(s.stopped))
	case full(s.retired):
		return "The disk is full. Notes are safe in the journal; free some space, close halfday and start it again."
	case s.retired != nil:
		return fmt.Sprintf("Notes are safe in the journal; close halfday and start it again. The file is set aside: %v.", reason(s.retired))
	case s.spent:
		return "The disk is nearly full. What you write is saved; free some space soon."
	}
	return ""
}

// shelf is what stands at a visit's summary: its line in the list, and how many
// events its log has, so that one that is missing is noticed. Lost are the
// numbers of those that a repair could not bring back.
type shelf struct {
	Summary visit.Summary `json:"summary"`
	Events  uint64        `json:"events"`
	Lost    []uint64      `json:"lost,omitempty"`
}

// last is the number of the last event that was ever written.
func (f shelf) last() uint64 { return f.Events + uint64(len(f.Lost)) }

// Visits are all visits, the one changed last first.
func (s *Store) Visits() ([]visit.Summary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []visit.Summary
	err := s.each(summaryPlaces, func(place string, record []byte) error {
		var one shelf
		err := s.decode(place, record, &one)
		all = append(all, one.Summary)
		return err
	})
	if err != nil {
		return nil, explain(s.path(), err)
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
	if err := r.write(log, added, func(c *change) error { return c.newVisit(id) }); err != nil {
		return nil, err
	}
	s.records[id] = r
	return r, nil
}

// newVisit makes the key of a new visit.
func (c *change) newVisit(id string) error {
	key := make([]byte, keySize)
	if _, err := io.ReadFull(c.s.author.Entropy, key); err != nil {
		return fmt.Errorf("making a key: %w", err)
	}
	if err := c.s.box.know(id, key); err != nil {
		return err
	}
	return c.addBytes(keyPlace(id), key)
}

// Entry is how papers led to a visit.
type Entry int

// Known papers are those the visit has; with others on the same application it
// is Renewed. Begun is a visit that was not there before.
const (
	Known Entry = iota
	Renewed
	Begun
)

// Enter opens the visit on what was prepared. Where there is one on the same
// application with other papers, the new papers are loaded into it: notes and
// judgements stay. Where there is none it is begun with its first changes.
func (s *Store) Enter(p visit.Prepared, begin ...visit.Change) (r *Record, how Entry, err error) {
	all, err := s.Visits()
	if err != nil {
		return nil, Known, err
	}
	print, key := p.Submission.Fingerprint(), p.Submission.ApplicationKey()
	for _, v := range all {
		if v.Submission == print {
			r, err = s.Visit(v.ID)
			return r, Known, err
		}
	}
	for _, v := range all {
		if key == "" || v.Application != key {
			continue
		}
		if r, err = s.Visit(v.ID); err != nil {
			return nil, Known, err
		}
		loaded, err := r.Visit().Load(p)
		if err != nil {
			return nil, Known, err
		}
		return r, Renewed, r.Do(loaded)
	}
	r, err = s.Create(begin...)
	return r, Begun, err
}

// Visit opens a visit. There is one Record for a visit, however often it is
// asked for.
func (s *Store) Visit(id string) (*Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.records[id]; r != nil {
		return r, nil
	}
	r, err := s.load(id)
	if err != nil {
		return nil, explain(s.path(), err)
	}
	s.records[id] = r
	return r, nil
}

// load reads a visit's log.
func (s *Store) load(id string) (*Record, error) {
	var said shelf
	if ok, err := s.read(summaryPlace(id), &said); err != nil || !ok || strings.Contains(id, "/") {
		return nil, cmp.Or(err, fmt.Errorf("%w: %q", ErrNoVisit, id))
	}
	written, last, err := s.events(id)
	if err != nil {
		return nil, err
	}
	if uint64(len(written)) != said.Events {
		return nil, fmt.Errorf("%w: of %s, %d entries are there where %d were written", ErrDamaged, said.Summary.School, len(written), said.Events)
	}
	log, err := visit.ReadLog(written)
	if err != nil {
		return nil, fmt.Errorf("%w: visit %s: %w", ErrDamaged, id, err)
	}
	r := &Record{store: s, id: id, events: said.Events, last: max(last, said.last()), lost: said.Lost}
	r.show(log, log.Latest())
	return r, s.holdReplaced(id)
}

// events reads the events of a visit, and the number of the last. Opening their
// records is most of what opening a visit takes: all processors share in it.
func (s *Store) events(id string) (written []visit.Event, last uint64, err error) {
	var sealed []journal.Write
	err = s.each(eventPlaces+id+"/", func(place string, record []byte) error {
		sealed = append(sealed, journal.Write{Place: place, Value: record})
		last = max(last, ordinal(place))
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	written = make([]visit.Event, len(sealed))
	errs := make([]error, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for w := range errs {
		group.Go(func() {
			for i := w; i < len(sealed) && errs[w] == nil; i += len(errs) {
				errs[w] = s.decode(sealed[i].Place, sealed[i].Value, &written[i])
			}
		})
	}
	group.Wait()
	return written, last, errors.Join(errs...)
}

// newID makes an id for a visit, an author or a store.
func (s *Store) newID() (string, error) {
	id, err := ulid.New(ulid.Timestamp(s.author.Now()), s.author.Entropy)
	if err != nil {
		return "", fmt.Errorf("%s: making an id: %w", s.path(), err)
	}
	return id.String(), nil
}
