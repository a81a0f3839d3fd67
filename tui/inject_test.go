package tui_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"halfday/tui/theme"
	"halfday/visit/safe"
)

// injected are the payloads of an experiment beside the repository, each of which
// gets through the libraries the program is made with in one way or another;
// none where it is not there.
func injected(t testing.TB) (all []payload) {
	t.Helper()
	const source = "../../shared/experiments/inject/main.go"
	if _, err := os.Stat(source); err != nil {
		return nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || spec.Names[0].Name != "payloads" || len(spec.Values) != 1 {
			return true
		}
		for _, one := range spec.Values[0].(*ast.CompositeLit).Elts {
			fields := one.(*ast.CompositeLit).Elts
			all = append(all, payload{text(t, fields[0]), text(t, fields[1])})
		}
		return false
	})
	return all
}

// text is the value of an expression made of texts.
func text(t testing.TB, e ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.BinaryExpr:
		return text(t, e.X) + text(t, e.Y)
	case *ast.CallExpr: // strings.Repeat
		times, err := strconv.Atoi(e.Args[1].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Repeat(text(t, e.Args[0]), times)
	}
	t.Fatalf("a payload is made in a way that is not understood: %T", e)
	return ""
}

// gathered sets payloads together, some at a time, so that few walks through the
// program meet all of them.
func gathered(all []payload) (sets []payload) {
	const each = 13
	for i := 0; i < len(all); i += each {
		set := payload{name: fmt.Sprintf("set %d", 1+i/each)}
		for _, p := range all[i:min(i+each, len(all))] {
			set.text += p.text + " "
		}
		sets = append(sets, set)
	}
	return sets
}

// Each of them is shown, and does nothing.
func TestInjectedPayloadsAreCleaned(t *testing.T) {
	t.Parallel()
	all := injected(t)
	if all == nil {
		t.Skip("no experiments beside the repository")
	}
	if len(all) != 49 {
		t.Errorf("%d payloads", len(all))
	}
	dark := theme.New(true)
	for _, p := range all {
		for sink, out := range map[string]string{
			"a line": safe.Line(p.text), "a block": safe.Block(p.text), "Markdown": safe.Markdown(p.text),
			"a styled line": dark.Warn.Render(p.text), "wrapped": strings.Join(dark.Text.Wrap(p.text, 20), "\n"),
		} {
			if err := harmless(out, strings.HasPrefix(sink, "a styled") || sink == "wrapped"); err != nil {
				t.Errorf("%s, as %s: %v", p.name, sink, err)
			}
		}
	}
}
