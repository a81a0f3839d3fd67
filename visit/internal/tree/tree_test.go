package tree

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/internal/raw"
)

const sampleYAML = `# a comment
a: 2.50
'b': "2"
c: yes
d:
  - ~
  - 2011-02-14

  - |
    one
    two
a: {<<: x, "": 0x1F}
10:30: 010
`

const sampleJSON = `{
"a": 2.50,
"b": "2", "c": true,
"d": [
  null, "2011-02-14",

  "one\ntwo\n"],
"a": {"<<": "x", "": 31},
"10:30": 10
}
`

func TestTrees(t *testing.T) {
	t.Parallel()
	text := func(line int, s string) *Node { return &Node{Kind: Text, Text: s, Line: line} }
	number := func(line int, s string) *Node { return &Node{Kind: Number, Text: s, Line: line} }
	for _, c := range []struct {
		name string
		load func(string) (*Node, []raw.Fault, error)
		text string
		want *Node
	}{
		{"yaml", YAML, sampleYAML, &Node{Kind: Map, Line: 2, Fields: []Field{
			{"a", 2, number(2, "2.50")},
			{"b", 3, text(3, "2")},
			{"c", 4, text(4, "yes")},
			{"d", 5, &Node{Kind: List, Line: 6, Items: []*Node{{Line: 6}, text(7, "2011-02-14"), text(9, "one\ntwo\n")}}},
			{"a", 12, &Node{Kind: Map, Line: 12, Fields: []Field{{"<<", 12, text(12, "x")}, {"", 12, number(12, "0x1F")}}}},
			{"10:30", 13, number(13, "010")},
		}}},
		{"json", JSON, sampleJSON, &Node{Kind: Map, Line: 1, Fields: []Field{
			{"a", 2, number(2, "2.50")},
			{"b", 3, text(3, "2")},
			{"c", 3, &Node{Kind: Bool, Text: "true", Line: 3}},
			{"d", 4, &Node{Kind: List, Line: 4, Items: []*Node{{Line: 5}, text(5, "2011-02-14"), text(7, "one\ntwo\n")}}},
			{"a", 8, &Node{Kind: Map, Line: 8, Fields: []Field{{"<<", 8, text(8, "x")}, {"", 8, number(8, "31")}}}},
			{"10:30", 9, number(9, "10")},
		}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, faults, err := c.load(c.text)
			if err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		isJSON     bool
		want       []raw.Fault
		value      string
	}{
		{"a second document", "a: b\n---\nc: d\n", false, []raw.Fault{
			{Line: 3, Found: "more text behind the end of the first document (a line of --- or ...)", Expected: "one document; only the first was read"},
		}, "a: b"},
		{"a second document that is broken", "a: b\n...\n{\n", false, []raw.Fault{
			{Line: 4, Found: "more text behind the end of the first document (a line of --- or ...)", Expected: "one document; only the first was read"},
		}, "a: b"},
		{"an empty second document", "---\na: b\n---\n", false, nil, "a: b"},
		{"text behind JSON", "{\"a\": \"b\"}\n\nx", true, []raw.Fault{
			{Line: 3, Found: "more text behind the closing bracket", Expected: "the end of the file"},
		}, "a: b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			load := YAML
			if c.isJSON {
				load = JSON
			}
			n, faults, err := load(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, faults); diff != "" || n.String() != c.value {
				t.Errorf("read as %q, want %q; -want +got:\n%s", n, c.value, diff)
			}
		})
	}
}

// What a parser could spend minutes or gigabytes on is refused before or while
// it is parsed, with the figure.
func TestRefused(t *testing.T) {
	t.Parallel()
	rep := func(s string, n int) string { return strings.Repeat(s, n) }
	tags := func() string {
		var b strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&b, "%%TAG !a%d! b\n", i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text string
		isJSON     bool
		is         error
		says       string
	}{
		{"brackets", rep("[", 195_000), false, raw.ErrTooLarge, "195000 commas and brackets"},
		{"deep flow", rep("[", 33), false, raw.ErrTooLarge, "line 1 more than 32"},
		{"deep flow mappings", rep("{a: ", 33), false, raw.ErrTooLarge, "more than 32"},
		{"deep block", rep("- ", 500_000), false, raw.ErrTooLarge, "more than 32"},
		{"deep both ways", rep("- ", 20) + rep("[", 20) + rep("]", 20), false, raw.ErrTooLarge, "more than 32"},
		{"flat list", "[" + rep("a,", 500_000) + "]", false, raw.ErrTooLarge, "500001 commas"},
		{"many lines", rep("-\n", 500_000), false, raw.ErrTooLarge, "line 50000 is past its first 50000 values"},
		{"many keys", rep("k: v\n", 30_000), false, raw.ErrTooLarge, "50000"},
		{"tag lines", "# c\r" + tags(), false, raw.ErrMalformed, "%TAG"},
		{"tag lines in a second document", "a: b\n...\n" + tags(), false, raw.ErrMalformed, "line 3"},
		{"large", rep("x", MaxYAML+1), false, raw.ErrTooLarge, "1048577 bytes"},
		{"billion laughs", "a: &a [l, l]\nb: &b [*a, *a]\nc: [*b, *b]\n", false, raw.ErrMalformed, "line 1"},
		{"unknown alias", "a:\n  *bold* claim\n", false, raw.ErrMalformed, "line 2"},
		{"self alias", "a: &a [*a]\n", false, raw.ErrMalformed, "line 1"},
		{"merge key", "a: &a {b: c}\nd: {<<: *a}\n", false, raw.ErrMalformed, "line 1"},
		{"own tag", "a: b\nc: !!python/object d\n", false, raw.ErrMalformed, "line 2"},
		{"binary", "a: !!binary gIGC\n", false, raw.ErrMalformed, "!!binary"},
		{"open quote", "a: b\nc: \"d\ne: f\n", false, raw.ErrMalformed, "begins at line 2"},
		{"tab", "a:\n\tb: c\n", false, raw.ErrMalformed, "tabs"},
		{"no text", "\n", false, raw.ErrEmpty, ""},
		{"no value", "---\n# c\n", false, raw.ErrEmpty, ""},
		{"deep JSON", rep("[", 5_000_000), true, raw.ErrTooLarge, "more than 32"},
		{"many JSON values", "[" + rep("1,", 60_000) + "1]", true, raw.ErrTooLarge, "50000"},
		{"large JSON", rep("1", MaxJSON+1), true, raw.ErrTooLarge, "5242881 bytes"},
		{"open JSON", "{\n\"a\":\n\n", true, raw.ErrMalformed, "ends before"},
		{"broken JSON", "{\n\"a\": 1\n\"b\": 2}", true, raw.ErrMalformed, "line 3"},
		{"trailing comma", "{\"a\": 1,\n}", true, raw.ErrMalformed, "line 2"},
		{"JSON without a value", "null", true, raw.ErrEmpty, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			load := YAML
			if c.isJSON {
				load = JSON
			}
			n, _, err := load(c.text)
			if !errors.Is(err, c.is) || n != nil {
				t.Fatalf("got %v and %v, want %v", n, err, c.is)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

// The limits let through what a school may write.
func TestAllowed(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"depth":      strings.Repeat("[", 32) + strings.Repeat("]", 32),
		"values":     "[" + strings.Repeat("a,", 49_998) + "a]",
		"long prose": "a: |\n" + strings.Repeat("  Well, here is a line of prose, 50% of it commas, [brackets] and %TAG.\n", 12_000),
	} {
		if _, faults, err := YAML(text); err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v", name, faults, err)
		}
	}
}

// JSON is YAML too: read as either it gives the same tree, line for line.
func TestSameTree(t *testing.T) {
	t.Parallel()
	var value func(depth int) *rapid.Generator[any]
	value = func(depth int) *rapid.Generator[any] {
		text := rapid.StringMatching(`[ -~é–]{0,12}`)
		kinds := []*rapid.Generator[any]{text.AsAny(), rapid.Int32().AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil)}
		if depth > 0 {
			part := rapid.Deferred(func() *rapid.Generator[any] { return value(depth - 1) })
			kinds = append(kinds, rapid.SliceOfN(part, 0, 4).AsAny(), rapid.MapOfN(text, part, 0, 4).AsAny())
		}
		return rapid.OneOf(kinds...)
	}
	rapid.Check(t, func(t *rapid.T) {
		data, err := json.MarshalIndent(map[string]any{"root": value(4).Draw(t, "value")}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		fromJSON, _, err := JSON(string(data))
		if err != nil {
			t.Fatal(err)
		}
		fromYAML, _, err := YAML(string(data))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
			t.Errorf("of\n%s\n-JSON +YAML:\n%s", data, diff)
		}
	})
}

// A string means what the standard library says it means, escapes and all.
func TestEscapes(t *testing.T) {
	t.Parallel()
	part := rapid.OneOf(rapid.StringMatching(`[ -~é–🙂]{0,4}`), rapid.SampledFrom([]string{
		"\n", "\"", "\\", "/", "\t", "\b\f\r", "\u2028", "\U0001F600", "<&>",
	}))
	raw := rapid.SampledFrom([]string{`\ud83d\ude00`, `\ud83d`, `\ude00\ud83d`, `\ud83dx`, `\ud83d\n`, `\/`, `\u00e9`, `\uFFFF`, `\u0000`})
	rapid.Check(t, func(t *rapid.T) {
		var literal strings.Builder
		for _, p := range rapid.SliceOf(part).Draw(t, "parts") {
			data, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			literal.Write(data[1 : len(data)-1])
			literal.WriteString(raw.Draw(t, "escape"))
		}
		var want string
		if err := json.Unmarshal([]byte(`"`+literal.String()+`"`), &want); err != nil {
			t.Fatal(err)
		}
		if got := unescape(literal.String()); got != want {
			t.Errorf("%s means %q, want %q", literal.String(), got, want)
		}
	})
}
