package concern

import (
	"math"
	"slices"
	"strings"
)

// comparison is what the claims of commentaries are compared with.
type comparison struct {
	*reading
	// rare is how telling a stem is: the fewer of the school's texts have it, the
	// more.
	rare     map[string]float64
	passages []*passage
	// texts are what each commentary says was not so, blocks what each document
	// says, piece by piece.
	texts  map[*passage][]stated
	blocks map[*document][]block
}

// stated is a sentence, or a piece of a document.
type stated struct {
	prose *prose
	at    span
	stems set
}

// block is a piece of a document with those of its sentences that say that
// something was not so.
type block struct {
	stated
	counters []stated
}

func (s stated) words() []word { return s.prose.in(s.at) }
func (s stated) says() string  { return s.prose.says(s.at) }

func (r *reading) stated(p *prose, s span) stated {
	return stated{p, s, (&prose{words: p.in(s)}).stems()}
}

// compare lays out the school's texts for comparison.
func (r *reading) compare() comparison {
	c := comparison{
		reading: r, rare: map[string]float64{}, passages: r.longEnough(1),
		texts: map[*passage][]stated{}, blocks: map[*document][]block{},
	}
	uses, texts := map[string]int{}, 0
	count := func(p *prose) {
		texts++
		for w := range p.stems() {
			uses[w]++
		}
	}
	for _, p := range c.passages {
		count(p.prose)
		c.texts[p] = r.counters(p.prose)
	}
	for _, d := range r.order {
		count(d.prose)
		for _, p := range d.blocks {
			whole := r.stated(p, span{0, len(p.words)})
			c.blocks[d] = append(c.blocks[d], block{whole, r.counters(p)})
		}
	}
	for w, n := range uses {
		c.rare[w] = math.Log(float64(1+texts) / float64(n))
	}
	return c
}

// counters are the sentences of a text that say that something was not so.
func (r *reading) counters(p *prose) []stated {
	var found []stated
	for _, s := range p.sentences {
		if r.lexicon.unfulfilled.stand(p.in(s)) {
			found = append(found, r.stated(p, s))
		}
	}
	return found
}

// shared is how telling the words are that two sentences have in common, and how
// many they are.
func (c comparison) shared(a, b stated) (weight float64, telling int) {
	for _, w := range c.common(a, b).inOrder() {
		telling++
		weight += c.rare[w]
	}
	return weight, telling
}

// common are the telling stems of two sentences.
func (c comparison) common(a, b stated) set {
	both := set{}
	for _, w := range a.words() {
		if b.stems[w.stem] && c.isTelling(w) {
			both[w.stem] = true
		}
	}
	return both
}

// sharesTelling reports whether what two sentences have in common is a word of
// the document's title: then the document is about it.
func (c comparison) sharesTelling(a, b stated, title set) bool {
	return c.common(a, b).overlap(title) > 0
}

// sharesName reports whether two sentences have the name of a thing in common:
// two words side by side, one of them telling.
func (c comparison) sharesName(a, b stated) bool {
	names := c.names(a)
	for name, proper := range c.names(b) {
		if properToo, ok := names[name]; ok && (proper || properToo) {
			return true
		}
	}
	return false
}

// names are the stems of the pairs of words that can be the name of a thing, and
// whether the pair is sure to be one: written with capitals, or telling in both
// words. A word in two parts, such as hand-held, is no pair.
func (c comparison) names(s stated) map[string]bool {
	names := map[string]bool{}
	words := s.words()
	for i := 1; i < len(words); i++ {
		one, two := words[i-1], words[i]
		if two.follows || s.prose.between(s.at.from+i) != " " || c.lexicon.functionWords[one.lower] || c.lexicon.functionWords[two.lower] || one.figure || two.figure {
			continue
		}
		if (c.isTelling(one) || c.isTelling(two)) && c.rare[one.stem]+c.rare[two.stem] >= likely {
			name := one.stem + " " + two.stem
			names[name] = names[name] || one.capital && two.capital || c.isTelling(one) && c.isTelling(two)
		}
	}
	return names
}

// isTelling reports whether a word says what a sentence is about. A year does,
// another figure does not.
func (c comparison) isTelling(w word) bool {
	if w.figure {
		year, _ := parseDate(w.lower)
		return year != 0
	}
	return len(w.stem) > 2 && !c.lexicon.functionWords[w.lower] && !c.lexicon.counted[w.stem] && !c.lexicon.faint[w.stem]
}

// agree reports whether a claim and a piece of a document tell of the same thing
// alike: they have a figure in common that belongs to no date, or the claim
// itself has the word by which the other was taken for a denial.
func (c comparison) agree(claim stated, other block) bool {
	figures := set{}
	for _, w := range c.undated(claim) {
		figures[w.lower] = true
	}
	for _, w := range c.undated(other.stated) {
		if figures[w.lower] {
			return true
		}
	}
	for _, counter := range other.counters {
		for i := range counter.words() {
			for j := range c.lexicon.unfulfilled.match(counter.words()[i:]).words {
				if w := counter.words()[i+j]; claim.stems[w.stem] && c.isTelling(w) {
					return true
				}
			}
		}
	}
	return false
}

// undated are the figures of a sentence that belong to no date.
func (c comparison) undated(s stated) []word {
	var figures []word
	dates := s.prose.datesIn(s.at, c.lexicon.scales)
	for i := s.at.from; i < s.at.to; i++ {
		w := s.prose.words[i]
		inDate := slices.ContainsFunc(dates, func(d dated) bool { return d.at.from <= i && i < d.at.to })
		if w.figure && len(w.lower) > 1 && !inDate {
			figures = append(figures, w)
		}
	}
	return figures
}

// differ reports whether two sentences give another part of the same whole: all
// 63 and 40 of 63.
func (c comparison) differ(a, b stated) bool {
	const clearly = 0.1 // of the whole
	for _, x := range c.shares(a) {
		for _, y := range c.shares(b) {
			if x.whole == y.whole && x.whole > 4 && math.Abs(x.is()-y.is()) > clearly {
				return true
			}
		}
	}
	return false
}

// shares are the parts of a whole that a sentence gives, per cent left out:
// those are of all sorts of things. "All 63" is 63 of 63.
func (c comparison) shares(s stated) []share {
	var all []share
	for i := s.at.from; i < s.at.to; i++ {
		if x, ok := s.prose.share(i, s.at); ok && !strings.HasPrefix(strings.TrimLeft(s.prose.text[s.prose.words[x.at.to-1].to:], " "), "%") && s.prose.words[x.at.to-1].lower != "cent" {
			all = append(all, x)
			i = x.at.to - 1
		} else if i > s.at.from && c.isAll(s.prose.words[i-1].lower) {
			if n, words := s.prose.number(i); words > 0 && n > 1 {
				all = append(all, share{n, n, span{i, i + words}})
			}
		}
	}
	return all
}

func (c comparison) isAll(w string) bool { return w == "all" || w == "every" }
