package widget

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/visit/concern"
)

// Marked adds a text as Prose does, with marks in it: the phrases that bear on
// the level, each behind the sign of what it speaks for, and in bold the words
// quoted where they stand in it.
func (p *Page) Marked(m concern.Marked, quote string) {
	text := joined(m.Text)
	marks := phraseMarks(p.t, text, m.Phrases)
	if from, to, ok := findQuote(text.text, quote); ok && to-from < len(text.text) { // else it tells nothing
		marks = append(marks, stretch{from: from, to: to, quote: true})
	}
	p.lines = append(p.lines, layout.Wrap(dressed(p.t, text.text, marks), p.w)...)
}

// SenseSign is the sign of what a phrase speaks for, in its colour.
func SenseSign(t *theme.Theme, s concern.Sense) string {
	if s == concern.Against {
		return t.Bad.Render("−")
	}
	return t.Good.Render("+")
}

// stretch is a part of a text that looks different from the rest. A phrase may
// begin in the quotation and end behind it.
type stretch struct {
	from, to int
	quote    bool
	sense    concern.Sense
}

// phraseMarks are the marks of phrases, found in the text as it is shown. What
// lies over the phrase before it, or outside the text, is left out, and so is what
// comes after very many.
func phraseMarks(t *theme.Theme, text prose, phrases []concern.Phrase) []stretch {
	const most = 1000 // a commentary has some thirty
	var marks []stretch
	last := 0
	for _, ph := range phrases[:min(len(phrases), most)] {
		m := stretch{from: max(last, text.begin(ph.From)), to: text.end(ph.To), sense: ph.Sense}
		for m.from > last && m.from < len(text.text) && !utf8.RuneStart(text.text[m.from]) {
			m.from--
		}
		for m.to < len(text.text) && !utf8.RuneStart(text.text[m.to]) {
			m.to++
		}
		if m.from < m.to {
			marks, last = append(marks, m), m.to
		}
	}
	return marks
}

// findQuote is where words stand in a text, whatever the space between them. A
// quotation that was cut ends in an ellipsis.
func findQuote(text, quote string) (from, to int, ok bool) {
	words := strings.Fields(strings.TrimSuffix(quote, " …"))
	if len(words) == 0 {
		return 0, 0, false
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	at := regexp.MustCompile(strings.Join(words, `[\s\pZ\x{85}]+`)).FindStringIndex(text)
	if at == nil {
		return 0, 0, false
	}
	return at[0], at[1], true
}

// dressed is a text with its marks in place. It is taken apart where a mark
// begins or ends, and each part is rendered by itself.
func dressed(t *theme.Theme, text string, marks []stretch) string {
	cuts := []int{0, len(text)}
	for _, m := range marks {
		cuts = append(cuts, m.from, m.to)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(marks, func(a, b stretch) int { return cmp.Compare(b.to-b.from, a.to-a.from) }) // the outer first
	var b strings.Builder
	for i, from := range cuts[:len(cuts)-1] {
		to, style, quoted := cuts[i+1], t.Text, false
		for _, m := range marks {
			if m.from == from {
				b.WriteString(m.opening(t))
			}
			switch inside := m.from <= from && to <= m.to; {
			case inside && m.quote:
				quoted = true
			case inside && m.sense == concern.Against:
				style = t.Against
			case inside:
				style = t.For
			}
		}
		if quoted {
			style = style.Bold()
		}
		for j, line := range strings.Split(text[from:to], "\n") {
			if j > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(style.Render(line))
		}
		for _, m := range slices.Backward(marks) {
			if m.to == to {
				b.WriteString(m.closing(t))
			}
		}
	}
	return b.String()
}

// opening and closing are the signs round what is marked. Where colours are
// shown a look tells where it ends, and what is quoted.
func (m stretch) opening(t *theme.Theme) string {
	switch {
	case m.quote && t.NoColour:
		return "*"
	case m.quote:
		return ""
	case t.NoColour:
		return "[" + SenseSign(t, m.sense)
	}
	return SenseSign(t, m.sense)
}

func (m stretch) closing(t *theme.Theme) string {
	switch {
	case !t.NoColour:
		return ""
	case m.quote:
		return "*"
	}
	return "]"
}
