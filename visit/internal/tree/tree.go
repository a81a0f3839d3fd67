// Package tree loads a YAML or JSON file from an unknown hand into one plain
// tree of values that know their line.
//
// Nothing is interpreted: a value stays as it was written, a mapping keeps its
// keys in order and more than once. What a file may cost is limited before it
// is parsed.
package tree

import (
	"fmt"
	"strings"

	"halfday/visit/internal/raw"
)

// Limits of one file. Anything larger is no self-review.
const (
	MaxYAML  = 1 << 20 // bytes
	MaxJSON  = 5 << 20 // bytes
	maxDepth = 32      // lists and mappings inside each other
	maxNodes = 50_000  // values
)

// Kind is the sort of value a node holds.
type Kind int

// The kinds of value. Text, Number and Bool are single values.
const (
	Null Kind = iota
	Text
	Number
	Bool
	List
	Map
)

// Node is one value of a file.
type Node struct {
	Kind Kind
	// Text is a single value as it was written, without quotes: 2.50 stays 2.50.
	Text string
	// Line counts from 1.
	Line   int
	Items  []*Node // of a List
	Fields []Field // of a Map, in the file's order; keys may repeat
}

// Field is a key of a mapping with its value.
type Field struct {
	Key   string
	Line  int
	Value *Node
}

// Single reports whether the node is one value, neither empty nor a list or mapping.
func (n *Node) Single() bool { return n.Kind == Text || n.Kind == Number || n.Kind == Bool }

// String is all of the node's text on the way down, for showing what was found.
func (n *Node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *Node) write(b *strings.Builder) {
	b.WriteString(n.Text)
	for i, item := range n.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		item.write(b)
	}
	for i, f := range n.Fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.Key + ": ")
		f.Value.write(b)
	}
}

// budget counts what a tree has cost so far.
type budget struct{ nodes int }

// spend takes one value at a depth.
func (b *budget) spend(depth, line int) error {
	if b.nodes++; b.nodes > maxNodes {
		return fmt.Errorf("%w: line %d is past its first %d values, the most that are read", raw.ErrTooLarge, line, maxNodes)
	}
	if depth > maxDepth {
		return tooDeep(line)
	}
	return nil
}

func tooDeep(line int) error {
	return fmt.Errorf("%w: at line %d more than %d lists and mappings stand inside each other", raw.ErrTooLarge, line, maxDepth)
}
