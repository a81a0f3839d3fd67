package concern

import (
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Sense says what a phrase speaks for.
type Sense string

// The senses of a phrase: for a level at the threshold, or against it.
const (
	For     Sense = "for"
	Against Sense = "against"
)

// Phrase is a stretch of a text that bears on the level.
type Phrase struct {
	// From and To are bytes of the text.
	From  int    `json:"from"`
	To    int    `json:"to"`
	Sense Sense  `json:"sense"`
	Why   string `json:"why"`
}

// Marked is a text of the school's with its phrases, in order and apart.
type Marked struct {
	// Node is the item, strand or element the text stands at.
	Node    string   `json:"node"`
	Text    string   `json:"text"`
	Phrases []Phrase `json:"phrases,omitempty"`
}

// Explanation is the reading of one item: what the school wrote that bears on
// it, with the phrases that speak for and against its level. It gives no level.
type Explanation struct {
	Item      string          `json:"item"`
	Claimed   framework.Level `json:"claimed,omitempty"`
	Threshold framework.Level `json:"threshold,omitempty"`
	Texts     []Marked        `json:"texts"`
	// Remarks are what the reading as a whole shows, in sentences.
	Remarks []string `json:"remarks,omitempty"`
}

// Explain reads one item; false where the framework has no such item.
func Explain(s *submission.Submission, f *framework.Framework, lex *Lexicon, item string) (Explanation, bool) {
	r := read(s, f, lex)
	for _, e := range r.entries {
		if e.node.ID == item {
			x := Explanation{Item: item, Claimed: e.review.Level, Threshold: e.node.Threshold()}
			for _, p := range e.texts() {
				x.Texts = append(x.Texts, Marked{Node: p.node.ID, Text: p.review.Commentary})
			}
			return x, true
		}
	}
	return Explanation{}, false
}
