package concern

import (
	"fmt"
	"slices"

	"halfday/visit/framework"
)

// RuleCopiedDescriptor: merely repeats the framework's own level statement.
const RuleCopiedDescriptor = "copied-descriptor"

// copiedDescriptor finds texts that are the framework's statements over again,
// with a word changed here and there. A phrase of the framework's in a text of
// the school's own is no concern.
type copiedDescriptor struct{}

func (copiedDescriptor) find(r *reading) []Concern {
	const merely = 0.6 // of the text's words
	var statements []statement
	var texts [][]word
	for _, n := range r.framework.Items() {
		for level, text := range n.Statements {
			statements = append(statements, statement{n, level})
			texts = append(texts, r.read(text).words)
		}
	}
	known := newOverlaps(texts)
	var found []Concern
	for _, e := range r.entries {
		if len(e.prose.words) < fewestCopied {
			continue
		}
		best, most := statement{}, 0.0
		for i, part := range known.of(e.prose.words) {
			s := statements[i]
			if part == 0 {
				continue
			}
			if part > most || part == most && s.before(best, e.node) {
				best, most = s, part
			}
		}
		if most >= merely {
			found = append(found, copiedFrom(e, best))
		}
	}
	return found
}

// statement is the statement of an item's level.
type statement struct {
	item  *framework.Node
	level framework.Level
}

// before puts one of two that are equally like a text first: that of the text's
// own item, and the better level.
func (s statement) before(other statement, at *framework.Node) bool {
	if own := s.item == at; own != (other.item == at) {
		return own
	}
	if s.item != other.item {
		return s.item.ID < other.item.ID
	}
	return s.level < other.level
}

// fewestCopied is the length below which two texts are alike by chance, in words.
const fewestCopied = 10

func copiedFrom(e *entry, from statement) Concern {
	c := on(e.passage, Insufficient, RuleCopiedDescriptor, High)
	c.Quote, c.Source = e.quote(), sourceCommentary
	of := ""
	if from.item != e.node {
		of = " of " + from.item.ID
	}
	c.Why = fmt.Sprintf("The commentary is the framework's own statement of level %s%s over again, nearly word for word. It says what the level asks for and not what the school does.", from.level, of)
	c.Settle = Settle{
		Ask: fmt.Sprintf("The commentary on %s is the framework's wording: what does it look like here, in your own words, and who would I see doing it?", called(e.node)),
		Of:  speakers(e.node),
		See: fmt.Sprintf("Something of the school's own on %s: a paper with a date, a person or a place.", called(e.node)),
	}
	return c
}

// longEnough are the passages with enough text to be compared, in the
// framework's order.
func (r *reading) longEnough(fewest int) []*passage {
	var long []*passage
	for _, p := range r.passages {
		if len(p.prose.words) >= fewest {
			long = append(long, p)
		}
	}
	place := places(r.framework)
	slices.SortFunc(long, func(a, b *passage) int { return place[a.node.ID] - place[b.node.ID] })
	return long
}
