package tree

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"halfday/visit/internal/raw"
)

// quoting is what puts most broken YAML right.
const quoting = `put text that has ": " or " #" in it or begins with one of * & ! { [ @ % in quotes, and indent with spaces, never tabs`

// YAML loads a YAML text of at most MaxYAML bytes. Aliases, anchors and tags of
// a file's own are refused: nothing read here has a use for them.
func YAML(text string) (root *Node, faults []raw.Fault, err error) {
	if len(text) > MaxYAML {
		return nil, nil, fmt.Errorf("%w: %d bytes, where at most %d (1 MB) are read", raw.ErrTooLarge, len(text), MaxYAML)
	}
	if err := preflight(text); err != nil {
		return nil, nil, err
	}
	doc, rest, err := parse(text)
	if err != nil {
		return nil, nil, err
	}
	if root, err = new(budget).fromYAML(doc, 0); err != nil {
		return nil, nil, err
	}
	if root.Kind == Null {
		return nil, nil, raw.ErrEmpty
	}
	if rest > 0 {
		faults = append(faults, raw.Fault{
			Line:     rest,
			Found:    "more text behind the end of the first document (a line of --- or ...)",
			Expected: "one document; only the first was read",
		})
	}
	return root, faults, nil
}

// preflight refuses what the parser would spend long on, measured on a file of
// 1 MB: lists in brackets (700 MB of memory) and %TAG lines (10 s). The count
// includes commas in prose, of which no file has nearly so many.
func preflight(text string) error {
	if n := strings.Count(text, ",") + strings.Count(text, "[") + strings.Count(text, "{"); n > maxNodes {
		return fmt.Errorf("%w: %d commas and brackets, where at most %d are read", raw.ErrTooLarge, n, maxNodes)
	}
	if !strings.Contains(text, "%TAG") {
		return nil
	}
	lineStart := regexp.MustCompile(`(?:^|[\n\r\x{85}\x{2028}\x{2029}])%TAG`)
	if at := lineStart.FindStringIndex(text); at != nil {
		return raw.Malformed(1+strings.Count(text[:at[1]], "\n"), "it defines tags of its own", "remove the line that begins with %TAG")
	}
	return nil
}

// parse parses the first document of a file. rest is the line where another
// begins, 0 where none does.
func parse(text string) (doc *yaml.Node, rest int, err error) {
	defer func() {
		if r := recover(); r != nil { // the parser's own "internal error"
			err = fmt.Errorf("%w: %v; %s", raw.ErrMalformed, r, quoting)
		}
	}()
	deep := false
	limits := loaderlimits.New(loaderlimits.DepthFunc(func(depth int, _ *loaderlimits.DepthContext) error {
		if deep = depth > maxDepth; deep {
			return raw.ErrTooLarge
		}
		return nil
	}))
	loader, err := yaml.NewLoader(strings.NewReader(text), yaml.WithUniqueKeys(false), yaml.WithPlugin(limits))
	if err != nil {
		return nil, 0, err
	}
	doc = &yaml.Node{}
	switch err := loader.Load(doc); {
	case errors.Is(err, io.EOF):
		return nil, 0, raw.ErrEmpty
	case err != nil:
		return nil, 0, explain(err, deep)
	}
	second := &yaml.Node{}
	var broken *yaml.LoadError
	switch err := loader.Load(second); {
	case errors.As(err, &broken):
		rest = max(broken.Mark.Line, 1)
	case err == nil && len(second.Content) > 0 && second.Content[0].Tag != "!!null":
		rest = second.Content[0].Line
	}
	return doc, rest, nil
}

// explain says where and why the parser gave up; deep is set where it was for
// the depth, which its error hides.
func explain(err error, deep bool) error {
	var at *yaml.LoadError
	if !errors.As(err, &at) {
		return fmt.Errorf("%w: %w; %s", raw.ErrMalformed, err, quoting)
	}
	line := max(at.Mark.Line, at.ContextMark.Line, 1)
	if deep {
		return tooDeep(line)
	}
	message := at.Message
	switch from := at.ContextMark.Line; {
	case at.ContextMsg != "" && 0 < from && from < line:
		message += fmt.Sprintf(" (%s that begins at line %d)", at.ContextMsg, from)
	case at.ContextMsg != "":
		message += " (" + at.ContextMsg + ")"
	}
	return raw.Malformed(line, message, quoting)
}

func (b *budget) fromYAML(y *yaml.Node, depth int) (*Node, error) {
	if y.Kind == yaml.DocumentNode {
		if len(y.Content) == 0 {
			return &Node{}, nil
		}
		return b.fromYAML(y.Content[0], depth)
	}
	if err := b.spend(depth, y.Line); err != nil {
		return nil, err
	}
	switch {
	case y.Kind == yaml.AliasNode:
		return nil, raw.Malformed(y.Line, fmt.Sprintf("an alias (%q), which is not read", "*"+y.Value), quoting)
	case y.Anchor != "":
		return nil, raw.Malformed(y.Line, fmt.Sprintf("an anchor (%q), which is not read", "&"+y.Anchor), quoting)
	case y.Style&yaml.TaggedStyle != 0 && !standard(y.Tag):
		return nil, raw.Malformed(y.Line, fmt.Sprintf("a tag (%q), which is not read", y.Tag), quoting)
	}
	n := &Node{Line: y.Line}
	switch y.Kind {
	case yaml.SequenceNode:
		n.Kind = List
		for _, c := range y.Content {
			item, err := b.fromYAML(c, depth+1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, item)
		}
	case yaml.MappingNode:
		n.Kind = Map
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, err := b.fromYAML(y.Content[i], depth+1)
			if err != nil {
				return nil, err
			}
			value, err := b.fromYAML(y.Content[i+1], depth+1)
			if err != nil {
				return nil, err
			}
			value.Line = max(value.Line, key.Line)
			n.Fields = append(n.Fields, Field{key.String(), key.Line, value})
		}
	default:
		n.Kind, n.Text = kindOf(y.Tag), y.Value
		if n.Kind == Null {
			n.Text = ""
		}
	}
	return n, nil
}

// standard reports whether a tag only repeats what a plain value says already.
func standard(tag string) bool {
	switch tag {
	case "!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!seq", "!!map":
		return true
	}
	return false
}

func kindOf(tag string) Kind {
	switch tag {
	case "!!null":
		return Null
	case "!!int", "!!float":
		return Number
	case "!!bool":
		return Bool
	}
	return Text
}
