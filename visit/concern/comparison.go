package concern

import (
	"math"
	"slices"
)

// comparison is what the claims of commentaries are compared with.
type comparison struct {
	*reading
	// rare is how telling a stem is, by its id: the fewer of the school's texts
	// have it, the more.
	rare []float64
	// named are the sentences of commentaries that say that something was not so,
	// by the names of things in them.
	named map[nameKey][]denial
	// blocks are the pieces of each document.
	blocks map[*document][]block
}

// stated is a sentence, or a piece of a document. Of one that says that something
// was not so, words are those that stand near that.
type stated struct {
	prose *prose
	at    span
	words []word
	// telling are those of the words that say what it is about, each once.
	telling []*form
}

func sentence(p *prose, s span) stated { return newStated(p, s, p.in(s)) }

func newStated(p *prose, s span, words []word) stated {
	said := stated{prose: p, at: s, words: words}
	for _, w := range words {
		if w.telling && !slices.Contains(said.telling, w.form) {
			said.telling = append(said.telling, w.form)
		}
	}
	return said
}

// denial is a sentence that says that something was not so, with where it stands.
type denial struct {
	stated
	in     *passage
	proper bool // the name is sure to be one
}

// block is a piece of a document with those of its sentences that say that
// something was not so.
type block struct {
	stated
	counters []stated
}

func (s stated) says() string { return s.prose.says(s.at) }

// compare lays out the school's texts for comparison.
func (r *reading) compare() comparison {
	c := comparison{reading: r, named: map[nameKey][]denial{}, blocks: map[*document][]block{}}
	passages := r.longEnough(1)
	c.rare = r.rarity(passages)
	for _, p := range passages {
		for _, counter := range r.counters(p.prose) {
			for name, proper := range c.names(counter) {
				// A name that stands in so many denials is no name.
				const most = 16
				if list := c.named[name]; len(list) < most {
					c.named[name] = append(list, denial{counter, p, proper})
				}
			}
		}
	}
	for _, d := range r.order {
		for _, p := range d.blocks {
			c.blocks[d] = append(c.blocks[d], block{sentence(p, span{0, len(p.words)}), r.counters(p)})
		}
	}
	return c
}

// rarity is how telling each stem is among the school's texts, by its id.
func (r *reading) rarity(passages []*passage) []float64 {
	uses, texts := make([]int, len(r.stems)), 0
	last := make([]int, len(r.stems)) // the text that had the stem last
	count := func(p *prose) {
		texts++
		for _, w := range p.words {
			if last[w.id] != texts {
				last[w.id] = texts
				uses[w.id]++
			}
		}
	}
	for _, p := range passages {
		count(p.prose)
	}
	for _, d := range r.order {
		count(d.prose)
	}
	rare := make([]float64, len(uses))
	for id, n := range uses {
		if n > 0 {
			rare[id] = math.Log(float64(1+texts) / float64(n))
		}
	}
	return rare
}

// counters are the sentences of a text that say that something was not so. What
// that is stands within a few words before or after.
func (r *reading) counters(p *prose) []stated {
	const near = 8
	var found []stated
	for _, s := range p.sentences {
		var words []word
		end := s.from
		for i := s.from; i < s.to; i++ {
			if n := r.lexicon.unfulfilled.match(p.words[i:s.to]); n > 0 {
				from, to := max(end, i-near), min(s.to, i+n+near)
				words = append(words, p.words[from:to]...)
				end = to
			}
		}
		if len(words) > 0 {
			found = append(found, newStated(p, s, words))
		}
	}
	return found
}

// shared is how telling the words are that two sentences have in common, and
// what they are.
func (c comparison) shared(a, b stated) (weight float64, common []*form) {
	for _, f := range a.telling {
		if hasStem(b.telling, f) && !hasStem(common, f) {
			common = append(common, f)
			weight += c.rare[f.id]
		}
	}
	return weight, common
}

func hasStem(forms []*form, of *form) bool {
	for _, f := range forms {
		if f.id == of.id {
			return true
		}
	}
	return false
}

// nameKey is the pair of words that can be the name of a thing, by their stems.
type nameKey struct{ one, two int }

// names are the pairs of words that can be the name of a thing, and whether the
// pair is sure to be one: written with capitals, or telling in both words. A word
// in two parts, such as hand-held, is no pair.
func (c comparison) names(s stated) map[nameKey]bool {
	var names map[nameKey]bool
	for i := 1; i < len(s.words); i++ {
		one, two := s.words[i-1], s.words[i]
		if !one.telling && !two.telling || two.follows || one.figure || two.figure || c.rare[one.id]+c.rare[two.id] < likely {
			continue
		}
		if c.lexicon.titles[one.lower] || one.function || two.function || one.to+1 != two.from || s.prose.text[one.to] != ' ' {
			continue
		}
		if names == nil {
			names = map[nameKey]bool{}
		}
		name := nameKey{one.id, two.id}
		names[name] = names[name] || one.capital && two.capital || one.telling && two.telling
	}
	return names
}

// agree reports whether a claim and a piece of a document tell of the same thing
// alike: they have a figure in common that belongs to no date, or the claim
// itself has the word by which the other was taken for a denial.
func (c comparison) agree(claim, counter stated) bool {
	figures := c.undated(claim)
	if len(figures) > 0 && slices.ContainsFunc(c.undated(counter), func(w word) bool {
		return slices.ContainsFunc(figures, func(f word) bool { return f.lower == w.lower })
	}) {
		return true
	}
	words := counter.words
	for i := range words {
		for _, w := range words[i : i+c.lexicon.unfulfilled.match(words[i:])] {
			if w.telling && hasStem(claim.telling, w.form) {
				return true
			}
		}
	}
	return false
}

// undated are the figures of a sentence that belong to no date.
func (c comparison) undated(s stated) []word {
	var figures []word
	for _, w := range s.words {
		if !w.figure || len(w.lower) < 2 {
			continue
		}
		dates := s.prose.datesIn(s.at, c.lexicon.scales)
		if !slices.ContainsFunc(dates, func(d dated) bool {
			return s.prose.words[d.at.from].from <= w.from && w.to <= s.prose.words[d.at.to-1].to
		}) {
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

// shares are the parts of a whole that a sentence gives; those of a hundred are
// of all sorts of things and left out. "All 63" is 63 of 63.
func (c comparison) shares(s stated) []share {
	var all []share
	for i := s.at.from; i < s.at.to; i++ {
		if s.prose.words[i].value == 0 {
			continue
		}
		if x, ok := s.prose.share(i, s.at); ok {
			if x.whole != 100 {
				all = append(all, x)
			}
			i = x.at.to - 1
		} else if i > s.at.from && isAll(s.prose.words[i-1]) {
			if n, words := s.prose.number(i); n > 1 {
				all = append(all, share{n, n, span{i, i + words}})
			}
		}
	}
	return all
}

func isAll(w word) bool { return w.lower == "all" || w.lower == "every" }
