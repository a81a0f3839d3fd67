package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tableParser makes a table of a paragraph whose second line is dashes between
// bars, as many as the first line has cells. The library's own parser comes with
// others that take a while to load, and fills up short rows, which can take for
// ever.
type tableParser struct{}

// Transform makes a table of a paragraph, if it is one.
func (tableParser) Transform(paragraph *ast.Paragraph, r text.Reader, _ parser.Context) {
	lines, source := paragraph.Lines(), r.Source()
	if lines.Len() < 2 {
		return
	}
	head := cells(lines.At(0), source)
	if !divides(lines.At(1), source, len(head)) {
		return
	}
	table := tables.NewTable()
	table.AppendChild(table, tables.NewTableHeader(row(head, len(head))))
	for i := 2; i < lines.Len(); i++ {
		table.AppendChild(table, row(cells(lines.At(i), source), len(head)))
	}
	parent := paragraph.Parent()
	parent.ReplaceChild(parent, paragraph, table)
}

// row is a table's row of at most so many cells.
func row(cells []text.Segment, most int) *tables.TableRow {
	row := tables.NewTableRow(nil)
	for _, c := range cells[:min(most, len(cells))] {
		cell := tables.NewTableCell()
		cell.Lines().Append(c)
		row.AppendChild(row, cell)
	}
	return row
}

// divides reports whether a line divides the head of so many cells from a
// table's rows. The colons that say how a column is aligned are read over.
func divides(line text.Segment, source []byte, columns int) bool {
	if !strings.Contains(string(line.Value(source)), "|") {
		return false
	}
	dashes := cells(line, source)
	for _, d := range dashes {
		s := strings.TrimSuffix(strings.TrimPrefix(string(d.Value(source)), ":"), ":")
		if s == "" || strings.Trim(s, "-") != "" {
			return false
		}
	}
	return len(dashes) == columns
}

// cells are what stands between the bars of a line that no backslash escapes.
func cells(line text.Segment, source []byte) []text.Segment {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	if !line.IsEmpty() && source[line.Start] == '|' {
		line.Start++
	}
	var all []text.Segment
	add := func(start, stop int) {
		cell := text.NewSegment(start, stop)
		cell = cell.TrimLeftSpace(source)
		all = append(all, cell.TrimRightSpace(source))
	}
	start := line.Start
	for i := start; i < line.Stop; i++ {
		switch source[i] {
		case '\\':
			i++
		case '|':
			add(start, i)
			start = i + 1
		}
	}
	if start < line.Stop {
		add(start, line.Stop)
	}
	return all
}
