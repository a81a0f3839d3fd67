package concern

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"halfday/visit/submission"
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
		now := sentence(e.prose, s)
		switch {
		case c.denies(now.words):
			own = append(own, now)
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
	return c.lexicon.unfulfilled.stand(words) ||
		slices.ContainsFunc(words, func(w word) bool { return w.negator && (w.lower == "not" || strings.HasSuffix(w.lower, "n't")) })
}

// withPapers compares a claim with the documents that stand beside it as
// evidence. What the text itself owns up to is no conflict.
func (c comparison) withPapers(e *entry, claim, before stated, own []stated) []conflict {
	var all []conflict
	for _, listed := range e.review.Evidence {
		d := c.document(listed.File)
		if d == nil {
			continue
		}
		x := conflict{claim: claim, where: d.named(listed)}
		for _, other := range c.sentences[d] {
			if weight, common := c.shared(claim, other); len(common) > 0 && c.otherFigure(claim, other, weight, len(common), d) {
				x.weight, x.other = weight+surer, other
				all = append(all, x)
			}
		}
		for _, counter := range c.counters[d] {
			weight, common := c.shared(claim, counter)
			switch {
			case c.isDenied(claim, before, counter):
				weight += surer
			case c.isOfAll(claim, counter) && weight >= likely/3:
			case weight < likely, len(common) == 1 && !d.about[common[0].stem]:
				continue // what a single word speaks of is not known, unless the document is about it
			}
			if !c.agree(claim, counter) && !c.admits(own, counter) {
				x.weight, x.other = weight, counter
				all = append(all, x)
			}
		}
	}
	return all
}

// isDenied reports whether a document denies the very deed of a claim, and has
// another word in common with it or with the sentence before it: "approved the plan" and
// "not to approve the plan".
func (c comparison) isDenied(claim, before, counter stated) bool {
	for _, f := range counter.denied {
		if !c.lexicon.done[f.stem] || !hasStem(claim.telling, f) {
			continue
		}
		for _, other := range counter.telling {
			if other.id != f.id && (hasStem(claim.telling, other) || hasStem(before.telling, other)) {
				return true
			}
		}
	}
	return false
}

// isOfAll reports whether a claim is made of everybody and a denial names two
// words of whom it is made: "all support staff", and "support staff: cancelled".
func (c comparison) isOfAll(claim, counter stated) bool {
	const same = 2
	if !slices.ContainsFunc(claim.words, isAll) {
		return false
	}
	n := 0
	for _, w := range counter.words {
		if (w.counted || c.lexicon.faint[w.stem]) && slices.ContainsFunc(claim.words, func(o word) bool { return o.id == w.id }) {
			n++
		}
	}
	return n >= same
}

// How telling the words must be that a claim and what says otherwise have in
// common, and how much surer another number of the same whole makes it.
const (
	likely = 2.2
	surer  = 5
)

// admits reports whether the item's text itself says of the same matter that it
// is not so.
func (c comparison) admits(own []stated, counter stated) bool {
	own = own[:min(len(own), mostClaims)]
	return slices.ContainsFunc(own, func(admitted stated) bool {
		weight, _ := c.shared(admitted, counter)
		return weight >= likely/2
	})
}

// elsewhere compares a claim with what the school wrote at other items and in
// documents that stand elsewhere. It takes two words side by side, the name of a
// thing, for the same matter, or a proper name with other words: texts have single
// words in common all the time.
func (c comparison) elsewhere(e *entry, claim stated, own []stated) []conflict {
	const several = 3
	var all []conflict
	for name, proper := range c.names(claim) {
		for _, denied := range c.named[name] {
			if proper || denied.proper {
				all = c.against(all, e, claim, denied, own)
			}
		}
	}
	proper := map[nameKey]bool{}
	for _, name := range c.proper(claim) {
		proper[name] = true
	}
	for _, name := range c.alone(claim) {
		for _, denied := range c.named[name] {
			_, common := c.shared(claim, denied.stated)
			if proper[name] && len(common) >= several || c.isOfThose(claim, denied.stated, name) {
				all = c.against(all, e, claim, denied, own)
			}
		}
	}
	return all
}

// isOfThose reports whether a claim is made of all of some people or things, and a
// denial is about one of these: "wireless in every classroom", and "classroom 4 is
// without wireless". The word it shares besides is not one of these.
func (c comparison) isOfThose(claim, counter stated, besides nameKey) bool {
	const near = 4
	for i, w := range claim.words {
		if !isAll(w) {
			continue
		}
		for _, of := range claim.words[i+1 : min(len(claim.words), i+1+near)] {
			if of.counted && of.id != besides.one && slices.ContainsFunc(counter.words, func(o word) bool { return o.id == of.id }) {
				return true
			}
		}
	}
	return false
}

// against adds the conflict of a claim with a denial elsewhere, unless there is
// none.
func (c comparison) against(all []conflict, e *entry, claim stated, denied denial, own []stated) []conflict {
	x := conflict{claim: claim, other: denied.stated}
	x.weight, _ = c.shared(claim, denied.stated)
	switch {
	case denied.paper == nil && (denied.in == e.passage || slices.Contains(e.above, denied.in)):
		return all
	case denied.paper == nil:
		x.where = "the text at " + denied.in.node.ID
	case c.agree(claim, denied.stated) || c.admits(own, denied.stated):
		return all
	default:
		x.where = denied.paper.named(submission.Evidence{})
	}
	return append(all, x)
}

// withMarks finds documents that are marked as drafts, or whose latest date is
// long past though the text has them renewed every year.
func (c comparison) withMarks(e *entry) []conflict {
	if e.prose.isEmpty() {
		return nil
	}
	var all []conflict
	for _, listed := range e.review.Evidence {
		d := c.document(listed.File)
		if d == nil {
			continue
		}
		x := conflict{where: d.named(listed), weight: surer}
		if mark, ok := c.draftMark(d); ok && !c.lexicon.admitsDraft.stand(append(slices.Clone(e.prose.words), c.read(listed.Title).words...)) {
			x.claim, x.other = sentence(e.prose, e.prose.sentences[0]), mark
			all = append(all, x)
		}
		if claim, latest, ok := c.overdue(e, d); ok {
			x.claim, x.latest = claim, latest
			all = append(all, x)
		}
	}
	return all
}

// draftMark is the mark at a document's beginning that says that it is not in force.
func (c comparison) draftMark(d *document) (mark stated, ok bool) {
	const beginning = 25 // words
	words := d.prose.words[:min(beginning, len(d.prose.words))]
	for i := range words {
		if c.lexicon.draftMarks.begins(words[i:]) {
			return sentence(d.prose, span{max(0, i-5), min(len(words), i+8)}), true
		}
	}
	return stated{}, false
}

// overdue is a sentence that has something renewed every year, or on a date, with
// the latest date of the document that stands for it where that is long before.
func (c comparison) overdue(e *entry, d *document) (claim stated, latest string, ok bool) {
	const twoYears, aYear = 24, 12 // months
	dates := d.prose.dates(c.lexicon.scales)
	if c.sent == 0 || len(dates) == 0 {
		return stated{}, "", false
	}
	dates = slices.DeleteFunc(dates, func(on dated) bool { return c.isDue(d.prose, on) })
	if len(dates) == 0 {
		return stated{}, "", false
	}
	newest := slices.MaxFunc(dates, func(a, b dated) int { return a.last() - b.last() })
	for _, s := range e.prose.sentences {
		if !c.hasStem(e.prose.in(s), c.lexicon.renewals) || c.denies(e.prose.in(s)) {
			continue
		}
		renewed := c.sent-newest.last() > twoYears && e.grade.has(cueRegular, s)
		for _, on := range e.prose.datesIn(s, c.lexicon.scales) {
			renewed = renewed || on.last() <= c.sent && on.first()-newest.last() > aYear
		}
		if renewed {
			return sentence(e.prose, s), submission.Date{Year: newest.year, Month: newest.month}.String(), true
		}
	}
	return stated{}, "", false
}

// isDue reports whether a date is one to do something by, such as that of the
// next review.
func (c comparison) isDue(p *prose, on dated) bool {
	const near = 3
	return slices.ContainsFunc(p.words[max(0, on.at.from-near):on.at.from], func(w word) bool { return c.lexicon.due[w.lower] })
}

func conflictAt(e *entry, x conflict) Concern {
	c := on(e.passage, Inconsistent, RuleContradiction, High)
	c.Quote, c.Source = x.claim.says(), sourceCommentary
	if x.latest != "" {
		c.Why = fmt.Sprintf("This may conflict with %s, whose latest date is %s.", x.where, x.latest)
		c.Settle.Ask = fmt.Sprintf("When it comes to %s you write “%s”, and the latest date in %s is %s: when was it last looked at?", called(e.node), c.Quote, x.where, x.latest)
	} else {
		c.Why = fmt.Sprintf("This may conflict with %s: “%s”.", x.where, x.other.says())
		c.Settle.Ask = fmt.Sprintf("When it comes to %s you write “%s”, and in %s it says “%s”: which is so today?", called(e.node), c.Quote, x.where, x.other.says())
	}
	c.Settle = Settle{
		Ask: c.Settle.Ask,
		Of:  speakers(e.node),
		See: fmt.Sprintf("What shows how things stand today with %s.", called(e.node)),
	}
	return c
}

// strongestOf is the strongest of conflicts; of equal ones that at the earlier
// claim, whatever their order.
func strongestOf(all []conflict) conflict {
	return slices.MaxFunc(all, func(a, b conflict) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), b.claim.at.from-a.claim.at.from, cmp.Compare(b.where, a.where), b.other.at.from-a.other.at.from)
	})
}
