package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// openStore opens the store for writing, and makes it where there is none.
func (s *Store) openStore() error {
	if err := s.local(); err != nil {
		return err
	}
	if !restoring(s.dir) {
		if err := s.ours(); err != nil {
			return err
		}
	}
	if err := disk.MakeDir(s.dir); err != nil {
		return err
	}
	if err := s.hold(); err != nil {
		return err
	}
	if restoring(s.dir) {
		if _, err := finishRestore(s.dir, s.author.Now()); err != nil {
			return err
		}
		s.tell("A restore had been interrupted; it was finished.")
	}
	if err := s.readKeys(); err != nil {
		return err
	}
	if err := s.settle(); err != nil {
		return err
	}
	return s.ready()
}

// readKeys reads the store's keys. Where there are none, there is no store of
// this format yet, and they are made.
func (s *Store) readKeys() error {
	k, notice, err := keys.Load(s.dir)
	switch {
	case err == nil:
		s.keys = k
		s.tell(notice)
		return nil
	case !isNothing(err):
		return err
	}
	files, err := journal.Files(s.dir)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		return errKeysGone()
	}
	id, err := s.newID()
	if err != nil {
		return err
	}
	s.keys = keys.New(id)
	if _, err := s.keys.Add(s.author.Entropy); err != nil {
		return err
	}
	return s.keys.Save(s.dir)
}

// roots are the root keys that keys.json gives with what the user knows.
func (s *Store) roots() (roots []keys.Root, err error) {
	for _, id := range s.keys.IDs() {
		root, e := s.keys.Open(id, s.opt.Secret)
		if e != nil {
			err = cmp.Or(err, e)
			continue
		}
		roots = append(roots, root)
	}
	if len(roots) == 0 {
		return nil, err
	}
	return roots, nil
}

// settle brings the file and the journal together, and mends what can be mended
// without a loss.
func (s *Store) settle() error {
	roots, err := s.roots()
	if err != nil {
		return err
	}
	if !exists(s.path()) {
		fresh, err := s.nothingYet()
		if err != nil {
			return err
		}
		if fresh {
			return s.create(roots[len(roots)-1])
		}
	}
	have, bad := s.check(s.path(), roots)
	if err := s.withheld(have, roots); err != nil {
		return err
	}
	switch {
	case bad == nil && have.Format < format:
		return s.migrate(roots[len(roots)-1])
	case bad == nil:
	case errors.Is(bad, ErrDamaged), errors.Is(bad, ErrNotOurs), isNothing(bad):
		have.head = head{} // nothing it says counts
	default:
		return bad
	}
	written, err := s.readJournal(roots, have)
	if err != nil {
		return err
	}
	if bad == nil && len(s.keys.IDs()) > 1 {
		if written, err = s.finishRekey(have, written); err != nil {
			return err
		}
	}
	return s.bringTogether(have, bad, written)
}

// withheld is the error of a file under a key that is there but locked, as a
// change of keys leaves it that was interrupted.
func (s *Store) withheld(have found, roots []keys.Root) error {
	opened := slices.ContainsFunc(roots, func(r keys.Root) bool { return r.ID == have.Key })
	if opened || !slices.Contains(s.keys.IDs(), have.Key) {
		return nil
	}
	_, err := s.keys.Open(have.Key, s.opt.Secret)
	return err
}

// nothingYet reports whether no trace of a file is there: then its making was
// interrupted, and nothing was ever saved.
func (s *Store) nothingYet() (bool, error) {
	files, err := journal.Files(s.dir)
	if err != nil {
		return false, err
	}
	ring, err := s.Snapshots()
	used := exists(filepath.Join(s.dir, evidenceDir)) || exists(s.reserve())
	return len(files) == 0 && len(ring) == 0 && !used, err
}

// readJournal reads the journal with the key that the file is under; where the
// file cannot say, with the one that fits.
func (s *Store) readJournal(roots []keys.Root, have found) (best journal.Contents, err error) {
	s.box = nil
	for _, root := range roots {
		b, err := newBox(s.keys.Store(), root)
		if err != nil {
			return best, err
		}
		written, err := journal.Read(s.dir, b.journal, have.head.Number)
		if err != nil {
			return best, err
		}
		if s.box == nil || root.ID == have.Key || have.Key == "" && len(written.Entries) > len(best.Entries) {
			s.box, best = b, written
		}
		if root.ID == have.Key {
			break
		}
	}
	return best, nil
}

// bringTogether makes the file hold what the journal says, by the shortest way
// that is safe.
func (s *Store) bringTogether(have found, bad error, written journal.Contents) (err error) {
	after, whole := written.After(have.head.Number)
	behind := written.Last() < have.head.Number
	switch {
	case bad != nil || !whole || s.newest() > max(have.head.Number, written.Last()):
		return s.mend(bad, written)
	case have.worn && s.clean:
		s.tell("A part of the store's file was damaged. It was made anew; nothing is missing.")
	case s.clean && len(after) == 0 && !behind && len(written.Damage)+len(written.Torn) == 0:
		s.head = have.head
		s.journal, err = journal.Continue(written, s.box.journal)
		return err
	case behind && s.clean:
		s.tell("The store's journal was damaged or gone. The file has everything; the journal was begun anew.")
	}
	// Nobody closed the file. It may look whole because the system still has in
	// memory what never reached the disk; a copy, brought to the disk, is.
	err = s.renew(s.path(), after)
	if full(err) && s.spendReserve() {
		err = s.renew(s.path(), after)
	}
	if full(err) {
		return s.goOn(have.head, after, err)
	}
	return err
}

// goOn leaves the file as it is, as there is no room for a copy, and puts what
// follows into the journal alone.
func (s *Store) goOn(from head, after []journal.Entry, full error) error {
	s.head, s.retired, s.waiting = from, full, after
	s.overlay(after)
	if said := s.memory[headPlace]; said != nil {
		data, _, err := s.box.open(headPlace, said, nil)
		if err == nil {
			s.head, err = readHead(data)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return s.startJournal()
}

// renew puts a copy of a file and the entries that follow it in the store's
// place, and begins a journal behind it.
func (s *Store) renew(from string, after []journal.Entry) error {
	if err := s.rebuild(from, after); err != nil {
		return err
	}
	s.renewed = true
	s.retired, s.waiting = nil, nil // the new file has everything, on the disk
	return s.startJournal()
}

// startJournal begins a file of the journal with the head as it stands.
func (s *Store) startJournal() error {
	anchor, err := s.anchor()
	if err != nil {
		return err
	}
	next, err := journal.Start(s.dir, s.box.journal, anchor)
	if err != nil {
		return err
	}
	if s.journal != nil {
		_ = s.journal.Close() // everything in it is on the disk
	}
	s.journal = next
	return nil
}

// anchor is an entry that only says what the store holds.
func (s *Store) anchor() (journal.Entry, error) {
	record, err := s.box.seal(s.author.Entropy, headPlace, s.head.Number, s.head.bytes())
	return journal.Entry{Number: s.head.Number, Writes: []journal.Write{{Place: headPlace, Value: record}}}, err
}

// create makes the file of a new store.
func (s *Store) create(root keys.Root) (err error) {
	if s.box, err = newBox(s.keys.Store(), root); err != nil {
		return err
	}
	author, err := s.newID()
	if err != nil {
		return err
	}
	b, err := s.build()
	if err != nil {
		return err
	}
	if err := b.seal(authorPlace, 1, author); err != nil {
		return b.fail(err)
	}
	if err := s.install(b, 1, nil); err != nil {
		return err
	}
	return s.startJournal()
}

// ready opens the file for writing and says that it is in use.
func (s *Store) ready() (err error) {
	noCoreFile()
	if s.file, err = openFile(s.path(), false); err != nil {
		return err
	}
	if err = s.learnVisits(); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if ok, err := s.read(authorPlace, &s.author.ID); err != nil || !ok {
		return fmt.Errorf("%w: the author's id is not there: %w", ErrDamaged, cmp.Or(err, ErrDamaged))
	}
	if err := s.cleanUp(); err != nil {
		return err
	}
	if s.rekeyed {
		if err := s.sweepEvidence(); err != nil {
			return err
		}
	}
	if err := s.finishPurge(); full(err) {
		s.tell("The destruction of a visit was interrupted, and there is no room to finish it. Free some space and start halfday again.")
	} else if err != nil {
		return err
	}
	if err := s.sayHolder(holder{os.Getpid(), s.author.Now()}); !full(err) {
		return err
	}
	return nil // it says less than it could
}

// learnVisits takes the keys of all visits.
func (s *Store) learnVisits() error {
	err := s.file.view(func(tx *bolt.Tx) error {
		_, err := learnAll(tx, s.box)
		return err
	})
	for place, record := range s.memory { // of visits begun since the file was left
		if visit, ok := keyOf(place); ok && record != nil {
			err = cmp.Or(err, s.box.learn(visit, record))
		}
	}
	return err
}

// cleanUp removes files whose writing was interrupted.
func (s *Store) cleanUp() error {
	return cmp.Or(
		disk.Clean(s.reserve()),
		disk.CleanAll(filepath.Join(s.dir, snapshotDir)),
		disk.CleanAll(filepath.Join(s.dir, evidenceDir)),
	)
}

// exists reports whether something stands at a path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
