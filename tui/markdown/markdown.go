// Package markdown shows Markdown on the screen: the report as it will look.
//
// It reads CommonMark with GitHub's tables, the Markdown of our own templates,
// and renders it in the looks of a theme. HTML stays text and a link shows its
// address. Headings, quotations and lists are told by signs and space, never by
// a look alone. Any source can be rendered, in time that grows with its length
// and no faster: see newParser.
package markdown

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"halfday/tui/layout"
	"halfday/tui/theme"
)

// least is the room in columns that is never given away for an indentation.
const least = 8

// Lines renders Markdown as styled lines, none wider than a width in columns.
func Lines(source string, width int, t *theme.Theme) []string {
	p := &page{theme: t, look: &t.Text, source: []byte(source), width: max(1, width)}
	doc := newParser().Parse(text.NewReader(p.source))
	p.within("  ", "  ", func() { p.blocks(doc) }) // headings stand out to the left
	return p.lines
}

// page collects the lines of a document.
type page struct {
	theme  *theme.Theme
	source []byte
	width  int
	// look is that of words nothing is said about.
	look *theme.Style
	// indent stands before every line, lead before the next one: a list's sign.
	indent, lead string
	lines        []string
}

// room is the width that the indentation leaves.
func (p *page) room() int { return p.width - ansi.StringWidth(p.indent) }

// line adds a line no wider than the room.
func (p *page) line(styled string) {
	p.lines = append(p.lines, p.lead+styled)
	p.lead = p.indent
}

// write adds styled text, wrapped.
func (p *page) write(styled string) {
	for _, l := range layout.Wrap(styled, p.room()) {
		p.line(l)
	}
}

// within indents what is added inside: behind lead at its first line, behind
// rest, which is as wide, at the others. Where there is no room it does not.
func (p *page) within(lead, rest string, inside func()) {
	before := p.indent
	if p.room()-ansi.StringWidth(rest) >= least {
		p.indent, p.lead = p.indent+rest, p.lead+lead
	}
	inside()
	if p.lead != p.indent { // nothing was inside
		p.line("")
	}
	p.indent, p.lead = before, before
}

// blocks adds the blocks in a node, with a gap between them.
func (p *page) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.PreviousSibling() != nil && !tight(parent) {
			p.line("")
		}
		p.block(n)
	}
}

// tight reports whether there are no gaps between the blocks in a node.
func tight(n ast.Node) bool {
	if item, ok := n.(*ast.ListItem); ok {
		n = item.Parent()
	}
	list, ok := n.(*ast.List)
	return ok && list.IsTight
}

func (p *page) block(n ast.Node) {
	t := p.theme
	switch n := n.(type) {
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.list(n)
	case *ast.Blockquote:
		look, bar := p.look, t.Muted.Render("▌ ")
		p.look = &t.Quote
		p.within(bar, bar, func() { p.blocks(n) })
		p.look = look
	case *ast.ThematicBreak:
		p.line(t.Rule.Render(strings.Repeat("─", p.room())))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		bar := t.Rule.Render("│ ")
		p.within(bar, bar, func() { p.verbatim(t.Accent, n.Lines().Value(p.source)) })
	case *ast.HTMLBlock:
		html := n.Lines().Value(p.source)
		if n.HasClosure() {
			html = append(html, n.ClosureLine.Value(p.source)...)
		}
		p.verbatim(t.Muted, html)
	case *tables.Table:
		p.table(n)
	default: // a paragraph
		p.write(p.inline(n, p.look))
	}
}

// verbatim adds text as it stands, line by line.
func (p *page) verbatim(s theme.Style, code []byte) {
	for _, l := range s.Wrap(strings.TrimRight(string(code), "\n"), p.room()) {
		p.line(layout.Cut(l, p.room()))
	}
}

// heading adds a heading, at the page's edge and the first two levels with a
// line under them.
func (p *page) heading(n *ast.Heading) {
	look, under := &p.theme.Strong, ""
	switch n.Level {
	case 1:
		look, under = &p.theme.Title, "━"
	case 2:
		look, under = &p.theme.Title, "─"
	}
	if indent := p.indent; n.Parent().Kind() == ast.KindDocument {
		p.indent, p.lead = "", ""
		defer func() { p.indent, p.lead = indent, indent }()
	}
	wide := 0
	for _, l := range layout.Wrap(p.inline(n, look), p.room()) {
		wide = max(wide, ansi.StringWidth(l))
		p.line(l)
	}
	if under != "" {
		p.line(p.theme.Rule.Render(strings.Repeat(under, wide)))
	}
}

// list adds a list's items behind bullets, or behind their numbers set flush
// right.
func (p *page) list(n *ast.List) {
	last := strconv.Itoa(n.Start + n.ChildCount() - 1)
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !n.IsTight {
			p.line("")
		}
		mark := "• "
		if n.IsOrdered() {
			digits := strconv.Itoa(number)
			mark = strings.Repeat(" ", len(last)-len(digits)) + digits + string(n.Marker) + " "
			number++
		}
		rest := strings.Repeat(" ", ansi.StringWidth(mark))
		p.within(p.theme.Muted.Render(mark), rest, func() { p.blocks(item) })
	}
}
