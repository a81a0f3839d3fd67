// Package table reads files of rows, as spreadsheet programs write them, from
// unknown hands: text with separators, and workbooks.
//
// Nothing is interpreted: a cell is what stands in it, a row what a person
// counts as one. Nothing is lost without being said, what was mended is a fault,
// and what a file may cost is limited before it is read.
package table

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/internal/raw"
)

// Limits of one sheet.
const (
	maxRows    = 5000 // that are not empty
	maxColumns = 200
)

// Sheet is a table.
type Sheet struct {
	// Name is empty for a text.
	Name string
	// Hidden says that a workbook does not show the sheet.
	Hidden bool
	// Rows are those that are not empty.
	Rows []Row
	// Merged are the cells that a workbook shows as one, whose value stands in
	// the first; nil for a text.
	Merged []Range
}

// Row is a row that is not empty.
type Row struct {
	// Number counts from 1 as a spreadsheet does: empty rows count, and a cell
	// with several lines makes no further row.
	Number int
	// Line is the line of the text at which the row begins, from 1 as an editor
	// counts; 0 in a workbook.
	Line int
	// Cells are the row's cells up to the last that is not empty.
	Cells []string
}

// Range is a rectangle of cells. Rows count from 1, columns from 0.
type Range struct{ Top, Left, Bottom, Right int }

// Column is the letters of a column: 0 is A, 26 is AA.
func Column(i int) string {
	var letters string
	for i++; i > 0; i = (i - 1) / 26 {
		letters = string(rune('A'+(i-1)%26)) + letters
	}
	return letters
}

// add adds a row, unless it is empty. The cells are copied.
func (s *Sheet) add(number, line int, cells []string) error {
	used := len(cells)
	for used > 0 && strings.TrimSpace(cells[used-1]) == "" {
		used--
	}
	switch {
	case used == 0:
		return nil
	case used > maxColumns:
		return fmt.Errorf("%w: row %d%s reaches column %s, where at most %d columns are read; keep the review in a file of its own", raw.ErrTooLarge, number, s.of(), Column(used-1), maxColumns)
	case len(s.Rows) == maxRows:
		return fmt.Errorf("%w: row %d%s is past the first %d that are not empty, the most that are read; keep the review in a file of its own", raw.ErrTooLarge, number, s.of(), maxRows)
	}
	s.Rows = append(s.Rows, Row{Number: number, Line: line, Cells: slices.Clone(cells[:used])})
	return nil
}

// of names the sheet, if it has a name.
func (s *Sheet) of() string {
	if s.Name == "" {
		return ""
	}
	return fmt.Sprintf(" of the sheet “%s”", s.Name)
}
