package concern

import (
	"maps"
	"math"

	"halfday/visit/framework"
)

// matter is what texts about an item speak of: the words of the trade for what
// its name names, and those that the framework uses for it more than once and
// for no other: a word it uses once may stand there by chance. Where the name
// says nothing by itself, as Review does, the element's name does.
func (t topics) matter(n *framework.Node) set {
	words := set{}
	for w, times := range t.telling[n] {
		if t.own[n][w] && times > 1 && !t.lexicon.faint[w] {
			words[w] = true
		}
	}
	for _, m := range t.mattersOf(n) {
		for w := range m.words {
			words[w] = true
		}
	}
	return words
}

// mattersOf are the matters of the lexicon that an item's name names.
func (t topics) mattersOf(n *framework.Node) []subject {
	named := func(names set) (all []subject) {
		for _, m := range t.lexicon.matters {
			if m.name.overlap(names) > 0 {
				all = append(all, m)
			}
		}
		return all
	}
	if all := named(t.names[n]); len(all) > 0 {
		return all
	}
	return named(t.names[n.Element()])
}

// likeness tells how much a text speaks of an item: the rarer the words among
// the items that both have, the more. It is the ranking known as BM25, with the
// item's name, statements, questions and subject for a document and each stem
// of the text counted once: a text does not become more fitting by repetition.
type likeness struct {
	items []*framework.Node
	vocab []map[string]int
	// rare is how telling a stem is: the fewer items have it, the more.
	rare   map[string]float64
	length []float64 // of an item's words, as a multiple of the average
}

func newLikeness(t topics, items []*framework.Node) *likeness {
	l := &likeness{items: items, rare: map[string]float64{}}
	uses := map[string]int{}
	total := 0.0
	for _, n := range items {
		vocab := maps.Clone(t.telling[n])
		for w := range t.matters[n] {
			vocab[w]++
		}
		size := 0
		for w, count := range vocab {
			uses[w]++
			size += count
		}
		l.vocab = append(l.vocab, vocab)
		l.length = append(l.length, float64(size))
		total += float64(size)
	}
	for i := range l.length {
		l.length[i] /= max(1, total/float64(len(items)))
	}
	for w, n := range uses {
		l.rare[w] = math.Log(1 + (float64(len(items)-n)+0.5)/(float64(n)+0.5))
	}
	return l
}

// The usual constants of the ranking.
const (
	saturation = 1.2
	lengthBias = 0.75
)

// to is how much a text is like each item.
func (l *likeness) to(p *prose) []float64 {
	like := make([]float64, len(l.items))
	for _, w := range p.stemsInOrder() {
		rare := l.rare[w]
		if rare == 0 {
			continue
		}
		for i, vocab := range l.vocab {
			if n := float64(vocab[w]); n > 0 {
				like[i] += rare * n * (saturation + 1) / (n + saturation*(1-lengthBias+lengthBias*l.length[i]))
			}
		}
	}
	return like
}

// fit is how much a passage is like the items of its node, of what it is like
// the item it is most like: 1 for a text at its best place.
func (r *reading) fit(p *passage) float64 {
	if r.like == nil {
		r.like = newLikeness(r.topics, r.framework.Items())
	}
	own, most := 0.0, 0.0
	for i, x := range r.like.to(p.prose) {
		most = max(most, x)
		if r.like.items[i].Within(p.node) {
			own = max(own, x)
		}
	}
	if most == 0 {
		return 0
	}
	return own / most
}
