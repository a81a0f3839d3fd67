package concern

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// undated are the figures of a sentence that belong to no date.
func (c comparison) undated(s stated) []word {
	if !slices.ContainsFunc(s.words, func(w word) bool { return w.figure }) {
		return nil
	}
	var figures []word
	dates := s.prose.datesIn(s.at, c.lexicon.scales)
	for _, w := range s.words {
		if !w.figure || len(w.lower) < 2 {
			continue
		}
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
	if hasTarget(b) {
		return false
	}
	for _, x := range a.shares {
		for _, y := range b.shares {
			if x.whole == y.whole && x.whole > 4 && math.Abs(x.is()-y.is()) > clearly {
				return true
			}
		}
	}
	return false
}

// sharesOf are the parts of a whole that a sentence gives; those of a hundred are
// of all sorts of things and left out. "All 63" is 63 of 63.
func (c comparison) sharesOf(s stated) []share {
	var all []share
	for i := s.at.from; i < s.at.to; i++ {
		if !s.prose.words[i].isNumber {
			continue
		}
		if x, ok := s.prose.share(i, s.at); ok {
			if x.whole != 100 {
				all = append(all, x)
			}
			i = x.at.to - 1
		} else if i > s.at.from && isAll(s.prose.words[i-1]) {
			if n, words := s.prose.number(i, s.at.to); n > 1 {
				all = append(all, share{n, n, span{i, i + words}})
			}
		}
	}
	return all
}

func isAll(w word) bool { return w.lower == "all" || w.lower == "every" }

// otherFigure reports whether a sentence of a document gives another figure for
// what a claim gives one for; weight and common are what the two share.
func (c comparison) otherFigure(claim, other stated, weight float64, common int, d *document) bool {
	return c.differ(claim, other) || c.leavesOut(claim, other) || c.otherRatio(claim, other, d) || c.fewerCame(claim, other, weight) || common > 1 && weight >= likely && c.miscounts(claim, other, common, d)
}

// leavesOut reports whether a claim is made of all of some people or things, and
// another sentence gives a part of the same: "all classroom assistants", and "9 of
// 31 classroom assistants".
func (c comparison) leavesOut(claim, other stated) bool {
	const nearlyAll, same, span = 0.8, 2, 5
	if hasTarget(other) || c.isAhead(claim) {
		return false
	}
	for _, part := range other.shares {
		if part.is() >= nearlyAll || part.whole < 5 {
			continue
		}
		for i, w := range claim.words {
			if !isAll(w) {
				continue
			}
			n := 0
			for _, of := range claim.words[i+1 : min(len(claim.words), i+1+span)] {
				if (of.telling || of.counted) && slices.ContainsFunc(other.words, func(o word) bool { return o.id == of.id }) {
					n++
				}
			}
			if n >= same {
				return true
			}
		}
	}
	return false
}

// hasTarget reports whether a sentence gives a part and the whole of the same: then
// the one is where things were and the other what is to be reached.
func hasTarget(s stated) bool {
	return len(s.shares) > 1 && slices.ContainsFunc(s.shares, func(x share) bool { return x.is() == 1 })
}

// isAhead reports whether a sentence has a date after the submission.
func (c comparison) isAhead(s stated) bool {
	return c.sent > 0 && slices.ContainsFunc(s.prose.datesIn(s.at, c.lexicon.scales), func(d dated) bool { return !d.runs && d.first() > c.sent })
}

// fewerCame reports whether a claim is made of all of a number, and another
// sentence on the matter says how many took part, and they were fewer.
func (c comparison) fewerCame(claim, other stated, weight float64) bool {
	const clearly, near = 0.85, 3
	if weight < likely/2 || c.isAhead(claim) {
		return false
	}
	all := 0.0
	for _, x := range claim.shares {
		if x.is() == 1 {
			all = max(all, x.whole)
		}
	}
	if all < 5 {
		return false
	}
	for i, w := range other.words {
		if !c.lexicon.attendance[w.lower] {
			continue
		}
		for _, n := range other.words[max(0, i-near):min(len(other.words), i+near)] {
			if n.isNumber && n.value >= 1 && n.value < clearly*all && n.year == 0 {
				return true
			}
		}
	}
	return false
}

// count is a number of something: seven classrooms, 81 per cent.
type count struct {
	n  float64
	of int // the id of the stem of what is counted
}

// perCent and ratio are what percentages and "one to every four" count.
const (
	perCent = -1
	ratio   = -2
)

// countsOf are the numbers of a sentence with what they count. Dates, money and
// numbers that only name something (Year 6) count nothing.
func (c comparison) countsOf(s stated) []count {
	var found []count
	for i := s.at.from; i < s.at.to; i++ {
		w := s.prose.words[i]
		if n, ok := oneTo(s.prose, i, s.at.to); ok {
			found = append(found, count{n, ratio})
			continue
		}
		if w.value < 2 || w.year != 0 || i > s.at.from && c.lexicon.classes[s.prose.words[i-1].lower] || follows(s.prose.words, i, c.lexicon.scales) || isMoney(s.prose, i) {
			continue
		}
		n, words := s.prose.number(i, s.at.to)
		if words == 0 {
			continue
		}
		if x, ok := s.prose.share(i, s.at); ok && x.whole == 100 {
			found = append(found, count{n, perCent})
			i = x.at.to - 1
			continue
		}
		// "seven classrooms", "all seven of our classrooms"
		const near = 3
		for j := i + words; j < min(s.at.to, i+words+near); j++ {
			if of := s.prose.words[j]; of.telling || of.counted {
				found = append(found, count{n, of.id})
				break
			}
		}
		i += words - 1
	}
	return found
}

// oneTo is the four of "1:4", "1 : 4" and "one to every four" at the word at i.
func oneTo(p *prose, i, end int) (n float64, ok bool) {
	const near = 4
	w := p.words[i]
	if after, is := strings.CutPrefix(w.lower, "1:"); is {
		n, err := strconv.ParseFloat(after, 64)
		return n, err == nil
	}
	if w.value != 1 {
		return 0, false
	}
	linked := false
	for j := i + 1; j < min(end, i+near); j++ {
		if of := p.words[j]; of.value > 1 && (linked || strings.TrimSpace(p.between(j)) == ":") {
			return of.value, true
		}
		linked = linked || p.words[j].lower == "to"
	}
	return 0, false
}

func isMoney(p *prose, i int) bool {
	between := []rune(p.between(i))
	return len(between) > 0 && slices.Contains([]rune("£$€"), between[len(between)-1])
}

// miscounts reports whether a piece of a document counts the same as a claim and
// comes to another number, which the document has nowhere. A piece with many
// numbers is a table, of which it is not known which of them is meant.
func (c comparison) miscounts(claim, other stated, common int, in *document) bool {
	const many, clearly, several = 3, 0.1, 3
	theirs := other.counts
	if len(theirs) == 0 || len(theirs) > many {
		return false
	}
	for _, x := range claim.counts {
		if in.hasNumber(x.n) {
			continue
		}
		for _, y := range theirs {
			if x.of == perCent && common < several {
				continue // percentages are given of all sorts of things
			}
			if x.of == y.of && math.Abs(x.n-y.n) > clearly*math.Max(x.n, y.n) {
				return true
			}
		}
	}
	return false
}

// otherRatio reports whether a sentence of a document gives another ratio, of
// which schools give but one: that of pupils to computers.
func (c comparison) otherRatio(claim, other stated, in *document) bool {
	const clearly = 0.05
	for _, x := range claim.counts {
		for _, y := range other.counts {
			if x.of == ratio && y.of == ratio && !in.hasNumber(x.n) && math.Abs(x.n-y.n) > clearly*y.n {
				return true
			}
		}
	}
	return false
}

// hasNumber reports whether a number stands in a document, in figures or words.
func (d *document) hasNumber(n float64) bool {
	return slices.ContainsFunc(d.prose.words, func(w word) bool { return w.value == n })
}
