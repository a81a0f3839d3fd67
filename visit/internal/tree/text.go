package tree

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// windows1252 are the characters of the bytes 0x80 to 0x9F in Windows-1252;
// the bytes above are those of Latin 1.
const windows1252 = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"

// decode brings a file's bytes into UTF-8 without a byte order mark. Bytes that
// are no UTF-8 are read as Windows-1252, in which older office programs save;
// control characters, which no parser takes, become the replacement character.
func decode(data []byte) (string, []Fault, error) {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF") {
		return "", nil, malformed(1, "the text is in UTF-16", `save it again as "UTF-8"`)
	}
	if strings.TrimSpace(text) == "" {
		return "", nil, ErrEmpty
	}
	var b strings.Builder
	b.Grow(len(text))
	var foreign, control tally
	special := []rune(windows1252)
	line := 1
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && width == 1:
			foreign.add(line)
			if r = rune(text[i]); r >= 0x80 && r < 0xA0 {
				r = special[r-0x80]
			}
		case r == '\n':
			line++
		case r == '\u0085', r == '\u2028', r == '\u2029':
			// YAML takes these for the end of a line; pasted prose is full of them
			r = ' '
		case r < ' ' && r != '\t' && r != '\r', r == '\uFFFE', r == '\uFFFF':
			control.add(line)
			r = utf8.RuneError
		}
		b.WriteRune(r)
		i += width
	}
	var faults []Fault
	if foreign.n > 0 {
		faults = append(faults, Fault{
			foreign.line,
			fmt.Sprintf("characters that are not UTF-8, read as Windows-1252 (%d in all)", foreign.n),
			"a file saved as UTF-8",
		})
	}
	if control.n > 0 {
		faults = append(faults, Fault{
			control.line,
			fmt.Sprintf("control characters, shown as %c (%d in all)", utf8.RuneError, control.n),
			"plain text",
		})
	}
	return b.String(), faults, nil
}

// tally counts and remembers the first line.
type tally struct{ n, line int }

func (t *tally) add(line int) {
	if t.n++; t.n == 1 {
		t.line = line
	}
}
