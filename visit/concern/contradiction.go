package concern

import (
	"cmp"
	"fmt"
	"slices"

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
	claim string
	// where is what says otherwise: a document or another item; what says how.
	where, what string
	// see is the document's title, empty for another item.
	see    string
	weight float64
}

// strongest is the strongest conflict of an item's text.
func (c comparison) strongest(e *entry) (conflict, bool) {
	all := c.withMarks(e)
	own := c.counters(e.prose)
	for _, s := range e.prose.sentences {
		if !c.claims(e.prose, s) {
			continue
		}
		claim := c.stated(e.prose, s)
		all = append(all, c.withPapers(e, claim, own)...)
		all = append(all, c.withTexts(e, claim)...)
	}
	if len(all) == 0 {
		return conflict{}, false
	}
	return slices.MaxFunc(all, func(a, b conflict) int { return cmp.Compare(a.weight, b.weight) }), true
}

// claims reports whether a sentence claims something as done or true of all,
// with nothing that takes it back.
func (c comparison) claims(p *prose, s span) bool {
	return c.lexicon.asserted.stand(p.in(s)) && !c.lexicon.unfulfilled.stand(p.in(s))
}

// withPapers compares a claim with the documents that stand beside it as
// evidence. What the text itself owns up to is no conflict.
func (c comparison) withPapers(e *entry, claim stated, own []stated) []conflict {
	var all []conflict
	for _, listed := range e.review.Evidence {
		d := c.document(listed.File)
		if d == nil {
			continue
		}
		about := readProse(listed.Title + " " + fileWords(listed.File)).stems()
		for _, block := range c.blocks[d] {
			weight, telling := c.shared(claim, block.stated)
			titled := telling == 1 && c.sharesTelling(claim, block.stated, about)
			x := conflict{claim: claim.says(), where: d.path, see: title(listed), weight: weight, what: block.says()}
			switch {
			case c.differ(claim, block.stated) && telling > 0:
				x.weight += surer
			case len(block.counters) == 0 || c.agree(claim, block) || c.admits(own, block):
				continue
			case telling > 1 && weight >= likely, titled && weight >= likely:
				x.what = block.counters[0].says()
			default:
				continue
			}
			all = append(all, x)
		}
	}
	return all
}

// How telling the words must be that a claim and what says otherwise have in
// common, and how much surer another number of the same whole makes it.
const (
	likely = 2.2
	surer  = 5
)

// admits reports whether the item's text itself says of the same matter that it
// is not so.
func (c comparison) admits(own []stated, block block) bool {
	for _, counter := range block.counters {
		for _, admitted := range own {
			if weight, _ := c.shared(admitted, counter); weight >= likely/2 {
				return true
			}
		}
	}
	return false
}

// withTexts compares a claim with what the school wrote at other items. It takes
// two telling words side by side, the name of a thing, for the same matter:
// commentaries have single words in common all the time.
func (c comparison) withTexts(e *entry, claim stated) []conflict {
	var all []conflict
	for _, p := range c.passages {
		if p == e.passage || slices.Contains(e.above, p) {
			continue
		}
		for _, counter := range c.texts[p] {
			if c.sharesName(claim, counter) {
				weight, _ := c.shared(claim, counter)
				all = append(all, conflict{claim: claim.says(), where: "the text at " + p.node.ID, what: counter.says(), weight: weight})
			}
		}
	}
	return all
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
		x := conflict{where: d.path, see: title(listed), weight: surer}
		if mark, ok := c.draftMark(d); ok && !c.lexicon.admitsDraft.stand(append(slices.Clone(e.prose.words), readProse(listed.Title).words...)) {
			x.claim, x.what = e.prose.quote(), mark
			all = append(all, x)
		}
		if claim, latest, ok := c.overdue(e, d); ok {
			x.claim, x.what = claim, "its latest date is "+latest
			all = append(all, x)
		}
	}
	return all
}

// draftMark is the mark at a document's beginning that says that it is not in force.
func (c comparison) draftMark(d *document) (mark string, ok bool) {
	const beginning = 25 // words
	words := d.prose.words[:min(beginning, len(d.prose.words))]
	for i := range words {
		if t := c.lexicon.draftMarks.match(words[i:]); len(t.words) > 0 {
			return d.prose.says(span{max(0, i-5), min(len(words), i+8)}), true
		}
	}
	return "", false
}

// overdue is a sentence that has something renewed every year, with the latest
// date of the document that stands for it where that is more than two years old.
func (c comparison) overdue(e *entry, d *document) (claim, latest string, ok bool) {
	const old = 24 // months
	dates := d.prose.dates(c.lexicon.scales)
	if c.sent == 0 || len(dates) == 0 {
		return "", "", false
	}
	newest := slices.MaxFunc(dates, func(a, b dated) int { return a.last() - b.last() })
	if c.sent-newest.last() <= old {
		return "", "", false
	}
	for _, x := range e.grade.findings {
		if x.cue != cueRegular {
			continue
		}
		for _, s := range e.prose.sentences {
			if x.at.from >= s.from && x.at.from < s.to && c.hasStem(e.prose.in(s), c.lexicon.renewals) {
				return e.prose.says(s), submission.Date{Year: newest.year, Month: newest.month}.String(), true
			}
		}
	}
	return "", "", false
}

func conflictAt(e *entry, x conflict) Concern {
	c := on(e.passage, Inconsistent, RuleContradiction, High)
	c.Quote, c.Source = x.claim, sourceCommentary
	c.Why = fmt.Sprintf("This may conflict with %s: “%s”.", x.where, x.what)
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s you write “%s”, and in %s it says “%s”: which is so today?", called(e.node), x.claim, x.where, x.what),
		Of:  speakers(e.node),
		See: cmp.Or(x.see, "Both texts side by side, and what they speak of.") + ".",
	}
	return c
}
