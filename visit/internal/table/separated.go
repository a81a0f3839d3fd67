package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"halfday/visit/internal/raw"
)

// Separated reads a text of rows, as raw.Decode gives it, whose cells are
// separated by a comma, a semicolon or a tab. Lines may end in any way.
//
// A quotation mark inside a cell that is not quoted is text. So is one that
// opens a cell but has none to close it, or none before what looks like further
// rows; that is a fault.
func Separated(text string, separator rune) (Sheet, []raw.Fault, error) {
	text = strings.ReplaceAll(text, literal, "\uFFFD")
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	if err := notTooWide(text, string(separator)); err != nil {
		return Sheet{}, nil, err
	}
	marks, several := stray(text, string(separator), nil)
	sheet, widths, err := separated(text, marks, separator)
	if err == nil && several {
		// only now is it known what a row looks like
		again, _ := stray(text, string(separator), formOf(sheet, widths, separator))
		if !slices.Equal(again, marks) {
			marks = again
			sheet, _, err = separated(text, marks, separator)
		}
	}
	switch {
	case err != nil:
		return Sheet{}, nil, err
	case len(sheet.Rows) == 0:
		return Sheet{}, nil, raw.ErrEmpty
	}
	return sheet, faults(text, marks), nil
}

// notTooWide refuses a line that is wider than any spreadsheet: it would take
// the parser 80 bytes of memory a cell.
func notTooWide(text, separator string) error {
	const most = 1 << 14
	if strings.Count(text, separator) <= 1<<20 { // of which the parser can take as many as there are
		return nil
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if n := strings.Count(line, separator); n > most {
			return fmt.Errorf("%w: line %d has %d separators, where no spreadsheet has more than %d columns", raw.ErrTooLarge, number, n, most)
		}
	}
	return nil
}

// widths counts the rows with so many cells, empty ones included.
type widths [maxColumns + 1]int

// separated parses a text in which some quotation marks are to be taken as text.
func separated(text string, marks []mark, separator rune) (s Sheet, w widths, err error) {
	text = disarm(text, marks)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator, true, -1, true
	number, line, offset := 0, 1, 0 // of what was read
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, w, nil
		}
		if err != nil {
			return s, w, fmt.Errorf("%w: %w; save it again as .csv from a spreadsheet program", raw.ErrMalformed, err)
		}
		begin, _ := r.FieldPos(0)
		number += 1 + begin - line // the reader passes over empty lines
		end := int(r.InputOffset())
		line += strings.Count(text[offset:end], "\n")
		offset = end
		if len(marks) > 0 {
			for i, cell := range cells {
				cells[i] = strings.ReplaceAll(cell, literal, `"`)
			}
		}
		if err := s.add(number, begin, cells); err != nil {
			return s, w, err
		}
		w[min(len(cells), maxColumns)]++
	}
}

// form is what the rows of a sheet look like: the most frequent number of cells,
// and the kinds of their first cells.
type form struct {
	separator rune
	cells     int
	kinds     map[kind]bool
	lengths   [len(kind{}) + 1]bool // of first cells; by these alone most lines of prose are no rows
}

func formOf(s Sheet, w widths, separator rune) *form {
	f := &form{separator: separator, kinds: map[kind]bool{}}
	for width, n := range w {
		if width > 1 && n > 0 && n >= w[f.cells] {
			f.cells = width
		}
	}
	for _, row := range s.Rows {
		if first := strings.TrimSpace(row.Cells[0]); 0 < len(first) && len(first) <= len(kind{}) {
			f.kinds[kindOf(first)], f.lengths[len(first)] = true, true
		}
	}
	return f
}

// fits reports whether a line by itself is like a row.
func (f *form) fits(line string) bool {
	first, _, found := strings.Cut(line[:min(len(line), 2*len(kind{}))], string(f.separator))
	first = strings.TrimSpace(first)
	if !found || len(first) > len(kind{}) || !f.lengths[len(first)] || !f.kinds[kindOf(first)] {
		return false
	}
	cells, quoted := 1, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == f.separator && !quoted:
			cells++
		}
	}
	return cells == f.cells
}

// kind is what a short text looks like: its letters made one and its digits
// another, so that 1b2 is like 3a4.
type kind [20]byte

func kindOf(short string) (k kind) {
	for i := range len(short) {
		switch c := short[i]; {
		case '0' <= c && c <= '9':
			k[i] = '9'
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c > 0x7f:
			k[i] = 'a'
		default:
			k[i] = c
		}
	}
	return k
}
