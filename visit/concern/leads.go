package concern

import (
	"slices"
	"strings"
	"unicode"

	"halfday/visit/framework"
)

// A lead is something an assessor could look at, ask for or check. A kind of
// paper, a place, a month, a count in words is a slight one, and much of one
// slight kind is still little to go on. A figure, a person's name, "see the
// handbook" are good leads. What the school put on the list of evidence, and
// another item's text, are sure ones: they were meant to be looked at.
const (
	slight = 1
	good   = 2
	sure   = 4
)

// leadKind is a kind of slight lead.
type leadKind int

const (
	leadClass leadKind = iota // a class or year group
	leadPerson
	leadPlace
	leadExample
	leadTime
	leadCount
	leadDocument
	leadName
	leadKinds // how many there are
)

// leads weighs the leads in a text. Slight leads of one kind count once.
func (r *reading) leads(p *prose, at *framework.Node) int {
	weight := 0
	var seen [leadKinds]bool
	for i := range p.words {
		switch {
		case r.isSure(p.words[i:], at):
			weight += sure
		case r.isGood(p.words, i, at):
			weight += good
		default:
			if kind, ok := r.slightLead(p.words, i); ok {
				seen[kind] = true
			}
		}
	}
	for _, yes := range seen {
		if yes {
			weight += slight
		}
	}
	if seen[leadDocument] && seen[leadPlace] {
		weight += slight // a paper and where it is kept
	}
	return weight
}

// isSure reports whether a text begins by sending the reader to another text
// that the school did write.
func (r *reading) isSure(text []word, at *framework.Node) bool {
	if n := r.other(text[0], at); n != nil {
		return r.hasText(n)
	}
	return r.lexicon.backReferences.begins(text) && r.hasTextBefore(at)
}

// isGood reports whether a good lead stands at the word at i.
func (r *reading) isGood(text []word, i int, at *framework.Node) bool {
	if w := text[i]; w.figure {
		return r.other(w, at) == nil && !r.lexicon.turnsOfPhrase[w.lower] &&
			!follows(text, i, r.lexicon.scales) && !follows(text, i, r.lexicon.classes)
	}
	return r.isPerson(text[i:]) || r.sendsSomewhere(text, i)
}

// slightLead says which kind of slight lead stands at the word at i, if any.
func (r *reading) slightLead(text []word, i int) (leadKind, bool) {
	lex, w := r.lexicon, text[i]
	inside := w.capital && !w.opens // a capital that the sentence does not ask for
	switch {
	case lex.people.begins(text[i:]):
		return leadPerson, true
	case lex.places.begins(text[i:]):
		return leadPlace, true
	case lex.examples.begins(text[i:]):
		return leadExample, true
	case inside && lex.days[w.lower], lex.seasons.begins(text[i:]):
		return leadTime, true
	case w.count:
		return leadCount, true
	case w.document:
		return leadDocument, true
	case w.figure && follows(text, i, lex.classes), w.digits: // year 6; Y6, KS2
		return leadClass, true
	case inside && !w.acronym && len(w.lower) > 1 && !r.isCommon(w):
		return leadName, true
	}
	return 0, false
}

// follows reports whether the figure at i stands after one of the words, alone
// or as one of several: the 3, the 4 and the 5 of "Years 3, 4 and 5".
func follows(text []word, i int, words set) bool {
	const several = 8
	for j := i - 1; j >= 0 && j >= i-several; j-- {
		switch w := text[j]; {
		case words[w.lower]:
			return true
		case !w.figure && w.lower != "and" && w.lower != "to" && w.lower != "or":
			return false
		}
	}
	return false
}

// isPerson reports whether a text begins with a title and a name: Mrs Shah.
func (r *reading) isPerson(text []word) bool {
	return len(text) > 1 && text[0].capital && text[1].capital && r.lexicon.titles[text[0].lower]
}

// sendsSomewhere reports whether the word at i begins to send the reader to
// somebody or something named near by: "please ask the bursar", "see our staff
// handbook", "Year 4 will show you".
func (r *reading) sendsSomewhere(text []word, i int) bool {
	const near = 5 // words
	lex := r.lexicon
	from, n := i, 0
	if n = lex.offers.match(text[i:]); n > 0 {
		for from > 0 && i-from < near && !text[from].opens {
			from--
		}
	} else if text[i].follows || lex.beforeCommands[text[i-1].lower] {
		n = lex.commands.match(text[i:])
		from = i + n
	}
	if n == 0 {
		return false
	}
	for j := from; j < len(text) && j < i+n+near && (j <= i || !text[j].opens); j++ {
		switch kind, ok := r.slightLead(text, j); {
		case ok && (kind == leadClass || kind == leadPerson || kind == leadPlace || kind == leadDocument || kind == leadName):
			return true
		case r.isPerson(text[j:]):
			return true
		}
	}
	return false
}

// other is the strand or item, other than the one the text stands at, whose id
// the word is; nil for any other word, plain numbers among them.
func (r *reading) other(w word, at *framework.Node) *framework.Node {
	if !w.figure || strings.IndexFunc(w.lower, unicode.IsLetter) < 0 {
		return nil
	}
	if n := r.framework.Find(w.lower); n != at {
		return n
	}
	return nil
}

// hasText reports whether the school wrote anything for a node or a part of it.
func (r *reading) hasText(n *framework.Node) bool {
	if p := r.passages[n]; p != nil && !p.prose.isEmpty() {
		return true
	}
	for _, part := range n.Parts() {
		if r.hasText(part) {
			return true
		}
	}
	return false
}

// hasTextBefore reports whether the school wrote anything for the node above or
// the one before: "as above" means either.
func (r *reading) hasTextBefore(n *framework.Node) bool {
	up := n.Parent()
	if up == nil {
		return false
	}
	if p := r.passages[up]; p != nil && !p.prose.isEmpty() {
		return true
	}
	i := slices.Index(up.Parts(), n)
	return i > 0 && r.hasText(up.Parts()[i-1])
}

// isCommon reports whether school prose writes the word with a capital though
// it names nobody and nothing in particular.
func (r *reading) isCommon(w word) bool {
	return r.topics.all[w.stem] || r.lexicon.commonNames[w.stem] || r.lexicon.functionWords[w.lower]
}

// listed weighs the list of evidence.
func (r *reading) listed(p *passage) int {
	weight := 0
	for _, e := range p.review.Evidence {
		if e.File != "" || !e.Date.IsZero() || r.isParticular(e.Title, p.node) {
			weight += sure
		}
	}
	return weight
}

// isParticular reports whether a title names something one could ask for. One
// that has only the item's own words and general ones for papers does not.
func (r *reading) isParticular(title string, at *framework.Node) bool {
	for _, w := range r.read(title).words {
		if !r.lexicon.functionWords[w.lower] && !r.lexicon.documents[w.stem] &&
			!r.lexicon.generalTitles[w.stem] && !r.topics.names[at][w.stem] {
			return true
		}
	}
	return false
}
