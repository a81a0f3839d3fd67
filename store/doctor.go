package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"halfday/store/journal"
	"halfday/store/keys"
)

// Part is a part of a store, as the doctor finds it.
type Part struct {
	// Name is the part's name in the store's folder.
	Name string
	// Whole is whether it is as it should be; Says is a few words about it.
	Whole bool
	Says  string
}

// Diagnosis is what the doctor finds in a store.
type Diagnosis struct {
	Parts []Part
	// Visits is how many visits the file holds, where it can be read.
	Visits int
}

// Whole reports whether every part is.
func (d Diagnosis) Whole() bool {
	for _, p := range d.Parts {
		if !p.Whole {
			return false
		}
	}
	return true
}

func (d *Diagnosis) add(path string, err error, says string) {
	if err != nil {
		says = err.Error()
	}
	d.Parts = append(d.Parts, Part{Name: filepath.Base(path), Whole: err == nil, Says: says})
}

// examining is a store that is held but not opened.
func examining(dir string, opt Options) (*Store, error) {
	s := &Store{dir: dir, opt: opt, records: map[string]*Record{}, memory: map[string][]byte{}}
	s.author.Now, s.author.Entropy = opt.Now, opt.Entropy
	all, err := os.ReadDir(dir)
	if err != nil && !isNothing(err) {
		return nil, explain(dir, err)
	}
	if !slices.ContainsFunc(all, func(e os.DirEntry) bool { return isPart(e.Name()) && e.Name() != lockName }) {
		return nil, fmt.Errorf("%s: %w: there is no store", dir, ErrNotOurs)
	}
	if err := s.hold(); err != nil {
		return nil, explain(s.path(), err)
	}
	return s, nil
}

// Examine looks through everything in a store's folder and changes nothing.
func Examine(dir string, opt Options) (d Diagnosis, err error) {
	s, err := examining(dir, opt)
	if err != nil {
		return d, err
	}
	defer s.letGo()
	k, notice, err := keys.Look(dir)
	if err == nil && notice != "" {
		d.add("keys.json", errors.New(notice), "")
	} else {
		d.add("keys.json", err, "whole, with its copy")
	}
	if err != nil {
		return d, nil // without keys nothing more can be said
	}
	s.keys = k
	roots, err := s.roots()
	if err != nil {
		return d, explain(s.path(), err)
	}
	have, bad := s.check(s.path(), roots)
	if bad == nil && have.worn {
		bad = fmt.Errorf("%w, but every record in it is whole", ErrDamaged)
	}
	d.Visits = have.visits
	d.add(fileName, bad, fmt.Sprintf("whole, %d visits, %d records", have.visits, have.head.Count))
	if bad != nil && !have.worn {
		have.head = head{}
	}
	written, err := s.readJournal(roots, found{header: have.header})
	if err != nil {
		return d, explain(s.path(), err)
	}
	s.examineJournal(&d, written, have)
	if err := s.examineRing(&d); err != nil {
		return d, explain(s.path(), err)
	}
	if bad == nil {
		err = s.examineEvidence(&d)
	}
	return d, explain(s.path(), err)
}

func (s *Store) examineJournal(d *Diagnosis, written journal.Contents, have found) {
	name := "journal"
	if n := len(written.Files); n > 0 {
		name = written.Files[n-1]
	}
	var err error
	from := have.head.Number
	if from == 0 && len(written.Entries) > 0 { // the file cannot say
		from = written.Entries[0].Number - 1
	}
	switch after, whole := written.After(from); {
	case len(written.Damage) > 0:
		name, err = written.Damage[0], ErrDamaged
	case len(written.Files) == 0 || written.Last() < have.head.Number:
		err = errors.New("the last changes are missing in it")
	case !whole:
		err = fmt.Errorf("changes between %d and %d are missing in it", from, written.Last())
	case have.head.Number > 0 && len(after) > 0:
		d.add(name, nil, fmt.Sprintf("whole, %d changes wait to be put into the file", len(after)))
		return
	}
	d.add(name, err, fmt.Sprintf("whole, %d files", len(written.Files)))
}

func (s *Store) examineRing(d *Diagnosis) error {
	ring, err := s.Snapshots()
	for _, one := range ring {
		have, err := s.check(one.Path, []keys.Root{s.box.root})
		if err == nil && (have.head.Number != one.Number || have.worn) {
			err = ErrDamaged
		}
		d.add(filepath.Join(snapshotDir, filepath.Base(one.Path)), err, "whole")
		d.Parts[len(d.Parts)-1].Name = filepath.Join(snapshotDir, filepath.Base(one.Path))
	}
	return err
}

// examineEvidence looks through every file of evidence that a record speaks of.
func (s *Store) examineEvidence(d *Diagnosis) (err error) {
	f, err := openFile(s.path(), true)
	if err != nil {
		return err
	}
	s.file = f
	err = f.view(func(tx *bolt.Tx) error {
		_, err := learnAll(tx, s.box)
		return err
	})
	if err != nil {
		return err
	}
	n, bad := 0, 0
	err = s.each(filePlaces, func(place string, record []byte) error {
		var file File
		if err := s.decode(place, record, &file); err != nil {
			return err
		}
		n++
		if _, err := file.content(filepath.Join(s.dir, evidenceDir, file.Name)); err != nil {
			bad++
			d.add(file.Name, reason(err), "")
			d.Parts[len(d.Parts)-1].Name = filepath.Join(evidenceDir, file.Name[:12]+"…")
		}
		return nil
	})
	if n > 0 && bad == 0 {
		d.add(evidenceDir, nil, fmt.Sprintf("whole, %d files", n))
	}
	return err
}

// Repair brings a store back: from its journal, else from a snapshot and the
// journal, else from every record found anywhere that proves itself. It returns
// how that was done and what is missing.
func Repair(dir string, opt Options) (done []string, lost []Lost, err error) {
	held, err := examining(dir, opt) // or there is nothing to repair
	if err != nil {
		return nil, nil, err
	}
	held.letGo()
	if err := openable(dir); err != nil {
		return nil, nil, err
	}
	s, err := Open(dir, opt)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotOurs) || isNothing(err) {
		if lost, err = pieceTogether(dir, opt); err != nil {
			return nil, nil, err
		}
		done = []string{"The store's file was made anew of every record that proves itself. The damaged file is kept beside it until a visit is destroyed."}
		s, err = Open(dir, opt)
	}
	if err != nil {
		return done, lost, err
	}
	done = append(done, s.Notices()...)
	return done, lost, errors.Join(s.replaceRing(), s.Close())
}

// openable is an error where the keys of the store in a folder are gone.
func openable(dir string) error {
	_, _, err := keys.Look(dir)
	if isNothing(err) || errors.Is(err, keys.ErrDamaged) {
		return fmt.Errorf("%s: %w: its keys are damaged or gone, keys.json and the copy of it, and without them nothing in it can be opened; a backup has them: halfday restore FOLDER", dir, ErrDamaged)
	}
	return err
}

// pieceTogether makes the file of a store that does not open.
func pieceTogether(dir string, opt Options) ([]Lost, error) {
	s, err := examining(dir, opt)
	if err != nil {
		return nil, err
	}
	defer s.letGo()
	k, _, err := keys.Load(dir)
	if err != nil {
		return nil, err
	}
	s.keys = k
	lost, err := s.piece()
	return lost, explain(s.path(), err)
}

// piece makes the store's file of what can be salvaged.
func (s *Store) piece() ([]Lost, error) {
	roots, err := s.roots()
	if err != nil {
		return nil, err
	}
	written, err := s.readJournal(roots, found{})
	if err != nil {
		return nil, err
	}
	found, err := s.salvage(written)
	if err != nil {
		return nil, err
	}
	if len(found.records) == 0 {
		return nil, fmt.Errorf("%w: nothing in it proves itself", ErrDamaged)
	}
	return s.rescue(found)
}

// replaceRing sets aside snapshots that are damaged, and takes a new one, which
// also lets go of what is damaged in the older part of the journal.
func (s *Store) replaceRing() error {
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	for _, one := range ring {
		have, e := s.check(one.Path, []keys.Root{s.box.root})
		if e != nil || have.head.Number != one.Number || have.worn {
			to := filepath.Join(s.dir, damagedPrefix+filepath.Base(one.Path))
			err = errors.Join(err, os.Rename(one.Path, to))
		}
	}
	if err == nil {
		err = s.Snapshot()
	}
	if errors.Is(err, ErrFull) {
		err = nil // there is the journal
	}
	return err
}

// Backups are the backups in a folder, or the folder itself where it is one, the
// newest last.
func Backups(dir string) (paths []string, err error) {
	if exists(filepath.Join(dir, fileName)) {
		return []string{dir}, nil
	}
	all, err := os.ReadDir(dir)
	for _, e := range all {
		if strings.HasPrefix(e.Name(), backupPrefix) && exists(filepath.Join(dir, e.Name(), fileName)) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}
