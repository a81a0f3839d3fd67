// Package framework describes what a school is assessed against: elements,
// their strands, the strands' aspects, and a short statement for each level.
//
// A framework is data. Nothing in the program knows an element's name or a
// threshold; what a framework leaves open the user supplies.
package framework

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
)

// Framework is one version of a scheme's framework.
type Framework struct {
	ID        string  `json:"id" yaml:"id"`
	Name      string  `json:"name" yaml:"name"`
	Version   string  `json:"version" yaml:"version"`
	Levels    Scale   `json:"levels" yaml:"levels"`
	Threshold Level   `json:"threshold" yaml:"threshold"`
	Elements  []*Node `json:"elements" yaml:"elements"`

	byID  map[string]*Node
	items []*Node
}

// Scale is the range of levels. Level 1 is the highest in every version of the
// framework, so Best is the smaller number.
type Scale struct {
	Best  Level `json:"best" yaml:"best"`
	Worst Level `json:"worst" yaml:"worst"`
}

// Has reports whether l is a level of the scale.
func (s Scale) Has(l Level) bool { return s.Best <= l && l <= s.Worst }

// Node is an element, a strand or an aspect. A node without parts is an item:
// what is judged. Where a framework does not give a strand's aspects the
// strand itself is the item.
type Node struct {
	ID   string `json:"id" yaml:"id"`
	Name string `json:"name" yaml:"name"`
	// Own is the threshold stated here; 0 where the parent's holds.
	Own        Level             `json:"threshold,omitempty" yaml:"threshold"`
	Speakers   []Role            `json:"speakers,omitempty" yaml:"speakers"`
	Statements map[Level]string  `json:"levels,omitempty" yaml:"levels"`
	Questions  map[Role][]string `json:"questions,omitempty" yaml:"questions"`
	Strands    []*Node           `json:"strands,omitempty" yaml:"strands"`
	Aspects    []*Node           `json:"aspects,omitempty" yaml:"aspects"`

	parent    *Node
	threshold Level
}

// Parts are the strands of an element or the aspects of a strand.
func (n *Node) Parts() []*Node {
	if len(n.Strands) > 0 {
		return n.Strands
	}
	return n.Aspects
}

// Parent is nil for an element.
func (n *Node) Parent() *Node { return n.parent }

// IsItem reports whether the node is judged itself.
func (n *Node) IsItem() bool { return len(n.Parts()) == 0 }

// Element is the element the node belongs to, or the node itself.
func (n *Node) Element() *Node {
	for n.parent != nil {
		n = n.parent
	}
	return n
}

// Threshold is the level that holds here: the node's own, or the nearest above.
func (n *Node) Threshold() Level { return n.threshold }

// Items are the judged nodes at or below this one, in the framework's order.
func (n *Node) Items() []*Node {
	if n.IsItem() {
		return []*Node{n}
	}
	var items []*Node
	for _, p := range n.Parts() {
		items = append(items, p.Items()...)
	}
	return items
}

// Within reports whether the node is other, or a part of it at any depth.
func (n *Node) Within(other *Node) bool {
	for ; n != nil; n = n.parent {
		if n == other {
			return true
		}
	}
	return false
}

// Items are all judged nodes in the framework's order.
func (f *Framework) Items() []*Node { return f.items }

// Able are those who can speak to a node, best placed first: its own speakers,
// those of what it belongs to, or those of its items. Where the framework names
// none, and for the application as a whole (nil), it is who can speak to everything.
func (n *Node) Able() (able []Role) {
	for up := n; up != nil && len(able) == 0; up = up.Parent() {
		able = up.Speakers
	}
	if n != nil && len(able) == 0 {
		for _, item := range n.Items() {
			able = append(able, item.Speakers...)
		}
	}
	if len(able) == 0 {
		return []Role{"head", "ict-lead"}
	}
	return able
}

// Places numbers all nodes in the framework's order, by their ids, from 1. What
// stands for the whole application has no number and so comes first.
func (f *Framework) Places() map[string]int {
	place := map[string]int{}
	var walk func(nodes []*Node)
	walk = func(nodes []*Node) {
		for _, n := range nodes {
			place[n.ID] = len(place) + 1
			walk(n.Parts())
		}
	}
	walk(f.Elements)
	return place
}

// Find returns the node with this id in any of its spellings, or nil.
func (f *Framework) Find(id string) *Node {
	if n, ok := f.byID[id]; ok {
		return n
	}
	return f.byID[CanonicalID(id)]
}

// CanonicalID brings the spellings of an id together: 1a1, 1a-1, 1a 1 and 1A.1
// all mean 1a1.
func CanonicalID(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, id)
}

// Equal reports whether two frameworks say the same. One may be nil.
func (f *Framework) Equal(other *Framework) bool {
	if f == other || f == nil || other == nil {
		return f == other
	}
	one, err := json.Marshal(f)
	if err != nil {
		return false
	}
	two, err := json.Marshal(other)
	return err == nil && bytes.Equal(one, two)
}

// link sets what follows from the tree: parents, inherited thresholds, the
// index by id and the list of items.
func (f *Framework) link() {
	f.byID = map[string]*Node{}
	f.items = nil
	var walk func(n, parent *Node, threshold Level)
	walk = func(n, parent *Node, threshold Level) {
		n.ID = CanonicalID(n.ID)
		n.parent, n.threshold = parent, threshold
		if n.Own != 0 {
			n.threshold = n.Own
		}
		f.byID[n.ID] = n
		if n.IsItem() {
			f.items = append(f.items, n)
		}
		for _, p := range n.Parts() {
			walk(p, n, n.threshold)
		}
	}
	for _, e := range f.Elements {
		walk(e, nil, f.Threshold)
	}
}
