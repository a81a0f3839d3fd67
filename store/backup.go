package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"

	"halfday/store/disk"
	"halfday/store/journal"
)

const backupPrefix = "halfday-backup-"

// Backup makes a copy of the store in a new folder below to, encrypted as the
// store is, and looks through it. Whoever opens the store opens the copy. Missing
// are files of evidence that are damaged or gone in the store, and so in the copy.
func (s *Store) Backup(to string) (path string, missing []Part, err error) {
	s.busy.Lock()
	defer s.busy.Unlock()
	to, err = filepath.Abs(to)
	if err != nil {
		return "", nil, err
	}
	own, err := filepath.Abs(s.dir)
	if rel, e := filepath.Rel(own, to); err != nil || e == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", nil, fmt.Errorf("%s: a backup in the store's own folder helps nobody; choose another folder, best on another disk", to)
	}
	path = filepath.Join(to, backupPrefix+s.author.Now().Format(stampLayout))
	if exists(path) {
		return "", nil, fmt.Errorf("%s: there is a backup already; try again in a moment", path)
	}
	half := path + disk.Partial
	if err = disk.MakeDir(half); err == nil {
		missing, err = s.backup(half)
	}
	if err == nil {
		err = disk.Rename(half, path)
	}
	if err == nil {
		err = disk.SyncDir(to)
	}
	if err != nil {
		_ = os.RemoveAll(half) // half a backup is none
		return "", nil, noBackup(to, err)
	}
	return path, missing, nil
}

// noBackup makes an error met in making a backup a sentence.
func noBackup(to string, err error) error {
	switch {
	case errors.Is(err, ErrStopped), errors.Is(err, ErrLook):
		return err // they say what to do
	case errors.Is(err, ErrDamaged), errors.Is(err, ErrSlow):
		return explain(to, err)
	case full(err), errors.Is(err, ErrFull):
		err = ErrFull
	case denied(err):
		err = errors.New("you have not the right to write there")
	case errors.Is(err, fs.ErrExist), errors.Is(err, syscall.ENOTDIR):
		err = errors.New("it is no folder")
	case isNothing(err):
		err = errors.New("there is no such place")
	default:
		err = reason(err)
	}
	return fmt.Errorf("%s: no backup was made: %w; choose another folder, best on another disk", to, err)
}

func (s *Store) backup(path string) (missing []Part, err error) {
	s.mu.Lock()
	err = s.mayChange("make a backup")
	switch {
	case err != nil:
	case s.failed() != nil:
		err = s.startFirst()
	default:
		err = s.room(path)
	}
	var tx *bolt.Tx
	var evidence []kept
	var anchor journal.Entry
	if err == nil {
		evidence, err = s.inventory()
	}
	if err == nil {
		anchor, err = s.anchor()
	}
	if err == nil {
		err = s.file.ask(func() (err error) { tx, err = s.file.db.Begin(false); return err })
	}
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	number, root, key := s.head.Number, s.box.root, s.box.journal
	s.mu.Unlock()
	if err := s.copyOut(tx, filepath.Join(path, fileName), number, root); err != nil {
		return nil, err
	}
	j, err := journal.Start(path, key, anchor)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(j.Close(), s.keys.Save(path)); err != nil {
		return nil, err
	}
	for _, k := range evidence {
		if err := copyEvidence(s.dir, path, k.Name); err != nil {
			return nil, err
		}
		if says := k.fault(path); says != "" {
			missing = append(missing, Part{Name: k.name(), Says: says})
		}
	}
	return missing, nil
}

// copyEvidence copies a file of evidence from one store's folder to another, as it
// is; one that cannot be read stays behind.
func copyEvidence(from, to, name string) error {
	data, err := os.ReadFile(filepath.Join(from, evidenceDir, name))
	if err != nil {
		return nil // whoever looks through the copy finds it missing
	}
	dir := filepath.Join(to, evidenceDir)
	if err := disk.MakeDir(dir); err != nil {
		return err
	}
	return disk.WriteFile(filepath.Join(dir, name), data)
}

// Backups are the backups in a folder, or the folder itself where it is one, the
// newest last.
func Backups(dir string) (paths []string, err error) {
	if exists(filepath.Join(dir, fileName)) {
		return []string{dir}, nil
	}
	all, err := os.ReadDir(dir)
	for _, e := range all {
		if strings.HasPrefix(e.Name(), backupPrefix) && !disk.Unfinished(e.Name()) && exists(filepath.Join(dir, e.Name(), fileName)) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}

// Made is when a backup was made, by its name; where it was given another, by its
// file.
func Made(backup string) time.Time {
	stamp := strings.TrimPrefix(filepath.Base(backup), backupPrefix)
	if made, err := time.ParseInLocation(stampLayout, stamp, time.Local); err == nil {
		return made
	}
	info, err := os.Stat(filepath.Join(backup, fileName))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
