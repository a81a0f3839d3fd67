package concern

// shingle is a run of two or three words by the ids of their stems. Ids beyond two
// million would meet with others; a submission has some thousands.
type shingle uint64

func shingleOf(run []word) (s shingle) {
	const bits = 21
	for _, w := range run {
		s = s<<bits | shingle(w.id)
	}
	return s
}

// overlaps finds what part of a text stands in others too.
type overlaps struct {
	// first has the place in uses of the text that had a run last; each use
	// leads to the one before it, and each text is there once.
	first map[shingle]int32
	uses  []use
	texts int
	size  int // words in a run
}

type use struct{ text, before int32 }

// newOverlaps takes texts, which are then known by their place in the list. Runs
// of size words in a row are compared. Three survive a change in every fourth word
// and are seldom met with by chance more than once or twice; two do of words that
// carry content alone.
func newOverlaps(size int, texts [][]word) *overlaps {
	all := 0
	for _, words := range texts {
		all += len(words)
	}
	o := &overlaps{first: make(map[shingle]int32, all), uses: make([]use, 1, all+1), texts: len(texts), size: size}
	for text, words := range texts {
		for i := range len(words) - size + 1 {
			run := shingleOf(words[i : i+size])
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
	for i := range len(words) - o.size + 1 {
		for at := o.first[shingleOf(words[i:i+o.size])]; at != 0; at = o.uses[at].before {
			other := o.uses[at].text
			covered[other] += i + o.size - max(i, end[other])
			end[other] = i + o.size
		}
	}
	parts := make([]float64, o.texts)
	for other, n := range covered {
		parts[other] = float64(n) / float64(len(words))
	}
	return parts
}
