package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word or figure of a text.
type word struct {
	// from and to are its place in the text, without a possessive 's.
	from, to int
	// lower is the word in small letters, groups those it belongs to.
	lower  string
	groups group
	// upper is set where it begins with a capital, initial where there is nothing
	// more, capital where small letters follow, plain where only such do; figure
	// where it begins with a digit.
	upper, initial, capital, plain, figure bool
	// opens is set for the first word of a sentence, a line or a quotation: its
	// capital says nothing.
	opens bool
	// owns is set for a word with a possessive 's: Amy's.
	owns bool
	// gap is what stands between the word before and this one.
	gap gap
	// pupils is set where the sentence speaks of pupils, a year or a class,
	// heading where it is written like a heading.
	pupils, heading bool
}

// is reports whether the word belongs to one of the groups.
func (w word) is(g group) bool { return w.groups&g != 0 }

// gap is what stands between two words.
type gap int

const (
	// space joins words to a phrase: "Amy Carter", "Amy C. Carter".
	space gap = iota
	// comma is any mark inside a sentence: "a pupil, Amy", "Amy – Year 5".
	comma
	// bracket opens one: "Amy (Y5)".
	bracket
	// apart ends the sentence or the line.
	apart
)

// readWords takes a text apart in one pass.
func (l *Lexicon) readWords(text string) []word {
	var words []word
	last := 0 // where the last word ended
	for i := 0; i < len(text); {
		n := wordLength(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		w := l.newWord(text, i, i+n)
		between := text[last:i]
		switch {
		case len(words) == 0:
			w.gap, w.opens = apart, true
		default:
			before := words[len(words)-1]
			w.gap = gapOf(between, before.initial || l.titles[text[before.from:before.to]])
			w.opens = w.gap == apart || strings.ContainsAny(between, `:"“‘•`)
		}
		words = append(words, w)
		i += n
		last = i
	}
	return words
}

// gapOf is what a text between two words amounts to. A full stop behind an
// initial or a title ends nothing.
func gapOf(between string, abbreviated bool) gap {
	g := space
	for i, r := range between {
		switch {
		case r == '\n', r == '\r', r == '!', r == '?', r == '…', r == '|', r == '\t':
			return apart
		case r == '.' && abbreviated && i == 0:
		case r == '.':
			return apart
		case r == '(', r == '[':
			g = max(g, bracket)
		case r != ' ' && r != '\u00a0':
			g = max(g, comma)
		}
	}
	return g
}

// wordLength is the length in bytes of the word a text begins with, 0 for none.
// An apostrophe or a hyphen belongs to a word between letters: O'Neill,
// Lily-Mae, co-ordinator.
func wordLength(text string) int {
	end := 0
	letter := false // the last rune was one
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && end > 0:
			end = i + utf8.RuneLen(r)
			letter = !unicode.IsDigit(r)
		case end == 0 || end != i:
			return end
		case !letter || !strings.ContainsRune("'’-‐‑", r) || !beginsWithLetter(text[i+utf8.RuneLen(r):]):
			return end
		}
	}
	return end
}

func beginsWithLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

func (l *Lexicon) newWord(text string, from, to int) word {
	w := word{from: from, to: to}
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		if rest, ok := strings.CutSuffix(text[from:to], s); ok && rest != "" {
			w.owns, w.to = true, from+len(rest)
			break
		}
	}
	as := text[w.from:w.to]
	first, size := utf8.DecodeRuneInString(as)
	w.upper = unicode.IsUpper(first)
	w.lower = strings.ToLower(strings.ReplaceAll(as, "’", "'"))
	w.groups = l.groups[w.lower]
	w.figure = unicode.IsDigit(first)
	w.initial = w.upper && len(as) == size
	w.capital = w.upper && strings.IndexFunc(as, unicode.IsLower) > 0
	w.plain = w.capital && strings.IndexFunc(as[size:], unicode.IsUpper) < 0
	return w
}
