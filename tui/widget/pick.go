package widget

import (
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
	// Title is what is shown and searched; Note stands behind it, muted, as far as
	// there is room, and Text under it, all of it.
	Title, Note, Text string
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
	high        int // lines of the list before it was narrowed
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
		c := p.choices[n]
		rows[i] = Row{ID: strconv.Itoa(n), Lines: p.lines(c)}
		if c.Text != "" {
			for _, l := range p.theme.Muted.Wrap(c.Text, p.room-4) { // the cursor's mark, and an indent
				rows[i].Lines = append(rows[i].Lines, "  "+l)
			}
		}
	}
	return rows
}

// height is how many lines rows take.
func height(rows []Row) int {
	n := 0
	for _, r := range rows {
		n += len(r.Lines)
	}
	return n
}

// matches are the choices whose title fits what was typed, best first, then
// those whose note or text holds it.
func (p *Pick) matches(typed string) []int {
	var order []int
	for _, m := range fuzzy.FindFrom(typed, titles(p.choices)) {
		order = append(order, m.Index)
	}
	for i, c := range p.choices {
		if strings.Contains(strings.ToLower(c.Note+" "+c.Text), strings.ToLower(typed)) && !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	return order
}

// lines are a choice's title, whole, and its note as far as there is room.
func (p *Pick) lines(c Choice) []string {
	style, note := p.theme.Text, c.Note
	if c.Why != "" {
		style, note = p.theme.Muted, c.Why
	}
	lines := style.Wrap(c.Title, p.room-4) // the cursor's mark, and that of what is chosen
	last := lines[len(lines)-1]
	if c.Chosen {
		last += p.theme.Good.Render(" ✓")
	}
	const least = 10 // columns for a note to say anything
	if note != "" && ansi.StringWidth(last)+least <= p.room {
		last += "  " + p.theme.Muted.Render(note)
	}
	lines[len(lines)-1] = last
	return lines
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
	listed := p.rows() // in the theme's colours as they are now
	p.list.Set(listed)
	p.high = max(p.high, height(listed), len(p.choices))
	rows := max(0, min(p.high, s.H-len(lines), 16))
	list := p.list.View(p.theme, layout.Size{W: w, H: rows}, true)
	if p.list.ID() == "" {
		list = layout.Fit([]string{p.theme.Muted.Render("  Nothing matches.")}, layout.Size{W: w, H: rows})
	}
	frame.Text = strings.Join(append(lines, list), "\n")
	return frame
}
