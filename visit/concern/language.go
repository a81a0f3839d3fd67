package concern

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// language is what is known of each form of a word that was met, so that it is
// found out once and not wherever the word stands.
type language struct {
	lexicon *Lexicon
	forms   map[string]*form
	stems   map[string]int
}

func newLanguage(lex *Lexicon) *language {
	return &language{lexicon: lex, forms: map[string]*form{}, stems: map[string]int{}}
}

// form is a word as it is written.
type form struct {
	// lower is the word in lower case without a possessive 's.
	lower string
	// stem brings forms of a word together: plan, plans, planned, planning. Forms
	// of one stem have the same id.
	stem string
	id   int
	// capital is set where the word begins with a capital, acronym where it is
	// all capitals, figure where it begins with a digit.
	capital, acronym, figure bool
	// value is the number that the word is, where it is one: 8, 1,148, eight.
	value    float64
	isNumber bool
	// year is the year or date that a figure is, month its month; 0 for none.
	year, month int
	// cues are the cues that may begin with the word.
	cues []term
	// begins has a bit for each group of terms with one that begins so.
	begins uint64
	// telling is set where the word says what a sentence is about.
	telling bool
	// These say that the word is one of a group of the lexicon's.
	function, negator, opener, past, present, bad, counted, count, document bool
	// digits is set where the word has one: Y6, KS2.
	digits bool
}

func (l *language) form(text string) *form {
	f := l.forms[text]
	if f == nil {
		f = l.learn(text)
		l.forms[text] = f
	}
	return f
}

func (l *language) learn(text string) *form {
	first, _ := utf8.DecodeRuneInString(text)
	f := &form{
		capital: unicode.IsUpper(first),
		acronym: len(text) > 1 && strings.IndexFunc(text, unicode.IsLower) < 0,
		figure:  unicode.IsDigit(first),
	}
	f.lower = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	f.lower = strings.TrimSuffix(f.lower, "'s")
	f.stem = stem(f.lower)
	if _, known := l.stems[f.stem]; !known {
		l.stems[f.stem] = len(l.stems)
	}
	f.id = l.stems[f.stem]
	f.value, f.isNumber = value(f)
	if f.figure {
		f.year, f.month = parseDate(f.lower)
	}
	f.cues = l.lexicon.cues.with(f.lower)
	f.begins = l.lexicon.begins(f.lower)
	f.function, f.opener = l.lexicon.functionWords[f.lower], l.lexicon.clauseOpeners[f.lower]
	f.negator = l.lexicon.negators[f.lower] || strings.HasSuffix(f.lower, "n't")
	f.past, f.present = l.lexicon.past[f.lower], l.lexicon.present[f.lower]
	f.bad, f.counted = l.lexicon.bad[f.stem], l.lexicon.counted[f.stem]
	f.count, f.document = l.lexicon.counts[f.stem], l.lexicon.documents[f.stem]
	f.digits = strings.IndexFunc(f.lower, unicode.IsDigit) > 0
	f.telling = l.lexicon.isTelling(f)
	return f
}

// numerals are the numbers that are written out in prose.
var numerals = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "hundred": 100,
}

func value(f *form) (n float64, ok bool) {
	if !f.figure {
		n, ok = numerals[f.lower]
		return n, ok
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(f.lower, ",", ""), 64)
	return n, err == nil
}

// isTelling reports whether a word says what a sentence is about. A year does,
// another figure does not.
func (l *Lexicon) isTelling(f *form) bool {
	if f.figure {
		return f.year != 0
	}
	return len(f.stem) > 2 && !f.function && !f.counted && !l.faint[f.stem] && !l.vague[f.stem]
}
