package evidence

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestStem and longestEnding are how long the parts of a copy's name may be, in
// bytes.
const longestStem, longestEnding = 60, 12

// fileName is a name for a copy of a school's file, one that every system takes:
// the letters and digits of its own name, and the ending.
func fileName(file string) string {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	ending := path.Ext(base)
	name := "evidence"
	if stem := lettersOf(strings.TrimSuffix(base, ending), longestStem); stem != "" {
		name += "-" + stem
	}
	if ending = lettersOf(ending, longestEnding); ending != "" {
		name += "." + ending
	}
	return name
}

// lettersOf are the letters and digits of a text, with a hyphen for what stands
// between them, up to a length in bytes.
func lettersOf(text string, most int) string {
	var b strings.Builder
	apart := false
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.IsMark(r): // one that no letter takes up
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			apart = b.Len() > 0
			continue
		case b.Len()+1+utf8.RuneLen(r) > most:
			return b.String()
		case apart:
			b.WriteByte('-')
		}
		b.WriteRune(r)
		apart = false
	}
	return b.String()
}
