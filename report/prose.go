package report

import "strings"

// block is a paragraph or a bullet of the assessor's own prose.
type block struct {
	bullet bool
	lines  []string
}

// text is the block on one line.
func (b block) text() string { return strings.Join(b.lines, " ") }

// blocks reads prose as the assessor writes it: paragraphs between blank lines,
// and bullets that begin with "-", "*" or "•". A line that begins neither goes
// on with what stands above it, as in Markdown; deeper bullets come out level.
func blocks(s string) []block {
	var bs []block
	open := false // whether the next line may go on with the last block
	for l := range strings.Lines(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)) {
		l = oneLine(l)
		item, bullet := bulleted(l)
		switch {
		case l == "":
		case bullet:
			bs = append(bs, block{true, []string{item}})
		case open:
			last := &bs[len(bs)-1]
			last.lines = append(last.lines, l)
		default:
			bs = append(bs, block{false, []string{l}})
		}
		open = l != ""
	}
	return bs
}

// bulleted is the text behind a bullet's sign.
func bulleted(l string) (string, bool) {
	for _, sign := range []string{"- ", "* ", "• "} {
		if rest, ok := strings.CutPrefix(l, sign); ok {
			return rest, true
		}
	}
	return "", false
}

// prose makes Markdown from the assessor's own writing. Paragraphs and bullets
// stay; all else, such as a heading, a table or a link that came with a pasted
// passage, is shown as the characters it was typed with. Each block becomes one
// line, so that no mark has a line's beginning to take effect at.
func prose(s string) md {
	var b strings.Builder
	was := block{}
	for i, bl := range blocks(s) {
		if i > 0 {
			b.WriteString("\n")
			if !was.bullet || !bl.bullet {
				b.WriteString("\n")
			}
		}
		if bl.bullet {
			b.WriteString("- ")
		}
		b.WriteString(string(line(bl.text())))
		was = bl
	}
	return md(b.String())
}

// bullets counts the bullets of a text.
func bullets(s string) int {
	n := 0
	for _, b := range blocks(s) {
		if b.bullet {
			n++
		}
	}
	return n
}
