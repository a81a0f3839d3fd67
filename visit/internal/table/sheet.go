package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"halfday/visit/internal/raw"
)

// lastRow is the last row that a workbook can have.
const lastRow = 1 << 20

// sheetReader reads the cells of one sheet of a workbook.
type sheetReader struct {
	*book
	*Sheet
	d           *xml.Decoder
	row, column int      // where the reader is
	cells       []string // of the row

	// bare are formulas without the value they had when they were saved.
	bare      int
	firstBare string
}

// cells reads the cells of a sheet from its part, in whatever order they stand.
func (b *book) cells(s *Sheet, name string, part []byte) error {
	r := &sheetReader{book: b, Sheet: s, d: newDecoder(part)}
	err := r.read()
	if err == nil {
		err = r.sort()
	}
	switch {
	case errors.Is(err, raw.ErrTooLarge):
		return err
	case err != nil:
		return broken(name, err)
	case r.bare > 0:
		b.faults = append(b.faults, raw.Fault{
			Found:    fmt.Sprintf("formulas without their values on the sheet “%s” (%d in all, the first in %s)", s.Name, r.bare, r.firstBare),
			Expected: "a workbook that was saved by a spreadsheet program; " + saveAgain,
		})
	}
	return nil
}

func (r *sheetReader) read() error {
	inData := false
	for {
		token, err := r.d.Token()
		switch t := token.(type) {
		case nil:
			return endOf(err)
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "sheetData":
				inData = true
			case name == "mergeCell":
				r.merge(t)
			case name == "row" && inData:
				err = r.begin(t)
			case name == "c" && inData:
				err = r.cell(t)
			}
		case xml.EndElement:
			switch name := t.Name.Local; {
			case name == "sheetData":
				inData = false
			case name == "row" && inData:
				err = r.add(r.row, 0, r.cells)
			}
		}
		if err != nil {
			return err
		}
	}
}

// begin begins a row. One without a number is behind the last.
func (r *sheetReader) begin(row xml.StartElement) error {
	r.row++
	r.column, r.cells = -1, r.cells[:0]
	for _, a := range row.Attr {
		if a.Name.Local == "r" {
			n, err := strconv.Atoi(a.Value)
			if err != nil || n < 1 || n > lastRow {
				return fmt.Errorf("a row has the number “%.20s”", a.Value)
			}
			r.row = n
		}
	}
	return nil
}

// cell reads a cell. One without a name is beside the last.
func (r *sheetReader) cell(c xml.StartElement) error {
	r.column++
	kind, style := "", plain
	for _, a := range c.Attr {
		switch a.Name.Local {
		case "r":
			column, row, ok := cellOf(a.Value)
			if !ok || row != r.row {
				return fmt.Errorf("row %d has a cell “%.20s”", r.row, a.Value)
			}
			r.column = column
		case "t":
			kind = a.Value
		case "s":
			if n, err := strconv.Atoi(a.Value); err == nil && 0 <= n && n < len(r.styles) {
				style = r.styles[n]
			}
		}
	}
	in, err := r.content()
	name := Column(r.column) + strconv.Itoa(r.row)
	if err == nil && in.value != "" {
		in.value, err = r.value(in.value, kind, style)
	}
	if err != nil {
		return fmt.Errorf("cell %s: %w", name, err)
	}
	if in.formula && in.value == "" && !(kind == "str" && in.valued) {
		if r.bare++; r.bare == 1 {
			r.firstBare = name
		}
	}
	return r.set(in.value, name)
}

// set puts a value into the row.
func (r *sheetReader) set(value, name string) error {
	if value == "" {
		return nil
	}
	if r.text += len(value); r.text > maxText {
		return fmt.Errorf("%w: up to cell %s of the sheet “%s” its cells hold more than %d bytes of text (16 MB), the most that are read; %s", raw.ErrTooLarge, name, r.Name, maxText, ownWorkbook)
	}
	for len(r.cells) <= r.column {
		r.cells = append(r.cells, "")
	}
	if r.cells[r.column] != "" {
		return fmt.Errorf("cell %s is there twice", name)
	}
	r.cells[r.column] = value
	return nil
}

// content is what is in a cell: whether there are a formula and a value at all,
// and the value.
type content struct {
	formula, valued bool
	value           string
}

// content reads what is in a cell that has begun.
func (r *sheetReader) content() (in content, err error) {
	for {
		token, err := r.d.Token()
		if err != nil {
			return in, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return in, nil
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				in.valued = true
				in.value, err = plainText(r.d)
			case "is":
				in.value, err = richText(r.d)
			case "f":
				in.formula = true
				err = r.d.Skip()
			default:
				err = r.d.Skip()
			}
			if err != nil {
				return in, err
			}
		}
	}
}

// value is what a person reads in a cell of a kind and style.
func (r *sheetReader) value(written, kind string, style format) (string, error) {
	switch kind {
	case "", "n":
		return number(written, style, r.from1904), nil
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(written))
		if err != nil || n < 0 || n >= len(r.strings) {
			return "", fmt.Errorf("it has the text “%.20s” of %d that are shared", written, len(r.strings))
		}
		return r.strings[n], nil
	case "b":
		switch strings.TrimSpace(written) {
		case "0":
			return "FALSE", nil
		case "1":
			return "TRUE", nil
		}
	case "d":
		return writtenOut(written), nil
	case "inlineStr":
		return written, nil
	}
	return unescape(written), nil
}

// merge notes cells that are shown as one.
func (r *sheetReader) merge(cell xml.StartElement) {
	for _, a := range cell.Attr {
		if a.Name.Local != "ref" {
			continue
		}
		from, to, _ := strings.Cut(a.Value, ":")
		left, top, ok := cellOf(from)
		right, bottom, toOK := cellOf(to)
		if ok && toOK && left <= right && top <= bottom {
			r.Merged = append(r.Merged, Range{top, left, bottom, right})
		}
	}
}

// sort brings the rows into the order of their numbers.
func (s *Sheet) sort() error {
	byNumber := func(a, b Row) int { return a.Number - b.Number }
	if !slices.IsSortedFunc(s.Rows, byNumber) {
		slices.SortStableFunc(s.Rows, byNumber)
	}
	for i := 1; i < len(s.Rows); i++ {
		if n := s.Rows[i].Number; n == s.Rows[i-1].Number {
			return fmt.Errorf("row %d is there twice", n)
		}
	}
	return nil
}

// cellOf reads the name of a cell such as B7. The column counts from 0.
func cellOf(name string) (column, row int, ok bool) {
	letters := 0
	for ; letters < len(name) && 'A' <= name[letters] && name[letters] <= 'Z'; letters++ {
		column = 26*column + int(name[letters]-'A') + 1
	}
	if letters == 0 || letters > 3 || column > 1<<14 || letters == len(name) || name[letters] == '+' {
		return 0, 0, false
	}
	row, err := strconv.Atoi(name[letters:])
	return column - 1, row, err == nil && 1 <= row && row <= lastRow
}
