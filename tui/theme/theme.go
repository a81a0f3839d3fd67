// Package theme holds the colours and the only way text gets onto the screen.
//
// A Style cleans what it renders, so that no text of a school or a file can act
// on the terminal; text that did not go through a Style is not shown. Colour
// never carries a meaning alone: a word or a sign stands with it.
package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"halfday/visit/safe"
)

// Style renders text in one of the theme's looks.
type Style struct{ look lipgloss.Style }

// Render shows text on one line.
func (s Style) Render(text string) string { return s.look.Render(safe.Line(text)) }

// Wrap shows text of any number of lines, wrapped to a width in columns.
func (s Style) Wrap(text string, width int) []string {
	var out []string
	width = max(1, width)
	// the second time for what Wrap leaves too long behind a hyphen
	for _, line := range strings.Split(ansi.Hardwrap(ansi.Wrap(safe.Block(text), width, ""), width, true), "\n") {
		out = append(out, s.look.Render(line))
	}
	return out
}

// Bold is the style in bold letters.
func (s Style) Bold() Style { return Style{s.look.Bold(true)} }

// Look is the style for widgets that paint themselves. Their text must be
// cleaned before it gets there.
func (s Style) Look() lipgloss.Style { return s.look }

// Theme is a set of looks. Screens name what a text is; the theme decides how
// that looks.
type Theme struct {
	// AccentColour is Accent's colour as "#rrggbb", for what paints itself.
	AccentColour string
	// NoColour says that no colours are shown. What a look alone would tell is
	// then told by a sign too.
	NoColour bool

	Text, Muted, Strong, Accent Style
	// Good, Warn and Bad mark what stands well, needs a look, or must be dealt with.
	Good, Warn, Bad Style
	// For and Against mark words inside a text by what they speak for; a sign
	// stands with them.
	For, Against Style
	// Title heads a pane, Quote shows somebody's own words, Key a key to press.
	Title, Quote, Key Style
	// Selected is the line the cursor is on, Tab and TabOn the stages.
	Selected, Tab, TabOn Style
	// Rule draws lines between things.
	Rule Style
}

// New is the theme for a dark or a light background.
func New(dark bool) *Theme {
	t := &Theme{}
	t.Set(dark)
	return t
}

// Set changes the theme in place, so that everything holding it follows.
func (t *Theme) Set(dark bool) {
	pick := lipgloss.LightDark(dark)
	colour := func(light, dark string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(pick(lipgloss.Color(light), lipgloss.Color(dark)))
	}
	shade := pick(lipgloss.Color("#dcebea"), lipgloss.Color("#24363a"))
	onShade := pick(lipgloss.Color("#10282a"), lipgloss.Color("#eaf3f2"))
	accentColour := "#0b5f5c"
	if dark {
		accentColour = "#7fd1c7"
	}
	accent := lipgloss.NewStyle().Foreground(lipgloss.Color(accentColour))
	*t = Theme{
		AccentColour: accentColour,
		NoColour:     t.NoColour,

		Text:     Style{lipgloss.NewStyle()},
		Muted:    Style{colour("#5b6270", "#98a1b3")},
		Strong:   Style{lipgloss.NewStyle().Bold(true)},
		Accent:   Style{accent},
		Good:     Style{colour("#22682a", "#93d191")},
		Warn:     Style{colour("#7a4d00", "#e8bd72")},
		Bad:      Style{colour("#a1261d", "#f09a92")},
		For:      Style{colour("#22682a", "#93d191").Underline(true)},
		Against:  Style{colour("#a1261d", "#f09a92").Underline(true)},
		Title:    Style{accent.Bold(true)},
		Quote:    Style{lipgloss.NewStyle().Italic(true)},
		Key:      Style{accent.Bold(true)},
		Selected: Style{lipgloss.NewStyle().Foreground(onShade).Background(shade).Bold(true)},
		Tab:      Style{colour("#5b6270", "#98a1b3")},
		TabOn:    Style{accent.Bold(true).Underline(true)},
		Rule:     Style{colour("#c3cad3", "#3e4656")},
	}
}
