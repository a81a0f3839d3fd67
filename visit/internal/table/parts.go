package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"halfday/visit/internal/archive"
	"halfday/visit/internal/raw"
)

// Limits of a workbook, of the parts of it that are read; pictures and the like
// never are. With all of them used up, reading takes well under a second and
// under 512 MB of memory.
const (
	maxParts    = 2000
	maxRatio    = 100      // times its packed size, for a part of more than harmless bytes
	harmless    = 1 << 20  // bytes
	maxUnpacked = 20 << 20 // bytes
	maxElements = 1 << 20  // their ends are counted too
	maxSheets   = 200
)

// What puts most broken workbooks right, and those that are too large.
const (
	saveAgain   = "open it in a spreadsheet program and save it again as .xlsx"
	ownWorkbook = "keep the review in a workbook of its own"
)

// broken is the error of a workbook with something wrong in a part.
func broken(part string, err error) error {
	return fmt.Errorf("%w: its part %s: %w; %s", raw.ErrMalformed, part, err, saveAgain)
}

// parts are the parts of a workbook, unpacked when they are asked for.
type parts struct {
	files    map[string]*zip.File // by name in small letters
	unpacked uint64
	elements int
}

func newParts(data []byte) (*parts, error) {
	entries, err := archive.Entries(bytes.NewReader(data), int64(len(data)))
	switch {
	case errors.Is(err, raw.ErrMalformed):
		return nil, fmt.Errorf("%w: the workbook is damaged or not complete; %s, or ask for it to be sent once more", raw.ErrMalformed, saveAgain)
	case err != nil:
		return nil, err
	case len(entries) > maxParts:
		return nil, fmt.Errorf("%w: it has %d parts, where at most %d are read; %s", raw.ErrTooLarge, len(entries), maxParts, ownWorkbook)
	}
	if d := documentOf(entries); d != xlsx {
		return nil, otherKind(d)
	}
	p := &parts{files: map[string]*zip.File{}}
	for _, f := range entries {
		p.files[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	return p, nil
}

func (p *parts) has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// read unpacks a part; it is nil if there is none of that name.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	size := f.UncompressedSize64 // reading never gives more
	if size > harmless && size/maxRatio >= f.CompressedSize64 {
		return nil, fmt.Errorf("%w: its part %s is %d bytes unpacked, more than %d times the %d it is packed into; %s", raw.ErrTooLarge, name, size, maxRatio, f.CompressedSize64, saveAgain)
	}
	if p.unpacked += min(size, 1<<40); p.unpacked > maxUnpacked {
		return nil, fmt.Errorf("%w: its text and numbers are %d bytes unpacked, where at most %d (20 MB) are read; %s", raw.ErrTooLarge, p.unpacked, maxUnpacked, ownWorkbook)
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(name, err)
	}
	defer r.Close() //nolint:errcheck // only read from
	var part bytes.Buffer
	part.Grow(int(size) + bytes.MinRead) //nolint:gosec // at most maxUnpacked
	if _, err := part.ReadFrom(r); err != nil {
		return nil, broken(name, err)
	}
	return part.Bytes(), p.spend(name, part.Bytes())
}

// spend counts the elements of a part, and refuses a tag with more attributes
// than any writer gives one: each costs the parser 100 bytes of memory.
func (p *parts) spend(name string, part []byte) error {
	const most = 1 << 14 // quotation marks
	for rest := part; len(rest) > 0; {
		var tag []byte // with the text behind it
		tag, rest, _ = bytes.Cut(rest, []byte("<"))
		p.elements++
		if len(tag) > 2*most && bytes.Count(tag, []byte(`"`))+bytes.Count(tag, []byte(`'`)) > most {
			return fmt.Errorf("%w: in its part %s an element has more than %d attributes; %s", raw.ErrTooLarge, name, most/2, saveAgain)
		}
	}
	if p.elements > maxElements {
		return fmt.Errorf("%w: it has %d cells, values and other elements, where at most %d are read; delete rows that are only formatted, or %s", raw.ErrTooLarge, p.elements, maxElements, ownWorkbook)
	}
	return nil
}

// decode reads a part into a structure of its elements; it is left as it is if
// there is no such part.
func (p *parts) decode(name string, into any) error {
	data, err := p.read(name)
	if err != nil || data == nil {
		return err
	}
	if err := newDecoder(data).Decode(into); err != nil {
		return broken(name, err)
	}
	return nil
}

// newDecoder gives a parser of a part, which is always UTF-8.
func newDecoder(part []byte) *xml.Decoder { return xml.NewDecoder(bytes.NewReader(part)) }

// endOf is the error of a part whose end was reached, where it came too early.
func endOf(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// relation leads from a part to another: the last word of its type, and the name
// of the part.
type relation struct{ kind, target string }

// relations are those of a part by their ids; of "" those of the whole file.
func (p *parts) relations(of string) (map[string]relation, error) {
	var in struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		} `xml:"Relationship"`
	}
	dir, name := path.Split(of)
	if err := p.decode(dir+"_rels/"+name+".rels", &in); err != nil {
		return nil, err
	}
	related := make(map[string]relation, len(in.Relations))
	for _, r := range in.Relations {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		related[r.ID] = relation{path.Base(r.Type), strings.TrimPrefix(path.Clean("/"+target), "/")}
	}
	return related, nil
}
