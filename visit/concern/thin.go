package concern

import "fmt"

// RuleThinCommentary: too little to plan a visit from.
const RuleThinCommentary = "thin-commentary"

// fewWords is the length below which a commentary is short: about two
// sentences.
const fewWords = 45

// thinCommentary finds short texts that lead nowhere. Even a sentence can do,
// if it says where to look or whom to ask; a length alone is never a concern.
func thinCommentary(_ *reading, e *entry) (Concern, bool) {
	// "See the staff handbook" and "Ask Mrs Shah" are enough.
	const enough = good + slight
	words, leads := e.substance()
	if words == 0 || words >= fewWords || leads >= enough {
		return Concern{}, false
	}
	c := on(e.passage, Insufficient, RuleThinCommentary, Medium)
	c.Quote, c.Source = e.quote(), sourceCommentary
	c.Why = "The commentary is short and general: it names nothing to look at and nobody to ask, which is too little to plan a visit from." + e.generalTitles()
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s, could you give me a recent example: what was done, who took part and what came of it?", called(e.node)),
		Of:  speakers(e.node),
		See: "Whatever the school thinks shows this best: a page, a place or some pupils' work.",
	}
	return c, true
}
