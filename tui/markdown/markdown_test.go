package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"halfday/tui/theme"
	"halfday/visit/safe"
)

// seen is what a person sees of a source, without the spaces at line ends.
func seen(source string, width int, t *theme.Theme) []string {
	lines := Lines(source, width, t)
	for i, l := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return lines
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name   string
		width  int
		source string
		want   []string
	}{
		{"nothing", 40, "\n  \n", nil},
		{"paragraphs", 30, "Pupils keep diaries of what\nthey make.\n\nSo do *some* staff.", []string{
			"  Pupils keep diaries of what", "  they make.", "", "  So do some staff.",
		}},
		{"headings", 30, "# Report\n\nWords.\n\nPart\n----\n\n### Détails ###\n\nMore.", []string{
			"Report", "━━━━━━", "", "  Words.", "", "Part", "────", "", "Détails", "", "  More.",
		}},
		{"a long heading", 20, "## What the school asked for", []string{"What the school", "asked for", "───────────────"}},
		{"bullets", 24, "- one and two and three and four\n- two\n  - deeper\n- three", []string{
			"  • one and two and", "    three and four", "  • two", "    • deeper", "  • three",
		}},
		{"items apart", 24, "- one\n\n  more of it\n\n- two", []string{"  • one", "", "    more of it", "", "  • two"}},
		{"numbers", 24, "9. nine\n10. ten\n11) eleven", []string{"   9. nine", "  10. ten", "", "  11) eleven"}},
		{"items without words", 24, "-\n- a\n- - b\n", []string{"  •", "  • a", "  • • b"}},
		{"a quotation", 24, "> We are proud\n> of it\n>\n> - all of it", []string{"  ▌ We are proud of it", "  ▌", "  ▌ • all of it"}},
		{"a heading in a quotation", 24, "> # Proud", []string{"  ▌ Proud", "  ▌ ━━━━━"}},
		{"a break", 12, "a\n\n***\n\nb", []string{"  a", "", "  ──────────", "", "  b"}},
		{"code", 24, "Type `a|b` so:\n\n```go\nif a {\n\tb()\n}\n```\n\n    four", []string{
			"  Type `a|b` so:", "", "  │ if a {", "  │     b()", "  │ }", "", "  │ four",
		}},
		{"links", 60, "See [the *plan*](https://school.example/a_b), <https://x.example>, ![a map](map.png).", []string{
			"  See the plan (https://school.example/a_b),", "  https://x.example, a map (map.png).",
		}},
		{"no hidden definitions", 60, "[plan][1]\n\n[1]: https://school.example", []string{"  [plan][1]", "", "  [1]: https://school.example"}},
		{"HTML is text", 60, "a <b>bold</b> word<!-- hidden -->\n\n<div>\nx\n</div>\n\n<!-- y\n\nz -->", []string{
			"  a <b>bold</b> word<!-- hidden -->", "", "  <div>", "  x", "  </div>", "", "  <!-- y", "", "  z -->",
		}},
		{"escapes and references", 60, `\*not\* bold, \\ a \ b, \&amp; &amp; &copy; &#38; &#x26; &nonsense; &`, []string{
			`  *not* bold, \ a \ b, &amp; & © & & &nonsense; &`,
		}},
		{"lines that end", 40, "one  \ntwo\\\nthree\nfour", []string{"  one", "  two", "  three four"}},
		{"a table", 40, "| Time | What |\n|---|:-:|\n| 9:00 | A \\| B |\n| 9:30 |", []string{
			"  Time │ What", "  ─────┼──────", "  9:00 │ A | B", "  9:30 │",
		}},
		{"a table that wraps", 31, "| Time | What | With |\n|---|---|---|\n| 9:00–9:10 | The tour of the school | Pupils |", []string{
			"  Time      │ What     │ With", "  ──────────┼──────────┼───────", "  9:00–9:10 │ The tour │ Pupils",
			"            │ of the   │", "            │ school   │",
		}},
		{"a table with a long word", 31, "| a | b |\n|---|---|\n| evidence/2010/minutes.doc | and some words |", []string{
			"  a                │ b", "  ─────────────────┼───────────", "  evidence/2010/mi │ and some", "  nutes.doc        │ words",
		}},
		{"a table without room", 20, "| Time | What | With? |\n|---|---|---|\n| 9:00–9:10 | Arrival | Pupils, staff |\n| 9:30 | | None", []string{
			"  • 9:00–9:10", "    What: Arrival ·", "    With? Pupils,", "    staff", "  • 9:30", "    With? None",
		}},
		{"a table's head alone", 40, "| a | b |\n|---|---|", []string{"  a │ b", "  ──┼──"}},
		{"no table", 40, "| a | b |\n|---|\n| c |", []string{"  | a | b | |---| | c |"}},
		{"emphasis in a heading", 40, "## One **two**", []string{"One two", "───────"}},
		{"wide characters", 12, "漢字漢字漢字漢字 🙂🙂🙂🙂🙂🙂", []string{"  漢字漢字漢", "  字漢字", "  🙂🙂🙂🙂🙂", "  🙂"}},
		{"no room to indent", 8, "- one\n- two", []string{"one", "two"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := seen(c.source, c.width, theme.New(true))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEmphasisWithoutColours: who sees no colours may see no bold either.
func TestEmphasisWithoutColours(t *testing.T) {
	th := theme.New(true)
	th.NoColour = true
	got := seen("**School:** a *very* good ***one***\n\n## A **bold** part", 60, th)
	want := []string{"  *School:* a _very_ good _*one*_", "", "A bold part", "───────────"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLooksGoOnInTheNextLine(t *testing.T) {
	th := theme.New(true)
	got := Lines("**One two three**", 12, th)
	want := []string{"  " + th.Strong.Render("One two"), "  " + th.Strong.Render("three")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNothingWrittenIsLost sets any text into each place of a document: it is
// shown whole, however it is broken into lines.
func TestNothingWrittenIsLost(t *testing.T) {
	places := []string{"%s", "# %s", "### %s", "- %s", "1. a\n2. %s", "- a\n  - %s", "> %s", "**a:** %s", "| a | b |\n|---|---|\n| c | %s |"}
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.StringMatching(`[a-zé漢🙂*_#<&\[\]()|\\.: -]{1,60}`).Draw(r, "words")
		place, width := rapid.SampledFrom(places).Draw(r, "place"), rapid.IntRange(10, 100).Draw(r, "width")
		got := letters(strings.Join(seen(fmt.Sprintf(place, safe.Markdown(words)), width, theme.New(true)), ""))
		if want := letters(words); !strings.Contains(got, want) {
			r.Errorf("%q in %q at %d columns shows %q", words, place, width, got)
		}
	})
}

// TestAnyMix sets pieces of Markdown together at random, which comes upon
// combinations sooner than fuzzing does.
func TestAnyMix(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"a", "word ", "漢字", "🙂", "e\u0301", "\u0301", "🇬", "a-b", "\u00a0", " ", "  ", "    ", "\t", "\n", "\n\n", "\r", "  \n", "\\\n", "\\", "`", "``", "```\n",
		"*", "**", "_", "[", "](", ")", "![", "<", ">", "<b>", "<!--", "-->", "<div>\n", "http://x", "\n# ", "\n## ", "\n===\n", "\n---\n", "\n- ", "\n  - ", "\n1. ", "\n999999999) ",
		"\n> ", "|", "\n| a | b |\n|---|---|\n", "|-", "&amp;", "&#27;", "&", ";", "\x1b[1m", "\u009b", "\x00", "\xff", "\u202e",
	})
	rapid.Check(t, func(r *rapid.T) {
		check(r, strings.Join(rapid.SliceOfN(piece, 1, 30).Draw(r, "pieces"), ""), rapid.IntRange(1, 200).Draw(r, "width"))
	})
}

// letters is a text without spaces and the bars that lines are broken at.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '▌' || r == '│' {
			return -1
		}
		return r
	}, s)
}

// colouring are the sequences that the looks of a theme are made of.
var colouring = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// check renders a source and looks at what must hold for every one.
func check(t rapid.TB, source string, width int) {
	t.Helper()
	for _, l := range Lines(source, width, theme.New(true)) {
		if have := ansi.StringWidth(l); have > width {
			t.Fatalf("at %d columns a line is %d wide: %q", width, have, l)
		}
		if rest := colouring.ReplaceAllString(l, ""); strings.ContainsFunc(rest, unicode.IsControl) {
			t.Fatalf("a control character reaches the screen: %q", l)
		}
	}
}

func FuzzLines(f *testing.F) {
	for i, s := range append(long(400), "# a\n\n**b** *c* `d`\n\n1. e\n\n   > f\n", "| a | b |\n|---|:-:|\n| c | d\\|e |\n",
		"a\x1b[31mb\x1b]0;c\a\u009b1m\u202e", "&#27;[2J&#x9b;", "[a](<b c> \"d\")![e](f)", "漢字 👩🏽‍🏫 e\u0301\u0301 🇬🇧*🇬*🇧", "\t- a\n\t\tb\n -\tc",
		"<div>\n<!--\n", "<!-- a\nb -->", "```\na", "a\n===\n***\n- \n\n  - b", "\r\r\n\xff\x00", "-\n1)\n>", "a\u0301*\u0301*", "a-\u3000-b") {
		f.Add(s, i*7)
	}
	f.Fuzz(func(t *testing.T, source string, width int) {
		check(t, source, 1+(width%200+200)%200)
	})
}

// long are sources of about so many bytes that take a Markdown parser, or a
// table's layout, a time growing with the square of their length if nothing
// keeps it from that.
func long(length int) []string {
	of := func(s string, share int) string { return strings.Repeat(s, length/len(s)/share) }
	return []string{
		of("> ", 1) + "a",
		of("- ", 1) + "a",
		of("[", 2) + of("]", 2),
		of("[a](", 1),
		of("a*b_c ", 1),
		of("*a **a ", 2) + of("b** b* ", 2),
		of("|a", 4) + "\n" + of("|-", 4) + "\n" + of("|b\n", 2),                                                      // columns without end
		"|a|" + of("word ", 3) + strings.Repeat("|a", 70) + "\n" + strings.Repeat("|-", 72) + "\n" + of("|b|c\n", 2), // a name in every row
	}
}

// TestWorkGrowsWithLength counts what is made of sources that could make much
// of little: nodes, how deep they lie, and bytes for the screen.
func TestWorkGrowsWithLength(t *testing.T) {
	t.Parallel()
	for _, source := range long(1 << 16) {
		nodes, depth, most := 0, 0, 0
		_ = ast.Walk(newParser().Parse(text.NewReader([]byte(source))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				depth--
				return ast.WalkContinue, nil
			}
			nodes, depth = nodes+1, depth+1
			most = max(most, depth)
			return ast.WalkContinue, nil
		})
		if nodes > 2*len(source) || most > 2000 {
			t.Errorf("%.20q…, %d bytes: %d nodes, %d deep", source, len(source), nodes, most)
		}
		shown := 0
		for _, l := range Lines(source, 80, theme.New(true)) {
			shown += len(l)
		}
		if shown > 100*len(source) {
			t.Errorf("%.20q…, %d bytes: %d bytes for the screen", source, len(source), shown)
		}
	}
}

func TestFurtherSignsAreText(t *testing.T) {
	shown := strings.Join(seen(strings.Repeat("> ", deepest+2)+"a", 80, theme.New(true)), "")
	if want := "  " + strings.Repeat("▌ ", deepest) + "> > a"; shown != want {
		t.Errorf("quotations in quotations show %q, want %q", shown, want)
	}
	shown = strings.Join(seen(strings.Repeat("*a* ", mostMarks/2+30), 80, theme.New(true)), "")
	if got := strings.Count(shown, "*"); got != 60 {
		t.Errorf("of the signs of emphasis %d are text, want those of 30 words", got)
	}
}
