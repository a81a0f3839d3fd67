package report

import (
	"strings"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"

	"halfday/tui/layout"
	"halfday/tui/theme"
)

// preview renders the report's Markdown for a width. The Markdown is our own:
// what others wrote was escaped when it was put in.
func preview(markdown string, w int, t *theme.Theme) []string {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(looks(t)), glamour.WithWordWrap(max(20, w-2)))
	if err != nil {
		return t.Text.Wrap(markdown, w) // the plain text reads well too
	}
	out, err := r.Render(markdown)
	if err != nil {
		return t.Text.Wrap(markdown, w)
	}
	lines := strings.Split(strings.Trim(out, "\n"), "\n")
	for i := range lines {
		lines[i] = layout.Line(lines[i], w)
	}
	return lines
}

// looks are the theme's looks for Markdown.
func looks(t *theme.Theme) ansi.StyleConfig {
	yes, indent, quote, accent := true, uint(0), "▌ ", t.AccentColour
	bar, dash, cross := "│", "─", "┼"
	heading := ansi.StylePrimitive{Bold: &yes, Color: &accent, BlockPrefix: "\n", BlockSuffix: "\n"}
	return ansi.StyleConfig{
		Document:    ansi.StyleBlock{Margin: &indent},
		Heading:     ansi.StyleBlock{StylePrimitive: heading},
		H1:          ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Underline: &yes}},
		BlockQuote:  ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Italic: &yes}, IndentToken: &quote, Indent: ptr(uint(1))},
		List:        ansi.StyleList{LevelIndent: 2},
		Strong:      ansi.StylePrimitive{Bold: &yes},
		Emph:        ansi.StylePrimitive{Italic: &yes},
		Item:        ansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration: ansi.StylePrimitive{BlockPrefix: ". "},
		Table:       ansi.StyleTable{ColumnSeparator: &bar, RowSeparator: &dash, CenterSeparator: &cross},
	}
}

func ptr[T any](v T) *T { return &v }
