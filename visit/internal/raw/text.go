package raw

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// windows1252 are the characters of the bytes 0x80 to 0x9F in Windows-1252;
// the bytes above are those of Latin 1.
const windows1252 = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"

// Text is a file's text in UTF-8, without a byte order mark.
type Text struct {
	Text string
	// Encoding is what the file was written in: "UTF-8", "UTF-8 with BOM",
	// "UTF-16" or "Windows-1252".
	Encoding string
	Faults   []Fault
}

// Decode brings a file's bytes into UTF-8. A file without any character beyond
// ASCII that is UTF-8 is read as Windows-1252, in which older office programs
// save, wherever it has bytes that are none; where both stand side by side that
// is a fault. Control characters, which no parser takes, become the replacement
// character. The error is ErrEmpty for a file of nothing but space.
func Decode(data []byte) (Text, error) {
	t := Text{Encoding: "UTF-8"}
	text := string(data)
	switch {
	case strings.HasPrefix(text, "\uFEFF"):
		t.Encoding, text = "UTF-8 with BOM", text[len("\uFEFF"):]
	case strings.HasPrefix(text, "\xFF\xFE"), strings.HasPrefix(text, "\xFE\xFF"):
		t.Encoding = "UTF-16"
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String(text)
		if err != nil {
			return t, Malformed(1, "the text is in a broken UTF-16", `save it again as "UTF-8"`)
		}
		text = decoded
	}
	t.clean(text)
	if strings.TrimSpace(t.Text) == "" {
		return t, ErrEmpty
	}
	return t, nil
}

func (t *Text) clean(text string) {
	if plain(text) {
		t.Text = text
		return
	}
	var b strings.Builder
	b.Grow(len(text))
	var foreign, control, wide tally
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
		case width > 1:
			wide.add(line)
		}
		b.WriteRune(r)
		i += width
	}
	t.Text = b.String()
	if foreign.n > 0 && wide.n == 0 && t.Encoding == "UTF-8" {
		t.Encoding = "Windows-1252"
	} else if foreign.n > 0 {
		t.Faults = append(t.Faults, Fault{
			foreign.line,
			fmt.Sprintf("characters that are not UTF-8, read as Windows-1252 (%d in all)", foreign.n),
			"a file saved as UTF-8",
		})
	}
	if control.n > 0 {
		t.Faults = append(t.Faults, Fault{
			control.line,
			fmt.Sprintf("control characters, shown as %c (%d in all)", utf8.RuneError, control.n),
			"plain text",
		})
	}
}

// plain reports whether a text needs no mending: valid, and without anything
// that clean replaces.
func plain(text string) bool {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\r' && c != '\n' {
				return false
			}
			i++
			continue
		}
		switch r, width := utf8.DecodeRuneInString(text[i:]); {
		case r == utf8.RuneError && width == 1, r == '\u0085', r == '\u2028', r == '\u2029', r == '\uFFFE', r == '\uFFFF':
			return false
		default:
			i += width
		}
	}
	return true
}

// tally counts and remembers the first line.
type tally struct{ n, line int }

func (t *tally) add(line int) {
	if t.n++; t.n == 1 {
		t.line = line
	}
}
