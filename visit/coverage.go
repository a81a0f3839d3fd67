package visit

import "halfday/visit/framework"

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
}

// CoverageOf weighs the notes on one item. Notes both for and against are
// contradictory; two different voices, or one voice and something the assessor
// noted without a speaker, are enough; anything less is thin. A note to follow
// up is a question, not evidence.
func (v *Visit) CoverageOf(n *framework.Node) Covered {
	c := Covered{Item: n}
	voices := map[framework.Role]bool{}
	for _, note := range v.NotesOn(n) {
		switch note.Sense {
		case FollowUp:
			c.Open++
			continue
		case Supports:
			c.Supports++
		case Against:
			c.Against++
		}
		if !voices[note.Speaker] {
			voices[note.Speaker] = true
			if note.Speaker != "" {
				c.Voices = append(c.Voices, note.Speaker)
			}
		}
	}
	switch {
	case c.Supports > 0 && c.Against > 0:
		c.Coverage = Contradictory
	case len(voices) > 1:
		c.Coverage = Enough
	case len(voices) == 1:
		c.Coverage = Thin
	}
	return c
}

// CoverageMap is the coverage of every item in the framework's order.
func (v *Visit) CoverageMap() []Covered {
	items := v.Framework.Items()
	m := make([]Covered, len(items))
	for i, n := range items {
		m[i] = v.CoverageOf(n)
	}
	return m
}
