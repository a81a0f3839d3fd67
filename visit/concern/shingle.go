package concern

// shingleSize is how many words in a row are compared. Three survive a change in
// every fourth word and are seldom met with by chance more than once or twice.
const shingleSize = 3

// shingle is a run of words by the ids of their stems. Ids beyond two million
// would meet with others; a submission has some thousands.
type shingle uint64

func shingleAt(words []word, i int) shingle {
	const bits = 21
	return shingle(words[i].id)<<(2*bits) | shingle(words[i+1].id)<<bits | shingle(words[i+2].id)
}

// overlaps finds what part of a text stands in others too.
type overlaps struct {
	// first has the place in uses of the text that had a run last; each use
	// leads to the one before it, and each text is there once.
	first map[shingle]int32
	uses  []use
	texts int
}

type use struct{ text, before int32 }

// newOverlaps takes texts, which are then known by their place in the list.
func newOverlaps(texts [][]word) *overlaps {
	size := 0
	for _, words := range texts {
		size += len(words)
	}
	o := &overlaps{first: make(map[shingle]int32, size), uses: make([]use, 1, size+1), texts: len(texts)}
	for text, words := range texts {
		for i := range len(words) - shingleSize + 1 {
			run := shingleAt(words, i)
			if last := o.first[run]; last == 0 || o.uses[last].text != int32(text) {
				o.first[run] = int32(len(o.uses))
				o.uses = append(o.uses, use{int32(text), last})
			}
		}
	}
	return o
}

// of is the part of a text's words that stands in runs of each other text,
// between 0 and 1.
func (o *overlaps) of(words []word) []float64 {
	end, covered := make([]int, o.texts), make([]int, o.texts)
	for i := range len(words) - shingleSize + 1 {
		for at := o.first[shingleAt(words, i)]; at != 0; at = o.uses[at].before {
			other := o.uses[at].text
			covered[other] += i + shingleSize - max(i, end[other])
			end[other] = i + shingleSize
		}
	}
	parts := make([]float64, o.texts)
	for other, n := range covered {
		parts[other] = float64(n) / float64(len(words))
	}
	return parts
}
