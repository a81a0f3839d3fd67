package safe

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		// Prose keeps its looks.
		"Pupils (Year 6) said: “we blog!” – weekly; 9.30-10.15, 50% of staff.": "Pupils (Year 6) said: “we blog!” – weekly; 9.30-10.15, 50% of staff.",
		"Smith & Sons, Q&A, R&D":                            "Smith & Sons, Q&A, R&D",
		"~30 pupils, 3 * 4 groups":                          "~30 pupils, 3 * 4 groups",
		"see year_6_plan.doc, #1a1 and @pupils, <10, a < b": "see year_6_plan.doc, #1a1 and @pupils, <10, a < b",
		"We saw. They saw 1.5 and 2) too.":                  "We saw. They saw 1.5 and 2) too.",
		"2010 was the year; £4,200":                         "2010 was the year; £4,200",
		"it’s “wow.”":                                       "it’s “wow.”",

		// What would be structure is escaped.
		"*bold* __strong__ ~~gone~~ `code`":  "\\*bold\\* \\_\\_strong\\_\\_ ~\\~gone\\~\\~ \\`code\\`",
		"[link](http://evil.example)":        `\[link\](http\://evil.example)`,
		"![beacon](https://evil.example/x)":  `!\[beacon\](https\://evil.example/x)`,
		"<h1>Recommendation</h1> <!-- x -->": `\<h1>Recommendation\</h1> \<!-- x -->`,
		"www.evil.example, WWW.EVIL.EXAMPLE": `www\.evil.example, WWW\.EVIL.EXAMPLE`,
		"head@school.example":                `head\@school.example`,
		"&lt;b&gt; &#60; &#x3c; &amp;amp;":   `\&lt;b\&gt; \&#60; \&#x3c; \&amp;amp;`,
		"# Heading":                          `\# Heading`,
		"Heading #":                          `Heading \#`,
		"- item":                             `\- item`,
		"+ item":                             `\+ item`,
		"* item":                             `\* item`,
		"1. item":                            `1\. item`,
		"12) item":                           `12\) item`,
		"7.":                                 `7\.`,
		"> quote":                            `\> quote`,
		"---":                                `\---`,
		"===":                                `\===`,
		":-- | --:":                          `\:-- \| --:`,
		"a|b":                                `a\|b`,
		`C:\new \* \`:                        `C:\\new \\\* \\`,
		"    four spaces":                    "four spaces",
		"one  \ntwo\\\nthree":                `one   two\\ three`,
		"[x] done":                           `\[x\] done`,
		"[1]: http://evil.example":           `\[1\]: http\://evil.example`,
		"\x1b[31mred":                        `␛\[31mred`,
		"~~~":                                `~\~\~`,
		"***":                                `\*\*\*`,
		"":                                   "",
	} {
		if got := Markdown(in); got != want {
			t.Errorf("Markdown(%q)\n got %s\nwant %s", in, got, want)
		}
		renders(t, in)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range ordinary {
		f.Add(s)
	}
	for _, a := range attacks {
		f.Add(a.in)
	}
	for _, s := range []string{
		"*a **b _c ~d~ ~~e~~", "a*\"b\"*c", "_a_b_ _(c)_", "`` ` ``", "\\\\`a`", "a\\", "<a@b.example>", "<http://a>",
		"ftp://a.example", "mailto:a@b.example", "xmpp:a@b.example", "(www.a.example)", "*www.a.example", "a+@b.example",
		"&copy; &copy", "&#0;", "&AMP", "1.", "123456789. a", "1234567890) a", "## a ##", "#", "a ###", "| a | b |", ":-:|:-:",
		"- - a", "* * *", "_ _ _", "[^1]", "[^1]: note", "![a][b]", "<?php ?>", "<![CDATA[x]]>", "</p>", "<a\nb>", "a  \nb",
		": term", "{#id}", "$x$", "a\u00a0*b*\u00a0", "\u3000*a*", "~\u00a0a~ b", "\u00a0    a", "=", "＿a＿", "<script", "<1a>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) { renders(t, in) })
}

// TestMarkdownOfAnyMix sets pieces of Markdown together at random, which comes
// upon combinations sooner than fuzzing does.
func TestMarkdownOfAnyMix(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"a", "b1", "é", "Words ", " ", "  ", "\u00a0", "\n", "\\", "`", "``", "*", "**", "_", "__", "~", "~~", "#", "##", ">", "<", "</", "<!--", "-->", "<a>",
		"[", "]", "(", ")", "![", "]:", "|", "-", "--", "---", "+", "=", "===", ":", ":-", "1.", "2)", "12", ".", "&", ";", "&lt;", "&#60;", "#x3c;",
		"http://", "https:", "//", "www.", "a.b", "@", "mailto:", "/x", "\"", "'", "!", "?", "{", "}", "$", "^", "%", "\x1b[1m", "\u200b", "🙂", "“",
	})
	rapid.Check(t, func(r *rapid.T) {
		renders(r, strings.Join(rapid.SliceOfN(pieces, 1, 12).Draw(r, "pieces"), ""))
	})
}

// renders checks that a text set into each place of a document is shown there as
// Line gives it, and that the document has no structure but its own.
func renders(t rapid.TB, in string) {
	t.Helper()
	md := Markdown(in)
	if md == "" {
		return
	}
	want := strings.Trim(Line(in), " ")
	for _, place := range places {
		for _, dialect := range dialects {
			if place.table && !dialect.tables {
				continue
			}
			source := []byte(place.before + md + place.after)
			doc := dialect.md.Parser().Parse(text.NewReader(source))
			if kinds := kindsIn(doc); !slices.Equal(kinds, place.kinds) {
				t.Errorf("%q as %s in %s: structure %v, want %v; source:\n%s", in, place.name, dialect.name, kinds, place.kinds, source)
			}
			var out bytes.Buffer
			if err := dialect.md.Renderer().Render(&out, source, doc); err != nil {
				t.Fatal(err)
			}
			if got := place.shown(out.String()); got != want {
				t.Errorf("%q as %s in %s: shown as %q, want %q; source:\n%s", in, place.name, dialect.name, got, want, source)
			}
		}
	}
}

type place struct {
	name          string
	before, after string
	open, close   string // what stands around the text in HTML
	table         bool
	kinds         []string
}

func (p place) shown(out string) string {
	_, out, _ = strings.Cut(out, p.open)
	out, _, _ = strings.Cut(out, p.close)
	return html.UnescapeString(out)
}

var places = []place{
	{"a paragraph", "", "\n", "<p>", "</p>", false, []string{"Document", "Paragraph", "Text"}},
	{"a paragraph's second line", "Words\n", "\n", "<p>Words\n", "</p>", false, []string{"Document", "Paragraph", "Text"}},
	{"words after a label", "Note: ", "\n", "<p>Note: ", "</p>", false, []string{"Document", "Paragraph", "Text"}},
	{"a heading", "## ", "\n", "<h2>", "</h2>", false, []string{"Document", "Heading", "Text"}},
	{"a list's item", "- ", "\n", "<li>", "</li>", false, []string{"Document", "List", "ListItem", "TextBlock", "Text"}},
	{"a quotation", "> ", "\n", "<p>", "</p>", false, []string{"Document", "Blockquote", "Paragraph", "Text"}},
	{
		"a table's cell", "| a | b |\n|---|---|\n| x | ", " |\n", "<td>x</td>\n<td>", "</td>", true,
		[]string{"Document", "Table", "TableHeader", "TableCell", "Text", "TableCell", "Text", "TableRow", "TableCell", "Text", "TableCell", "Text"},
	},
}

var dialects = []struct {
	name   string
	tables bool
	md     goldmark.Markdown
}{
	{"CommonMark", false, goldmark.New()},
	{"GitHub's Markdown", true, goldmark.New(goldmark.WithExtensions(extension.GFM))},
}

// kindsIn lists the kinds of a document's nodes, texts in a row as one.
func kindsIn(doc ast.Node) []string {
	var kinds []string
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		kind := n.Kind().String()
		if kind == "Text" && n.PreviousSibling() != nil && n.PreviousSibling().Kind() == n.Kind() {
			return ast.WalkContinue, nil
		}
		kinds = append(kinds, kind)
		return ast.WalkContinue, nil
	})
	return kinds
}
