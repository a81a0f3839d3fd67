package store

import (
	"fmt"
	"os"
	"path/filepath"

	"halfday/store/disk"
)

// kept is a file of evidence that a record names, and whose it is.
type kept struct {
	File
	school string
}

// name is what the school calls the file.
func (k kept) name() string { return fmt.Sprintf("%s (%s)", k.Path, k.school) }

// fault is what is wrong with the file in a store's folder, empty where nothing is.
func (k kept) fault(dir string) string {
	if _, err := k.content(filepath.Join(dir, evidenceDir, k.Name)); err != nil {
		return inWords(err)
	}
	return ""
}

// inventory is every file of evidence that a record names. The store's lock is
// held.
func (s *Store) inventory() (all []kept, err error) {
	schools := map[string]string{}
	list := func(place string, record []byte) error {
		k := kept{school: "an older version's store"}
		if err := s.decode(place, record, &k.File); err != nil {
			return err
		}
		if id := visitOf(place); id != "" {
			if _, known := schools[id]; !known {
				var said shelf
				if _, err := s.read(summaryPlace(id), &said); err != nil {
					return err
				}
				schools[id] = said.Summary.School
			}
			if k.school = schools[id]; k.school == "" {
				k.school = "visit " + id
			}
		}
		all = append(all, k)
		return nil
	}
	if err = s.each(filePlaces, list); err == nil {
		err = s.each(formerPlace, list)
	}
	return all, err
}

// examineEvidence looks through every file of evidence that a record in the file
// at path names.
func (s *Store) examineEvidence(d *Diagnosis, path string) (err error) {
	if s.file, err = openFile(path, true); err != nil {
		return err
	}
	if err := s.learnVisits(); err != nil {
		return err
	}
	all, err := s.inventory()
	if err != nil {
		return err
	}
	named, bad := map[string]bool{}, 0
	for _, k := range all {
		named[k.Name] = true
		if says := k.fault(s.dir); says != "" {
			d.damaged(k.name(), says)
			bad++
		}
	}
	if len(all) > 0 && bad == 0 {
		d.whole(evidenceDir, "whole, "+counted(len(all), "file", "files"))
	}
	there, err := os.ReadDir(filepath.Join(s.dir, evidenceDir))
	if isNothing(err) {
		return nil
	}
	n := 0
	for _, e := range there {
		if !named[e.Name()] && !disk.Unfinished(e.Name()) {
			n++
		}
	}
	if n > 0 {
		d.note("%s in %s without a visit, left by an interruption or a repair. Destroying a visit takes that away.",
			counted(n, "file", "files"), evidenceDir)
	}
	return err
}
