package table

import (
	"fmt"
	"strings"

	"halfday/visit/internal/raw"
)

// literal stands for a quotation mark that is to be taken as text while rows are
// parsed. No text has it: raw.Decode replaces control characters.
const literal = "\x00"

// mark is a quotation mark that opens a cell and was not meant to, or lost the
// one that closes the cell.
type mark struct {
	at     int  // offset in the text
	runsOn bool // there is one that closes, but behind further rows
}

// disarm makes text of the quotation marks.
func disarm(text string, marks []mark) string {
	if len(marks) == 0 {
		return text
	}
	b := []byte(text)
	for _, m := range marks {
		b[m.at] = literal[0]
	}
	return string(b)
}

// faults says where the marks are; of very many it counts the rest.
func faults(text string, marks []mark) (all []raw.Fault) {
	const most = 20
	line, offset := 1, 0
	for i, m := range marks {
		line += strings.Count(text[offset:m.at], "\n")
		offset = m.at
		f := raw.Fault{Line: line, Found: "a quotation mark that is never closed", Expected: "one at either end of a cell; it was taken as text"}
		if m.runsOn {
			f.Found = "a quotation mark that is not closed before the next rows"
		}
		if i == most {
			f.Found = fmt.Sprintf("%d more quotation marks that are not closed", len(marks)-most)
			return append(all, f)
		}
		all = append(all, f)
	}
	return all
}

// stray finds the quotation marks that are to be taken as text, where cells are
// separated by sep. several reports whether a quoted cell has several lines.
//
// A mark runs on where a cell of several lines holds another that begins a cell
// and is not doubled; or where its own line could be a whole row of the form and
// one of the further lines looks like one. A form of nil fits nothing.
func stray(text, sep string, rows *form) (marks []mark, several bool) {
	q := &quoted{text: text, sep: sep}
	next := 0
	closing, opening := ahead{find: q.closing}, ahead{find: q.opening}
	newline := ahead{find: func(from int) int { return q.index("\n", from) }}
	row := ahead{find: func(from int) int { return q.row(from, rows) }}
	for at := q.index(`"`, 0); at < len(text); at = q.index(`"`, next) {
		next = q.run(at)
		if !q.begins(at) || (next-at)%2 == 0 && q.ends(next) {
			continue
		}
		closed := closing.from(next)
		line := newline.from(next)
		switch {
		case closed == len(text):
			marks = append(marks, mark{at, false})
			continue
		case line > closed:
		case opening.from(line) < closed, row.from(line+1) < closed && q.cells(at, line) >= rows.cells:
			marks = append(marks, mark{at, true})
			continue
		default:
			several = true
		}
		next = closed + 1
	}
	return marks, several
}

// ahead finds the first place of something at or behind an offset. Asked for
// rising offsets it looks at no part of the text twice, however many quotation
// marks lie before it.
type ahead struct {
	find func(from int) int
	last int
}

func (a *ahead) from(i int) int {
	if a.last < i || a.last == 0 {
		a.last = a.find(i)
	}
	return a.last
}

// quoted is a text in whose cells quotation marks stand. Its methods that find
// something give the length of the text where there is nothing.
type quoted struct{ text, sep string }

// run is where the quotation marks end of which the first is at i.
func (q *quoted) run(i int) int {
	for i < len(q.text) && q.text[i] == '"' {
		i++
	}
	return i
}

// begins reports whether a cell begins at i, if i is not inside a quoted one.
func (q *quoted) begins(i int) bool {
	return i == 0 || q.text[i-1] == '\n' || strings.HasSuffix(q.text[:i], q.sep)
}

// ends reports whether a cell ends at i, if a quoted one is closed before it.
func (q *quoted) ends(i int) bool {
	return i == len(q.text) || q.text[i] == '\n' || strings.HasPrefix(q.text[i:], q.sep)
}

func (q *quoted) index(s string, from int) int {
	if i := strings.Index(q.text[from:], s); i >= 0 {
		return from + i
	}
	return len(q.text)
}

// closing finds the mark that closes a quoted cell: none of a pair, and at the
// cell's end.
func (q *quoted) closing(from int) int {
	for at := q.index(`"`, from); at < len(q.text); at = q.index(`"`, from) {
		if from = q.run(at); (from-at)%2 == 1 && q.ends(from) {
			return from - 1
		}
	}
	return len(q.text)
}

// opening finds a mark that would open a cell, were it not inside a quoted one.
func (q *quoted) opening(from int) int {
	for at := q.index(`"`, from); at < len(q.text); at = q.index(`"`, from) {
		if from = q.run(at); (from-at)%2 == 1 && q.begins(at) && !q.ends(from) {
			return at
		}
	}
	return len(q.text)
}

// row finds the beginning of a line that is like a row.
func (q *quoted) row(from int, rows *form) int {
	for rows != nil && from < len(q.text) {
		end := q.index("\n", from)
		if rows.fits(q.text[from:end]) {
			return from
		}
		from = end + 1
	}
	return len(q.text)
}

// cells counts the cells of the line round a mark, as far as end, if no mark in
// it meant anything. It does not look far, as it looks for each mark again.
func (q *quoted) cells(at, end int) int {
	const far = 4096 // bytes
	line := q.text[max(0, at-far):min(end, at+far)]
	line = line[strings.LastIndexByte(line[:min(at, far)], '\n')+1:]
	return 1 + strings.Count(line, q.sep)
}
