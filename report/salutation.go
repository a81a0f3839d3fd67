package report

import (
	"regexp"
	"slices"
	"strings"
)

// The titles that stand before a surname alone. Those that stand before a first
// name, such as Sir and Dame, are none of these: there the whole name is kept.
var titles = []string{"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "canon"}

// particles begin a surname of several words: van der Berg, de Souza, ap Rhys.
var particles = []string{
	"van", "von", "der", "den", "ter", "ten", "de", "da", "di", "do", "du", "dos", "das", "del", "della", "la", "le", "los",
	"al", "el", "bin", "ibn", "ben", "ap", "ab", "ferch", "st", "st.", "o", "o'", "o’", "mac", "mc",
}

// honours stand behind a name and are no part of it.
var honours = []string{
	"OBE", "MBE", "CBE", "JP", "BA", "BSc", "BEd", "MA", "MSc", "MEd", "MBA", "PhD", "EdD", "PGCE", "QTS", "NPQH", "FRSA", "Hons", "Jr", "Jnr", "Snr",
}

var (
	// initials is one word of a name that is initials: "R", "R." or "R.J.".
	initials = regexp.MustCompile(`^(\p{Lu}|(\p{Lu}\.)+)$`)
	// inBrackets and behind are what the papers say beside a name, such as a post.
	inBrackets = regexp.MustCompile(`[(\[][^)\]]*[)\]]?`)
	behind     = regexp.MustCompile(`[,;].*| [-–—] .*`)
	// several are more people than one.
	several = regexp.MustCompile(`(?i) (and|&) |/`)
)

// salutation is a name as it stands behind "Dear": title and surname, or where
// there is no title the whole name. One word alone, be it a surname or "vacant",
// is none.
func salutation(name string) string {
	name = behind.ReplaceAllString(inBrackets.ReplaceAllString(name, " "), "")
	words := strings.Fields(name)
	for len(words) > 2 && slices.Contains(honours, strings.ReplaceAll(words[len(words)-1], ".", "")) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 {
		return ""
	}
	titled := 0
	for titled < len(words)-1 && isOneOf(titles, strings.TrimSuffix(words[titled], ".")) {
		words[titled] = strings.TrimSuffix(words[titled], ".")
		titled++
	}
	whole := strings.Join(words, " ")
	if several.MatchString(whole) {
		return whole
	}
	if titled > 0 {
		last := len(words) - 1
		for last > titled && isOneOf(particles, words[last-1]) {
			last--
		}
		return strings.Join(append(words[:titled], words[last:]...), " ")
	}
	var kept []string
	for i, w := range words {
		if i == 0 || i == len(words)-1 || !initials.MatchString(w) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func isOneOf(words []string, word string) bool {
	return slices.Contains(words, strings.ToLower(word))
}
