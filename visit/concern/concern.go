// Package concern finds causes for concern in a submission: too little
// evidence or commentary, or text that does not agree with the threshold.
//
// Every concern quotes the words that triggered it, says why it matters and
// what would settle it. The program points; the assessor decides.
package concern

import "halfday/visit/framework"

// Kind is the scheme's sort of concern.
type Kind string

// The scheme defines the first two; independence follows from its code of
// practice for assessors.
const (
	Insufficient Kind = "insufficient"
	Inconsistent Kind = "inconsistent"
	Independence Kind = "independence"
)

// Severity orders concerns as an assessor would work through them.
type Severity string

// The severities, gravest first.
const (
	High   Severity = "high"
	Medium Severity = "medium"
	Low    Severity = "low"
)

// Concern is one cause for concern.
type Concern struct {
	// Item is a node's id, or "application".
	Item string `json:"item"`
	Kind Kind   `json:"kind"`
	Rule string `json:"rule"`
	// Also names further rules that fired for the same item and kind.
	Also      []string        `json:"also,omitempty"`
	Claimed   framework.Level `json:"claimed,omitempty"`
	Threshold framework.Level `json:"threshold,omitempty"`
	Severity  Severity        `json:"severity"`
	// Quote is the school's own words that triggered the rule; empty where the
	// trigger is that there are none.
	Quote string `json:"quote"`
	// Source says where the quote stands: commentary, evidence, level, documents,
	// application.
	Source string `json:"source"`
	Why    string `json:"why"`
	Settle Settle `json:"settle"`
}

// Settle is what would settle a concern: a question for somebody, a document.
type Settle struct {
	Ask string           `json:"ask,omitempty"`
	Of  []framework.Role `json:"of,omitempty"`
	See string           `json:"see,omitempty"`
}

// Key tells concerns of one submission apart: there is at most one for each
// item and kind.
type Key struct {
	Item string `json:"item"`
	Kind Kind   `json:"kind"`
}

// Key is the concern's key.
func (c Concern) Key() Key { return Key{c.Item, c.Kind} }

// Focus is an element suggested for a closer look, with the reason in words.
type Focus struct {
	Element string `json:"element"`
	Reason  string `json:"reason"`
}

// Question is something to ask about an item that is no cause for concern: its
// text reads a level lower than claimed, and still at the threshold.
type Question struct {
	Item string `json:"item"`
	Ask  string `json:"ask"`
	// Of are up to three people who can answer, best placed first.
	Of  []framework.Role `json:"of,omitempty"`
	Why string           `json:"why"`
}

// Report is the outcome of a check, in the order to work through it.
type Report struct {
	Concerns  []Concern  `json:"concerns"`
	Questions []Question `json:"questions,omitempty"`
	Focus     []Focus    `json:"focus"`
}
