package concern

import (
	"slices"

	"halfday/visit/submission"
)

// withMarks finds documents that are marked as drafts, or whose latest date is
// long past though the text has them renewed every year.
func (c comparison) withMarks(e *entry) []conflict {
	if e.prose.isEmpty() {
		return nil
	}
	var all []conflict
	for d, listed := range c.beside(e) {
		x := conflict{where: d.named(listed), weight: surer}
		if mark, ok := c.draftMark(d); ok && !c.lexicon.admitsDraft.stand(append(slices.Clone(e.prose.words), c.read(listed.Title).words...)) {
			if claim, ok := c.speaksOf(e, d); ok {
				x.claim, x.other = claim, mark
				all = append(all, x)
			}
		}
		if claim, latest, ok := c.overdue(e, d); ok {
			x.claim, x.latest = claim, latest
			all = append(all, x)
		}
	}
	return all
}

// speaksOf is the first sentence of a text that has a word of a document's title:
// one that has none does not rest on it.
func (c comparison) speaksOf(e *entry, d *document) (stated, bool) {
	for _, s := range e.prose.sentences {
		if anyOf(e.prose.in(s), d.about) {
			return c.sentence(e.prose, s), true
		}
	}
	return stated{}, false
}

// draftMark is the mark at a document's beginning that says that it is not in force.
func (c comparison) draftMark(d *document) (mark stated, ok bool) {
	const beginning = 25 // words
	words := d.prose.words[:min(beginning, len(d.prose.words))]
	for i := range words {
		if c.lexicon.draftMarks.begins(words[i:]) {
			return c.sentence(d.prose, span{max(0, i-5), min(len(words), i+8)}), true
		}
	}
	return stated{}, false
}

// overdue is a sentence that has something renewed every year, or on a date, with
// the latest date of the document that stands for it where that is long before.
// The document stands for what its title and the sentence, or the item, name.
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
		words := e.prose.in(s)
		if !anyOf(words, c.lexicon.renewals) || c.denies(words) || !anyOf(words, d.about) && d.about.overlap(c.topics.names[e.node]) == 0 {
			continue
		}
		renewed := c.sent-newest.last() > twoYears && e.grade.has(cueRegular, s)
		for _, on := range e.prose.datesIn(s, c.lexicon.scales) {
			renewed = renewed || on.last() <= c.sent && on.first()-newest.last() > aYear
		}
		if renewed {
			return c.sentence(e.prose, s), submission.Date{Year: newest.year, Month: newest.month}.String(), true
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
