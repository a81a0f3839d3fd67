package submission

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"halfday/visit/internal/raw"
	"halfday/visit/internal/table"
	"halfday/visit/internal/tree"
)

// form is a form in which a school's review can be written down.
type form interface {
	// read reads the review into r. It leaves r as it is, and the error is an
	// errOther, where the content is of another form.
	read(r *reader, c content) error
}

// errOther is why a content is not of a form: the form as it is called, and what
// stood there in its place.
type errOther struct{ error }

func (e errOther) Unwrap() error { return e.error }

// content is what stands in a file.
type content struct {
	data []byte
	text raw.Text // empty for a workbook
}

// Limits of the file with the review.
const (
	maxText     = 5 << 20  // bytes of text
	maxWorkbook = 50 << 20 // bytes, pictures included
)

// forms are those a file may have, the one that its name promises first. What
// stands in it decides: the name only says which error is told where it is of no
// form.
func forms(file string, data []byte) []form {
	if isOffice(data) {
		return []form{workbookForm{}}
	}
	switch strings.ToLower(path.Ext(file)) {
	case ".json":
		return []form{jsonForm{}, yamlForm{}, separatedForm{}, separatedForm{guess: true}}
	case ".csv", ".tsv", ".xlsx", ".txt":
		return []form{separatedForm{}, jsonForm{}, yamlForm{}, separatedForm{guess: true}}
	}
	return []form{yamlForm{}, jsonForm{}, separatedForm{}, separatedForm{guess: true}}
}

// load reads the file with the review.
func (p *Papers) load() (c content, err error) {
	if p.data != nil {
		return contentOf(p.data)
	}
	f, err := p.fsys.Open(p.file)
	if err != nil {
		return c, fmt.Errorf("it cannot be opened: %w; check that it is there and that you may read it", err)
	}
	defer f.Close() //nolint:errcheck // only read from
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		return c, fmt.Errorf("%w: it is %s", ErrNoSubmission, sortOf(info.Mode()))
	}
	begin := make([]byte, 8)
	n, err := io.ReadFull(f, begin)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return c, fmt.Errorf("it cannot be read: %w; check that you may read it", err)
	}
	begin = begin[:n]
	most, what := int64(maxText), "5 MB"
	if isOffice(begin) {
		most, what = maxWorkbook, "50 MB"
	}
	if info != nil && info.Size() > most {
		return c, fmt.Errorf("%w: %d bytes, where at most %d (%s) are read; keep documents in files beside it", ErrTooLarge, info.Size(), most, what)
	}
	var all bytes.Buffer
	if info != nil {
		all.Grow(int(info.Size()) + bytes.MinRead)
	}
	all.Write(begin)
	if _, err = all.ReadFrom(io.LimitReader(f, most)); err != nil {
		return c, fmt.Errorf("it cannot be read: %w; check that you may read it", err)
	}
	return contentOf(all.Bytes())
}

// contentOf brings what stands in a file into text, unless it is a workbook.
func contentOf(data []byte) (c content, err error) {
	c.data = data
	switch {
	case isOffice(data):
		return c, nil
	case bytes.HasPrefix(data, []byte("%PDF")):
		return c, fmt.Errorf("%w: it is a PDF; ask the school for the table or file it was made from", ErrMalformed)
	}
	if c.text, err = raw.Decode(data); errors.Is(err, ErrEmpty) {
		err = fmt.Errorf("%w; name a file that has been filled in", err)
	}
	return c, err
}

// isOffice reports whether a file's beginning is that of an office program's.
func isOffice(begin []byte) bool { return table.IsZip(begin) || table.IsOldOffice(begin) }

// yamlForm and jsonForm are a file of fields, as the format of a submission
// describes them.
type (
	yamlForm struct{}
	jsonForm struct{}
)

func (yamlForm) read(r *reader, c content) error {
	root, faults, err := tree.YAML(c.text.Text)
	return r.fields("YAML", c, root, faults, err)
}

func (jsonForm) read(r *reader, c content) error {
	if begin := strings.TrimSpace(c.text.Text); path.Ext(strings.ToLower(r.file)) != ".json" && begin[0] != '{' && begin[0] != '[' {
		return errOther{ErrMalformed}
	}
	root, faults, err := tree.JSON(c.text.Text)
	return r.fields("JSON", c, root, faults, err)
}

// fields reads a file of fields.
func (r *reader) fields(form string, c content, root *tree.Node, faults []raw.Fault, err error) error {
	switch {
	case errors.Is(err, ErrEmpty):
		return errOther{fmt.Errorf("%w; name a folder or file whose submission has been filled in", err)}
	case err != nil:
		return errOther{err}
	case !r.recognises(root):
		return errOther{fmt.Errorf("%w: it is %s, where the fields school, application, day, reviews and documents were looked for, or a table with aspects and levels",
			ErrMalformed, describe(root))}
	}
	r.sub.Source.Form, r.sub.Source.Encoding = form, c.text.Encoding
	if err := r.begin(append(c.text.Faults, faults...)); err != nil {
		return err
	}
	r.mapping(root, "", r.sections()...)
	return nil
}
