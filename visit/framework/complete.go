package framework

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ErrOtherScale is returned for statements of levels that a framework does not have.
var ErrOtherScale = errors.New("the levels are not those of the framework")

// Complete is the framework with parts of an official text in it, by their ids:
// names and statements are replaced, speakers, questions and thresholds stay, and
// what the framework did not have yet is added. The framework itself stays as it
// is. Errors are ErrOtherScale, and ErrIncomplete where both do not fit together.
func (f *Framework) Complete(elements []*Node) (*Framework, error) {
	c := *f
	c.Elements = merged(f.Elements, elements)
	if problems := c.check(places{}); len(problems) > 0 {
		for _, n := range elements {
			if l, ok := beyond(n, f.Levels); ok {
				return nil, fmt.Errorf("%w: the text has a statement for level %s, and %s has levels %s to %s", ErrOtherScale, l, f.ID, f.Levels.Best, f.Levels.Worst)
			}
		}
		return nil, incomplete(problems)
	}
	c.link()
	return &c, nil
}

// merged are parts with those of an official text laid over them.
func merged(have, official []*Node) []*Node {
	var all []*Node
	for _, n := range have {
		all = append(all, n.copied())
	}
	for _, o := range official {
		i := slices.IndexFunc(all, func(n *Node) bool { return CanonicalID(n.ID) == CanonicalID(o.ID) })
		if i < 0 {
			all = append(all, o.copied())
			continue
		}
		n := all[i]
		if o.Name != "" {
			n.Name = o.Name
		}
		if len(o.Statements) > 0 {
			n.Statements = maps.Clone(o.Statements)
		}
		n.Strands, n.Aspects = merged(n.Strands, o.Strands), merged(n.Aspects, o.Aspects)
	}
	return all
}

// copied is the part and those in it, sharing none of them.
func (n *Node) copied() *Node {
	c := *n
	c.parent = nil
	c.Strands, c.Aspects = merged(n.Strands, nil), merged(n.Aspects, nil)
	return &c
}

// beyond is a level of a statement that a scale does not have.
func beyond(n *Node, s Scale) (Level, bool) {
	for _, l := range sorted(n.Statements) {
		if !s.Has(l) {
			return l, true
		}
	}
	for _, p := range n.Parts() {
		if l, ok := beyond(p, s); ok {
			return l, ok
		}
	}
	return 0, false
}
