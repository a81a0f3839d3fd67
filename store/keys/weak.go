package keys

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Weak is the reason for which a passphrase is too weak, with a remedy, or "".
// Whoever has the folder can try as many as they like, so what is asked for is
// four words or fourteen characters of several kinds in turn, without what
// everybody tries first. It cannot know that somebody chose the name of their street.
func Weak(passphrase string) string {
	const remedy = "; take four words that have nothing to do with each other, or more characters of several kinds"
	text := norm.NFC.String(passphrase)
	if len([]rune(text)) < 14 {
		return "it has fewer than 14 characters" + remedy
	}
	folded := []rune(strings.ToLower(text))
	folded = folded[:min(len(folded), 200)] // enough to be strong, and soon looked through
	if famous[plain(folded)] {
		return "everybody knows it" + remedy
	}
	rest := surprises(folded)
	if rest < 11 {
		return "it repeats itself, or is made of what others would try first" + remedy
	}
	if words(text) < 4 && changes(text) < 4 && rest < 20 {
		return "it has too few words, and for another one too little variety" + remedy
	}
	return ""
}

// plain is a text without all but its letters and digits.
func plain(text []rune) string {
	return string(slices.DeleteFunc(slices.Clone(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// words counts the different words of a text that have three letters or more.
// They are parted by all that is no letter, and by capital letters.
func words(text string) int {
	seen := map[string]bool{}
	var word []rune
	end := func() {
		if len(word) >= 3 {
			seen[strings.ToLower(string(word))] = true
		}
		word = word[:0]
	}
	small := false
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r):
			end()
			small = false
			continue
		case unicode.IsUpper(r) && small:
			end()
		}
		small = !unicode.IsUpper(r)
		word = append(word, r)
	}
	end()
	return len(seen)
}

// changes counts how often a text goes over from one to another of small letters,
// capital letters, digits and other signs. Spaces are no variety.
func changes(text string) int {
	n, last := -1, 0
	for _, r := range text {
		kind := 4
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.IsLower(r):
			kind = 1
		case unicode.IsUpper(r):
			kind = 2
		case unicode.IsDigit(r):
			kind = 3
		}
		if kind != last {
			n++
		}
		last = kind
	}
	return n
}

// surprises counts the characters of a text that do not follow from what was
// before: a well-known word counts as one, and so does a piece of three or more
// characters that comes again, or runs along the alphabet or the keyboard.
func surprises(text []rune) int {
	n := 0
	for i := 0; i < len(text); n++ {
		i += max(1, common(text[i:]), run(text[i:]), again(text[:i], text[i:]))
	}
	return n
}

// common is the length of the well-known word with which a text begins.
func common(text []rune) int {
	longest := 0
	for _, w := range wellKnown {
		if len(w) > longest && strings.HasPrefix(string(text), w) {
			longest = len(w) // which is in ASCII
		}
	}
	return longest
}

// run is the length of the piece with which a text begins and that is one
// character over and over, or runs along a row, forwards or backwards.
func run(text []rune) int {
	longest := 1
	for longest < len(text) && text[longest] == text[0] {
		longest++
	}
	for _, row := range rows {
		at := strings.IndexRune(row, text[0])
		if at < 0 {
			continue
		}
		for _, step := range []int{1, -1} {
			n := 1
			for n < len(text) && 0 <= at+n*step && at+n*step < len(row) && rune(row[at+n*step]) == text[n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	if longest < 3 {
		return 1
	}
	return longest
}

// again is the length of the piece with which a text begins and that was there
// before.
func again(before, text []rune) int {
	longest := 0
	for i := range before {
		n := 0
		for n < len(text) && i+n < len(before) && before[i+n] == text[n] {
			n++
		}
		longest = max(longest, n)
	}
	if longest < 3 {
		return 1
	}
	return longest
}

// rows are in ASCII: the alphabet, the digits, and the rows of keyboards.
var rows = [...]string{
	"abcdefghijklmnopqrstuvwxyz",
	"01234567890",
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "!\"$%^&*()", "!@#$%^&*()",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm",
}

// wellKnown are words of which passwords are made most, and those that lie near
// here. In ASCII and small letters.
var wellKnown = [...]string{
	"password", "passw0rd", "p@ssword", "p@ssw0rd", "passphrase", "passwort", "letmein", "welcome", "admin", "login", "secret",
	"iloveyou", "trustno", "sunshine", "princess", "football", "liverpool", "arsenal", "chelsea", "monkey", "dragon", "master",
	"charlie", "superman", "batman", "pokemon", "starwars", "whatever", "changeme", "default", "computer", "internet", "hello",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
	"june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn", "winter",
	"england", "london", "wales", "cymru", "scotland", "ireland", "school", "primary", "academy", "teacher", "assessor",
	"accreditation", "naacemark", "ictmark", "naace", "halfday", "visit",
}

// famous are passphrases that everybody knows, without spaces.
var famous = map[string]bool{
	"correcthorsebatterystaple":           true,
	"thequickbrownfoxjumps":               true,
	"thequickbrownfox":                    true,
	"tobeornottobe":                       true,
	"tobeornottobethatisthequestion":      true,
	"maytheforcebewithyou":                true,
	"loremipsumdolorsitamet":              true,
	"thisismypassword":                    true,
	"thisisapassword":                     true,
	"opensesameopensesame":                true,
	"maryhadalittlelamb":                  true,
	"twinkletwinklelittlestar":            true,
	"godsavetheking":                      true,
	"godsavethequeen":                     true,
	"allyourbasearebelongtous":            true,
	"thequickbrownfoxjumpsoverthelazydog": true,
}
