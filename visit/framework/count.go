package framework

import (
	"fmt"
	"strings"
)

// Count is how much there is in a framework.
type Count struct {
	Elements, Strands, Aspects int
	// Items are the parts that are judged: those that have no parts themselves.
	Items int
	// Statements are those of all levels together.
	Statements int
}

// String says it in words, what there is none of left out.
func (c Count) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		name string
	}{{c.Elements, "element"}, {c.Strands, "strand"}, {c.Aspects, "aspect"}, {c.Statements, "statement"}} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+p.name)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", p.n, p.name))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

// Count counts what there is in the framework.
func (f *Framework) Count() Count { return count(f.Elements) }

func count(elements []*Node) (c Count) {
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.IsItem() {
			c.Items++
		}
		c.Statements += len(n.Statements)
		c.Strands += len(n.Strands)
		c.Aspects += len(n.Aspects)
		for _, p := range n.Parts() {
			walk(p)
		}
	}
	for _, e := range elements {
		walk(e)
	}
	c.Elements = len(elements)
	return c
}

// Missing says what must be supplied before a school can be assessed against the
// framework: thresholds, and the strands of elements that have none. It is empty
// for a framework that is whole.
func (f *Framework) Missing() (missing []string) {
	var open, bare []string
	for _, n := range f.items {
		if n.threshold == 0 {
			open = append(open, n.ID)
		}
	}
	for _, e := range f.Elements {
		if e.IsItem() {
			bare = append(bare, e.ID+" "+e.Name)
		}
	}
	switch {
	case len(open) == 0:
	case len(open) == len(f.items):
		missing = append(missing, "The framework gives no threshold: without one nothing can be said to be met. Put a line threshold: 2 into your own copy of it, or one at each item.")
	default:
		missing = append(missing, "The framework gives no threshold for "+strings.Join(open, ", ")+".")
	}
	if len(bare) > 0 {
		missing = append(missing, "The framework gives no strands or aspects for "+strings.Join(bare, "; ")+". Until your own copy of it does, each of these is judged as a whole.")
	}
	return missing
}
