package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"halfday/store/disk"
	"halfday/store/journal"
	"halfday/store/keys"
)

const (
	backupPrefix = "halfday-backup-"
	stampLayout  = "20060102-150405"
)

// ErrThere is returned where a store would be restored over one that is whole.
var ErrThere = errors.New("there is a store that is whole")

// Backup makes a copy of the store in a new folder below to, encrypted as the
// store is, and looks through it. Whoever opens the store opens the copy.
func (s *Store) Backup(to string) (path string, err error) {
	s.snapping.Lock()
	defer s.snapping.Unlock()
	to, err = filepath.Abs(to)
	if err != nil {
		return "", err
	}
	path = filepath.Join(to, backupPrefix+s.author.Now().Format(stampLayout))
	own, err := filepath.Abs(s.dir)
	if rel, e := filepath.Rel(own, to); err != nil || e == nil && !strings.HasPrefix(rel, "..") {
		return "", fmt.Errorf("%s: a backup in the store's own folder helps nobody; choose another folder, best on another disk", to)
	}
	if exists(path) {
		return "", fmt.Errorf("%s: there is a backup already; try again in a moment", path)
	}
	if err := disk.MakeDir(path); err != nil {
		return "", explain(path, err)
	}
	if err := s.backup(path); err != nil {
		_ = os.RemoveAll(path) // half a backup is none
		return "", explain(path, err)
	}
	return path, nil
}

func (s *Store) backup(path string) error {
	s.mu.Lock()
	var tx *bolt.Tx
	var err error
	switch {
	case s.closed:
		err = s.isClosed()
	case s.look:
		err = fmt.Errorf("%w; open it without --read-only to make a backup", ErrLook)
	case s.retired != nil:
		err = fmt.Errorf("%w: %w; start halfday again first", ErrStopped, reason(s.retired))
	}
	if err != nil {
		s.mu.Unlock()
		return err
	}
	err = s.file.ask(func() (err error) { tx, err = s.file.db.Begin(false); return err })
	anchor, e := s.anchor()
	number, size, root, key := s.head.Number, s.file.size, s.box.root, s.box.journal
	s.mu.Unlock()
	if err = errors.Join(err, e); err != nil {
		return err
	}
	if err := s.copyOut(tx, size, filepath.Join(path, fileName), number, root); err != nil {
		return err
	}
	j, err := journal.Start(path, key, anchor)
	if err != nil {
		return err
	}
	if err := errors.Join(j.Close(), s.keys.Save(path)); err != nil {
		return err
	}
	return copyEvidence(s.dir, path)
}

// copyEvidence copies the files of evidence from one store's folder to another,
// as they are: each is named by what is in it.
func copyEvidence(from, to string) error {
	all, err := os.ReadDir(filepath.Join(from, evidenceDir))
	if isNothing(err) {
		return nil
	}
	dir := filepath.Join(to, evidenceDir)
	if err == nil {
		err = disk.MakeDir(dir)
	}
	for _, e := range all {
		if err != nil {
			return err
		}
		var data []byte
		if data, err = os.ReadFile(filepath.Join(from, evidenceDir, e.Name())); err == nil {
			err = disk.WriteFile(filepath.Join(dir, e.Name()), data)
		}
	}
	return err
}

// Restore puts a backup in the place of the store in a folder. A store that is
// there is set aside in a folder of its own, and where it is whole and holds
// visits only if replace says so. A backup that is damaged changes nothing.
func Restore(dir, from string, opt Options, replace bool) (aside string, err error) {
	d, err := Examine(from, opt)
	if err != nil {
		return "", err
	}
	for _, p := range d.Parts {
		if !p.Whole {
			return "", fmt.Errorf("%s: %w: %s: %s; choose another backup", from, ErrDamaged, p.Name, p.Says)
		}
	}
	if exists(filepath.Join(dir, fileName)) && !replace {
		if err := refuseWhole(dir, opt); err != nil {
			return "", err
		}
	}
	if err := disk.MakeDir(dir); err != nil {
		return "", explain(dir, err)
	}
	lock, err := disk.Lock(filepath.Join(dir, lockName), patience)
	if errors.Is(err, disk.ErrHeld) {
		err = inUse(dir)
	}
	if err != nil {
		return "", explain(dir, err)
	}
	defer func() { _ = lock.Release() }()
	if restoring(dir) {
		if _, err := finishRestore(dir, opt.Now()); err != nil {
			return "", explain(dir, err)
		}
	}
	aside, err = exchangeStore(dir, from, opt.Now())
	return aside, explain(dir, errors.Join(err, lock.Write(nil)))
}

// refuseWhole is an error where a folder holds a store with visits that opens, or
// that cannot be opened with what is known.
func refuseWhole(dir string, opt Options) error {
	s, err := Open(dir, opt)
	switch {
	case errors.Is(err, keys.ErrLocked), errors.Is(err, keys.ErrWrong):
		return fmt.Errorf("%s: %w, under another passphrase; restore over it with --replace: it is kept beside the new one", dir, ErrThere)
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
	return fmt.Errorf("%s: %w: %d visits, the last one changed on %s; restore over it with --replace: it is kept beside the new one",
		dir, ErrThere, len(all), all[0].Changed.Local().Format("2 January 2006 at 15.04"))
}

// A restore goes through two folders of these names, one after the other, so
// that Open can finish one that was interrupted: in the first the copy is whole
// and the old parts are being moved aside; in the second they are, and the new
// ones are being moved in.
const (
	restoreCopied = asidePrefix + "1"
	restoreMoved  = asidePrefix + "2"
)

// exchangeStore copies a backup beside the store's parts, moves those aside, and
// gives the copy their names. The store's lock is held.
func exchangeStore(dir, from string, now time.Time) (aside string, err error) {
	fresh := filepath.Join(dir, asidePrefix+"new")
	if err := errors.Join(os.RemoveAll(fresh), disk.MakeDir(fresh)); err != nil {
		return "", err
	}
	parts, err := journal.Files(from)
	if err != nil {
		return "", err
	}
	for _, name := range []string{fileName, "keys.json", "keys.copy.json"} {
		parts = append(parts, filepath.Join(from, name))
	}
	for _, path := range parts {
		data, err := os.ReadFile(path)
		if err == nil {
			err = disk.WriteFile(filepath.Join(fresh, filepath.Base(path)), data)
		}
		if err != nil {
			return "", err
		}
	}
	if err := copyEvidence(from, fresh); err != nil {
		return "", err
	}
	if err := os.Rename(fresh, filepath.Join(dir, restoreCopied)); err != nil {
		return "", err
	}
	return finishRestore(dir, now)
}

// restoring reports whether a restore was interrupted in a folder.
func restoring(dir string) bool {
	return exists(filepath.Join(dir, restoreCopied)) || exists(filepath.Join(dir, restoreMoved))
}

// finishRestore moves the old parts aside and the new ones in, from wherever that
// has got to. The store's lock is held.
func finishRestore(dir string, now time.Time) (aside string, err error) {
	copied, moved := filepath.Join(dir, restoreCopied), filepath.Join(dir, restoreMoved)
	if exists(copied) {
		if err := disk.SyncDir(dir); err != nil {
			return "", err
		}
		to := filepath.Join(dir, asidePrefix+now.Format(stampLayout))
		n, err := moveParts(dir, to, func(name string) bool {
			return isPart(name) && name != lockName && !strings.HasPrefix(name, asidePrefix)
		})
		if n > 0 {
			aside = to
		}
		if err == nil {
			err = os.Rename(copied, moved)
		}
		if err == nil {
			err = disk.SyncDir(dir)
		}
		if err != nil {
			return aside, err
		}
	}
	if _, err := moveParts(moved, dir, func(string) bool { return true }); err != nil {
		return aside, err
	}
	return aside, os.Remove(moved)
}

// moveParts moves files and folders from one folder to another, made where there
// is something to move.
func moveParts(from, to string, which func(name string) bool) (n int, err error) {
	all, err := os.ReadDir(from)
	for _, e := range all {
		if err != nil {
			return n, err
		}
		if !which(e.Name()) {
			continue
		}
		if err = disk.MakeDir(to); err == nil {
			err = os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name()))
		}
		n++
	}
	if err == nil && n > 0 {
		err = errors.Join(disk.SyncDir(to), disk.SyncDir(from))
	}
	return n, err
}
