package concern

import (
	"fmt"
	"maps"
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
	items := r.framework.Items()
	texts := make([][]word, len(items))
	for i, n := range items {
		texts[i] = r.statements(n)
	}
	known := newOverlaps(2, texts)
	var found []Concern
	for at, e := range r.entries {
		if n := len(e.prose.words); n < fewestCopied || n > mostCopied {
			continue
		}
		parts := known.of(contentOf(e.prose.words))
		from := at // of two that are equally like the text, the item's own
		for i, part := range parts {
			if part > parts[from] {
				from = i
			}
		}
		if parts[from] >= merely {
			found = append(found, r.copiedFrom(e, items[from]))
		}
	}
	return found
}

// statements are the words of an item's statements, best level first: a text may
// be put together from two of them.
func (r *reading) statements(n *framework.Node) []word {
	var words []word
	for _, level := range slices.Sorted(maps.Keys(n.Statements)) {
		words = append(words, contentOf(r.read(n.Statements[level]).words)...)
	}
	return words
}

// contentOf leaves out the words that carry none: they are what is changed first
// where a text is passed off as one's own.
func contentOf(words []word) []word {
	var content []word
	for _, w := range words {
		if !w.function {
			content = append(content, w)
		}
	}
	return content
}

// fewestCopied is the length below which two texts are alike by chance, in words;
// one longer than mostCopied has more than all statements of an item together.
const (
	fewestCopied = 10
	mostCopied   = 600
)

func (r *reading) copiedFrom(e *entry, from *framework.Node) Concern {
	c := on(e.passage, Insufficient, RuleCopiedDescriptor, High)
	c.Quote, c.Source = e.quote(), sourceCommentary
	what := "here"
	if from != e.node {
		what = "at " + from.ID
	}
	c.Why = fmt.Sprintf("The commentary is what the framework says %s over again, nearly word for word. It tells what a level asks for and not what the school does.", what)
	c.Settle = Settle{
		Ask: fmt.Sprintf("The commentary on %s is the framework's wording: what does it look like here, in your own words, and who would I see doing it?", called(e.node)),
		Of:  speakers(e.node),
		See: fmt.Sprintf("Something of the school's own on %s: a paper with a date, a person or a place.", called(e.node)),
	}
	return c
}
