package concern

import (
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
	leadOffer
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
	lastClass := -3 // where the last figure stood that is a class or year group
	for i, w := range p.words {
		var before word
		if i > 0 {
			before = p.words[i-1]
		}
		switch {
		case !w.figure:
			if r.isPerson(p.words[i:]) || r.sendsSomewhere(p.words, i) {
				weight += good
			} else if kind, ok := r.slightLead(p.words[i:]); ok {
				seen[kind] = true
			}
		case r.lexicon.scales[before.lower], r.lexicon.turnsOfPhrase[w.lower]:
			// Naming a level or the 21st century counts nothing.
		case r.lexicon.classes[before.lower], i-lastClass <= 2:
			// Year 3, and the 4 and 5 of "Years 3, 4 and 5".
			seen[leadClass] = true
			lastClass = i
		case r.isOther(w, at):
			if r.hasText(r.framework.Find(w.lower)) {
				weight += sure
			}
		default:
			weight += good
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

// slightLead says which kind of slight lead a text begins with, if any.
func (r *reading) slightLead(text []word) (leadKind, bool) {
	lex, w := r.lexicon, text[0]
	inside := w.capital && !w.opens // a capital that the sentence does not ask for
	switch {
	case lex.offers.begins(text):
		return leadOffer, true
	case lex.people.begins(text):
		return leadPerson, true
	case lex.places.begins(text):
		return leadPlace, true
	case lex.examples.begins(text):
		return leadExample, true
	case inside && lex.days[w.lower], lex.seasons.begins(text):
		return leadTime, true
	case lex.counts[w.stem]:
		return leadCount, true
	case lex.documents[w.stem]:
		return leadDocument, true
	case strings.IndexFunc(w.lower, unicode.IsDigit) > 0: // Y6, KS2
		return leadClass, true
	case inside && !w.acronym && len(w.lower) > 1 && !r.isCommon(w):
		return leadName, true
	}
	return 0, false
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
		switch kind, ok := r.slightLead(text[j:]); {
		case ok && (kind == leadClass || kind == leadPerson || kind == leadPlace || kind == leadDocument || kind == leadName):
			return true
		case r.isPerson(text[j:]), lex.classes[text[j].lower]:
			return true
		}
	}
	return false
}

// isOther reports whether a word is the id of a strand or item other than the
// one the text stands at. Plain numbers, as elements have them, are not.
func (r *reading) isOther(w word, at *framework.Node) bool {
	n := r.framework.Find(w.lower)
	return n != nil && n != at && strings.IndexFunc(w.lower, unicode.IsLetter) > 0
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
	for _, w := range readProse(title).words {
		if !r.lexicon.functionWords[w.lower] && !r.lexicon.documents[w.stem] &&
			!r.lexicon.generalTitles[w.stem] && !r.topics.names[at][w.stem] {
			return true
		}
	}
	return false
}
