package concern

import "fmt"

// RuleCopiedElsewhere: the same text as another item, nearly word for word.
const RuleCopiedElsewhere = "copied-elsewhere"

// copiedElsewhere finds texts that stand at two items. The one that is less
// about its item is the copy, the later one of two that fit alike; the other is
// no concern.
type copiedElsewhere struct{}

func (copiedElsewhere) find(r *reading) []Concern {
	// Shorter ones ("see the staff handbook") may well stand twice.
	const fewest, nearly = 20, 0.7
	list := r.longEnough(fewest)
	texts := make([][]word, len(list))
	for i, p := range list {
		texts[i] = p.prose.words
	}
	known := newOverlaps(3, texts)
	from := make([]*passage, len(list)) // what each is a copy of
	fits := make([]float64, len(list))
	fit := func(i int) float64 {
		if fits[i] == 0 {
			fits[i] = r.fit(list[i])
		}
		return fits[i]
	}
	for i, p := range list {
		parts := known.of(p.prose.words)
		for j := range list {
			if i == j || parts[j] < nearly || from[j] != nil {
				continue
			}
			if own, other := fit(i), fit(j); own < other || own == other && i > j {
				from[i] = list[j]
				break
			}
		}
	}
	var found []Concern
	for i, p := range list {
		if from[i] != nil && p.node.IsItem() {
			found = append(found, copyOf(p, from[i]))
		}
	}
	return found
}

func copyOf(p, of *passage) Concern {
	c := on(p, Insufficient, RuleCopiedElsewhere, Medium)
	c.Quote, c.Source = p.prose.quote(), sourceCommentary
	c.Why = fmt.Sprintf("The same text stands at %s, nearly word for word, and fits better there. Nothing here is about %s itself.", of.node.ID, called(p.node))
	c.Settle = Settle{
		Ask: fmt.Sprintf("%s and %s have the same text: what would you add about %s?", of.node.ID, p.node.ID, called(p.node)),
		Of:  speakers(p.node),
		See: fmt.Sprintf("Something that bears on %s and not only on %s.", called(p.node), called(of.node)),
	}
	return c
}
