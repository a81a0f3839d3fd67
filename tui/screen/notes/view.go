package notes

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"halfday/tui/layout"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/submission"
)

// View draws feed, question and line; beside or above them clock and coverage.
func (s *Screen) View(size layout.Size) ui.Frame {
	if size.H < 8 || size.W < 40 {
		return s.bare(size)
	}
	if size.W >= layout.Wide {
		l, r := size.Less(2, 0).Split(64, 3)
		frame := s.writing(l, true)
		frame.Text = indent(layout.Beside(frame.Text, s.env.Theme.Rule.Render(" │ "), s.coverage(r)))
		frame.X++
		return frame
	}
	inner := size.Less(2, 0)
	head := []string{layout.Line(s.clock(inner.W), inner.W), layout.Line(s.compact(), inner.W)}
	frame := s.writing(inner.Rows(inner.H-len(head)), false)
	frame.Text = indent(strings.Join(head, "\n") + "\n" + frame.Text)
	frame.X++
	frame.Y += len(head)
	return frame
}

func indent(block string) string { return " " + strings.ReplaceAll(block, "\n", "\n ") }

// bare is the line alone, for a window too small for more.
func (s *Screen) bare(size layout.Size) ui.Frame {
	text, x, y := s.line.View(s.env.Theme, size.Less(2, 0))
	return ui.Frame{Text: indent(text), X: x + 1, Y: y, Cursor: !s.browsing}
}

// writing is the feed, the question and the line, at exactly the size.
func (s *Screen) writing(size layout.Size, wide bool) ui.Frame {
	t := s.env.Theme
	rows := s.line.Rows(size.W-2, min(5, size.H/3))
	text, x, y := s.line.View(t, layout.Size{W: size.W - 2, H: rows})
	var ask []string
	if q, ok := s.record.Visit().NextQuestion(s.heard()...); ok && size.H > 10 {
		ask = t.Text.Wrap(q.Text, size.W-6)
		if n := len(ask); n > 2 {
			ask = append(ask[:1], ask[1]+"…")
		}
		for i := range ask {
			ask[i] = "      " + ask[i]
		}
		ask[0] = t.Accent.Render("ask   ") + ask[0][6:]
		ask = append(ask, "      "+t.Muted.Render(q.Item.ID+" "+q.Item.Name+": "+q.Why))
	}
	bar := t.Accent.Render(strings.Repeat("─", size.W))
	if s.browsing {
		bar = t.Rule.Render(strings.Repeat("─", size.W))
	}
	feed := s.notes(size.Rows(size.H - rows - len(ask) - 3))
	lines := append(strings.Split(feed, "\n"), ask...)
	lines = append(lines, bar)
	top := len(lines)
	for i, l := range strings.Split(text, "\n") {
		mark := "  "
		if i == 0 {
			mark = t.Accent.Render("› ")
		}
		lines = append(lines, mark+l)
	}
	lines = append(lines, s.reading())
	return ui.Frame{Text: layout.Fit(append(lines, ""), size), X: x + 2, Y: top + y, Cursor: !s.browsing}
}

// reading says how the line will be understood, and whether it is safe.
func (s *Screen) reading() string {
	t, v := s.env.Theme, s.record.Visit()
	n, unknown := visit.ParseNote(s.line.Text(), v.Framework)
	parts := []string{}
	if s.line.Text() == "" {
		for _, hint := range [][2]string{{"+", "for"}, {"-", "against"}, {"?", "follow up"}, {`"`, "their words"}, {"#3b", "item"}, {"@pupils", "who"}} {
			parts = append(parts, t.Key.Render(hint[0])+" "+t.Muted.Render(hint[1]))
		}
		return "  " + strings.Join(parts, "  ")
	}
	if s.amends != "" {
		parts = append(parts, t.Warn.Render("amending a note (Esc with the line empty leaves it as it was)"))
	}
	if n.Sense != visit.Plain {
		parts = append(parts, t.Text.Render(n.Sense.Name()))
	}
	for _, id := range n.Items {
		parts = append(parts, t.Text.Render(id+" "+v.Framework.Find(id).Name))
	}
	who := n.Speaker
	if who == "" {
		who = s.speaking()
	}
	if who != "" {
		parts = append(parts, t.Muted.Render("speaking: ")+t.Text.Render(who.Name()))
	} else {
		parts = append(parts, t.Muted.Render("nobody named: @ says who is speaking"))
	}
	for _, u := range unknown {
		parts = append(parts, t.Warn.Render(u+" is no item or role"))
	}
	if s.line.Err != nil {
		parts = []string{t.Bad.Render("! not saved yet, trying again: " + s.line.Err.Error())}
	}
	return "  " + strings.Join(parts, t.Muted.Render(" · "))
}

// notes draws the feed, the newest note at the bottom.
func (s *Screen) notes(size layout.Size) string {
	t, v := s.env.Theme, s.record.Visit()
	if len(v.Notes) == 0 {
		lines := t.Muted.Wrap("No notes yet. Write what you hear in the line below and press Enter: it is on disk at once. Everything can be tagged, amended or undone later.", min(64, size.W-4))
		return layout.Centre(lines, size)
	}
	rows := s.drawn.rows(t, v, size.W, s.env.Now().Location())
	s.feed.Set(rows)
	if last := v.Notes[len(v.Notes)-1].ID; last != s.newest {
		s.newest = last
		s.feed.Goto(last)
	}
	if s.wanted != "" {
		s.feed.Goto(s.wanted)
		s.wanted = ""
	}
	lines := 0
	for _, r := range rows {
		lines += len(r.Lines)
	}
	// the newest note stands nearest the line
	gap := max(0, size.H-lines)
	return strings.Repeat("\n", gap) + s.feed.View(t, size.Rows(size.H-gap), s.browsing)
}

// clock says what runs now, how long it still has and, where there is room,
// what is next.
func (s *Screen) clock(w int) string {
	t, v := s.env.Theme, s.record.Visit()
	now := submission.ClockOf(s.env.Now())
	if r := s.running(); r != nil {
		left := int(r.End() - now)
		line := t.Strong.Render(r.Title) + t.Muted.Render(fmt.Sprintf(" · until %s · ", r.End()))
		if left <= 3 {
			line += t.Warn.Render(fmt.Sprintf("%d min left", left))
		} else {
			line += t.Text.Render(fmt.Sprintf("%d min left", left))
		}
		for _, next := range v.Agenda {
			if next.Start >= r.End() {
				if more := t.Muted.Render(" · next: " + next.Title); ansi.StringWidth(line+more) <= w {
					line += more
				}
				return line
			}
		}
		return line
	}
	return t.Muted.Render("No agenda item is running now.")
}

// compact is the coverage as one line: the items of each element as signs.
func (s *Screen) compact() string {
	t := s.env.Theme
	line, element := "", ""
	for _, c := range s.record.Visit().CoverageMap() {
		if e := c.Item.Element().ID; e != element {
			element = e
			line += " " + t.Muted.Render(e) + " "
		}
		line += s.sign(c)
	}
	return strings.TrimPrefix(line, " ")
}

func (s *Screen) sign(c visit.Covered) string {
	t := s.env.Theme
	switch c.Coverage {
	case visit.Enough:
		return t.Good.Render(c.Sign())
	case visit.Thin:
		return t.Warn.Render(c.Sign())
	case visit.Contradictory:
		return t.Bad.Render(c.Sign())
	}
	return t.Muted.Render(c.Sign())
}

// coverage is the coverage of every item by name, with the clock above it.
func (s *Screen) coverage(size layout.Size) string {
	t, v := s.env.Theme, s.record.Visit()
	p := widget.NewPage(t, size.W)
	if r := s.running(); r != nil {
		p.Text(t.Strong, r.Title)
		p.Text(t.Text, fmt.Sprintf("%d min left, until %s", int(r.End()-submission.ClockOf(s.env.Now())), r.End()))
	} else {
		p.Text(t.Muted, "No agenda item is running now.")
	}
	p.Line("")
	element := ""
	for _, c := range v.CoverageMap() {
		if e := c.Item.Element(); e.ID != element {
			element = e.ID
			p.Line(t.Strong.Render(e.ID + " " + e.Name))
		}
		name := t.Text
		if c.Coverage == visit.Unseen {
			name = t.Muted
		}
		concern := "  "
		if len(v.ConcernsOn(c.Item.ID)) > 0 {
			concern = t.Warn.Render("! ")
		}
		p.Line(s.sign(c) + " " + concern + layout.Line(t.Muted.Render(c.Item.ID), 4) + name.Render(c.Item.Name))
	}
	p.Line("")
	p.Text(t.Muted, "· nothing yet  ◔ thin  ● enough\n± contradictory  ! concern")
	return layout.Fit(p.Lines(), size)
}
