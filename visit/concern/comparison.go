package concern

import (
	"math"
	"slices"
	"strings"
)

// comparison is what the claims of commentaries are compared with.
type comparison struct {
	*reading
	// rare is how telling a stem is, by its id: the fewer of the school's texts
	// have it, the more.
	rare []float64
	// named are the sentences that say that something was not so, by the names of
	// things in them.
	named map[nameKey][]denial
	// sentences are those of each document, counters those of them that say that
	// something was not so.
	sentences, counters map[*document][]stated
}

// stated is a sentence, or a piece of a document. Of one that says that something
// was not so, words are those that stand near that.
type stated struct {
	prose *prose
	at    span
	words []word
	// telling are those of the words that say what it is about, each once.
	telling []*form
	// denied are the telling words that a denial stands right before.
	denied []*form
	// shares and counts are the figures of a whole sentence.
	shares []share
	counts []count
}

// sentence is a whole sentence with its figures.
func (c comparison) sentence(p *prose, s span) stated {
	said := newStated(p, s, p.in(s))
	said.shares, said.counts = c.sharesOf(said), c.countsOf(said)
	return said
}

func newStated(p *prose, s span, words []word) stated {
	said := stated{prose: p, at: s, words: words}
	for _, w := range words {
		if w.telling && !slices.Contains(said.telling, w.form) {
			said.telling = append(said.telling, w.form)
		}
	}
	return said
}

// denial is a sentence that says that something was not so, with where it stands:
// in a commentary or a document.
type denial struct {
	stated
	in     *passage
	paper  *document
	proper bool // the name is sure to be one
}

func (s stated) says() string { return s.prose.says(s.at) }

// compare lays out the school's texts for comparison.
func (r *reading) compare() comparison {
	c := comparison{
		reading: r, named: map[nameKey][]denial{},
		sentences: map[*document][]stated{}, counters: map[*document][]stated{},
	}
	passages := r.longEnough(1)
	c.rare = r.rarity(passages)
	for _, p := range passages {
		for _, counter := range r.denials(p.prose) {
			c.name(counter, denial{in: p})
		}
	}
	for _, d := range r.order {
		for _, s := range d.prose.sentences {
			c.sentences[d] = append(c.sentences[d], c.sentence(d.prose, s))
		}
		for _, counter := range r.denials(d.prose) {
			c.counters[d] = append(c.counters[d], counter)
			c.name(counter, denial{paper: d})
		}
	}
	return c
}

// name keeps a denial by the names in it. A name that stands in very many is none.
func (c comparison) name(counter stated, as denial) {
	const most = 16
	as.stated = counter
	keep := func(name nameKey, proper bool) {
		if list := c.named[name]; len(list) < most {
			as.proper = proper
			c.named[name] = append(list, as)
		}
	}
	for name, proper := range c.names(counter) {
		keep(name, proper)
	}
	for _, name := range c.alone(counter) {
		keep(name, false)
	}
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

// denials are the sentences of a text that say that something was not so.
func (r *reading) denials(p *prose) []stated {
	var found []stated
	for _, s := range p.sentences {
		if denial, ok := denialIn(p, s, r.unfulfilled); ok {
			found = append(found, denial)
		}
	}
	return found
}

// unfulfilled is the number of words at the beginning of a text that say that
// something was not done, not decided or not reached.
func (r *reading) unfulfilled(text []word) int { return r.lexicon.unfulfilled.match(text) }

// isNotSo is the same with every other way to say that something is not so.
func (r *reading) isNotSo(text []word) int {
	if n := r.unfulfilled(text); n > 0 {
		return n
	}
	if w := text[0]; w.lower == "not" || strings.HasSuffix(w.lower, "n't") {
		return 1
	}
	return 0
}

// denialIn is what a sentence denies: what stands within a few words before or
// after the words that deny something.
func denialIn(p *prose, s span, denies func(text []word) int) (stated, bool) {
	const near, next = 8, 2
	var words []word
	var denied []*form
	end := s.from
	for i := s.from; i < s.to; i++ {
		n := denies(p.words[i:s.to])
		if n == 0 || i > s.from && relative(p.words[i-1]) {
			continue
		}
		from, to := max(end, i-near), min(s.to, i+n+near)
		if from < to {
			words = append(words, p.words[from:to]...)
		}
		end = max(end, to)
		for _, w := range p.words[i:min(s.to, i+n+next)] {
			if w.telling {
				denied = append(denied, w.form)
			}
		}
	}
	said := newStated(p, s, words)
	said.denied = denied
	return said, len(words) > 0
}

// relative reports whether a word tells which of several are meant: "those who
// did not" says nothing of all of them.
func relative(w word) bool {
	switch w.lower {
	case "who", "which", "that", "those":
		return true
	}
	return false
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

// proper are the words of a sentence that name a place or a thing by themselves:
// written with a capital that the sentence does not ask for, and rare.
func (c comparison) proper(s stated) []nameKey {
	var names []nameKey
	for i, w := range s.words {
		titled := i > 0 && c.lexicon.titles[s.words[i-1].lower]
		if w.capital && !w.acronym && !w.opens && !titled && w.telling && !w.figure && c.rare[w.id] >= likely/2 && !c.isCommon(w) && !c.lexicon.days[w.lower] {
			names = append(names, nameKey{w.id, alone})
		}
	}
	return names
}

// alone are the rare words of a sentence, each by itself.
func (c comparison) alone(s stated) []nameKey {
	var names []nameKey
	for _, f := range s.telling {
		if !f.figure && c.rare[f.id] >= likely/2 {
			names = append(names, nameKey{f.id, alone})
		}
	}
	return names
}

// alone stands in a nameKey for the second word of a name of one word.
const alone = -1

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
