package submission

import (
	"errors"

	"halfday/visit/framework"
	"halfday/visit/internal/raw"
)

// Read reads the papers. The levels and items it knows are those of fw.
//
// An error means that nothing could be used; it wraps one of this package's
// errors or one of io/fs. Everything less is a Problem of the submission.
func (p *Papers) Read(fw *framework.Framework) (*Submission, error) {
	r := &reader{papers: p, fsys: p.fsys, file: p.file, fw: fw, items: map[string]*draft{}}
	r.sub = &Submission{Name: p.name, Source: Source{File: p.file}}
	c, err := p.load()
	if err == nil {
		err = r.read(c)
	}
	if err != nil {
		return nil, p.called(p.file, err)
	}
	r.finish()
	return r.sub, nil
}

// read reads the file in the first form that it has.
func (r *reader) read(c content) (err error) {
	for _, f := range forms(r.file, c.data) {
		e := f.read(r, c)
		if !errors.As(e, &errOther{}) {
			return e
		}
		if err == nil {
			err = e // of the form that the name promises
		}
	}
	return err
}

// begin begins the reading of a file that is of a form: with what is wrong with
// the file itself, and with the files beside it.
func (r *reader) begin(faults []raw.Fault) error {
	for _, f := range faults {
		r.problem(f.Line, "", f.Found, f.Expected)
	}
	for _, other := range r.papers.others {
		r.problemIn(other, "a second submission file", "one; only "+r.file+" was read")
	}
	for _, refused := range r.papers.refused {
		r.problemIn(refused.Path, refused.Why, "a file in the folder; it counts as not supplied")
	}
	return r.list()
}
