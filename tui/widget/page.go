package widget

import (
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/theme"
)

// Page collects styled lines for a width: headings, paragraphs, bullets.
type Page struct {
	t     *theme.Theme
	w     int
	lines []string
}

// NewPage begins a page of a width in columns.
func NewPage(t *theme.Theme, w int) *Page { return &Page{t: t, w: max(1, w)} }

// Lines are the page's lines.
func (p *Page) Lines() []string { return p.lines }

// Gap leaves an empty line, unless one is there already.
func (p *Page) Gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// Title heads the page or a part of it.
func (p *Page) Title(text string) { p.Text(p.t.Title, text) }

// Head heads a part of the page, after a gap.
func (p *Page) Head(text string) {
	p.Gap()
	p.Text(p.t.Strong, text)
}

// Text adds text in a style, wrapped.
func (p *Page) Text(s theme.Style, text string) {
	p.lines = append(p.lines, s.Wrap(text, p.w)...)
}

// Line adds a line that is styled already.
func (p *Page) Line(styled string) { p.lines = append(p.lines, styled) }

// Indent adds text behind a styled mark, further lines under the text.
func (p *Page) Indent(mark string, s theme.Style, text string) {
	wide := ansi.StringWidth(mark)
	for i, line := range s.Wrap(text, p.w-wide) {
		if i > 0 {
			mark = spaces(wide)
		}
		p.lines = append(p.lines, mark+line)
	}
}

// Bullet adds text behind a bullet.
func (p *Page) Bullet(s theme.Style, text string) { p.Indent(p.t.Muted.Render("• "), s, text) }

func spaces(n int) string {
	const many = "                                        "
	return many[:min(n, len(many))]
}
