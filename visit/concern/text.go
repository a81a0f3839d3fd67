package concern

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word or figure of a text.
type word struct {
	*form
	// from and to are its bytes in the text.
	from, to int
	// opens is set for the first word of a sentence, follows for the word
	// after any mark of punctuation.
	opens, follows bool
}

// prose is a text taken apart into words.
type prose struct {
	text  string
	words []word
	// sentences are where each begins and ends among the words.
	sentences []span
	// first is the first sentence.
	first string
	// kinds are the stems, and each once in the order of the text, from when they
	// are first asked for.
	kinds   set
	ordered []string
}

// mostInSentence is how many words are read as one sentence: people write some
// forty, and what is compared within one takes time that grows faster than it.
const mostInSentence = 400

// span is a stretch of words: the first, and the one after the last.
type span struct{ from, to int }

// read takes a text apart in one pass.
func (l *language) read(text string) *prose {
	p := &prose{text: text, words: make([]word, 0, len(text)/5+1)}
	last := 0 // where the last word ended
	for i := 0; i < len(text); {
		n := wordLength(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		space := last > 0 && i == last+1 && text[last] == ' ' // as between most words
		opens := !space && (last == 0 || endsSentence(text[:last], text[last:i], text[i:]))
		if opens && last > 0 && p.first == "" {
			p.first = text[:last] + closing(text[last:i])
		}
		w := word{form: l.form(text[i : i+n]), from: i, to: i + n, opens: opens}
		w.follows = !space && (opens || strings.ContainsAny(text[last:i], ",;:()–—/"))
		if opens || len(p.words)-p.sentences[len(p.sentences)-1].from == mostInSentence {
			p.sentences = append(p.sentences, span{from: len(p.words)})
		}
		p.words = append(p.words, w)
		p.sentences[len(p.sentences)-1].to = len(p.words)
		i += n
		last = i
	}
	if p.first == "" {
		p.first = text
	}
	return p
}

// in is a sentence's words.
func (p *prose) in(s span) []word { return p.words[s.from:s.to] }

// between is what stands before the word at i and after the one before it.
func (p *prose) between(i int) string {
	if i == 0 {
		return p.text[:p.words[0].from]
	}
	return p.text[p.words[i-1].to:p.words[i].from]
}

// says is the text of a stretch of words, to be quoted.
func (p *prose) says(s span) string {
	if s.from >= s.to {
		return ""
	}
	from, to := p.words[s.from].from, p.words[s.to-1].to
	for _, pair := range [][2]string{{"(", ")"}, {"[", "]"}, {"“", "”"}} {
		if strings.Count(p.text[from:to], pair[0]) > strings.Count(p.text[from:to], pair[1]) && strings.HasPrefix(p.text[to:], pair[1]) {
			to += len(pair[1])
		}
	}
	return shorten(p.text[from:to])
}

// isEmpty reports whether the text has no words.
func (p *prose) isEmpty() bool { return len(p.words) == 0 }

// stems are the stems of the text's words.
func (p *prose) stems() set {
	if p.kinds == nil {
		p.kinds = make(set, len(p.words)/3+1)
		for _, w := range p.words {
			if !p.kinds[w.stem] {
				p.kinds[w.stem] = true
				p.ordered = append(p.ordered, w.stem)
			}
		}
	}
	return p.kinds
}

// stemsInOrder are the stems, each once in the order of the text, for sums that
// must not depend on chance.
func (p *prose) stemsInOrder() []string {
	p.stems()
	return p.ordered
}

// quote is the text's first sentence, to be quoted.
func (p *prose) quote() string { return shorten(strings.TrimLeft(p.first, "-*•· \t\n")) }

// shorten brings white space to single spaces and cuts a long text at a word.
func shorten(text string) string {
	const most = 160 // bytes: about two lines on a terminal
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	if space := strings.LastIndexByte(text[:cut], ' '); space > 0 {
		cut = space
	}
	return text[:cut] + " …"
}

// closing is what of the characters between two sentences belongs to the
// first: its stop and quotation mark.
func closing(between string) string {
	if space := strings.IndexFunc(between, unicode.IsSpace); space >= 0 {
		return between[:space]
	}
	return between
}

// endsSentence reports whether a sentence ends between two words. A full stop
// does not end one after an abbreviated title (Mr.) or before a small letter.
func endsSentence(before, between, after string) bool {
	if line := strings.LastIndexByte(between, '\n'); line >= 0 &&
		(strings.Count(between, "\n") > 1 || strings.ContainsAny(between[line:], "-*#|•") || isNumbered(after)) {
		return true
	}
	if strings.ContainsAny(between, "!?") {
		return true
	}
	if !strings.Contains(between, ".") || strings.IndexFunc(between, unicode.IsSpace) < 0 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after)
	return !unicode.IsLower(next) && !isAbbreviated(before)
}

// isNumbered reports whether a line begins as an entry of a numbered list does.
func isNumbered(line string) bool {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789."))
	return digits > 0 && digits < 6 && digits < len(line) && (line[digits-1] == '.' || line[digits] == ')')
}

// isAbbreviated reports whether a text ends in a word such as Mr, Mrs or p.
func isAbbreviated(text string) bool {
	last := text[len(strings.TrimRightFunc(text, unicode.IsLetter)):]
	switch n := utf8.RuneCountInString(last); {
	case n == 1:
		return true
	case n < 2 || n > 3:
		return false
	}
	first, size := utf8.DecodeRuneInString(last)
	return unicode.IsUpper(first) && last[size:] == strings.ToLower(last[size:])
}

// wordLength is the length in bytes of the word a text begins with, 0 for none.
// An apostrophe belongs to a word between letters; a point, comma, colon or
// stroke to a figure between digits: don't, 9.05, 12,000, 14/9/11.
func wordLength(text string) int {
	end := 0
	for end < len(text) && isASCIILetter(text[end]) {
		end++ // most words are nothing else
	}
	if end > 0 && (end == len(text) || text[end] == ' ') {
		return end
	}
	end = 0
	last := rune(0)
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && end > 0:
			end = i + utf8.RuneLen(r)
			last = r
			continue
		case end == 0 || end != i:
			return end
		case (r == '\'' || r == '’') && unicode.IsLetter(last):
		case strings.ContainsRune(".,:/", r) && unicode.IsDigit(last) && startsWithDigit(text[i+1:]):
		default:
			return end
		}
	}
	return end
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func startsWithDigit(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsDigit(r)
}
