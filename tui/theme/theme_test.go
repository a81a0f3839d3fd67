package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// styles are all styles of a theme by name.
func styles(t *Theme) map[string]Style {
	return map[string]Style{
		"Text": t.Text, "Muted": t.Muted, "Strong": t.Strong, "Accent": t.Accent, "Good": t.Good, "Warn": t.Warn, "Bad": t.Bad,
		"For": t.For, "Against": t.Against, "Bold": t.Warn.Bold(), "Title": t.Title, "Quote": t.Quote, "Key": t.Key, "Selected": t.Selected, "Tab": t.Tab, "TabOn": t.TabOn, "Rule": t.Rule,
	}
}

// luminance is a colour's relative luminance, 0 to 1, by WCAG 2.1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// contrast is the contrast of two colours, 1 to 21, by WCAG 2.1.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrastIsWCAGs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#ffffff", 1},
		{"#777777", "#ffffff", 4.48},
		{"#0000ff", "#ffffff", 8.59},
	} {
		if got := contrast(lipgloss.Color(c.a), lipgloss.Color(c.b)); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// TestEveryTextCanBeRead asks for the contrast of WCAG's level AA, on a usual
// background and on the line under the cursor.
func TestEveryTextCanBeRead(t *testing.T) {
	t.Parallel()
	const enough = 4.5
	for _, c := range []struct {
		dark       bool
		background string
	}{{true, "#101014"}, {false, "#ffffff"}} {
		theme := New(c.dark)
		shade := theme.Selected.Look().GetBackground()
		for name, s := range styles(theme) {
			ink := s.Look().GetForeground()
			if _, own := ink.(lipgloss.NoColor); own || name == "Rule" { // the terminal's own colour; lines are no text
				continue
			}
			if got := contrast(ink, lipgloss.Color(c.background)); got < enough && name != "Selected" {
				t.Errorf("%s on %s: contrast %.2f, want %.1f", name, c.background, got, enough)
			}
			if got := contrast(ink, shade); got < enough {
				t.Errorf("%s on the line under the cursor, dark %t: contrast %.2f, want %.1f", name, c.dark, got, enough)
			}
		}
	}
}

// TestSignsAreToldApart: what stands well, needs a look or must be dealt with
// differs in more than one channel of the colour.
func TestSignsAreToldApart(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		theme := New(dark)
		looks := map[string]string{}
		for _, name := range []string{"Muted", "Accent", "Good", "Warn", "Bad"} {
			look := fmt.Sprint(styles(theme)[name].Look().GetForeground())
			if other, ok := looks[look]; ok {
				t.Errorf("dark %t: %s looks like %s", dark, name, other)
			}
			looks[look] = name
		}
	}
}

func TestStylesCleanWhatTheyShow(t *testing.T) {
	t.Parallel()
	const bad = "a\x1b[31mb\u202ec\u009bd\r\n\te"
	for name, s := range styles(New(true)) {
		if got, want := ansi.Strip(s.Render(bad)), "a␛[31mb⟨U+202E⟩c⟨U+009B⟩d  e"; got != want {
			t.Errorf("%s renders %q, want %q", name, got, want)
		}
		var lines []string
		for _, l := range s.Wrap(bad, 40) {
			lines = append(lines, ansi.Strip(l))
		}
		if diff := cmp.Diff([]string{"a␛[31mb⟨U+202E⟩c⟨U+009B⟩d", "    e"}, lines); diff != "" {
			t.Errorf("%s wraps it so (-want +got):\n%s", name, diff)
		}
	}
}

func TestWrapKeepsToTheWidth(t *testing.T) {
	t.Parallel()
	text := "Some words, a-hyphenated-one, 漢字漢字漢字 and " + strings.Repeat("long", 20) + "\n\nevidence/2010-" + strings.Repeat("minutes_", 9)
	for w := -1; w < 80; w++ {
		for _, l := range New(true).Quote.Wrap(text, w) {
			if have := ansi.StringWidth(l); have > max(2, w) { // a wide character takes two
				t.Errorf("at %d columns a line is %d wide: %q", w, have, l)
			}
		}
	}
}

// TestSetChangesThemeInPlace is what lets screens keep a theme while the
// terminal says what its background is.
func TestSetChangesThemeInPlace(t *testing.T) {
	t.Parallel()
	theme := New(true)
	theme.NoColour = true
	theme.Set(false)
	if !theme.NoColour {
		t.Error("colours are shown again")
	}
	for name, s := range styles(theme) {
		if got, want := s.Render("x"), styles(New(false))[name].Render("x"); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if theme.AccentColour != New(false).AccentColour || theme.AccentColour == New(true).AccentColour {
		t.Errorf("the accent is %s", theme.AccentColour)
	}
}
