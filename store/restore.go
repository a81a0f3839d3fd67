package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

// ErrThere is returned where a store would be restored over one that is whole.
var ErrThere = errors.New("there is a store that is whole")

// A restore goes through three folders of these names, one after the other, so
// that one that was interrupted can be finished: in the first the backup is being
// copied; in the second the copy is whole and the old parts are being moved aside;
// in the third they are, and the new ones are being moved in. The old parts get
// their lasting name last.
const (
	restoreNew    = asidePrefix + "new"
	restoreCopied = asidePrefix + "1"
	restoreMoved  = asidePrefix + "2"
	restoreOld    = asidePrefix + "old"
)

// Restore puts a backup in the place of the store in a folder. A store that is
// there is set aside in a folder of its own, and where it is whole and holds
// visits only if replace says so. A backup whose keys or file are damaged changes
// nothing; of one that is damaged elsewhere, missing is what could not be restored.
func Restore(dir, from string, opt Options, replace bool) (aside string, missing []Part, err error) {
	if opt.ReadOnly {
		return "", nil, fmt.Errorf("%s: %w; leave out --read-only to restore a backup", dir, ErrLook)
	}
	if _, err := usable(from, opt); err != nil {
		return "", nil, err
	}
	if err := finishInterrupted(dir, opt); err != nil {
		return "", nil, err
	}
	if !replace {
		if err := refuseWhole(dir, opt); err != nil {
			return "", nil, err
		}
	}
	if err := disk.MakeDir(dir); err != nil {
		return "", nil, explain(dir, err)
	}
	s := &Store{dir: dir, opt: opt}
	defer s.letGo()
	if err := s.hold(); err != nil {
		return "", nil, explain(dir, err)
	}
	if missing, err = copyBackup(from, filepath.Join(dir, restoreNew), opt); err != nil {
		return "", nil, err
	}
	err = disk.Rename(filepath.Join(dir, restoreNew), filepath.Join(dir, restoreCopied))
	if err == nil {
		aside, err = finishRestore(dir, opt.Now())
	}
	if err == nil {
		if err = s.sayHolder(holder{}); full(err) {
			err = nil // then the next start takes a closer look
		}
	}
	return aside, missing, explain(dir, err)
}

// usable examines a backup, and is an error where nothing of it can be used.
func usable(backup string, opt Options) (Diagnosis, error) {
	d, err := Examine(backup, opt)
	if err == nil && d.useless {
		p := d.Damaged()[0]
		err = fmt.Errorf("%s: %w: %s: %s; choose another backup", backup, ErrDamaged, p.Name, p.Says)
	}
	return d, err
}

// refuseWhole is an error where a folder holds a store with visits that opens, or
// that cannot be opened with what is known.
func refuseWhole(dir string, opt Options) error {
	if files, err := journal.Files(dir); err != nil || len(files) == 0 && !exists(filepath.Join(dir, fileName)) {
		if isNothing(err) {
			err = nil
		}
		return explain(dir, err)
	}
	s, err := Open(dir, opt)
	switch {
	case errors.Is(err, keys.ErrLocked), errors.Is(err, keys.ErrWrong):
		return fmt.Errorf("%s: %w, under a passphrase of its own", dir, ErrThere)
	case errors.Is(err, ErrDamaged), errors.Is(err, keys.ErrDamaged),
		errors.Is(err, ErrNotOurs) && exists(filepath.Join(dir, "keys.json")): // not even recognised any more
		return nil
	case err != nil:
		return err
	}
	all, err := s.Visits()
	if err = errors.Join(err, s.Close()); err != nil || len(all) == 0 {
		return err
	}
	return fmt.Errorf("%s: %w: %s, the last one changed on %s", dir, ErrThere,
		counted(len(all), "visit", "visits"), all[0].Changed.Local().Format("2 January 2006 at 15.04"))
}

// copyBackup copies a backup to a folder, looks through the copy, and says what
// is missing in it. Where it cannot be used nothing is left of it.
func copyBackup(from, to string, opt Options) (missing []Part, err error) {
	defer func() {
		if err != nil {
			_ = os.RemoveAll(to) // the error says what happened
		}
	}()
	err = errors.Join(os.RemoveAll(to), disk.MakeDir(to))
	if err != nil {
		return nil, explain(to, err)
	}
	parts, err := journal.Files(from)
	if err != nil {
		return nil, explain(from, err)
	}
	for _, name := range []string{fileName, "keys.json", "keys.copy.json"} {
		parts = append(parts, filepath.Join(from, name))
	}
	for _, path := range parts {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // whoever looks through the copy finds it missing
		}
		if err := disk.WriteFile(filepath.Join(to, filepath.Base(path)), data); err != nil {
			return nil, explain(to, err)
		}
	}
	evidence, err := os.ReadDir(filepath.Join(from, evidenceDir))
	if isNothing(err) {
		err = nil
	}
	for _, e := range evidence {
		if err == nil {
			err = copyEvidence(from, to, e.Name())
		}
	}
	if err != nil {
		return nil, explain(to, err)
	}
	d, err := usable(to, opt)
	return d.Damaged(), err
}

// restoring reports whether a restore was interrupted in a folder.
func restoring(dir string) bool {
	return exists(filepath.Join(dir, restoreCopied)) || exists(filepath.Join(dir, restoreMoved))
}

// finishInterrupted finishes a restore that was interrupted, where one was.
func finishInterrupted(dir string, opt Options) error {
	if !restoring(dir) {
		return nil
	}
	s := &Store{dir: dir, opt: opt}
	defer s.letGo()
	err := s.hold()
	if err == nil {
		_, err = finishRestore(dir, opt.Now())
	}
	return explain(dir, err)
}

// finishRestore moves the old parts aside and the new ones in, from wherever that
// has got to. The store's lock is held.
func finishRestore(dir string, now time.Time) (aside string, err error) {
	copied, moved, old := filepath.Join(dir, restoreCopied), filepath.Join(dir, restoreMoved), filepath.Join(dir, restoreOld)
	if exists(copied) {
		err := disk.SyncDir(dir)
		if err == nil {
			err = moveParts(dir, old, func(name string) bool {
				return isPart(name) && name != lockName && !strings.HasPrefix(name, asidePrefix)
			})
		}
		if err == nil {
			err = disk.Rename(copied, moved)
		}
		if err == nil {
			err = disk.SyncDir(dir)
		}
		if err != nil {
			return "", err
		}
	}
	if err := moveParts(moved, dir, func(string) bool { return true }); err != nil {
		return "", err
	}
	if exists(old) {
		aside = spare(dir, asidePrefix, "", now)
		if err := disk.Rename(old, aside); err != nil {
			return "", err
		}
	}
	return aside, os.Remove(moved)
}

// moveParts moves files and folders from one folder to another, made where there
// is something to move.
func moveParts(from, to string, which func(name string) bool) error {
	all, err := os.ReadDir(from)
	n := 0
	for _, e := range all {
		if err != nil {
			return err
		}
		if !which(e.Name()) {
			continue
		}
		if err = disk.MakeDir(to); err == nil {
			err = disk.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name()))
		}
		n++
	}
	if err == nil && n > 0 {
		err = errors.Join(disk.SyncDir(to), disk.SyncDir(from))
	}
	return err
}
