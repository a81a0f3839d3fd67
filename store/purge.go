package store

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"halfday/store/disk"
	"halfday/store/journal"
)

// Certificate says what was destroyed with a visit, and what could not be.
type Certificate struct {
	Visit string    `json:"visit"`
	At    time.Time `json:"at"`
	// Records, Evidence, Snapshots and Journals are how many of each were
	// destroyed; Log is the hash of the log's last event.
	Records   int    `json:"records"`
	Evidence  int    `json:"evidence"`
	Snapshots int    `json:"snapshots"`
	Journals  int    `json:"journals"`
	Log       string `json:"log"`
}

// Markdown is the certificate by a template of package templates.
func (c Certificate) Markdown(text string) (string, error) {
	t, err := template.New("certificate").Parse(text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.Execute(&out, c)
	return out.String(), err
}

// Purge destroys a visit: its key first, then everything under it, the copies of
// it in journal and snapshots, and its files of evidence. What was interrupted is
// finished when the store is opened again.
func (s *Store) Purge(id string) (Certificate, error) {
	r, err := s.Visit(id)
	if err != nil {
		return Certificate{}, err
	}
	s.busy.Lock()
	defer s.busy.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed() != nil {
		return Certificate{}, s.startFirst()
	}
	cert := Certificate{Visit: id, At: s.author.Now()}
	files, err := r.files()
	if err == nil {
		cert.Log, err = r.log.Load().Hash()
	}
	if err != nil {
		return cert, explain(s.path(), err)
	}
	cert.Evidence = len(files)
	err = s.update(func(c *change) error {
		for _, prefix := range visitPlaces(id) {
			var places []string
			err := s.each(prefix, func(place string, _ []byte) error {
				places = append(places, place)
				return nil
			})
			for _, place := range places {
				if err == nil {
					err = c.delete(place)
				}
			}
			if err != nil {
				return err
			}
			cert.Records += len(places)
		}
		// The store as an older version left it has a copy of every visit.
		return errors.Join(c.delete(formerPlace), c.put(purgePlace, true))
	})
	if err != nil {
		return cert, err
	}
	delete(s.records, id)
	s.box.forget(id)
	for _, prefix := range visitPlaces(id) {
		maps.DeleteFunc(s.memory, func(place string, _ []byte) bool { return strings.HasPrefix(place, prefix) })
	}
	if err := s.sweep(&cert); err != nil {
		return cert, fmt.Errorf("%w; the visit is gone from the list, start halfday again to destroy what is left of it", explain(s.dir, err))
	}
	return cert, nil
}

// sweep takes away every copy of what was deleted: free pages of the file, the
// journal, snapshots, damaged files set aside, and evidence that no record names.
// The store's lock is held.
func (s *Store) sweep(cert *Certificate) error {
	if err := s.file.close(); err != nil {
		return err
	}
	old, err := journal.Files(s.dir)
	if err == nil {
		err = s.renew(s.path(), s.waiting) // the last change may have retired the file
	}
	opened, again := openFile(s.path(), false)
	if again != nil {
		return again
	}
	s.file = opened
	if err == nil {
		err = journal.Remove(old...)
	}
	if err != nil {
		return err
	}
	cert.Journals = len(old)
	ring, err := s.Snapshots()
	if err != nil {
		return err
	}
	cert.Snapshots = len(ring)
	err = cmp.Or(
		s.sweepEvidence(),
		removeStarting(filepath.Join(s.dir, snapshotDir), ""),
		removeStarting(s.dir, damagedPrefix),
		removeStarting(s.dir, fileName+"."),
		removeAside(s.dir),
	)
	if err != nil {
		return err
	}
	return s.update(func(c *change) error { return c.delete(purgePlace) })
}

// removeStarting removes the files of a folder whose names begin so.
func removeStarting(dir, prefix string) error {
	all, err := os.ReadDir(dir)
	if isNothing(err) {
		return nil
	}
	for _, e := range all {
		if err == nil && strings.HasPrefix(e.Name(), prefix) && e.Type().IsRegular() {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
	return cmp.Or(err, disk.SyncDir(dir))
}

// finishPurge finishes what a purge was interrupted in.
func (s *Store) finishPurge() error {
	begun, err := s.get(purgePlace)
	if err != nil || begun == nil {
		return err
	}
	return s.sweep(&Certificate{})
}

// removeAside removes the stores set aside by Restore.
func removeAside(dir string) error {
	all, err := os.ReadDir(dir)
	for _, e := range all {
		if err == nil && strings.HasPrefix(e.Name(), asidePrefix) {
			err = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
	return err
}
