package concern

import (
	"slices"

	"halfday/visit/submission"
)

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
