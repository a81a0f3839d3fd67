package widget

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/sahilm/fuzzy"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// Choice is a line to choose in a Pick.
type Choice struct {
	// Title is what is shown and searched; Note stands behind it, muted.
	Title, Note string
	// Why greys the choice and says why it cannot be taken now.
	Why string
	// Chosen marks it as taken already.
	Chosen bool
	// Do is what taking it does.
	Do func() ui.Intent
}

// Pick is a dialog to choose one of several lines; typing narrows them.
type Pick struct {
	theme       *theme.Theme
	title, text string
	choices     []Choice
	filter      *Field
	order       []int // the choices listed
	list        List
	room        int // columns for a line
	full        bool
}

// widestPick is the width in columns that a pick takes at most.
const widestPick = 92

// NewPick offers choices under a title, with a sentence of explanation.
func NewPick(t *theme.Theme, title, text string, choices []Choice) *Pick {
	p := &Pick{theme: t, title: title, text: text, choices: choices, filter: NewField(nil, "", ""), room: widestPick}
	p.filter.Hint("type to narrow")
	p.fill()
	for i, c := range choices { // begin at one that can be taken
		if c.Why == "" {
			return p.At(i)
		}
	}
	return p
}

// At puts the cursor on a choice by its place.
func (p *Pick) At(i int) *Pick {
	p.list.Goto(strconv.Itoa(i))
	return p
}

// InFull shows the line under the cursor in full below the list, where it is cut.
func (p *Pick) InFull() *Pick {
	p.full = true
	return p
}

// fill lists the choices that match what was typed, best first.
func (p *Pick) fill() {
	p.order = make([]int, len(p.choices))
	for i := range p.order {
		p.order[i] = i
	}
	if typed := strings.TrimSpace(p.filter.Text()); typed != "" {
		p.order = p.matches(typed)
	}
	p.list = List{}
	p.list.Set(p.rows())
}

// rows are the rows of the choices listed.
func (p *Pick) rows() []Row {
	rows := make([]Row, len(p.order))
	for i, n := range p.order {
		rows[i] = Row{ID: strconv.Itoa(n), Lines: []string{p.line(p.choices[n])}}
	}
	return rows
}

// matches are the choices whose title fits what was typed, best first, then
// those whose note holds it.
func (p *Pick) matches(typed string) []int {
	var order []int
	for _, m := range fuzzy.FindFrom(typed, titles(p.choices)) {
		order = append(order, m.Index)
	}
	for i, c := range p.choices {
		if strings.Contains(strings.ToLower(c.Note), strings.ToLower(typed)) && !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	return order
}

func (p *Pick) line(c Choice) string {
	style, note := p.theme.Text, c.Note
	if c.Why != "" {
		style, note = p.theme.Muted, c.Why
	}
	line := style.Render(c.Title)
	if c.Chosen { // which is seen behind a long title too
		line = layout.Cut(line, p.room-4) + p.theme.Good.Render(" ✓")
	}
	const least = 10 // columns for a note to say anything
	if note != "" && ansi.StringWidth(line)+least <= p.room {
		line += "  " + p.theme.Muted.Render(note)
	}
	return line
}

// titles are what typing is matched against.
type titles []Choice

func (t titles) Len() int            { return len(t) }
func (t titles) String(i int) string { return t[i].Title }

func (p *Pick) chosen() *Choice {
	n, err := strconv.Atoi(p.list.ID())
	if err != nil {
		return nil // no row is left
	}
	return &p.choices[n]
}

// Scope is that of picks.
func (p *Pick) Scope() action.Scope { return action.Pick }

// Typing is always so: letters narrow the list.
func (p *Pick) Typing() bool { return true }

// Why is why the line under the cursor cannot be taken.
func (p *Pick) Why(id action.ID) string {
	if id != action.DialogAccept {
		return ""
	}
	c := p.chosen()
	if c == nil {
		return "Nothing matches what you typed."
	}
	return c.Why
}

// Update narrows the list or moves in it.
func (p *Pick) Update(msg tea.Msg) ui.Intent {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.Text == "" && p.list.Update(msg) {
		return ui.Intent{}
	}
	before := p.filter.Text()
	cmd := p.filter.Update(msg)
	if p.filter.Text() != before {
		p.fill()
	}
	return ui.Intent{Cmd: cmd}
}

// Do takes the line under the cursor, or closes.
func (p *Pick) Do(id action.ID) ui.Intent {
	if id == action.DialogClose {
		return ui.Intent{Close: true}
	}
	in := p.chosen().Do()
	in.Close = true
	return in
}

// View draws title, filter and list.
func (p *Pick) View(s layout.Size) ui.Frame {
	w := min(s.W, widestPick)
	p.room = w
	lines := []string{layout.Cut(p.theme.Title.Render(p.title), w)}
	if p.text != "" {
		lines = append(lines, p.theme.Muted.Wrap(p.text, w)...)
	}
	text, x, _ := p.filter.View(p.theme, layout.Size{W: w - 2, H: 1})
	lines = append(lines, p.theme.Accent.Render("› ")+text)
	frame := ui.Frame{X: 2 + x, Y: len(lines) - 1, Cursor: true}
	rows := max(0, min(len(p.choices), s.H-len(lines), 16))
	var full []string
	if p.full {
		full = p.inFull(w, s.H-len(lines)-rows)
	}
	p.list.Set(p.rows()) // in the theme's colours as they are now
	list := p.list.View(p.theme, layout.Size{W: w, H: rows}, true)
	if p.list.ID() == "" {
		list = layout.Fit([]string{p.theme.Muted.Render("  Nothing matches.")}, layout.Size{W: w, H: rows})
	}
	frame.Text = strings.Join(append(append(lines, list), full...), "\n")
	return frame
}

// inFull is the line under the cursor where it is cut, and takes the lines that
// the longest needs, so that nothing moves with the cursor; none where they are
// not to be had.
func (p *Pick) inFull(w, room int) []string {
	full := func(c Choice) []string {
		note, wide := cmp.Or(c.Why, c.Note), ansi.StringWidth(c.Title)
		if c.Chosen {
			wide += 2
		}
		switch {
		case wide > w-2:
			return p.theme.Muted.Wrap(strings.TrimSpace(c.Title+"  "+note), w-2)
		case note != "" && wide+2+ansi.StringWidth(note) > w-2:
			return p.theme.Muted.Wrap(note, w-2)
		}
		return nil
	}
	high := 0
	for _, n := range p.order {
		high = max(high, len(full(p.choices[n])))
	}
	if high = min(high, room-1); high < 1 {
		return nil
	}
	var here []string
	if c := p.chosen(); c != nil {
		here = full(*c)
	}
	lines := []string{layout.Line("", w)}
	if len(here) > 0 {
		lines[0] = p.theme.Rule.Render(strings.Repeat("┈", w))
	}
	for i := range high {
		line := ""
		if i < len(here) {
			line = "  " + here[i]
		}
		lines = append(lines, layout.Line(line, w))
	}
	return lines
}
