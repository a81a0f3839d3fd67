// Package pdf takes the text out of a PDF, for the official text of a framework.
//
// A PDF says where each piece of a text stands on its page, not in what order it
// is read. Two orders are tried: that of the places on the page, and that in which
// the pieces were written down; what is looked for is found in one of them.
package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"

	"halfday/visit/internal/raw"
)

// Errors of a PDF.
var (
	// ErrNoText is returned for a PDF of pictures, as a scanner makes.
	ErrNoText = errors.New("the PDF has no text in it, only pictures; a PDF with text, or the text itself in a .txt file, is needed")
	// ErrLocked is returned for a PDF that asks for a password.
	ErrLocked    = errors.New("the PDF asks for a password; open it and save it again without one")
	ErrMalformed = raw.ErrMalformed
	ErrTooLarge  = raw.ErrTooLarge
)

// Limits of a PDF.
const (
	maxFile  = 50 << 20 // bytes
	maxPages = 500
	maxText  = 5 << 20 // bytes of text, in each order
)

// Texts are the text of a PDF in the order of the places on each page, and in the
// order in which it was written down. Nothing stops it from taking long or much
// memory for a hostile file: see Apart.
func Texts(data []byte) (texts []string, err error) {
	defer func() {
		if r := recover(); r != nil { // the library's way to give up
			texts, err = nil, damaged()
		}
	}()
	if len(data) > maxFile {
		return nil, fmt.Errorf("%w: %d bytes, where at most %d (50 MB) are read", ErrTooLarge, len(data), maxFile)
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, ErrLocked
	case err != nil:
		return nil, damaged()
	}
	pages := r.NumPage()
	if pages > maxPages {
		return nil, fmt.Errorf("%w: %d pages, where at most %d are read", ErrTooLarge, pages, maxPages)
	}
	var placed, written strings.Builder
	for i := 1; i <= pages; i++ {
		page := r.Page(i)
		if page.V.IsNull() {
			continue
		}
		// the library marks the end of each array of pieces by one of its own
		pieces := slices.DeleteFunc(page.Content().Text, func(t pdf.Text) bool { return t.S == "\n" })
		lines(&written, pieces)
		lines(&placed, byPlace(pieces))
		placed.WriteByte('\f')
		written.WriteByte('\f')
		if placed.Len() > maxText || written.Len() > maxText {
			return nil, fmt.Errorf("%w: more than %d MB of text", ErrTooLarge, maxText>>20)
		}
	}
	if strings.TrimSpace(placed.String()) == "" {
		return nil, ErrNoText
	}
	return []string{placed.String(), written.String()}, nil
}

func damaged() error {
	return fmt.Errorf("%w: the PDF is damaged or not complete; open it in a viewer and save or print it to a new PDF", ErrMalformed)
}

// size is the height of a piece in points, which is never nothing.
func size(t pdf.Text) float64 {
	if s := math.Abs(t.FontSize); s > 1 && s < 200 {
		return s
	}
	return 10
}

// byPlace sorts the pieces of a page from top to bottom, and those on one line
// from left to right.
func byPlace(pieces []pdf.Text) []pdf.Text {
	all := slices.Clone(pieces)
	slices.SortStableFunc(all, func(a, b pdf.Text) int { return cmp.Compare(b.Y, a.Y) })
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[from].Y-all[to].Y < size(all[from])*0.4 {
			to++
		}
		slices.SortStableFunc(all[from:to], func(a, b pdf.Text) int { return cmp.Compare(a.X, b.X) })
		for i := from; i < to; i++ {
			all[i].Y = all[from].Y
		}
		from = to
	}
	return all
}

// lines writes pieces as lines: where one stands lower than the one before another
// line begins, after an empty one where the gap is wide; where there is room
// between two on a line there is a space.
func lines(b *strings.Builder, pieces []pdf.Text) {
	for i, p := range pieces {
		if i > 0 {
			before := pieces[i-1]
			down := before.Y - p.Y
			gap := p.X - before.X - before.W
			switch {
			case math.Abs(down) > size(before)*1.8:
				b.WriteString("\n\n")
			case math.Abs(down) > size(before)*0.4:
				b.WriteByte('\n')
			case before.W > 0 && (gap > size(p)*0.18 || gap < -size(p)*2):
				b.WriteByte(' ')
			}
		}
		b.WriteString(strings.Map(windows1252, p.S))
	}
	b.WriteString("\n\n")
}

// windows1252 reads what the library takes for control characters as the
// characters that most PDFs mean by them.
func windows1252(r rune) rune {
	if r < 0x80 || r > 0x9F {
		return r
	}
	return charmap.Windows1252.DecodeByte(byte(r))
}
