package widget

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"halfday/tui/layout"
	"halfday/tui/theme"
)

// Pager is text that scrolls.
type Pager struct {
	top, page, length int
	// reach is the key that leads to the text, where keys go elsewhere.
	reach string
}

// Reset goes back to the beginning: the text is another one now.
func (p *Pager) Reset() { p.top = 0 }

// Update scrolls and reports whether the key was for it.
func (p *Pager) Update(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	switch key.String() {
	case "up", "k":
		p.top--
	case "down", "j":
		p.top++
	case "pgup":
		p.top -= max(1, p.page-2)
	case "pgdown", "space":
		p.top += max(1, p.page-2)
	case "home":
		p.top = 0
	case "end":
		p.top = p.length
	default:
		return false
	}
	p.top = max(0, min(p.top, p.length-p.page))
	return true
}

// View draws the lines at exactly the size. Where there is more, the last line
// says so.
func (p *Pager) View(t *theme.Theme, lines []string, s layout.Size) string {
	p.page, p.length = s.H, len(lines)
	p.top = max(0, min(p.top, len(lines)-s.H))
	if s.H > 2 && p.top+s.H < len(lines) {
		rest := len(lines) - p.top - s.H + 1
		shown := append([]string{}, lines[p.top:p.top+s.H-1]...)
		last := t.Muted.Render("↓ " + more(rest))
		if p.reach != "" {
			last += t.Muted.Render(" · ") + t.Key.Render(p.reach) + t.Muted.Render(" reads on")
		}
		return layout.Fit(append(shown, last), s)
	}
	return layout.Fit(lines[p.top:], s)
}

func more(lines int) string {
	if lines == 1 {
		return "1 more line"
	}
	return strconv.Itoa(lines) + " more lines"
}
