package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"halfday/store/disk"
	"halfday/store/keys"
)

// Part is a part of a store, as the doctor finds it.
type Part struct {
	// Name is the part's name in the store's folder; of a file of evidence it is
	// its path in the submission, with the school.
	Name string
	// Whole is whether it is as it should be; Says is a few words about it.
	Whole bool
	Says  string
}

// Diagnosis is what the doctor finds in a store.
type Diagnosis struct {
	Parts []Part
	// Notes are sentences on what else there is to know: no damage.
	Notes []string
	// Keyless is whether the keys are damaged or gone: then nothing can be repaired.
	Keyless bool
	// Visits is how many visits the file holds, where it can be read.
	Visits int
	// useless is set where nothing of the store can be read, as the keys or the
	// file are damaged.
	useless bool
}

// Whole reports whether every part is.
func (d Diagnosis) Whole() bool { return len(d.Damaged()) == 0 }

// Damaged are the parts that are not whole.
func (d Diagnosis) Damaged() (parts []Part) {
	for _, p := range d.Parts {
		if !p.Whole {
			parts = append(parts, p)
		}
	}
	return parts
}

func (d *Diagnosis) whole(name, says string)   { d.Parts = append(d.Parts, Part{name, true, says}) }
func (d *Diagnosis) damaged(name, says string) { d.Parts = append(d.Parts, Part{name, false, says}) }

func (d *Diagnosis) note(format string, args ...any) {
	d.Notes = append(d.Notes, fmt.Sprintf(format, args...))
}

// examining is the store in a folder, neither held nor opened.
func examining(dir string, opt Options) (*Store, error) {
	s := &Store{dir: dir, opt: opt, records: map[string]*Record{}, memory: map[string][]byte{}}
	s.author.Now, s.author.Entropy = opt.Now, opt.Entropy
	all, err := os.ReadDir(dir)
	if err != nil && !isNothing(err) {
		return nil, explain(dir, err)
	}
	if !slices.ContainsFunc(all, func(e os.DirEntry) bool { return isPart(e.Name()) && e.Name() != lockName }) {
		return nil, explain(dir, ErrNoStore)
	}
	return s, nil
}

// Examine looks through everything in a store's folder and changes nothing. With
// Options.ReadOnly it does so beside another window.
func Examine(dir string, opt Options) (d Diagnosis, err error) {
	s, err := examining(dir, opt)
	if err != nil {
		return d, err
	}
	defer s.letGo()
	if err = s.watch(&d); err == nil {
		err = s.examine(&d)
	}
	return d, explain(s.path(), err)
}

// watch keeps other windows away while the store is examined, where any can be:
// a backup has no lock, and on some disks nobody can take one. A look keeps
// nobody away; look is then set where another window has the store open.
func (s *Store) watch(d *Diagnosis) error {
	if !exists(filepath.Join(s.dir, lockName)) {
		return nil
	}
	err := s.hold()
	switch {
	case errors.Is(err, ErrInUse) && s.opt.ReadOnly:
		s.look = true
		d.note("Another window has the store open: what is found here may be a moment old.")
		return nil
	case denied(err):
		return nil
	case err == nil && s.opt.ReadOnly:
		held := s.lock
		s.lock = nil
		return held.Release()
	}
	return err
}

func (s *Store) examine(d *Diagnosis) error {
	if restoring(s.dir) {
		d.useless = true
		d.damaged(asidePrefix+"…", "a restore was interrupted; the next start of halfday finishes it")
		return nil
	}
	k, notice, err := keys.Look(s.dir)
	switch {
	case isNothing(err) && s.isOlder():
		d.whole(fileName, "of an older version of halfday; the next start brings it up to date")
		return nil
	case err != nil:
		d.useless, d.Keyless = true, true // nothing more can be said
		d.damaged("keys.json", inWords(err)+", and so is the copy of it")
		return nil
	case notice != "":
		d.damaged("keys.json", strings.ReplaceAll(notice, s.dir+string(filepath.Separator), ""))
	default:
		d.whole("keys.json", "whole, with its copy")
	}
	s.keys = k
	roots, err := s.roots()
	if err != nil {
		return err
	}
	path, have, err := s.lookThrough(roots)
	if e := s.withheld(have, roots); e != nil {
		return e
	}
	if errors.Is(err, ErrSlow) || errors.Is(err, ErrInUse) { // that says nothing of the file
		return err
	}
	d.Visits, d.useless = have.visits, err != nil
	switch {
	case err != nil:
		d.damaged(fileName, inWords(err))
		have.head = head{} // nothing it says counts
	case have.worn:
		d.damaged(fileName, "a part of it is damaged, but everything in it can be read")
	default:
		d.whole(fileName, fmt.Sprintf("whole, %s, %s",
			counted(have.visits, "visit", "visits"), counted(int(have.head.Count), "record", "records")))
	}
	if err = s.examineJournal(d, roots, have); err == nil {
		err = s.examineRing(d)
	}
	if err == nil && !d.useless {
		err = s.examineEvidence(d, path)
	}
	if err == nil {
		err = s.noteKept(d)
	}
	return err
}

// lookThrough checks the store's file, or for a look a copy of it. It says where
// what was checked is.
func (s *Store) lookThrough(roots []keys.Root) (path string, have found, err error) {
	if s.opt.ReadOnly {
		return s.checkCopy(roots)
	}
	have, err = s.check(s.path(), roots)
	return s.path(), have, err
}

func (s *Store) examineJournal(d *Diagnosis, roots []keys.Root, have found) error {
	written, err := s.readJournal(roots, found{header: have.header})
	if err != nil {
		return err
	}
	if len(written.Files) == 0 {
		d.damaged("journal", "it is gone")
		return nil
	}
	newest := written.Files[len(written.Files)-1]
	name := filepath.Base(newest)
	damaged := false
	for _, path := range written.Files {
		switch {
		case slices.Contains(written.Damage, path):
			d.damaged(filepath.Base(path), "a part of it cannot be read")
			damaged = true
		case !slices.Contains(written.Torn, path) || path == newest && s.look: // it is just being written
		case path == newest && !s.clean && written.Last() >= have.head.Number:
			d.note("%s ends in something unfinished, as a power cut leaves it; the next start of halfday tidies it.", name)
		default:
			d.damaged(filepath.Base(path), "the end of it cannot be read")
			damaged = true
		}
	}
	if damaged {
		return nil
	}
	from := have.head.Number
	if from == 0 && len(written.Entries) > 0 { // the file cannot say
		from = written.Entries[0].Number - 1
	}
	switch after, whole := written.After(from); {
	case written.Last() < have.head.Number:
		d.damaged(name, "the last changes are missing in it")
	case !whole:
		d.damaged(name, "changes are missing in it")
	case have.head.Number > 0 && len(after) > 0:
		s.overlay(after)
		d.whole(name, fmt.Sprintf("whole, with %s to be put into the file", counted(len(after), "change", "changes")))
	default:
		d.whole(name, "whole, "+counted(len(written.Files), "file", "files"))
	}
	return nil
}

func (s *Store) examineRing(d *Diagnosis) error {
	ring, err := s.Snapshots()
	for _, one := range ring {
		have, err := s.check(one.Path, []keys.Root{s.box.root})
		name := filepath.Join(snapshotDir, filepath.Base(one.Path))
		switch {
		case errors.Is(err, ErrSlow):
			return err
		case isNothing(err) && s.look: // the other window needs it no more
		case err != nil:
			d.damaged(name, inWords(err))
		case have.head.Number != one.Number || have.worn:
			d.damaged(name, inWords(ErrDamaged))
		default:
			d.whole(name, "whole")
		}
	}
	if len(ring) == 0 && exists(filepath.Join(s.dir, lockName)) {
		d.note("There is no snapshot; one is taken when halfday is next open for a moment.")
	}
	return err
}

// inWords is what is wrong with a part, for somebody who keeps no files by heart.
func inWords(err error) string {
	switch {
	case isNothing(err):
		return "it is gone"
	case errors.Is(err, ErrNotOurs):
		return "its beginning is damaged, or it is no file of halfday's"
	case errors.Is(err, ErrNewer), errors.Is(err, keys.ErrNewer):
		return ErrNewer.Error()
	case denied(err):
		return "you have not the right to read it"
	case errors.Is(err, ErrDamaged), errors.Is(err, keys.ErrDamaged):
		return "it is damaged"
	}
	return "it cannot be read: " + reason(err).Error()
}

// isOlder reports whether the store's file is of a format before this one.
func (s *Store) isOlder() bool {
	have, err := s.check(s.path(), nil)
	return err == nil && have.Format < format
}

// noteKept says what is kept beside the store, and what takes it away.
func (s *Store) noteKept(d *Diagnosis) error {
	all, err := os.ReadDir(s.dir)
	for _, e := range all {
		name := e.Name()
		switch {
		case isPart(name) && disk.Unfinished(name), name == restoreNew:
			d.note("%s was left unfinished by something that was interrupted; it is needed no more.", name)
		case strings.HasPrefix(name, damagedPrefix):
			d.note("%s is kept from before a repair. Destroying a visit takes it away, and so may you.", name)
		case strings.HasPrefix(name, asidePrefix):
			d.note("%s is the store that was here before a restore. Destroying a visit takes it away, and so may you.", name)
		}
	}
	return err
}

// counted is a number of things in words.
func counted(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return fmt.Sprint(n, " ", many)
}
