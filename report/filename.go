package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"halfday/visit"
)

// longestName is the length in bytes a file name is kept to, so that the
// folder it is saved in may be deep on any system.
const longestName = 80

// FileName is a file name for something written about the visit, a "report", an
// "agenda" or a "letter", that every system takes: ict-mark-report-hawthorn-lane-primary.md.
// Letters of the school's name lose their accents; what is not a letter or
// digit of ASCII parts words.
func FileName(what string, v *visit.Visit) string {
	const ending = ".md"
	stem := "ict-mark-" + what
	var b strings.Builder
	b.WriteString(stem)
	apart := true
	for _, r := range norm.NFKD.String(strings.ToLower(v.School())) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if apart {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			apart = false
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			apart = true
		}
	}
	name := b.String()
	if most := longestName - len(ending); len(name) > most {
		whole := strings.LastIndexByte(name[:most+1], '-') // where the last whole word ends
		if whole <= len(stem) {
			whole = most
		}
		name = name[:whole]
	}
	return name + ending
}
