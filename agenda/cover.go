package agenda

import (
	"fmt"
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
)

// In how many conversations an item of the framework is heard: two voices make
// what is said of it enough, and a concern asks for one more.
const (
	voices          = 2
	voicesOnConcern = 3
)

// wanted is what a visit is to cover: the framework's items, those with a cause
// for concern first, then those of the focus elements, then the others.
type wanted struct {
	items []*framework.Node
	// concerns counts, of items, those with a concern.
	concerns int
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

// share gives each conversation the items its people can speak to, as many as
// it has time for. First every item is given to one, whatever the time, so that
// all is covered; then, in the order they are wanted, to as many as it should
// be heard in.
func (w wanted) share(items []visit.AgendaItem) {
	for _, n := range w.items {
		able := placed(items, n)
		if a := withRoom(able, n); a != nil {
			a.Covers = append(a.Covers, n.ID)
		} else if len(able) > 0 {
			longest := slices.MaxFunc(able, func(a, b *visit.AgendaItem) int { return capacity(*a) - capacity(*b) })
			longest.Covers = append(longest.Covers, n.ID)
		}
	}
	for i, n := range w.items {
		most := voices
		if i < w.concerns {
			most = voicesOnConcern
		}
		able := placed(items, n)
		for range most - 1 {
			if a := withRoom(able, n); a != nil {
				a.Covers = append(a.Covers, n.ID)
			}
		}
	}
}

// placed are the conversations whose people can speak to an item of the
// framework, the best placed first: the earlier somebody there is among the
// item's speakers, the better. On a tour little can be talked over, so it comes
// last.
func placed(items []visit.AgendaItem, n *framework.Node) []*visit.AgendaItem {
	var able []*visit.AgendaItem
	for i := range items {
		if speaks(items[i], n) {
			able = append(able, &items[i])
		}
	}
	rank := func(a *visit.AgendaItem) int {
		if a.Activity == visit.Tour {
			return len(n.Speakers)
		}
		return slices.IndexFunc(n.Speakers, func(r framework.Role) bool { return asked(*a, r) })
	}
	slices.SortStableFunc(able, func(a, b *visit.AgendaItem) int { return rank(a) - rank(b) })
	return able
}

// withRoom is the first conversation with time for an item it does not cover
// yet, nil where there is none.
func withRoom(able []*visit.AgendaItem, n *framework.Node) *visit.AgendaItem {
	for _, a := range able {
		if len(a.Covers) < capacity(*a) && !slices.Contains(a.Covers, n.ID) {
			return a
		}
	}
	return nil
}

// capacity is how many items of the framework a conversation has time for: one in
// three minutes, and few where people have other things to tell or to show.
func capacity(a visit.AgendaItem) int {
	most := a.Minutes / 3
	switch a.Activity {
	case visit.Context:
		most = min(most, 3)
	case visit.Tour:
		most = min(most, 4)
	}
	return most
}

// speaks reports whether the people of an agenda item can speak to an item of
// the framework. Feedback is not the time to ask.
func speaks(a visit.AgendaItem, n *framework.Node) bool {
	switch a.Activity {
	case visit.Context, visit.Tour, visit.Interview, visit.Pupils:
		return slices.ContainsFunc(n.Speakers, func(r framework.Role) bool { return asked(a, r) })
	}
	return false
}

// asked reports whether somebody of a role is met to be asked. Whoever
// accompanies pupils is not there to speak for them.
func asked(a visit.AgendaItem, r framework.Role) bool {
	return slices.Contains(a.With, r) && (a.Activity != visit.Pupils || r == pupil)
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
