package report

import (
	"fmt"
	"strings"

	"halfday/visit/concern"
	"halfday/visit/framework"
)

// Explanation is the reading of one item for people: each text of the school's
// with the phrases that bear on the level in brackets, [+for] and [−against],
// and what each says; then what the reading as a whole shows, and the concerns
// the item has. 80 columns, no colour.
func Explanation(f *framework.Framework, x concern.Explanation, r concern.Report) string {
	const indent = "    "
	var b strings.Builder
	b.WriteString(underlined(plain(labelOf(f, x.Item))))
	if x.Threshold != 0 {
		fmt.Fprintf(&b, "Level claimed: %s. Threshold: %s.\n", x.Claimed, x.Threshold)
	}
	for _, text := range x.Texts {
		b.WriteString("\nThe text at " + plain(text.Node) + ", with phrases [+for] and [−against] the level:\n")
		for _, paragraph := range strings.Split(marked(text), "\n\n") {
			b.WriteString("\n" + wrap(indent, plain(oneLine(paragraph))))
		}
		if len(text.Phrases) > 0 {
			b.WriteString("\n")
		}
		for _, p := range text.Phrases {
			b.WriteString(wrap(indent, plain(fmt.Sprintf("%s “%s” %s", sign(p.Sense), oneLine(text.Text[p.From:p.To]), p.Why))))
		}
	}
	if len(x.Remarks) > 0 {
		b.WriteString("\n")
	}
	for _, remark := range x.Remarks {
		b.WriteString(wrap("", plain(remark)))
	}
	for _, c := range r.Concerns {
		if c.Item == x.Item {
			b.WriteString("\n" + underlined("A cause for concern"))
			writeConcern(&b, f, c)
		}
	}
	for _, q := range r.Questions {
		if q.Item == x.Item {
			b.WriteString("\n" + underlined("Worth asking"))
			writeQuestion(&b, f, q)
		}
	}
	return b.String()
}

// marked is a text with its phrases between signs.
func marked(m concern.Marked) string {
	var b strings.Builder
	last := 0
	for _, p := range m.Phrases {
		b.WriteString(m.Text[last:p.From] + "[" + sign(p.Sense) + m.Text[p.From:p.To] + "]")
		last = p.To
	}
	return b.String() + m.Text[last:]
}

func sign(s concern.Sense) string {
	if s == concern.Against {
		return "−"
	}
	return "+"
}

// ExplanationJSON is the reading of one item for programs.
func ExplanationJSON(x concern.Explanation) ([]byte, error) { return visibleJSON(x) }
