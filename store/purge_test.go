package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// After a purge nothing on the disk can be opened with any key that is left:
// the visit's records are in no file of the store, sealed or not.
func TestPurge(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	other := mustCreate(t, s, "Hollin Bank School")
	do(t, other, note("kept"))
	place := eventPlace(r.ID(), 1)
	record, err := s.get(place)
	if err != nil || record == nil {
		t.Fatalf("%d bytes, %v", len(record), err)
	}
	sealed := string(record[sealHeader:])
	if len(leaks(t, s.dir, sealed)) < 3 {
		t.Fatal("the record should stand in the file, the journal and a snapshot")
	}
	cert, err := s.Purge(r.ID())
	if err != nil {
		t.Fatal(err)
	}
	if cert.Records < 6 || cert.Evidence != 1 || cert.Snapshots == 0 || cert.Journals == 0 || cert.Log == "" {
		t.Errorf("the certificate says %+v", cert)
	}
	if err := s.Snapshot(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, text := range []string{sealed, r.ID(), canary} {
			if found := leaks(t, s.dir, text); len(found) > 0 {
				t.Errorf("it still stands in %v", found)
			}
		}
		if _, err := s.Visit(r.ID()); !errors.Is(err, ErrNoVisit) {
			t.Errorf("the visit: %v", err)
		}
		if again, err := s.Visit(other.ID()); err != nil || len(noteTexts(again)) != 1 {
			t.Errorf("the other visit: %v", err)
		}
		if left, _ := os.ReadDir(filepath.Join(s.dir, evidenceDir)); len(left) != 0 {
			t.Errorf("evidence is left: %v", left)
		}
		s = mustReopen(t, s, opt)
	}
}

// A purge that is interrupted after the records are gone is finished when the
// store is opened again.
func TestInterruptedPurge(t *testing.T) {
	opt := testOptions()
	s, r := withCanaries(t, opt)
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	record, err := s.get(eventPlace(r.ID(), 1))
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	err = s.update(func(c *change) error {
		for _, place := range []string{keyPlace(r.ID()), summaryPlace(r.ID()), eventPlace(r.ID(), 1), eventPlace(r.ID(), 2), eventPlace(r.ID(), 3), eventPlace(r.ID(), 4), draftPlace(r.ID(), "note"), filePlace(r.ID(), 1)} {
			if err := c.delete(place); err != nil {
				return err
			}
		}
		return c.put(purgePlace, []string{files[0].Name})
	})
	s.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	s = mustReopen(t, s, opt)
	if found := leaks(t, s.dir, string(record[sealHeader:])); len(found) > 0 {
		t.Errorf("it still stands in %v", found)
	}
	if left, _ := os.ReadDir(filepath.Join(s.dir, evidenceDir)); len(left) != 0 {
		t.Errorf("evidence is left: %v", left)
	}
}

// A purge that found the file replaced leaves nothing behind that spoils the next.
func TestPurgeAfterTheFileWasReplaced(t *testing.T) {
	opt := testOptions()
	s := mustOpen(t, t.TempDir(), opt)
	one, two, three := mustCreate(t, s, "Alder School"), mustCreate(t, s, "Birch School"), mustCreate(t, s, "Cherry School")
	data, err := os.ReadFile(s.path())
	if err == nil {
		err = errors.Join(os.Remove(s.path()), os.WriteFile(s.path(), data, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Record{one, two} {
		if _, err := s.Purge(r.ID()); err != nil {
			t.Fatal(err)
		}
	}
	s = mustReopen(t, s, opt)
	if all, err := s.Visits(); err != nil || len(all) != 1 || all[0].ID != three.ID() {
		t.Errorf("%v, %v", all, err)
	}
}
