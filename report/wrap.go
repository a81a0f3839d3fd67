package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"halfday/visit/safe"
)

// columns is the width of the plain texts, in terminal cells.
const columns = 80

// plain makes one line for a terminal from what people wrote.
func plain(s string) string { return safe.Line(oneLine(s)) }

// wrap lays a line of plain text out in the columns there are. Every line ends
// with a newline and begins with the indent; all but the first with two spaces more.
func wrap(indent, s string) string {
	width := columns - len(indent) - 2
	s = ansi.Wrap(s, width, "")
	s = ansi.Hardwrap(s, width, true) // Wrap lets a row of hyphens go past the end
	lines := strings.Split(s, "\n")
	return indent + strings.Join(lines, "\n"+indent+"  ") + "\n"
}

// underlined is a heading of the plain texts.
func underlined(s string) string {
	s = ansi.Truncate(s, columns, "…")
	return s + "\n" + strings.Repeat("─", ansi.StringWidth(s)) + "\n"
}

// fit brings a text to a width in terminal cells, filled up or visibly cut.
func fit(s string, width int) string {
	s = ansi.Truncate(s, width, "…")
	return s + strings.Repeat(" ", width-ansi.StringWidth(s))
}
