package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"halfday/visit/internal/raw"
)

// maxText is the most text that all cells hold, in bytes: a text that is there
// once may be shared by any number of cells.
const maxText = 16 << 20

// Workbook reads all sheets of a workbook (.xlsx), hidden ones too. Numbers are
// as they were typed, not as they are shown, but days are 2012-03-05 and times
// 10:30; formulas give the value they had when the workbook was saved.
//
// The error is raw.ErrEmpty, raw.ErrTooLarge or raw.ErrMalformed; of a document
// of another kind it says what it is.
func Workbook(data []byte) ([]Sheet, []raw.Fault, error) {
	switch {
	case IsOldOffice(data):
		return nil, nil, oldOffice(data)
	case !IsZip(data):
		return nil, nil, fmt.Errorf("%w: it is no workbook; %s", raw.ErrMalformed, saveAsXLSX)
	}
	p, err := newParts(data)
	if err != nil {
		return nil, nil, err
	}
	b := &book{parts: p}
	if err := b.read(); err != nil {
		return nil, nil, err
	}
	for _, s := range b.sheets {
		if len(s.Rows) > 0 {
			return b.sheets, b.faults, nil
		}
	}
	if len(b.faults) > 0 {
		return nil, nil, fmt.Errorf("%w: it has %s; %s", raw.ErrMalformed, b.faults[0].Found, saveAgain)
	}
	return nil, nil, raw.ErrEmpty
}

// book is a workbook while it is read. Its cells are read here and not by a
// library for workbooks: the one that was tried passes over the cells behind
// anything broken without a word, and can be kept busy for minutes.
type book struct {
	parts   *parts
	strings []string // those that cells share
	styles  []format
	// from1904 says that days are counted from 1904, not 1900.
	from1904 bool
	text     int // bytes of text in cells so far

	sheets []Sheet
	faults []raw.Fault
}

// read reads what the workbook says of its sheets, and then those.
func (b *book) read() error {
	root, err := b.parts.relations("")
	if err != nil {
		return err
	}
	main := "xl/workbook.xml"
	for _, r := range root {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	var in struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if !b.parts.has(main) {
		return broken(main, errors.New("it is not there"))
	}
	if err := b.parts.decode(main, &in); err != nil {
		return err
	}
	if len(in.Sheets) > maxSheets {
		return fmt.Errorf("%w: it has %d sheets, where at most %d are read; %s", raw.ErrTooLarge, len(in.Sheets), maxSheets, ownWorkbook)
	}
	b.from1904, _ = strconv.ParseBool(in.Properties.Date1904)
	related, err := b.parts.relations(main)
	if err != nil {
		return err
	}
	if err := b.shared(related); err != nil {
		return err
	}
	for _, s := range in.Sheets {
		r, ok := related[s.ID]
		if ok && r.kind != "worksheet" {
			continue // a chart or macros, without cells
		}
		sheet := Sheet{Name: s.Name, Hidden: s.State != "" && s.State != "visible"}
		switch data, err := b.parts.read(r.target); {
		case err != nil:
			return err
		case data == nil:
			b.faults = append(b.faults, raw.Fault{Found: fmt.Sprintf("nothing of the sheet “%s”", s.Name), Expected: "every sheet; " + saveAgain})
		default:
			if err := b.cells(&sheet, r.target, data); err != nil {
				return err
			}
			b.sheets = append(b.sheets, sheet)
		}
	}
	return nil
}

// shared reads what all sheets share: texts and styles.
func (b *book) shared(related map[string]relation) error {
	for _, r := range related {
		switch r.kind {
		case "sharedStrings":
			data, err := b.parts.read(r.target)
			if err != nil {
				return err
			}
			if b.strings, err = sharedStrings(data); err != nil {
				return broken(r.target, err)
			}
		case "styles":
			var err error
			if b.styles, err = b.parts.styles(r.target); err != nil {
				return err
			}
			if len(b.styles) == 0 {
				b.faults = append(b.faults, raw.Fault{Found: "no styles, so that days stand as numbers", Expected: "a complete workbook; " + saveAgain})
			}
		}
	}
	return nil
}

// sharedStrings reads the texts that cells name by their number.
func sharedStrings(data []byte) (all []string, err error) {
	d := newDecoder(data)
	for {
		token, err := d.Token()
		switch start, ok := token.(xml.StartElement); {
		case token == nil:
			return all, endOf(err)
		case ok && start.Name.Local == "si":
			text, err := richText(d)
			if err != nil {
				return nil, err
			}
			all = append(all, text)
		}
	}
}

// richText reads the text of an element that has begun: of all its runs, but not
// how to pronounce them.
func richText(d *xml.Decoder) (string, error) {
	var text []byte
	inText := 0
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			if depth++; t.Name.Local == "t" {
				inText = depth
			}
		case xml.EndElement:
			if depth == inText {
				inText = 0
			}
			depth--
		case xml.CharData:
			if inText > 0 {
				text = append(text, t...)
			}
		}
	}
	return unescape(string(text)), nil
}

// plainText reads the text of an element that has begun.
func plainText(d *xml.Decoder) (string, error) {
	var text []byte
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return string(text), nil
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.CharData:
			text = append(text, t...)
		}
	}
}

// escaped is a character that XML cannot hold, as workbooks write it; _x005F_ is
// the underscore before what only looks like one.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape gives the text of a cell as raw.Decode gives that of a file: control
// characters become the replacement character. Lines end in \n only.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string {
			r, _ := strconv.ParseUint(code[2:6], 16, 16) // it is hexadecimal
			return string(rune(r))
		})
	}
	if strings.Contains(s, "\r") {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\v': // a new line within a paragraph, as word processors have it
			return '\n'
		case r < ' ' && r != '\n' && r != '\t':
			return utf8.RuneError
		}
		return r
	}, s)
}
