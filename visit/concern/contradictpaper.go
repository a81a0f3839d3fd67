package concern

import (
	"iter"
	"slices"

	"halfday/visit/submission"
)

// withPapers compares a claim with the documents that stand beside it as
// evidence. What the text itself owns up to is no conflict.
func (c comparison) withPapers(e *entry, claim, before stated, own []stated) []conflict {
	var all []conflict
	for d, listed := range c.beside(e) {
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
			case c.isOfAll(claim, counter) && weight >= likely/2:
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

// beside are the documents that an item's list of evidence names, each once and in
// its order, with the entry that names it.
func (r *reading) beside(e *entry) iter.Seq2[*document, submission.Evidence] {
	return func(yield func(*document, submission.Evidence) bool) {
		seen := map[*document]bool{}
		for _, listed := range e.review.Evidence {
			if d := r.document(listed.File); d != nil && !seen[d] {
				seen[d] = true
				if !yield(d, listed) {
					return
				}
			}
		}
	}
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
// common, or one in which the text owns up to it; and how much surer another number
// of the same whole makes it.
const (
	likely   = 2.2
	admitted = 1.5
	surer    = 5
)

// admits reports whether the item's text itself says of the same matter that it
// is not so.
func (c comparison) admits(own []stated, counter stated) bool {
	own = own[:min(len(own), mostClaims)]
	return slices.ContainsFunc(own, func(said stated) bool {
		weight, _ := c.shared(said, counter)
		return weight >= admitted
	})
}
