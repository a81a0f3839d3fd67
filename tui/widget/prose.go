package widget

import (
	"strings"
	"unicode"

	"halfday/tui/theme"
)

// Prose adds a text as paragraphs: the lines a file breaks it into are joined,
// an empty line and a line that begins a list stay.
func (p *Page) Prose(s theme.Style, text string) { p.Text(s, joined(text).text) }

// prose is a text as paragraphs. It knows where each of its lines stood in the
// text as it came, so that a place there is found here.
type prose struct {
	text  string
	lines []proseLine
}

// proseLine is n bytes that stood from one place and stand at another.
type proseLine struct{ from, at, n int }

func joined(text string) prose {
	var b strings.Builder
	var lines []proseLine
	paragraph := false // an empty line stands before this one
	from := 0
	for line := range strings.Lines(text) {
		begin := from + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
		from += len(line)
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			paragraph = true
			continue
		case b.Len() == 0:
		case paragraph:
			b.WriteString("\n\n")
		case beginsList(line):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		paragraph = false
		lines = append(lines, proseLine{begin, b.Len(), len(line)})
		b.WriteString(line)
	}
	return prose{b.String(), lines}
}

// begin is where what stood from a place on begins now, and end where what stood
// up to a place ends.
func (p prose) begin(from int) int {
	for _, l := range p.lines {
		if from < l.from+l.n {
			return l.at + max(0, from-l.from)
		}
	}
	return len(p.text)
}

func (p prose) end(to int) int {
	at := 0
	for _, l := range p.lines {
		if to > l.from {
			at = l.at + min(to-l.from, l.n)
		}
	}
	return at
}

// beginsList reports whether a line looks like an entry of a list.
func beginsList(line string) bool {
	mark, _, ok := strings.Cut(line, " ")
	stop := strings.TrimLeft(mark, "0123456789")
	return ok && (strings.Trim(mark, "-*•–") == "" || len(mark) < 4 && stop != mark && (stop == "." || stop == ")"))
}
