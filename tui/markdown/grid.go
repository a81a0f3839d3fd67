package markdown

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"

	"halfday/tui/layout"
)

// longWord is the width in columns above which words are broken to make room
// for a table's other columns.
const longWord = 16

// table adds a table: its columns beside each other, or where they have no room
// its rows as a list.
func (p *page) table(n ast.Node) {
	var rows [][]string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		look := p.look
		if len(rows) == 0 {
			look = &p.theme.Strong
		}
		var styled []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			styled = append(styled, p.inline(cell, look))
		}
		rows = append(rows, styled)
	}
	if widths := p.columns(rows); widths != nil {
		p.grid(rows, widths)
	} else {
		p.stack(rows)
	}
}

// columns are the widths of a table's columns, nil where there is no room for
// all of them. What is left when each has its longest word goes to the narrowest
// that want more.
func (p *page) columns(rows [][]string) []int {
	room := p.room() - 3*(len(rows[0])-1)
	if room < len(rows[0]) {
		return nil
	}
	widths, wanted := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			wanted[i] = max(wanted[i], ansi.StringWidth(cell))
			for _, word := range strings.Fields(cell) {
				widths[i] = max(widths[i], min(longWord, ansi.StringWidth(word)))
			}
		}
	}
	for _, w := range widths {
		room -= w
	}
	if room < 0 {
		return nil
	}
	for ; room > 0; room-- {
		narrowest := -1
		for i := range widths {
			if widths[i] < wanted[i] && (narrowest < 0 || widths[i] < widths[narrowest]) {
				narrowest = i
			}
		}
		if narrowest < 0 {
			break
		}
		widths[narrowest]++
	}
	return widths
}

// grid adds rows with their cells beside each other, a line under the first.
func (p *page) grid(rows [][]string, widths []int) {
	t := p.theme
	for n, row := range rows {
		wrapped, high := make([][]string, len(row)), 1
		for i, cell := range row {
			wrapped[i] = layout.Wrap(cell, max(1, widths[i]))
			high = max(high, len(wrapped[i]))
		}
		for l := range high {
			parts := make([]string, len(widths))
			for i, w := range widths {
				if i < len(row) && l < len(wrapped[i]) {
					parts[i] = wrapped[i][l]
				}
				parts[i] = layout.Line(parts[i], w)
			}
			p.line(strings.Join(parts, t.Rule.Render(" │ ")))
		}
		if n == 0 {
			dashes := make([]string, len(widths))
			for i, w := range widths {
				dashes[i] = strings.Repeat("─", w)
			}
			p.line(t.Rule.Render(strings.Join(dashes, "─┼─")))
		}
	}
}

// stack adds rows as a list of their first cells, the others under them behind
// the names of their columns.
func (p *page) stack(rows [][]string) {
	t := p.theme
	if len(rows) == 1 { // a head alone is seen too
		p.write(strings.Join(rows[0], t.Rule.Render(" │ ")))
		return
	}
	names := make([]string, len(rows[0]))
	for i, name := range rows[0] { // they stand in every row: no more than half a line each
		names[i] = layout.Cut(name, max(1, p.room()/2))
		if !strings.HasSuffix(ansi.Strip(name), "?") {
			names[i] += t.Text.Render(":")
		}
	}
	for _, row := range rows[1:] {
		p.within(t.Muted.Render("• "), "  ", func() {
			var others []string
			for i, cell := range row {
				switch {
				case cell == "":
				case i == 0:
					p.write(cell)
				default:
					others = append(others, names[i]+" "+cell)
				}
			}
			if others != nil {
				p.write(strings.Join(others, t.Muted.Render(" · ")))
			}
		})
	}
}
