package framework

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// places say where in a file the parts of a framework and its own fields begin.
type places struct {
	parts  map[*Node]int
	fields map[string]int
}

// check lists what is wrong with a framework as a whole.
func (f *Framework) check(at places) []Problem {
	c := &checker{f: f, at: at, seen: map[string]bool{}}
	if f.Levels.Best != 1 || f.Levels.Worst <= f.Levels.Best {
		c.problem(nil, "levels", fmt.Sprintf("from %s to %s", f.Levels.Best, f.Levels.Worst), "the best level, which is 1, and the worst")
		return c.problems // levels mean nothing then
	}
	c.threshold(nil, f.Threshold)
	for _, e := range f.Elements {
		c.part(e, "the framework", 1)
	}
	if len(f.Elements) == 0 {
		c.problem(nil, "elements", "no elements", "a list of them")
	}
	return c.problems
}

// mostDeep is how deep parts may stand inside each other. A framework has
// elements, strands and aspects.
const mostDeep = 8

type checker struct {
	f        *Framework
	at       places
	seen     map[string]bool
	problems []Problem
}

func (c *checker) problem(n *Node, at, found, expected string) {
	line := c.at.parts[n]
	if n == nil {
		line = c.at.fields[at]
	}
	c.problems = append(c.problems, Problem{line, at, found, expected})
}

func (c *checker) threshold(n *Node, l Level) {
	at := "threshold"
	if n != nil {
		at = n.ID + ".threshold"
	}
	if l != 0 && !c.f.Levels.Has(l) {
		c.problem(n, at, fmt.Sprintf("threshold %d", l), fmt.Sprintf("a level from %s to %s", c.f.Levels.Best, c.f.Levels.Worst))
	}
}

// part checks an element, strand or aspect and what is in it.
func (c *checker) part(n *Node, whole string, depth int) {
	switch {
	case n == nil:
		c.problem(n, "", "a part of "+whole+" with nothing in it", "its id and name")
		return
	case CanonicalID(n.ID) == "":
		c.problem(n, "", "a part of "+whole+" without an id", "an id such as 1a1")
		return
	default:
		id := CanonicalID(n.ID)
		if c.seen[id] {
			c.problem(n, id, "the id "+id+" used twice", "an id of its own for each part")
		}
		c.seen[id] = true
	}
	c.threshold(n, n.Own)
	if len(n.Strands) > 0 && len(n.Aspects) > 0 {
		c.problem(n, n.ID, "both strands and aspects", "one or the other")
	}
	for _, l := range sorted(n.Statements) {
		if !c.f.Levels.Has(l) {
			c.problem(n, n.ID+".levels", fmt.Sprintf("a statement for level %d", l), fmt.Sprintf("levels from %s to %s", c.f.Levels.Best, c.f.Levels.Worst))
		}
	}
	if depth == mostDeep {
		c.problem(n, n.ID, "parts inside parts, too deep", "elements, strands and aspects")
		return
	}
	for _, p := range n.Parts() {
		c.part(p, n.ID, depth+1)
	}
}

// sorted are the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
