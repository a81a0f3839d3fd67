package submission

import (
	"strings"
	"unicode"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Piece is a stretch of a text that was changed.
type Piece struct {
	Text string
	Kind PieceKind
}

// PieceKind says in which version of a text a piece stands.
type PieceKind int

// A piece is in both versions, only in the old one, or only in the new one.
const (
	Same PieceKind = iota
	Removed
	Added
)

// mostCompared is how long two texts may be together, in bytes, to be compared
// word by word.
const mostCompared = 100 << 10

// Words shows what changed in a text, word by word: the pieces that were not
// removed are the new text, those that were not added the old one. What was
// removed stands before what was added in its place. Texts with little in common
// are given as one removed and one added, and so are very long ones.
func Words(old, new string) []Piece {
	if old == new {
		return pieces(change{same: old})
	}
	if len(old)+len(new) > mostCompared {
		return pieces(change{removed: old, added: new})
	}
	return pieces(readable(changes(runs(old), runs(new)))...)
}

// change is what stands the same in both versions, and what is different behind it.
type change struct{ same, removed, added string }

// length is that of the longer of the two versions of what is different.
func (c change) length() int { return max(len(c.removed), len(c.added)) }

// changes are the differences of two texts in words. However much differs, the
// library looks only so far for what is the same: its time is bounded.
func changes(old, new []string) (all []change) {
	at := 0
	for _, d := range lcs.DiffLines(old, new) {
		all = append(all, change{run(old[at:d.Start]), run(old[d.Start:d.End]), run(new[d.ReplStart:d.ReplEnd])})
		at = d.End
	}
	return append(all, change{same: run(old[at:])})
}

func run(words []string) string { return strings.Join(words, "") }

// readable takes what is the same between two changes into them where it is
// no longer than either: nobody reads a sentence of which every second word is new.
func readable(all []change) []change {
	out := all[:1]
	for _, c := range all[1:] {
		last := &out[len(out)-1]
		if c.length() == 0 || len(strings.TrimSpace(c.same)) > min(last.length(), c.length()) {
			out = append(out, c)
			continue
		}
		last.removed += c.same + c.removed
		last.added += c.same + c.added
	}
	return out
}

// pieces are changes piece by piece.
func pieces(all ...change) (out []Piece) {
	for _, c := range all {
		for _, p := range []Piece{{c.same, Same}, {c.removed, Removed}, {c.added, Added}} {
			if p.Text != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// runs parts a text into words and what stands between them.
func runs(text string) (all []string) {
	from, space := 0, false
	for i, r := range text {
		if is := unicode.IsSpace(r); is != space {
			if i > from {
				all = append(all, text[from:i])
			}
			from, space = i, is
		}
	}
	if from < len(text) {
		all = append(all, text[from:])
	}
	return all
}
