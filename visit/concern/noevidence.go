package concern

import "fmt"

// RuleNoEvidence: no document, person, place or example to look at, in the
// list or in the text.
const RuleNoEvidence = "no-evidence"

// noEvidence finds texts of some length that assert and do not show. Evidence
// need not be a file: a person, a place or a lesson to see is as good.
func noEvidence(_ *reading, e *entry) (Concern, bool) {
	// A longer text has a slight lead or two by chance.
	const enough = 2 * good
	words, leads := e.substance()
	if words < fewWords || leads >= enough {
		return Concern{}, false
	}
	c := on(e.passage, Insufficient, RuleNoEvidence, Medium)
	c.Quote, c.Source = e.quote(), sourceCommentary
	c.Why = "The commentary has to be taken on trust: it asserts, but names no document, person, place, date or example to look at." + e.generalTitles()
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s, what could I see for myself today, and whom should I talk to?", called(e.node)),
		Of:  speakers(e.node),
		See: fmt.Sprintf("One document, place or piece of pupils' work that bears on %s.", called(e.node)),
	}
	return c, true
}

// generalTitles says of a list of evidence why it does not help.
func (e *entry) generalTitles() string {
	if len(e.review.Evidence) == 0 {
		return " No evidence is listed."
	}
	return fmt.Sprintf(" The evidence listed, “%s”, does not say which paper is meant.", shorten(e.review.Evidence[0].Title))
}
