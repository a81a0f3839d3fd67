package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown makes text safe to set into Markdown: shown, it is the text as Line
// gives it and nothing more, be it in a paragraph, a heading, a table's cell or
// a list's item. Space at either end is dropped, as Markdown would drop it.
//
// Only what Markdown (CommonMark and the GitHub extensions) would read as
// structure at that place is escaped, so that the source reads as prose.
func Markdown(s string) string {
	s = strings.Trim(Line(s), " ")
	number := len(s) - len(strings.TrimLeft(s, "0123456789"))
	closing := len(strings.TrimRight(s, "#"))
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i, r := range s {
		before, after := s[:i], s[i+utf8.RuneLen(r):]
		switch {
		case i == 0 && strings.ContainsRune("#>+-=:", r),
			i == number && number > 0 && endsListNumber(r, after),
			i >= closing,
			isStructure(before, r, after):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// endsListNumber reports whether r makes the number before it that of a list's item.
func endsListNumber(r rune, after string) bool {
	return (r == '.' || r == ')') && (after == "" || after[0] == ' ')
}

// isStructure reports whether r, between before and after, could be structure
// at any place of a line.
func isStructure(before string, r rune, after string) bool {
	prev := ' '
	if before != "" {
		prev, _ = utf8.DecodeLastRuneInString(before)
	}
	next, _ := utf8.DecodeRuneInString(after)
	switch r {
	case '\\', '`', '[', ']', '|':
		return true
	case '*': // 3 * 4
		return before == "" || prev != ' ' || next != ' '
	case '_': // snake_case
		return !isWord(prev) || !isWord(next)
	case '~': // ~30 pupils
		return prev != ' '
	case '<': // < 10, <10
		return next != ' ' && !unicode.IsDigit(next)
	case '&': // Smith & Sons, Q&A
		return strings.HasPrefix(strings.TrimLeftFunc(after, isEntity), ";")
	case ':': // https://
		return strings.HasPrefix(after, "//")
	case '@': // somebody@school
		return prev != ' '
	case '.': // www.
		return strings.EqualFold(before[max(0, len(before)-3):], "www")
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isEntity(r rune) bool { return r == '#' || isWord(r) }
