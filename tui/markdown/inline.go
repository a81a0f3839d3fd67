package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"halfday/tui/theme"
)

// inline is the text in a block, styled. Where the block has a look other than
// the page's, as a heading has, its words keep that.
func (p *page) inline(block ast.Node, look *theme.Style) string {
	w := &words{theme: p.theme, source: p.source, same: look != p.look}
	w.in(block, look)
	w.flush()
	return w.done.String()
}

// words collects styled words; those in a row that look alike are styled
// together.
type words struct {
	theme  *theme.Theme
	source []byte
	same   bool // emphasis changes nothing

	done strings.Builder
	run  strings.Builder
	look *theme.Style
}

func (w *words) add(text string, look *theme.Style) {
	if look != w.look {
		w.flush()
		w.look = look
	}
	w.run.WriteString(text)
}

func (w *words) flush() {
	if w.run.Len() > 0 {
		w.done.WriteString(w.look.Render(w.run.String()))
		w.run.Reset()
	}
}

// in adds what is in a node.
func (w *words) in(parent ast.Node, look *theme.Style) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.node(n, look)
	}
}

func (w *words) node(n ast.Node, look *theme.Style) {
	t := w.theme
	switch n := n.(type) {
	case *ast.Text:
		w.add(plain(n.Value(w.source)), look)
		if n.HardLineBreak() {
			w.flush()
			w.done.WriteByte('\n')
		} else if n.SoftLineBreak() {
			w.add(" ", look)
		}
	case *ast.Emphasis:
		look, sign := w.emphasis(n.Level, look)
		w.add(sign, look)
		w.in(n, look)
		w.add(sign, look)
	case *ast.CodeSpan:
		w.add("`", &t.Accent)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c, ok := c.(*ast.Text); ok {
				w.add(string(c.Value(w.source)), &t.Accent)
			}
		}
		w.add("`", &t.Accent)
	case *ast.Link:
		w.in(n, look)
		w.add(" ("+plain(n.Destination)+")", &t.Muted)
	case *ast.Image:
		w.in(n, look)
		w.add(" ("+plain(n.Destination)+")", &t.Muted)
	case *ast.AutoLink:
		w.add(string(n.Label(w.source)), look)
	case *ast.RawHTML:
		w.add(string(n.Segments.Value(w.source)), look)
	default:
		w.in(n, look)
	}
}

// emphasis is how words within one or two asterisks look, and the sign to set
// around them where no colours are shown: bold may not be seen there either.
func (w *words) emphasis(level int, look *theme.Style) (_ *theme.Style, sign string) {
	switch {
	case w.same:
		return look, ""
	case level > 1:
		look, sign = &w.theme.Strong, "*"
	default:
		look, sign = &w.theme.Quote, "_"
	}
	if !w.theme.NoColour {
		sign = ""
	}
	return look, sign
}

// plain is the text that Markdown means: without the backslashes that escape,
// and with the characters that references such as &amp; stand for.
func plain(source []byte) string {
	if bytes.IndexByte(source, '\\') < 0 && bytes.IndexByte(source, '&') < 0 {
		return string(source)
	}
	var b strings.Builder
	for i := 0; i < len(source); i++ {
		switch rest := source[i:]; {
		case rest[0] == '\\' && len(rest) > 1 && util.IsPunct(rest[1]):
			i++
			b.WriteByte(rest[1])
		case rest[0] == '&':
			ref := reference(rest)
			b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(ref)))
			i += len(ref) - 1
		default:
			b.WriteByte(rest[0])
		}
	}
	return b.String()
}

// longestReference is the longest name of a character with its & and ;.
const longestReference = len("&CounterClockwiseContourIntegral;")

// reference is what may be a reference to a character at the beginning of s; at
// least its &.
func reference(s []byte) []byte {
	if end := bytes.IndexByte(s[:min(len(s), longestReference)], ';'); end > 0 {
		return s[:end+1]
	}
	return s[:1]
}
