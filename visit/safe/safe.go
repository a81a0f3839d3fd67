// Package safe makes text from outside fit to be shown: a school's submission,
// a pasted note, a file's name.
//
// A terminal obeys some characters instead of showing them, others are not
// seen at all, and Markdown takes punctuation for structure. Nothing is taken
// out of a text on that account: what could act or hide is shown as a mark, so
// that the assessor sees that it was there. Ordinary text, with its accents,
// quotation marks and emoji, is left as it is.
//
// Text is kept as it came and made safe each time it is shown. Line and Block
// may be applied twice without harm.
package safe

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes text safe to show on one line: line breaks and tabs become spaces.
func Line(s string) string {
	if isPlain(s, ' ') {
		return s
	}
	return show(s, " ", " ")
}

// Block makes text safe to show on several lines. Lines end in \n, whichever
// way they ended before, and a tab becomes four spaces.
func Block(s string) string {
	if isPlain(s, '\n') {
		return s
	}
	return show(s, "\n", "    ")
}

// isPlain reports whether the text is printable ASCII and the one character more.
func isPlain(s string, more byte) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c > '~') && c != more {
			return false
		}
	}
	return true
}

// maxMarks is how many combining marks one character may carry. Languages
// written in Latin letters need two, Hebrew with all its points four; a pile of
// them would run into the lines above and below.
const maxMarks = 4

func show(s, newline, tab string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	prev := rune(0)   // the last rune written
	marks := maxMarks // those on the last base; at the start there is none to carry any
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		next, _ := utf8.DecodeRuneInString(s)
		switch {
		case r == '\r' && next == '\n':
			// The \n ends the line.
		case r == '\n' || r == '\r':
			b.WriteString(newline)
			prev, marks = '\n', maxMarks
		case r == '\t':
			b.WriteString(tab)
			prev, marks = ' ', 0
		case r < ' ':
			prev, marks = '␀'+r, 0
			b.WriteRune(prev)
		case r == '\x7f':
			prev, marks = '␡', 0
			b.WriteRune(prev)
		case joinsEmoji(prev, r, next):
			b.WriteRune(r)
			prev = r
		case !isVisible(r):
			writeCode(&b, r)
			prev, marks = '⟩', 0
		case !unicode.IsMark(r):
			b.WriteRune(r)
			prev, marks = r, 0
		case marks < maxMarks:
			b.WriteRune(r)
			prev, marks = r, marks+1
		default:
			writeCode(&b, r)
			prev = '⟩'
		}
	}
	return b.String()
}

// writeCode writes a rune as its number, U+202E as ⟨U+202E⟩.
func writeCode(b *strings.Builder, r rune) { fmt.Fprintf(b, "⟨%U⟩", r) }
