package agenda

import (
	"fmt"
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
)

// voices is how many conversations an item of the framework is given to where
// nothing asks for more: two voices make what is said of it enough.
const voices = 2

// wanted is what a visit is to cover: the framework's items, those with a cause
// for concern first, then those of the focus elements, then the others.
type wanted struct {
	items []*framework.Node
	// concerns and deep count, of items, those with a concern, and those with a
	// concern or in focus.
	concerns, deep int
}

// gather puts the framework's items in the order they are wanted.
func gather(f *framework.Framework, opt Options) wanted {
	var w wanted
	take := func(nodes []*framework.Node) {
		for _, n := range nodes {
			if !slices.Contains(w.items, n) {
				w.items = append(w.items, n)
			}
		}
	}
	named := func(ids []string) []*framework.Node {
		var items []*framework.Node
		for _, n := range f.Items() {
			if slices.ContainsFunc(ids, func(id string) bool { return within(f, n, id) }) {
				items = append(items, n)
			}
		}
		return items
	}
	take(named(opt.Concerns))
	w.concerns = len(w.items)
	take(named(opt.Focus))
	w.deep = len(w.items)
	take(f.Items())
	return w
}

// within reports whether an item is the node with this id or a part of it.
func within(f *framework.Framework, n *framework.Node, id string) bool {
	at := f.Find(id)
	return at != nil && n.Within(at)
}

// invite adds to the conversation with teachers and others whoever can speak to
// an item with a concern and would not be met otherwise, and a speaker for
// every item nobody else can speak to. It says whom it added, and why.
func (w wanted) invite(parts []part) (invited []part, why []string) {
	invited = slices.Clone(parts)
	staff := slices.IndexFunc(invited, func(p part) bool { return p.id == "staff" })
	met := func(r framework.Role) bool {
		return slices.ContainsFunc(invited, func(p part) bool { return slices.Contains(p.with, r) })
	}
	add := func(r framework.Role, reason string) {
		invited[staff].with = append(slices.Clone(invited[staff].with), r)
		why = append(why, fmt.Sprintf("%s: invited to speak to %s.", r.Name(), reason))
	}
	for i, n := range w.items {
		for _, r := range n.Speakers {
			if i < w.concerns && !met(r) {
				add(r, n.ID+", which has a concern")
			}
		}
		if len(n.Speakers) > 0 && !slices.ContainsFunc(n.Speakers, met) {
			add(n.Speakers[0], n.ID+", which nobody else can speak to")
		}
	}
	return invited, why
}

// share gives each conversation the items its people can speak to. Items with a
// concern or in focus go to everyone who can speak to them; the others to the
// conversations with most time left for each item, and to the tour only where
// there is no other.
func (w wanted) share(items []visit.AgendaItem) {
	for i, n := range w.items {
		var talks, tours []*visit.AgendaItem
		for k := range items {
			switch a := &items[k]; {
			case !speaks(*a, n):
			case a.Activity == visit.Tour:
				tours = append(tours, a)
			default:
				talks = append(talks, a)
			}
		}
		if i < w.deep || len(talks) == 0 {
			talks = append(talks, tours...)
		}
		if i >= w.deep {
			slices.SortStableFunc(talks, func(a, b *visit.AgendaItem) int {
				return (len(a.Covers)+1)*b.Minutes - (len(b.Covers)+1)*a.Minutes
			})
			talks = talks[:min(voices, len(talks))]
		}
		for _, a := range talks {
			a.Covers = append(a.Covers, n.ID)
		}
	}
}

// speaks reports whether the people of an agenda item can speak to an item of
// the framework. Whoever accompanies pupils is not there to speak for them, and
// feedback is not the time to ask.
func speaks(a visit.AgendaItem, n *framework.Node) bool {
	switch a.Activity {
	case visit.Pupils:
		return slices.Contains(a.With, pupil) && slices.Contains(n.Speakers, pupil)
	case visit.Context, visit.Tour, visit.Interview:
		return slices.ContainsFunc(a.With, func(r framework.Role) bool { return slices.Contains(n.Speakers, r) })
	}
	return false
}

// pupil is the role that is never met without a member of staff.
const pupil framework.Role = "pupil"

// Uncovered lists the framework's items that no agenda item is to cover.
func Uncovered(items []visit.AgendaItem, f *framework.Framework) []*framework.Node {
	var left []*framework.Node
	for _, n := range f.Items() {
		if !slices.ContainsFunc(items, func(a visit.AgendaItem) bool {
			return slices.ContainsFunc(a.Covers, func(id string) bool { return within(f, n, id) })
		}) {
			left = append(left, n)
		}
	}
	return left
}
