package concern

import (
	"cmp"
	"fmt"
	"slices"
)

// RuleContradiction: contradicts another item or a supplied document.
const RuleContradiction = "contradiction"

// contradiction finds what a commentary claims as done or true of all where a
// document or another item says of the same matter that it was not done, is a
// draft or an old paper, or gives another number. It is shown as what may
// conflict: only the assessor can tell whether it does.
type contradiction struct{}

func (contradiction) find(r *reading) []Concern {
	c := r.compare()
	var found []Concern
	for _, e := range r.entries {
		if x, ok := c.strongest(e); ok {
			found = append(found, conflictAt(e, x))
		}
	}
	return found
}

// conflict is a claim and what it may conflict with.
type conflict struct {
	claim stated
	// where is what says otherwise: a document or another item; other says how.
	where string
	other stated
	// latest is a document's latest date where that is what conflicts.
	latest string
	weight float64
}

// mostClaims is how many claims of one text are compared. A commentary has some
// ten.
const mostClaims = 400

// strongest is the strongest conflict of an item's text.
func (c comparison) strongest(e *entry) (conflict, bool) {
	all := c.withMarks(e)
	type said struct{ claim, before stated }
	var claims []said
	var own []stated
	var before stated
	for _, s := range e.prose.sentences {
		now := c.sentence(e.prose, s)
		switch {
		case c.denies(now.words):
			if denial, ok := denialIn(e.prose, s, c.isNotSo); ok {
				own = append(own, denial)
			}
		case len(claims) < mostClaims && c.lexicon.asserted.stand(now.words):
			claims = append(claims, said{now, before})
		}
		before = now
	}
	for _, s := range claims {
		all = append(all, c.withPapers(e, s.claim, s.before, own)...)
		all = append(all, c.elsewhere(e, s.claim, own)...)
	}
	if len(all) == 0 {
		return conflict{}, false
	}
	return strongestOf(all), true
}

// denies reports whether a sentence says that something is or was not so. Such a
// one claims nothing.
func (c comparison) denies(words []word) bool {
	for i := range words {
		if c.isNotSo(words[i:]) > 0 {
			return true
		}
	}
	return false
}

func conflictAt(e *entry, x conflict) Concern {
	c := on(e.passage, Inconsistent, RuleContradiction, High)
	c.Quote, c.Source = x.claim.says(), sourceCommentary
	var ask string
	if x.latest != "" {
		c.Why = fmt.Sprintf("This may conflict with %s, whose latest date is %s.", x.where, x.latest)
		ask = fmt.Sprintf("When it comes to %s you write “%s”, and the latest date in %s is %s: when was it last looked at?", called(e.node), c.Quote, x.where, x.latest)
	} else {
		c.Why = fmt.Sprintf("This may conflict with %s: “%s”.", x.where, x.other.says())
		ask = fmt.Sprintf("When it comes to %s you write “%s”, and in %s it says “%s”: which is so today?", called(e.node), c.Quote, x.where, x.other.says())
	}
	c.Settle = Settle{Ask: ask, Of: speakers(e.node), See: fmt.Sprintf("What shows how things stand today with %s.", called(e.node))}
	return c
}

// strongestOf is the strongest of conflicts; of equal ones that at the earlier
// claim, whatever their order.
func strongestOf(all []conflict) conflict {
	return slices.MaxFunc(all, func(a, b conflict) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), b.claim.at.from-a.claim.at.from, cmp.Compare(b.where, a.where), b.other.at.from-a.other.at.from, cmp.Compare(b.other.says(), a.other.says()))
	})
}
