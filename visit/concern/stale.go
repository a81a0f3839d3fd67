package concern

import (
	"fmt"
	"path"
	"strings"

	"halfday/visit/submission"
)

// RuleStale: rests only on evidence more than three years older than the
// submission.
const RuleStale = "stale"

// staleAfter is the age from which evidence is stale, in months.
const staleAfter = 36

// stale finds items whose evidence and text have old dates and no others. One
// recent date is enough, and so is somebody or some place to see, which the list
// names without a date; an undated text with no evidence is not old but thin.
type stale struct{}

func (stale) find(r *reading) []Concern {
	if r.sent == 0 {
		return nil
	}
	var found []Concern
	for _, e := range r.entries {
		if newest, ok := r.newest(e); ok && r.sent-newest.last() > staleAfter {
			found = append(found, oldAt(e, newest, r.submission.Application.Submitted))
		}
	}
	return found
}

// newest is the latest date of an item's text and evidence; false where there
// are none, or where something undated may be newer.
func (r *reading) newest(e *entry) (latest dated, ok bool) {
	see := func(d dated) {
		if d.last() > latest.last() || !ok {
			latest, ok = d, true
		}
	}
	for _, p := range append([]*passage{e.passage}, e.above...) {
		told := p.prose.dates(r.lexicon.scales)
		for _, d := range told {
			see(d)
		}
		const much = 2*good + sure // to look at today
		if p == e.passage && len(told) == 0 && p.leads >= much && len(p.review.Evidence) == 0 {
			return dated{}, false
		}
		for _, listed := range p.review.Evidence {
			dates := r.datesOf(listed)
			if len(dates) == 0 && !r.isOnlyPaper(listed) {
				return dated{}, false
			}
			for _, d := range dates {
				see(d)
			}
		}
	}
	return latest, ok
}

// datesOf are the dates of a piece of evidence: its own, those of its title and
// file name and, where it has none of these, those its text begins with.
func (r *reading) datesOf(e submission.Evidence) []dated {
	if !e.Date.IsZero() {
		return []dated{{year: e.Date.Year, month: e.Date.Month}}
	}
	dates := r.read(e.Title + " " + fileWords(e.File)).dates(r.lexicon.scales)
	if d := r.document(e.File); d != nil && len(dates) == 0 {
		const beginning = 60 // words
		dates = d.prose.datesIn(span{0, min(beginning, len(d.prose.words))}, r.lexicon.scales)
	}
	return dates
}

// isOnlyPaper reports whether evidence is a paper of some kind and no person,
// place or lesson: without a date nobody knows how old it is, so it does not
// make the rest younger.
func (r *reading) isOnlyPaper(e submission.Evidence) bool {
	if e.File != "" {
		return true
	}
	p := r.read(e.Title)
	paper := false
	for i, w := range p.words {
		kind, ok := r.slightLead(p.words, i)
		if r.isPerson(p.words[i:]) || ok && (kind == leadPerson || kind == leadPlace || kind == leadClass || kind == leadName) {
			return false
		}
		paper = paper || r.lexicon.documents[w.stem] || r.lexicon.generalTitles[w.stem]
	}
	return paper
}

func oldAt(e *entry, newest dated, sent submission.Date) Concern {
	c := on(e.passage, Insufficient, RuleStale, Medium)
	c.Quote, c.Source = e.quote(), sourceCommentary
	last := submission.Date{Year: newest.year, Month: newest.month}
	for _, listed := range e.review.Evidence {
		if monthOf(listed.Date) == newest.last() {
			c.Quote, c.Source = shorten(listed.Title), sourceEvidence
		}
	}
	c.Why = fmt.Sprintf("Nothing here is newer than %s, which is more than three years before the submission of %s. It does not show how things are now.", last, submission.Date{Year: sent.Year, Month: sent.Month})
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s the latest date is %s: what has been done since, and what would show it?", called(e.node), last),
		Of:  speakers(e.node),
		See: fmt.Sprintf("Anything on %s from the last year.", called(e.node)),
	}
	return c
}

// fileWords is a file's name as words, its ending left out.
func fileWords(file string) string {
	name := submission.BaseName(file)
	return strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimSuffix(name, path.Ext(name)))
}
