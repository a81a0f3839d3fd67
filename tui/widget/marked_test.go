package widget

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/tui/theme"
	"halfday/visit/concern"
)

// phrase finds words in a text.
func phrase(text, words string, s concern.Sense) concern.Phrase {
	at := strings.Index(text, words)
	return concern.Phrase{From: at, To: at + len(words), Sense: s, Why: "because"}
}

func marked(noColour bool, w int, m concern.Marked, quote string) []string {
	t := theme.New(true)
	t.NoColour = noColour
	p := NewPage(t, w)
	p.Marked(m, quote)
	return p.Lines()
}

func TestPhrasesAreMarkedInTheText(t *testing.T) {
	const text = "  The vision was agreed\n  in May 2010, and we\r\n  plan to look at it.\n\n- 漢字 every term"
	m := concern.Marked{Text: text, Phrases: []concern.Phrase{
		phrase(text, "in May 2010", concern.For),
		phrase(text, "we\r\n  plan to", concern.Against),
		phrase(text, "漢字 every", concern.For),
	}}
	for _, c := range []struct {
		name     string
		noColour bool
		quote    string
		want     []string
	}{
		{"with colours", false, "", []string{"The vision was agreed +in May", "2010, and −we plan to look at", "it.", "", "- +漢字 every term"}},
		{"without", true, "", []string{"The vision was agreed [+in May", "2010], and [−we plan to] look", "at it.", "", "- [+漢字 every] term"}},
		{"a quotation in bold", false, "in May 2010, and we plan", []string{"The vision was agreed +in May", "2010, and −we plan to look at", "it.", "", "- +漢字 every term"}},
		{"a quotation without colours", true, "The vision was  agreed in May …", []string{"*The vision was agreed [+in", "May* 2010], and [−we plan to]", "look at it.", "", "- [+漢字 every] term"}},
		{"a phrase quoted alone", true, "we plan to", []string{"The vision was agreed [+in May", "2010], and [−*we plan to*]", "look at it.", "", "- [+漢字 every] term"}},
		{"a quotation from elsewhere", true, "Minutes.doc (2010)", []string{"The vision was agreed [+in May", "2010], and [−we plan to] look", "at it.", "", "- [+漢字 every] term"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range marked(c.noColour, 30, m, c.quote) {
				got = append(got, ansi.Strip(l))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestMarksHaveTheirLooks: each line holds the looks of what stands on it.
func TestMarksHaveTheirLooks(t *testing.T) {
	th := theme.New(false)
	const text = "one two three four five"
	m := concern.Marked{Text: text, Phrases: []concern.Phrase{phrase(text, "two three", concern.Against)}}
	p := NewPage(th, 10)
	p.Marked(m, "three four")
	want := []string{
		"one " + th.Bad.Render("−") + th.Against.Render("two"),
		th.Against.Bold().Render("three") + th.Strong.Render(" four"),
		"five",
	}
	for i, l := range p.Lines() {
		if cells(l) != cells(want[i]) {
			t.Errorf("line %d is %q, want %q", i, l, want[i])
		}
	}
}

// cells is a line with a letter in front of each character for its look, so that
// two ways of writing the same sequences are alike.
func cells(line string) string {
	var b strings.Builder
	under, bold := false, false
	for line != "" {
		if seq, ok := strings.CutPrefix(line, "\x1b["); ok {
			params, rest, _ := strings.Cut(seq, "m")
			line = rest
			if params == "" || params == "0" {
				under, bold = false, false
			}
			for _, p := range strings.Split(params, ";") {
				under, bold = under && p != "24" || p == "4", bold && p != "22" || p == "1"
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(line)
		line = line[n:]
		if under {
			b.WriteByte('u')
		}
		if bold {
			b.WriteByte('b')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// TestMarksStayWithTheirWords whatever the text, the marks and the width:
// nothing but signs is added, nothing is lost, and underlined are the phrases.
func TestMarksStayWithTheirWords(t *testing.T) {
	letters := rapid.StringOf(rapid.SampledFrom([]rune("aé漢🙂e\u0301 \n\r\t-.\u202e\x1b\u00a0")))
	rapid.Check(t, func(r *rapid.T) {
		text := letters.Draw(r, "text")
		m := concern.Marked{Text: text}
		for range rapid.IntRange(0, 4).Draw(r, "phrases") {
			from := rapid.IntRange(-2, len(text)+2).Draw(r, "from")
			m.Phrases = append(m.Phrases, concern.Phrase{
				From: from, To: from + rapid.IntRange(-1, 9).Draw(r, "length"),
				Sense: rapid.SampledFrom([]concern.Sense{concern.For, concern.Against}).Draw(r, "sense"),
			})
		}
		w := rapid.IntRange(1, 40).Draw(r, "width")
		lines := marked(rapid.Bool().Draw(r, "no colour"), w, m, letters.Draw(r, "quote"))
		for _, l := range lines {
			if have := ansi.StringWidth(l); have > max(1, w) {
				r.Fatalf("a line is %d columns wide, not %d: %q", have, w, l)
			}
			if strings.ContainsAny(ansi.Strip(l), "\x1b\u202e\r\n\t") {
				r.Fatalf("%q acts on the terminal", l)
			}
		}
	})
}

func TestAPhraseIsUnderlinedAsItStands(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("abé漢ç")), 1, 6, -1), 3, 20).Draw(r, "words")
		gaps := rapid.SampledFrom([]string{" ", "  ", "\n", "\r\n ", "\n\n"})
		from := rapid.IntRange(0, len(words)-1).Draw(r, "from")
		to := rapid.IntRange(from+1, len(words)).Draw(r, "to")
		text, ph := "", concern.Phrase{Sense: concern.For}
		for i, word := range words {
			if text += gaps.Draw(r, "gap"); i == from {
				ph.From = len(text)
			}
			if text += word; i == to-1 {
				ph.To = len(text)
			}
		}
		got := ""
		for _, l := range marked(false, rapid.IntRange(2, 30).Draw(r, "width"), concern.Marked{Text: text, Phrases: []concern.Phrase{ph}}, "") {
			c := []rune(cells(l))
			for i := range c {
				if i > 0 && c[i-1] == 'u' && c[i] != ' ' {
					got += string(c[i])
				}
			}
		}
		if want := strings.Join(words[from:to], ""); got != want {
			r.Fatalf("underlined is %q of %q, want %q", got, text, want)
		}
	})
}
