package submission

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/tree"
)

// reviews reads a mapping from item ids to reviews. A list is read too where
// each of its entries names its item.
func (r *reader) reviews(n *tree.Node, at string) {
	const expected = "a mapping from item ids to their reviews"
	switch n.Kind {
	case tree.Null:
	case tree.Map:
		for _, f := range n.Fields {
			r.review(f, at)
		}
	case tree.List:
		r.problem(n.Line, at, "a list", expected)
		for i, entry := range n.Items {
			if f, ok := named(entry); ok {
				r.review(f, at)
			} else {
				r.problem(entry.Line, join(at, strconv.Itoa(i+1)), describe(entry), "a field item with the item's id")
			}
		}
	default:
		r.problem(n.Line, at, describe(n), expected)
	}
}

// named makes a field of a list's entry: its item, and the rest of it.
func named(entry *tree.Node) (tree.Field, bool) {
	for i, f := range entry.Fields {
		for _, name := range []string{"item", "id", "aspect", "strand", "element"} {
			if sameName(f.Key, name) && f.Value.Single() {
				rest := *entry
				rest.Fields = append(append([]tree.Field{}, entry.Fields[:i]...), entry.Fields[i+1:]...)
				return tree.Field{Key: f.Value.Text, Line: entry.Line, Value: &rest}, true
			}
		}
	}
	return tree.Field{}, false
}

// draft is a review while it is read.
type draft struct {
	Review
	commentary, actions []string
}

// review reads what was written for one item. An item that the framework does
// not know is kept; what a second review of an item says is added to the first.
func (r *reader) review(f tree.Field, at string) {
	item := cmp.Or(itemIn(f.Key, r.fw), framework.CanonicalID(f.Key), strings.TrimSpace(f.Key))
	at = join(at, item)
	if r.fw.Find(item) == nil {
		r.problem(f.Line, at, quote(f.Key), fmt.Sprintf("the id of an element, strand or aspect of %s", r.fw.ID))
	}
	d := r.items[item]
	if d == nil {
		d = &draft{Review: Review{Item: item, Line: f.Line}}
		r.drafts = append(r.drafts, d)
		r.items[item] = d
	} else {
		r.problem(f.Line, at, quote(f.Key)+", the item a second time", fmt.Sprintf("it once, as at %s; what differs was added there", r.line(d.Line)))
	}
	r.content(d, f.Value, at)
}

func (r *reader) content(d *draft, n *tree.Node, at string) {
	if blank(n) {
		return
	}
	if n.Single() {
		r.problem(n.Line, at, describe(n), "a mapping with level, commentary, evidence, actions")
		if l, ok := parseLevel(n.Text, r.fw.Levels); ok && d.Level == 0 {
			d.Level = l
		} else {
			d.commentary = append(d.commentary, strings.TrimSpace(n.Text))
		}
		return
	}
	r.mapping(
		n, at,
		field{"level", r.level(d)},
		field{"commentary", r.prose(&d.commentary)},
		field{"evidence", r.evidence(&d.Evidence)},
		field{"actions", r.prose(&d.actions)},
	)
}

// level reads a level; of two the first stands.
func (r *reader) level(d *draft) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if blank(n) {
			return
		}
		l, ok := parseLevel(n.String(), r.fw.Levels)
		switch {
		case !ok:
			r.problem(n.Line, at, describe(n), fmt.Sprintf("a level from %s to %s", r.fw.Levels.Best, r.fw.Levels.Worst))
		case d.Level == 0:
			d.Level = l
		case d.Level != l:
			r.problem(n.Line, at, describe(n)+" beside level "+d.Level.String(), fmt.Sprintf("one level; %s was read", d.Level))
		}
	}
}

// parseLevel reads a level as schools write it: 2, "Level 2", "level: 2".
func parseLevel(s string, scale framework.Scale) (l framework.Level, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if rest, ok := strings.CutPrefix(s, "level"); ok {
		s = strings.TrimLeft(rest, " \t:=–-")
	} else {
		s = strings.TrimPrefix(s, "l")
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	l = framework.Level(n)
	return l, err == nil && scale.Has(l)
}
