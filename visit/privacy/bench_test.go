package privacy

import (
	"strings"
	"testing"
)

// BenchmarkFind looks through an hour's notes.
func BenchmarkFind(b *testing.B) {
	f := New(shipped(b), fernley)
	text := strings.Repeat("Pupils in Year 4 change a program that somebody else began; the ICT lead, who runs the club, keeps Scratch files for all.\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.Find(text)
	}
}

// BenchmarkParseLexicon is what the first look costs.
func BenchmarkParseLexicon(b *testing.B) {
	for b.Loop() {
		shipped(b)
	}
}
