package visit

import (
	"slices"

	"halfday/visit/framework"
)

// Coverage is how far the notes bear out one item.
type Coverage int

// The states of coverage, from nothing to enough; Contradictory needs a
// decision of the assessor's.
const (
	Unseen Coverage = iota
	Thin
	Enough
	Contradictory
)

// Name is the state in a word.
func (c Coverage) Name() string {
	return [...]string{"nothing yet", "thin", "enough", "contradictory"}[c]
}

// Sign is a character for the state that also reads without colour.
func (c Coverage) Sign() string { return [...]string{"·", "◔", "●", "±"}[c] }

// Covered is the coverage of one item and what it rests on.
type Covered struct {
	Item *framework.Node
	Coverage
	// Supports, Against and Open count notes for, against and to follow up.
	Supports, Against, Open int
	// Voices are the different roles heard; notes of one voice count once.
	Voices []framework.Role
	// Seen is set where the assessor noted something without a speaker.
	Seen bool
}

// CoverageOf weighs the notes on one item. Notes both for and against are
// contradictory; two different voices, or one voice and something the assessor
// noted without a speaker, are enough; anything less is thin. A note to follow
// up is a question, not evidence.
func (v *Visit) CoverageOf(n *framework.Node) Covered {
	c := Covered{Item: n}
	for _, note := range v.NotesOn(n) {
		c.hear(note)
	}
	return c
}

// CoverageMap is the coverage of every item in the framework's order.
func (v *Visit) CoverageMap() []Covered {
	items := v.Framework.Items()
	m := make([]Covered, len(items))
	place := make(map[*framework.Node]int, len(items))
	for i, n := range items {
		m[i].Item, place[n] = n, i
	}
	for _, note := range v.Notes {
		for _, n := range v.itemsOf(note) {
			m[place[n]].hear(note)
		}
	}
	return m
}

// hear takes a note into account.
func (c *Covered) hear(n Note) {
	switch n.Sense {
	case FollowUp:
		c.Open++
		return
	case Supports:
		c.Supports++
	case Against:
		c.Against++
	}
	if n.Speaker == "" {
		c.Seen = true
	} else if !slices.Contains(c.Voices, n.Speaker) {
		c.Voices = append(c.Voices, n.Speaker)
	}
	voices := len(c.Voices)
	if c.Seen {
		voices++
	}
	switch {
	case c.Supports > 0 && c.Against > 0:
		c.Coverage = Contradictory
	case voices > 1:
		c.Coverage = Enough
	default:
		c.Coverage = Thin
	}
}
