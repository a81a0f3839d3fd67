// Package papers is what is done with a school's papers on this machine: it opens
// what a path leads to, begins visits on it, and loads it into visits.
package papers

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"halfday/agenda"
	"halfday/store"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Opened are a school's papers as they were opened: a folder, a zip or a file.
type Opened struct {
	*submission.Papers
	root *os.Root
}

// Close closes the papers, and the folder they are in.
func (p Opened) Close() { _ = errors.Join(p.Papers.Close(), p.root.Close()) }

// Typed reads quotation marks and ~ as a shell would: a path typed on the screen
// saw none.
func Typed(path string) string {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(xdg.Home, rest)
	}
	return path
}

// Open opens what a path leads to. Nothing outside the folder, or the one that a
// file is in, is read.
func Open(path string) (p Opened, err error) {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = errors.New("it is neither a folder nor a file")
	}
	var dir, file string
	if err == nil {
		dir, err = filepath.EvalSymlinks(path)
	}
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err == nil && !info.IsDir() {
		dir, file = filepath.Split(dir)
	}
	if err == nil {
		p.root, err = os.OpenRoot(dir)
	}
	if err != nil {
		return p, fmt.Errorf("%s: %w; check how it is written, and give the school's folder, zip or file", path, Plainly(err))
	}
	name := filepath.Base(dir)
	if bare := strings.TrimSuffix(file, filepath.Ext(file)); file != "" && !strings.EqualFold(bare, "submission") {
		name = cmp.Or(bare, file)
	}
	if p.Papers, err = submission.Open(p.root.FS(), name, file); err != nil {
		return p, errors.Join(err, p.root.Close())
	}
	return p, nil
}

// Desk works on papers.
type Desk struct {
	// Framework finds a framework by its id or file; "" names the default one.
	Framework func(named string) (*framework.Framework, error)
}

// Prepare reads and checks a school's papers, against a framework by its id or
// file. Where none is named it is the one that the papers name, if there is one
// of that name, or else the default one. The papers stay open.
func (d Desk) Prepare(path, named string) (visit.Prepared, Opened, error) {
	f, err := d.Framework(named)
	if err != nil {
		return visit.Prepared{}, Opened{}, err
	}
	at, err := Open(path)
	if err != nil {
		return visit.Prepared{}, at, err
	}
	p, err := visit.PrepareFrom(at.Papers, f)
	if own := p.Submission; err == nil && named == "" && own.Framework != "" && framework.CanonicalID(own.Framework) != framework.CanonicalID(f.ID) {
		if other, e := d.Framework(own.Framework); e == nil {
			p, err = visit.PrepareFrom(at.Papers, other)
		}
	}
	if err != nil {
		at.Close()
	}
	return p, at, err
}

// Begin opens the visit on a school's papers, and keeps the files that came with
// them.
func (d Desk) Begin(s *store.Store, path, named string) (b Begun, err error) {
	p, at, err := d.Prepare(path, named)
	if err != nil {
		return b, err
	}
	defer at.Close()
	return Enter(s, p, named != "")
}

// Enter opens the visit on what was prepared, and keeps the files that came with
// it. chosen says that the framework is to be the visit's also where there is one
// already. In a look only nothing is kept.
func Enter(s *store.Store, p visit.Prepared, chosen bool) (b Begun, err error) {
	if b.Record, b.Entry, err = s.Enter(p, agenda.Begin(p, agenda.Options{})...); err != nil {
		return b, err
	}
	if chosen && !b.Record.Visit().Framework.Equal(p.Framework) {
		if err := b.Record.Do(b.Record.Visit().Choose(p)); err != nil {
			return b, err
		}
	}
	b.Left = keep(b.Record, p)
	return b, nil
}

// keep keeps the files that came with papers.
func keep(r *store.Record, p visit.Prepared) error {
	left := r.Keep(p.Papers.FS(), p.Submission.Supplied())
	if errors.Is(left, store.ErrLook) {
		return nil
	}
	return left
}

// Renew loads papers into a visit, whatever school they say they are from.
func (d Desk) Renew(r *store.Record, path string) (b Begun, err error) {
	b.Record = r
	p, at, err := d.Prepare(path, "")
	if err != nil {
		return b, err
	}
	defer at.Close()
	v := r.Visit()
	c, err := v.Load(p)
	if err != nil {
		return b, err
	}
	if c.Submission.Fingerprint() != v.Papers().Fingerprint() {
		b.Entry, err = store.Renewed, r.Do(c)
	}
	if err == nil {
		b.Left = keep(r, visit.Prepared{Submission: c.Submission, Papers: p.Papers})
	}
	return b, err
}

// Reread reads the papers that a visit kept once more: with columns that hold
// what the assessor says, or against another framework.
func (Desk) Reread(r *store.Record, columns map[string]submission.Holds, f *framework.Framework) error {
	v := r.Visit()
	have := v.Papers()
	data, err := kept(r, have.Source.File)
	if err != nil {
		return err
	}
	again := submission.Kept(have.Name, have.Source.File, data, have.Files)
	again.Columns = columns
	if columns == nil && have.Source.ByHand {
		again.Columns = have.Source.Mapping()
	}
	p, err := visit.PrepareFrom(again, cmp.Or(f, v.Framework))
	if err != nil {
		return err
	}
	if f != nil {
		return r.Do(v.Choose(p))
	}
	c, err := v.Load(p)
	if err != nil {
		return err
	}
	return r.Do(c)
}

// kept is the content of a file that a visit kept.
func kept(r *store.Record, path string) ([]byte, error) {
	files, err := r.Files()
	if err != nil {
		return nil, err
	}
	for i := len(files) - 1; i >= 0; i-- {
		if files[i].Path == path {
			return r.Content(files[i])
		}
	}
	return nil, errors.New("the file they were read from was not kept with this visit; load the school's papers again")
}
