// Package layout places blocks of text on the screen. A block is lines already
// styled; every function returns exactly the size it was asked for, so nothing
// can push anything else out of its place.
package layout

import (
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Wide is the width in columns from which two panes stand side by side.
const Wide = 100

// Size is a width in columns and a height in rows.
type Size struct{ W, H int }

// Less is the size with columns and rows taken off; never below zero.
func (s Size) Less(w, h int) Size { return Size{max(0, s.W-w), max(0, s.H-h)} }

// Rows is the size with another height.
func (s Size) Rows(h int) Size { return Size{s.W, max(0, h)} }

// Cols is the size with another width.
func (s Size) Cols(w int) Size { return Size{max(0, w), s.H} }

// Split divides the width: left gets share hundredths, right the rest less a gap.
func (s Size) Split(share, gap int) (left, right Size) {
	left = s.Cols((s.W - gap) * share / 100)
	return left, s.Cols(s.W - gap - left.W)
}

// Line fits one line to a width: cut with an ellipsis, or filled with spaces.
func Line(line string, w int) string {
	if w <= 0 {
		return ""
	}
	have := ansi.StringWidth(line)
	if have > w {
		line = ansi.Truncate(line, w, "…")
		have = ansi.StringWidth(line)
	}
	return line + strings.Repeat(" ", max(0, w-have))
}

// Wrap breaks styled text into lines no wider than a width; each holds the
// sequences that style it.
func Wrap(styled string, w int) []string {
	var b strings.Builder
	pen := lipgloss.NewWrapWriter(&b)
	w = max(1, w)
	// the second time for what Wrap leaves too long behind a hyphen
	_, _ = io.WriteString(pen, ansi.Hardwrap(ansi.Wrap(styled, w, ""), w, true))
	_ = pen.Close()
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = Cut(lines[i], w)
	}
	return lines
}

// Cut keeps a line to a width that has no room for it, a wide character even.
func Cut(line string, w int) string {
	if ansi.StringWidth(line) > w {
		return ansi.Truncate(line, w, "…")
	}
	return line
}

// Ends sets one text at the left and one at the right end of a line. Where both
// do not fit the right one goes.
func Ends(left, right string, w int) string {
	gap := w - ansi.StringWidth(left) - ansi.StringWidth(right)
	if gap < 1 {
		return Line(left, w)
	}
	return left + strings.Repeat(" ", gap) + right
}

// Fit makes lines a block of exactly the size: cut or filled.
func Fit(lines []string, s Size) string {
	out := make([]string, max(0, s.H))
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out[i] = Line(line, s.W)
	}
	return strings.Join(out, "\n")
}

// Beside sets two blocks of the same height next to each other with a
// separator between them.
func Beside(left, separator, right string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	out := make([]string, max(len(l), len(r)))
	for i := range out {
		if i < len(l) {
			out[i] = l[i]
		}
		out[i] += separator
		if i < len(r) {
			out[i] += r[i]
		}
	}
	return strings.Join(out, "\n")
}

// Centre places a block of lines in the middle of a size.
func Centre(lines []string, s Size) string {
	w := 0
	for _, l := range lines {
		w = max(w, ansi.StringWidth(l))
	}
	left := strings.Repeat(" ", max(0, (s.W-w)/2))
	out := make([]string, max(0, (s.H-len(lines))/2), s.H+len(lines))
	for _, l := range lines {
		out = append(out, left+l)
	}
	return Fit(out, s)
}

// Over lays a block over another with its top left corner at column x and row y.
func Over(base, block string, x, y int) string {
	b := strings.Split(base, "\n")
	for i, line := range strings.Split(block, "\n") {
		row := y + i
		if row < 0 || row >= len(b) {
			continue
		}
		end := x + ansi.StringWidth(line)
		rest := ansi.TruncateLeft(b[row], end, "")
		if end+ansi.StringWidth(rest) > max(end, ansi.StringWidth(b[row])) {
			rest = " " + ansi.TruncateLeft(b[row], end+1, "") // half a wide character is covered
		}
		b[row] = Line(ansi.Truncate(b[row], x, ""), x) + line + rest
	}
	return strings.Join(b, "\n")
}
