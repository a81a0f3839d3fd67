package concern

import "strings"

// endings are taken off a word, one after another, to find its stem. Longer
// ones stand before those they end in.
var endings = [...]string{
	"ements", "ement", "ments", "ment", "ations", "ation", "ating", "ates", "ated", "ate",
	"ships", "ship", "ness", "ions", "ion", "ings", "ing", "able", "ives", "ive", "ary",
	"als", "al", "ies", "ied", "ers", "er", "ors", "or", "ics", "ic", "ety", "ly", "ed", "es", "s", "y", "e",
}

// stem brings forms of an English word together by taking off its endings. It
// is rough on purpose: it serves to see that two texts speak of one thing, and
// is never shown.
func stem(w string) string {
	const least = 3 // letters that must be left
	for range 3 {
		shorter := w
		for _, end := range endings {
			if len(w)-len(end) >= least && strings.HasSuffix(w, end) && !(end == "s" && strings.HasSuffix(w, "ss")) {
				shorter = w[:len(w)-len(end)]
				break
			}
		}
		// plann -> plan, but assess and skill stay.
		if n := len(shorter); shorter != w && n > least && shorter[n-1] == shorter[n-2] && !strings.ContainsRune("slaeiou", rune(shorter[n-1])) {
			shorter = shorter[:n-1]
		}
		if shorter == w {
			break
		}
		w = shorter
	}
	return w
}
