package concern

import "hash/maphash"

// shingleSize is how many words in a row are compared. Three survive a change in
// every fourth word and are seldom met with by chance more than once or twice.
const shingleSize = 3

// shingler turns words in a row into numbers that are alike for like words.
type shingler struct{ seed maphash.Seed }

// shingles are the numbers of each run of words of a text, by the stems.
func (s shingler) shingles(words []word) []uint64 {
	if len(words) < shingleSize {
		return nil
	}
	stems := make([]uint64, len(words))
	for i, w := range words {
		stems[i] = maphash.String(s.seed, w.stem)
	}
	runs := make([]uint64, len(words)-shingleSize+1)
	for i := range runs {
		const odd = 0x9E3779B97F4A7C15 // keeps the order of the words apart
		runs[i] = (stems[i]*odd+stems[i+1])*odd + stems[i+2]
	}
	return runs
}

// overlaps finds what part of a text stands in others too.
type overlaps struct {
	shingler
	// in lists the texts that have a run, each once.
	in map[uint64][]int
}

// newOverlaps takes texts, which are then known by their place in the list.
func newOverlaps(texts [][]word) overlaps {
	o := overlaps{shingler{maphash.MakeSeed()}, map[uint64][]int{}}
	for i, words := range texts {
		for _, run := range o.shingles(words) {
			if list := o.in[run]; len(list) == 0 || list[len(list)-1] != i {
				o.in[run] = append(list, i)
			}
		}
	}
	return o
}

// of is the part of a text's words that stands in runs of each other text,
// between 0 and 1.
func (o overlaps) of(words []word) map[int]float64 {
	end, covered := map[int]int{}, map[int]int{}
	for i, run := range o.shingles(words) {
		for _, other := range o.in[run] {
			covered[other] += i + shingleSize - max(i, end[other])
			end[other] = i + shingleSize
		}
	}
	parts := make(map[int]float64, len(covered))
	for other, n := range covered {
		parts[other] = float64(n) / float64(len(words))
	}
	return parts
}
