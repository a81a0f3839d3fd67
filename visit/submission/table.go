package submission

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/raw"
	"halfday/visit/internal/table"
	"halfday/visit/internal/tree"
)

// separatedForm is a table as text, workbookForm one in a workbook.
type (
	separatedForm struct {
		// guess says that the columns may be told apart by what is in them.
		guess bool
	}
	workbookForm struct{}
)

// separators are what may stand between the cells of a table, by name.
var separators = [...]struct {
	mark rune
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}

// read takes the separator by which the most columns are known.
func (f separatedForm) read(r *reader, c content) error {
	var best sheet
	var faults []raw.Fault
	for _, s := range separators {
		if !strings.ContainsRune(c.text.Text, s.mark) {
			continue
		}
		rows, found, err := table.Separated(c.text.Text, s.mark)
		if err != nil {
			return errOther{err}
		}
		if this, ok := r.sheet(rows, f.guess); ok && this.found() > best.found() {
			best, faults = this, found
			r.sub.Source.Separator = s.name
		}
	}
	if best.found() == 0 {
		return errOther{noTable()}
	}
	r.sub.Source.Form, r.sub.Source.Encoding = "table", c.text.Encoding
	if err := r.begin(append(c.text.Faults, faults...)); err != nil {
		return err
	}
	r.reviewsIn(best)
	return nil
}

func noTable() error {
	return fmt.Errorf("%w: no row names the columns; a table needs one that says which hold the aspects (such as 1a1) and which their levels or commentaries", ErrMalformed)
}

// read takes the first sheet with a review in it, and facts about the school
// from a sheet of that name.
func (workbookForm) read(r *reader, c content) error {
	sheets, faults, err := table.Workbook(c.data)
	if err != nil {
		return err
	}
	review := -1
	var best sheet
	for _, guess := range []bool{false, true} {
		for i, s := range sheets {
			if this, ok := r.sheet(s, guess); ok && review < 0 {
				best, review = this, i
			}
		}
	}
	if review < 0 {
		return noTable()
	}
	src := &r.sub.Source
	src.Form, src.Sheet = "workbook", sheets[review].Name
	if err := r.begin(faults); err != nil {
		return err
	}
	for i, s := range sheets {
		switch {
		case i == review || len(s.Rows) == 0:
		case src.SchoolSheet == "" && isSchoolSheet(s.Name):
			src.SchoolSheet = s.Name
			r.schoolIn(s)
		default:
			src.Passed = append(src.Passed, "the sheet "+quote(s.Name))
		}
	}
	r.reviewsIn(best)
	return nil
}

// sheet is a sheet with a review in it.
type sheet struct {
	table.Sheet
	heading
}

// sheet finds the columns of a sheet: those the assessor said, those that the
// heading names, or if it may guess what can be told from what is in them.
func (r *reader) sheet(s table.Sheet, guess bool) (sheet, bool) {
	h, ok := findHeading(s, r.fw)
	if !ok && guess {
		h, ok = guessHeading(s, r.fw)
	}
	if told := r.papers.Columns; told != nil && len(s.Rows) > 0 {
		for i := range h.columns {
			h.columns[i].Holds = told[h.columns[i].Letter]
		}
		ok = h.usable()
	}
	return sheet{s, h}, ok
}

// spot says where in a table a fault is: the nodes made from it have rows for
// lines.
type spot struct {
	sheet   string
	lines   map[int]int    // the line a row begins at, by its number
	columns map[string]int // by the last word of the field: "level", "item"
}

// place completes a problem whose line is a row of the table.
func (s *spot) place(p *Problem) {
	p.Sheet, p.Row = s.sheet, p.Line
	p.Line = s.lines[p.Row]
	column, ok := s.columns[p.At[strings.LastIndex(p.At, ".")+1:]]
	if !ok {
		column, ok = s.columns["item"]
	}
	if ok && p.Row > 0 {
		p.Cell = fmt.Sprintf("%s%d", table.Column(column), p.Row)
	}
}

// reviewsIn reads the reviews of a sheet, one a row.
func (r *reader) reviewsIn(s sheet) {
	src := &r.sub.Source
	src.Heading, src.ByHand = s.heading.rows, r.papers.Columns != nil
	body := slices.DeleteFunc(slices.Clone(s.Rows), func(row table.Row) bool {
		return len(s.heading.rows) > 0 && row.Number <= slices.Max(s.heading.rows)
	})
	src.Columns = counted(s.columns, body)
	r.spot = &spot{sheet: src.Sheet, lines: map[int]int{}, columns: map[string]int{}}
	for i := len(s.columns) - 1; i >= 0; i-- {
		r.spot.columns[string(s.columns[i].Holds)] = i
	}
	for _, row := range body {
		r.spot.lines[row.Number] = row.Line
		r.row(row, s.columns)
	}
	for _, d := range r.drafts {
		d.Row, d.Line = d.Line, r.spot.lines[d.Line]
	}
	r.spot = nil
}

// counted says of columns how much is in them. One without a name that has
// nothing in it is left out.
func counted(columns []Column, body []table.Row) []Column {
	var all []Column
	for i, c := range columns {
		for _, row := range body {
			if i < len(row.Cells) && strings.TrimSpace(row.Cells[i]) != "" {
				if c.Filled++; c.Example == "" {
					c.Example, _ = shorten(strings.Join(strings.Fields(row.Cells[i]), " "))
				}
			}
		}
		if c.Heading != "" || c.Filled > 0 {
			all = append(all, c)
		}
	}
	return all
}

// row reads one row: a review, or where it names no item a title between the
// others.
func (r *reader) row(row table.Row, columns []Column) {
	id, review := "", &tree.Node{Kind: tree.Map, Line: row.Number}
	var rest []string
	read := 0
	for i, text := range row.Cells {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		what := NotRead
		if i < len(columns) {
			what = columns[i].Holds
		}
		switch what {
		case HoldsItem:
			id = text
		case NotRead:
			rest = append(rest, text)
		default:
			read++
			value := &tree.Node{Kind: tree.Text, Text: text, Line: row.Number}
			review.Fields = append(review.Fields, tree.Field{Key: string(what), Line: row.Number, Value: value})
		}
	}
	item := itemIn(id, r.fw)
	switch node := r.fw.Find(item); {
	case id == "" && read == 0 || item == "" && read == 0 && !looksLikeID(id):
		if text := strings.Join(append([]string{id}, rest...), " "); strings.TrimSpace(text) != "" {
			r.sub.Source.Passed = append(r.sub.Source.Passed, fmt.Sprintf("row %d: %s", row.Number, quote(text)))
		}
		return
	case id == "":
		r.problem(row.Number, "reviews", quote(review.Fields[0].Value.Text)+", in a row without an aspect's number", "the number of the aspect; the row was not read")
		return
	case node != nil && !node.IsItem() && read == 0: // the heading of a strand
		return
	}
	r.review(tree.Field{Key: id, Line: row.Number, Value: merged(review)}, "reviews")
}

// merged makes one field of those that several columns have for the same thing.
func merged(n *tree.Node) *tree.Node {
	var fields []tree.Field
	for _, f := range n.Fields {
		i := slices.IndexFunc(fields, func(g tree.Field) bool { return g.Key == f.Key })
		if i < 0 {
			fields = append(fields, f)
			continue
		}
		value := *fields[i].Value
		value.Text += "\n" + f.Value.Text
		fields[i].Value = &value
	}
	return &tree.Node{Kind: n.Kind, Line: n.Line, Fields: fields}
}

// looksLikeID reports whether a text could be an item's id that the framework
// does not know: short, with a digit in it.
func looksLikeID(s string) bool {
	return len(framework.CanonicalID(s)) <= 6 && strings.ContainsAny(s, "0123456789")
}
