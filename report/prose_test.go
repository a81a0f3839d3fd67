package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"halfday/visit/safe"
)

func TestProse(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", " \n\r\n\t", ""},
		{"a wrapped paragraph", "The school\nis well led.", "The school is well led."},
		{"paragraphs", "One.\n\n\n\nTwo.", "One.\n\nTwo."},
		{"Windows lines", "One\r\nmore.\r\n\r\nTwo.\rand", "One more.\n\nTwo. and"},
		{"bullets", "- one\n* two\n• three", "- one\n- two\n- three"},
		{"a loose list", "- one\n\n- two", "- one\n- two"},
		{"a wrapped bullet", "- one\n  goes on\n- two", "- one goes on\n- two"},
		{"a deeper bullet", "- one\n  - two", "- one\n- two"},
		{"text around bullets", "Before:\n- one\n\nAfter.", "Before:\n\n- one\n\nAfter."},
		{"a dash is no bullet", "-5 degrees\n-\n–", `\-5 degrees - –`},
		{"a heading", "# Awarded", `\# Awarded`},
		{"an underlined heading", "Awarded\n===\nyes\n---", "Awarded === yes ---"},
		{"code by indent", "    x = 1", "x = 1"},
		{"a quotation", "> said", `\> said`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, string(prose(tt.in))); diff != "" {
				t.Errorf("prose(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// checkProse wants nothing but paragraphs and bullets to come out, as many as
// were written and with the same words.
func checkProse(t tester, s string) {
	t.Helper()
	src := []byte(prose(s))
	var got []string
	_ = ast.Walk(commonMark.Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindDocument, ast.KindText, ast.KindString, ast.KindListItem:
		case ast.KindList:
			if n.(*ast.List).IsOrdered() {
				t.Fatal("a numbered list comes out of " + s + ":\n" + string(src))
			}
		case ast.KindParagraph:
			if in {
				got = append(got, "paragraph")
			}
		case ast.KindTextBlock:
			if in {
				got = append(got, "bullet")
			}
		default:
			t.Fatal("a " + n.Kind().String() + " comes out of " + s + ":\n" + string(src))
		}
		return ast.WalkContinue, nil
	})
	var want, words []string
	for _, b := range blocks(s) {
		kind := "paragraph"
		if b.bullet {
			kind = "bullet"
		}
		want = append(want, kind)
		words = append(words, safe.Line(b.text()))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff + "\n" + string(src))
	}
	if diff := cmp.Diff(oneLine(strings.Join(words, " ")), shown(t, string(src))); diff != "" {
		t.Fatal(diff + "\n" + string(src))
	}
}

func TestProseIsParagraphsAndBullets(t *testing.T) {
	for _, s := range hostile {
		checkProse(t, s)
		checkProse(t, "Before\n"+s+"\nafter")
		checkProse(t, "- "+s+"\n"+s+"\n\n"+s+"\n* "+s)
	}
	piece := rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringMatching("[-+*_#>|:=~`.)(\\[\\]!<&;\\\\ 1a\n\t]{1,8}"), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		sep := rapid.SampledFrom([]string{"", " ", "\n", "\n\n", "\n- ", "\n  "}).Draw(t, "between")
		checkProse(t, strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), sep))
	})
}

func FuzzProse(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkProse(t, s) })
}
