package framework

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ErrUnknown is returned where no framework is called so.
var ErrUnknown = errors.New("there is no framework of this name")

// Shelf is where frameworks are found.
type Shelf struct {
	// Shipped are those the program comes with, Own those of the user: folders of
	// framework files. Own may be nil.
	Shipped, Own fs.FS
}

// Entry is a framework on the shelf.
type Entry struct {
	ID string
	// File is the file's name in its folder; Own says that it is the user's.
	File string
	Own  bool
	// Framework is nil where Err says why the file cannot be used.
	Framework *Framework
	Err       error
}

// List is every framework there is, the user's own first. A shipped one whose id
// an own one has too is left out: Find does not find it.
func (s Shelf) List() []Entry {
	all := entries(s.Own, true)
	for _, e := range entries(s.Shipped, false) {
		if !slices.ContainsFunc(all, func(o Entry) bool { return o.Own && CanonicalID(o.ID) == CanonicalID(e.ID) }) {
			all = append(all, e)
		}
	}
	return all
}

// Find finds a framework by its id in any spelling, the user's own before a
// shipped one. The error of an own one that cannot be used names its file; that
// of an unknown one, ErrUnknown, says which there are.
func (s Shelf) Find(id string) (*Framework, error) {
	all := s.List()
	for _, e := range all {
		if CanonicalID(e.ID) == CanonicalID(id) {
			return e.Framework, e.Err
		}
	}
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = e.ID
	}
	return nil, fmt.Errorf("%w: %s; there are %s", ErrUnknown, quote(id), strings.Join(names, ", "))
}

// entries reads the framework files of a folder, in the order of their names. A
// file that cannot be used goes by its name.
func entries(folder fs.FS, own bool) (all []Entry) {
	if folder == nil {
		return nil
	}
	files, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil // a folder that is not there has none
	}
	for _, file := range files {
		ending := path.Ext(file.Name())
		if !file.Type().IsRegular() || !slices.Contains([]string{".yaml", ".yml", ".json"}, ending) || strings.HasPrefix(file.Name(), ".") {
			continue
		}
		e := Entry{ID: strings.TrimSuffix(file.Name(), ending), File: file.Name(), Own: own}
		data, err := fs.ReadFile(folder, file.Name())
		if err == nil {
			e.Framework, err = Parse(data)
		}
		if err != nil {
			e.Err = fmt.Errorf("%s: %w; halfday framework check %s says more", file.Name(), err, e.ID)
		} else if e.Framework.ID != "" {
			e.ID = e.Framework.ID
		}
		all = append(all, e)
	}
	return all
}
