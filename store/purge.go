package store

import (
	"cmp"
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
	s.snapping.Lock()
	defer s.snapping.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.retired != nil {
		return Certificate{}, fmt.Errorf("%s: %w: %w; start halfday again first", s.path(), ErrStopped, reason(s.retired))
	}
	cert := Certificate{Visit: id, At: s.author.Now()}
	files, err := r.files()
	if err == nil {
		cert.Log, err = r.log.Load().Hash()
	}
	if err != nil {
		return cert, explain(s.path(), err)
	}
	var doomed []string
	for _, f := range files {
		doomed = append(doomed, f.Name)
	}
	var former File // it holds a copy of every visit
	if ok, err := s.read(formerPlace, &former); err != nil {
		return cert, explain(s.path(), err)
	} else if ok {
		doomed = append(doomed, former.Name)
	}
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
		return c.put(purgePlace, doomed)
	})
	if err != nil {
		return cert, err
	}
	delete(s.records, id)
	s.box.forget(id)
	for _, prefix := range visitPlaces(id) {
		maps.DeleteFunc(s.memory, func(place string, _ []byte) bool { return strings.HasPrefix(place, prefix) })
	}
	cert.Evidence = len(doomed)
	if err := s.sweep(&cert, doomed); err != nil {
		return cert, fmt.Errorf("%w; the visit is gone from the list, start halfday again to destroy what is left of it", explain(s.dir, err))
	}
	return cert, nil
}

// sweep takes away every copy of what was deleted: free pages of the file, the
// journal, snapshots, damaged files set aside, and the evidence named. The
// store's lock is held.
func (s *Store) sweep(cert *Certificate, evidence []string) error {
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
	for _, name := range evidence {
		if err := removeStarting(filepath.Join(s.dir, evidenceDir), name); err != nil {
			return err
		}
	}
	err = cmp.Or(
		removeStarting(filepath.Join(s.dir, snapshotDir), ""),
		removeStarting(s.dir, damagedPrefix),
		removeStarting(s.dir, fileName+"."),
		removeAside(s.dir),
	)
	if err != nil {
		return err
	}
	return s.update(func(c *change) error { return cmp.Or(c.delete(purgePlace), c.delete(formerPlace)) })
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
	var doomed []string
	if ok, err := s.read(purgePlace, &doomed); err != nil || !ok {
		return err
	}
	return s.sweep(&Certificate{}, doomed)
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
