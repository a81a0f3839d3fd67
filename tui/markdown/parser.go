package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// deepest is how many lists and quotations may stand in one another; the
	// signs of further ones are text.
	deepest = 16
	// mostMarks is how many signs of one kind, such as emphasis, count in one
	// paragraph; further ones are text.
	mostMarks = 1000
)

// newParser is a parser for one document. Parts of the library's take time that
// grows with the square of some sources; the two limits above, which nothing
// written to be read meets, keep them from it. Links that name an address
// defined elsewhere stay text: the definition would not be seen.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(&counted{InlineParser: parser.NewCodeSpanParser()}, 100),
			util.Prioritized(&counted{InlineParser: parser.NewLinkParser()}, 200),
			util.Prioritized(&counted{InlineParser: parser.NewAutoLinkParser()}, 300),
			util.Prioritized(&counted{InlineParser: parser.NewRawHTMLParser()}, 400),
			util.Prioritized(&counted{InlineParser: parser.NewEmphasisParser()}, 500),
		),
		parser.WithParagraphTransformers(util.Prioritized(tableParser{}, 100)),
	)
}

// shallow is a parser of lists or quotations that begins none deep in others.
type shallow struct{ parser.BlockParser }

// Open begins a list or quotation in a node, unless that is too deep.
func (s shallow) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindList || k == ast.KindBlockquote {
			depth++
		}
	}
	if depth >= deepest && parent.Kind() != ast.KindList { // that is asked for its items
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, r, pc)
}

// counted is a parser that heeds so many signs in a paragraph and no more.
type counted struct {
	parser.InlineParser
	marks int
}

// Parse reads what begins with a sign; nil where the sign is text.
func (c *counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if c.marks++; c.marks > mostMarks {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// CloseBlock ends a paragraph.
func (c *counted) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	c.marks = 0
	if closer, ok := c.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}
