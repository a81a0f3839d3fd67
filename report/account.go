package report

import (
	"fmt"
	"strings"

	"halfday/visit/submission"
)

// Account is what was read of a school's papers, for where there is no
// terminal: 80 columns, no colour. The name is the school's, or what the papers
// are called.
func Account(name string, a submission.Account) string {
	var b strings.Builder
	b.WriteString(underlined(plain(name)))
	for _, s := range a.Read {
		b.WriteString(wrap("", plain(s)))
	}
	if len(a.Columns) > 0 {
		b.WriteString("\nColumns\n")
		for _, c := range a.Columns {
			b.WriteString(wrap("  ", plain(ColumnLine(c))))
		}
	}
	listed(&b, "Passed over, as it holds no review", a.Passed)
	problems := make([]string, len(a.Problems))
	for i, p := range a.Problems {
		problems[i] = p.String()
	}
	listed(&b, "Could not be read as it stands", problems)
	listed(&b, "Missing", a.Missing)
	return b.String()
}

// ColumnLine says of a column what it was taken for.
func ColumnLine(c submission.Column) string {
	line := c.Letter
	if c.Heading != "" {
		line += " “" + c.Heading + "”"
	}
	line += ": " + c.Holds.Name()
	if c.Holds == submission.NotRead && c.Filled > 0 {
		line += fmt.Sprintf(", though %s in it", hold(c.Filled))
	}
	return line
}

func hold(cells int) string {
	if cells == 1 {
		return "1 cell has something"
	}
	return fmt.Sprintf("%d cells have something", cells)
}

func listed(b *strings.Builder, head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	b.WriteString("\n" + head + "\n")
	for _, l := range lines {
		b.WriteString(wrap("", "- "+plain(l)))
	}
}
