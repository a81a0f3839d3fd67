package concern

import "strings"

// number is the number that a text has at the word at i, before the end, and the words it
// takes: twenty-one has two.
func (p *prose) number(i, end int) (n float64, words int) {
	if !p.words[i].isNumber {
		return 0, 0
	}
	n = p.words[i].value
	if i+1 < end && !p.words[i].figure && n >= 20 && n < 100 && p.between(i+1) == "-" {
		if unit := p.words[i+1].value; unit > 0 && unit < 10 {
			return n + unit, 2
		}
	}
	return n, 1
}

// share is a part of a whole, as a text gives it: "8 of 22 staff", "nine in
// ten", "81 per cent".
type share struct {
	part, whole float64
	// at is where it stands; of is the word after it.
	at span
}

// is the part of the whole, 1 for all of it.
func (s share) is() float64 { return s.part / s.whole }

// share is the share that a sentence gives at the word at i; false for none.
func (p *prose) share(i int, sentence span) (share, bool) {
	part, n := p.number(i, sentence.to)
	if n == 0 {
		return share{}, false
	}
	end := i + n
	if rest := p.text[p.words[end-1].to:]; strings.HasPrefix(strings.TrimLeft(rest, " "), "%") && part <= 100 {
		return share{part, 100, span{i, end}}, true
	}
	for j := end; j < sentence.to && j <= end+1; j++ { // "per cent", "percent"
		if w := p.words[j].lower; (w == "cent" || w == "percent") && part <= 100 {
			return share{part, 100, span{i, j + 1}}, true
		}
	}
	return p.of(part, span{i, end}, sentence)
}

// of is the share of a part with the whole that follows it: "of our eleven", "out
// of the 22", "in every ten".
func (p *prose) of(part float64, at, sentence span) (share, bool) {
	linked, out := false, false
	for j := at.to; j < sentence.to && j < at.to+4; j++ {
		w := p.words[j]
		if whole, n := p.number(j, sentence.to); n > 0 {
			is := linked && part <= whole && whole > 1
			return share{part, whole, span{at.from, j + n}}, is
		}
		switch w.lower {
		case "out":
			out = true
		case "of":
			linked = true
		case "in":
			linked = !out
		case "the", "our", "its", "these", "those", "all", "every":
		default:
			return share{}, false
		}
	}
	return share{}, false
}
