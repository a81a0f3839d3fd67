package submission

import (
	"slices"
	"strings"
	"unicode"

	"halfday/visit/framework"
	"halfday/visit/internal/table"
)

// headings are the words that schools put over the columns of a table, by what
// the column holds; Welsh ones stand beside the English.
func headings() map[Holds][]string {
	return map[Holds][]string{
		HoldsItem: {
			"aspect", "aspect no", "aspect number", "aspect id", "aspect ref", "aspect reference", "item", "item no", "id", "ref", "reference", "code",
			"no", "number", "strand", "element", "indicator", "statement", "agwedd", "elfen", "cyfeirnod", "rhif",
		},
		HoldsLevel: {
			"level", "levels", "self assessed level", "level chosen", "level claimed", "level now", "rating", "grade", "score", "judgement",
			"self assessment", "lefel", "gradd",
		},
		HoldsCommentary: {
			"commentary", "comments", "comment", "narrative", "description", "justification", "explanation", "response", "notes", "details",
			"what we do", "how we meet", "how the school meets", "how we meet this", "self evaluation", "sylwadau", "sylwebaeth", "disgrifiad",
		},
		HoldsEvidence: {
			"evidence", "evidence list", "evidence base", "sources of evidence", "sources", "documents", "documentation", "files", "attachments", "where to see it",
			"where to find it", "supporting documents", "tystiolaeth", "dogfennau",
		},
		HoldsActions: {
			"actions", "action", "action points", "action plan", "action required", "next steps", "to do", "priorities", "areas for development",
			"areas for improvement", "development", "planned actions", "target", "targets", "future plans", "camau nesaf", "camau gweithredu", "camau",
		},
	}
}

// headingRows is how many rows at the beginning of a sheet may come before the
// heading.
const headingRows = 60

// heading is where a table's columns are named, and what they hold.
type heading struct {
	rows    []int // numbers of its rows
	columns []Column
}

// has reports whether a column holds something.
func (h heading) has(what Holds) bool {
	return slices.ContainsFunc(h.columns, func(c Column) bool { return c.Holds == what })
}

// usable reports whether a review can be read from the columns.
func (h heading) usable() bool {
	return h.has(HoldsItem) && (h.has(HoldsLevel) || h.has(HoldsCommentary))
}

// found is how many columns are known.
func (h heading) found() (n int) {
	for _, c := range h.columns {
		if c.Holds != NotRead {
			n++
		}
	}
	return n
}

// findHeading finds the heading of a sheet: the row whose cells name a column
// for the item and one for its level or commentary, or two rows that do so
// together, as where cells are merged.
func findHeading(s table.Sheet, fw *framework.Framework) (heading, bool) {
	for i := range min(len(s.Rows), headingRows) {
		row := s.Rows[i]
		one := headed([]table.Row{row}, s.Rows[i+1:], fw)
		if i+1 < len(s.Rows) && s.Rows[i+1].Number == row.Number+1 {
			rest := s.Rows[i+2:]
			below := headed(s.Rows[i+1:i+2], rest, fw)
			if two := headed([]table.Row{row, s.Rows[i+1]}, rest, fw); two.usable() && two.found() > max(one.found(), below.found()) {
				return two, true
			}
		}
		if one.usable() {
			return one, true
		}
	}
	return heading{}, false
}

// headed takes rows for a heading. In one of two rows the lower name counts.
func headed(rows, below []table.Row, fw *framework.Framework) heading {
	h := heading{}
	for _, row := range rows {
		h.rows = append(h.rows, row.Number)
		for i, text := range row.Cells {
			for len(h.columns) <= i {
				h.columns = append(h.columns, Column{Letter: table.Column(len(h.columns))})
			}
			c := &h.columns[i]
			if what := meaning(text); what != NotRead {
				c.Holds = what
			}
			c.Heading = strings.TrimSpace(c.Heading + " " + strings.Join(strings.Fields(text), " "))
		}
	}
	h.settle(below, fw)
	return h
}

// settle leaves one column of those that could hold the item, and one for the
// level: the one with the most ids and the first.
func (h *heading) settle(below []table.Row, fw *framework.Framework) {
	item, most, level := -1, -1, false
	for i, c := range h.columns {
		switch c.Holds {
		case HoldsItem:
			if n := count(below, i, func(s string) bool { return itemIn(s, fw) != "" }); n > most {
				item, most = i, n
			}
		case HoldsLevel:
			if level {
				h.columns[i].Holds = NotRead
			}
			level = true
		}
	}
	for i := range h.columns {
		if h.columns[i].Holds == HoldsItem && i != item {
			h.columns[i].Holds = NotRead
		}
	}
}

// count counts the cells of a column that are so.
func count(rows []table.Row, column int, so func(string) bool) (n int) {
	for _, r := range rows {
		if column < len(r.Cells) && so(r.Cells[column]) {
			n++
		}
	}
	return n
}

// meaning is what a heading says that its column holds. Of several names in it
// the longest counts, and of those the last: an aspect's level is a level. What
// stands in brackets, or behind a colon or "on", only explains.
func meaning(text string) Holds {
	text = strings.ToLower(text)
	for _, explains := range []string{"(", ":", " on ", " about "} {
		text, _, _ = strings.Cut(text, explains)
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 || len(words) > 12 {
		return NotRead
	}
	for _, other := range []string{"previous", "last", "threshold", "target", "aim"} { // a level, but not the school's own
		if slices.Contains(words, other) && slices.Contains(words, "level") {
			return NotRead
		}
	}
	best, length, at := NotRead, 0, -1
	all := headings()
	for _, what := range AllHolds() {
		for _, name := range all[what] {
			name := strings.Fields(name)
			if i := within(words, name); i >= 0 && (len(name) > length || len(name) == length && i > at) {
				best, length, at = what, len(name), i
			}
		}
	}
	return best
}

// within is where some words stand among others, -1 where they do not.
func within(words, some []string) int {
	for i := len(words) - len(some); i >= 0; i-- {
		if slices.Equal(words[i:i+len(some)], some) {
			return i
		}
	}
	return -1
}

// guessHeading tells the columns of a table without a heading apart by what is
// in them: ids of items, levels, and of the others the longest text.
func guessHeading(s table.Sheet, fw *framework.Framework) (heading, bool) {
	h := heading{}
	var ids, levels, length []int
	for _, r := range s.Rows {
		for i, text := range r.Cells {
			for len(h.columns) <= i {
				h.columns = append(h.columns, Column{Letter: table.Column(len(h.columns))})
				ids, levels, length = append(ids, 0), append(levels, 0), append(length, 0)
			}
			_, level := parseLevel(text, fw.Levels)
			switch {
			case level:
				levels[i]++
			case itemIn(text, fw) != "":
				ids[i]++
			case strings.TrimSpace(text) != "":
				ids[i]-- // most of the column must be ids
			}
			length[i] += len(text)
		}
	}
	take := func(counts []int, least int, what Holds) {
		best := -1
		for i, n := range counts {
			if h.columns[i].Holds == NotRead && n >= least && (best < 0 || n > counts[best]) {
				best = i
			}
		}
		if best >= 0 {
			h.columns[best].Holds = what
		}
	}
	take(ids, 3, HoldsItem)
	take(levels, 3, HoldsLevel)
	take(length, 3*40, HoldsCommentary)
	return h, h.usable()
}

// itemIn is the id of the item that a cell names, as "1a-1", "1A.1 The vision"
// or "Strand 1a: …" do; empty where the framework knows none of that name.
func itemIn(cell string, fw *framework.Framework) string {
	if id := framework.CanonicalID(cell); id != "" && fw.Find(id) != nil {
		return id
	}
	words := strings.Fields(cell)
	if len(words) > 0 && slices.Contains([]string{"aspect", "strand", "element", "item"}, strings.ToLower(words[0])) {
		words = words[1:]
	}
	for n := min(3, len(words)); n > 0; n-- {
		id := framework.CanonicalID(strings.Join(words[:n], ""))
		if node := fw.Find(id); node != nil && strings.ContainsAny(id, "0123456789") {
			return node.ID
		}
	}
	return ""
}
