// Package home is the list of all visits, and where one begins.
package home

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/papers"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
)

// Screen is the list of visits.
type Screen struct {
	env       *ui.Env
	visits    []visit.Summary
	err       error
	list      widget.List
	filter    *widget.Field
	folder    *widget.Field // the folder typed last, kept while the screen is
	filtering bool
}

// New lists the visits in the store.
func New(env *ui.Env) *Screen {
	s := &Screen{env: env, filter: widget.NewField(nil, "", ""), folder: widget.NewField(nil, "", "")}
	s.filter.Hint("part of a school's name")
	s.read()
	return s
}

// read lists the visits anew.
func (s *Screen) read() {
	s.visits, s.err = s.env.Store.Visits()
	s.fill()
}

// Scope is that of the list or of its filter.
func (s *Screen) Scope() action.Scope {
	if s.filtering {
		return action.Filter
	}
	return action.Home
}

// Typing is so while the filter is written.
func (s *Screen) Typing() bool { return s.filtering }

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	switch {
	case id == action.HomeOpen && s.list.ID() == "" && len(s.visits) > 0:
		return "No school matches the filter: Esc shows all again."
	case id == action.HomeOpen && s.list.ID() == "":
		return "There is no visit to open yet: n begins one, t opens the sample school."
	case id == action.HomePurge && s.list.ID() == "":
		return "There is no visit to destroy."
	case id == action.HomeFilter && len(s.visits) == 0:
		return "There are no visits to filter yet."
	case id == action.FilterDrop && !s.filtering && s.filter.Text() == "":
		return "This is the list of all visits. To close halfday, press q."
	}
	return ""
}

// Update moves in the list, or types the filter.
func (s *Screen) Update(msg tea.Msg) ui.Intent {
	if !s.filtering {
		s.list.Update(msg)
		return ui.Intent{Err: s.fault()}
	}
	cmd := s.filter.Update(msg)
	s.fill()
	return ui.Intent{Cmd: cmd}
}

// fault is the error of reading the list, told once.
func (s *Screen) fault() error {
	err := s.err
	s.err = nil
	return err
}

// Do carries out an action.
func (s *Screen) Do(id action.ID) ui.Intent {
	switch id {
	case action.HomeOpen:
		for _, v := range s.visits {
			if v.ID == s.list.ID() {
				return ui.Go(ui.Route{Visit: v.ID, Stage: v.Resume})
			}
		}
	case action.HomeNew:
		return ui.Show(widget.NewPrompt(s.env.Theme, "Begin a visit",
			"Where are the school's papers? A folder, a zip, or a single file: .xlsx, .csv, .yaml or .json.",
			s.folder, s.begin))
	case action.HomeTry:
		record, err := s.env.Try()
		if err != nil {
			return ui.Intent{Err: err}
		}
		return ui.Enter(record, visit.StageSubmission)
	case action.HomePurge:
		return s.askPurge()
	case action.HomeFilter:
		s.filtering = true
	case action.FilterEnd:
		s.filtering = false
	case action.FilterDrop:
		s.filtering = false
		s.filter.Clear()
		s.fill()
	case action.HomeTour:
		return ui.Show(widget.NewReading(s.env.Theme, "halfday on one page", s.tour))
	}
	return ui.Intent{}
}

func (s *Screen) begin(folder string) ui.Intent {
	b, err := s.env.Papers.Begin(s.env.Store, papers.Typed(folder), "")
	if err != nil {
		return ui.Intent{Err: err}
	}
	in := ui.Enter(b.Record, visit.StageSubmission)
	in.Say, in.Show = b.Say(), widget.NewArrival(s.env.Theme, b)
	return in
}

// tour is the shipped page with its headings and bullets styled.
func (s *Screen) tour(w int) []string {
	t := s.env.Theme
	p := widget.NewPage(t, w)
	for _, line := range strings.Split(strings.TrimSpace(s.env.Template("tour")), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			p.Head(line[2:])
		case strings.HasPrefix(line, "- "):
			p.Bullet(t.Text, line[2:])
		case line == "":
			p.Gap()
		default:
			p.Text(t.Text, line)
		}
	}
	return p.Lines()
}

// fill lists the visits whose school matches the filter.
func (s *Screen) fill() {
	t := s.env.Theme
	want := strings.ToLower(strings.TrimSpace(s.filter.Text()))
	var rows []widget.Row
	for _, v := range s.visits {
		if !strings.Contains(strings.ToLower(v.School), want) {
			continue
		}
		when := v.Date.String()
		if when == "" {
			when = "no date yet"
		}
		rows = append(rows, widget.Row{ID: v.ID, Lines: []string{
			t.Strong.Render(v.School),
			t.Muted.Render(when+" · "+v.Phase+" · next: "+v.Next.Name()) + t.Muted.Render(", ") + t.Warn.Render(v.Left),
		}}, widget.Row{Lines: []string{""}})
	}
	s.list.Set(rows)
}

// View draws the list, or what to do where there is nothing yet.
func (s *Screen) View(size layout.Size) ui.Frame {
	if len(s.visits) == 0 {
		return ui.Frame{Text: s.empty(size)}
	}
	s.fill()
	inner := size.Less(4, 1)
	head, frame := "", ui.Frame{}
	if s.filtering || s.filter.Text() != "" {
		text, x, _ := s.filter.View(s.env.Theme, layout.Size{W: max(1, inner.W-9), H: 1})
		head = " " + s.env.Theme.Accent.Render("Filter › ") + text + "\n\n"
		inner = inner.Less(0, 2)
		frame = ui.Frame{X: 10 + x, Cursor: s.filtering}
	}
	list := s.list.View(s.env.Theme, inner, !s.filtering)
	if s.list.ID() == "" {
		list = s.env.Theme.Muted.Render("No school matches. Esc shows all again.")
	}
	if head == "" {
		head = "\n"
	}
	lines := strings.Split(list, "\n")
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	frame.Text = head + strings.Join(lines, "\n")
	return frame
}

// empty says what halfday is and how to begin.
func (s *Screen) empty(size layout.Size) string {
	t := s.env.Theme
	w := min(58, size.W-4)
	choice := func(key, what, more string) string {
		return layout.Line(t.Key.Render(key)+"  "+t.Strong.Render(what)+t.Muted.Render(" "+more), w)
	}
	lines := []string{layout.Line(t.Title.Render("No visits yet"), w), layout.Line("", w)}
	for _, l := range t.Text.Wrap("halfday sees you through a visit: the school's submission the evening before, notes while people talk, the report afterwards. All of it stays on this machine.", w) {
		lines = append(lines, layout.Line(l, w))
	}
	lines = append(lines, layout.Line("", w),
		choice("t", "Try the sample school", "and look round"),
		choice("n", "Open a school's submission", "from its folder"),
		choice("g", "Read the tour", "on one page"))
	if ansi.StringWidth(lines[0]) > size.W || len(lines) > size.H {
		return layout.Fit(lines, size)
	}
	return layout.Centre(lines, size)
}
