package privacy

import (
	"regexp"
	"strings"
	"sync"
)

// shapes are the forms of what is no name. They are made when first needed: most
// notes have neither an @ nor a long figure.
var shapes = sync.OnceValue(func() (s struct{ eMail, telephone, pupilNumber *regexp.Regexp }) {
	s.eMail = regexp.MustCompile(`[\pL\pN][\pL\pN._%+'-]*@[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL{2,}`)
	// 01, 02 and 07 with nine or eight more figures in groups, or +44 in place of the 0.
	s.telephone = regexp.MustCompile(`(?:(?:\+|\b00)44[ -]?(?:\(0\) ?)?|\(?\b0)[127](?:[ \x{a0}.)-]{0,2}\d){8,9}\b`)
	// A letter, eleven figures, and a twelfth or, while it is temporary, a letter.
	s.pupilNumber = regexp.MustCompile(`\b[A-Za-z]\d{11}[\dA-Za-z]\b`)
	return s
})

// numbers finds e-mail addresses, telephone numbers and pupil numbers.
func (f *Finder) numbers(text string) []Finding {
	var found []Finding
	add := func(k Kind, from, to int) {
		found = append(found, Finding{k, text[from:to], from, to, "written like " + k.Name()})
	}
	if strings.Contains(text, "@") {
		for _, at := range shapes().eMail.FindAllStringIndex(text, -1) {
			if box, _, _ := strings.Cut(text[at[0]:at[1]], "@"); !f.mailboxes[strings.ToLower(box)] {
				add(Email, at[0], at[1])
			}
		}
	}
	if !manyDigits(text) {
		return found
	}
	for _, at := range shapes().telephone.FindAllStringIndex(text, -1) {
		if isTelephone(text[:at[0]], text[at[0]:at[1]]) {
			add(Telephone, at[0], at[1])
		}
	}
	for _, at := range shapes().pupilNumber.FindAllStringIndex(text, -1) {
		add(UPN, at[0], at[1])
	}
	return found
}

// manyDigits reports whether a text has a row of figures so long that it may be
// a telephone or a pupil number.
func manyDigits(text string) bool {
	const least = 10
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			if n++; n >= least {
				return true
			}
		case 'A' <= c && c <= 'z' || c == '\n':
			n = 0
		}
	}
	return false
}

// isTelephone tells a telephone number from other rows of figures. Its area code
// is of three figures at least, so that dates and times are none; ten figures
// without a gap may be the number of a book.
func isTelephone(before, number string) bool {
	if strings.HasSuffix(before, ".") || strings.HasSuffix(before, "/") || strings.HasSuffix(before, "-") ||
		strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") {
		return false
	}
	if !strings.HasPrefix(strings.TrimPrefix(number, "("), "0") || strings.HasPrefix(number, "0044") {
		return true
	}
	groups := strings.FieldsFunc(number, func(r rune) bool { return r < '0' || '9' < r })
	digits := len(strings.Join(groups, ""))
	return len(groups[0]) > 2 && (digits == 11 || strings.HasPrefix(groups[0], "01") && len(groups) > 1 && len(groups[0]) > 4)
}
