package safe

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// ordinary is text that must come through untouched.
var ordinary = []string{
	"",
	" ",
	"The vision was agreed by governors in March 2010; it costs £4,200 (about €5,000).",
	"Ysgol Gynradd Llanfair-ym-Muallt: tŷ, dŵr, sŵn, pêl, gwên, môr, ŷd.",
	"Bun-sgoil Ghàidhlig: àite, fèis, sgrìobh, òran, ùr.",
	"Gaelscoil: Éire, scoileanna, múinteoirí, ó, í.",
	"Élèves de l’école « Les Cèdres » — où l’on dîne à midi, ça va…",
	"“Curly” and ‘single’ quotes, en – dash, em — dash, ½ day, 20 °C, ×, •, ™.",
	"Decomposed: e\u0301le\u0300ve, w\u0302r, Vie\u0323\u0302t",
	"Zażółć gęślą jaźń; ελληνικά; русский; 日本語; العربية; עִבְרִית",
	"Emoji 🙂 👍🏽 ❤️ 👩‍💻 👩🏽‍🏫 👨‍👩‍👧 🏳️‍🌈 ☎︎ 3️⃣ #️⃣ 🇬🇧 ⚕️ \U0001faff",
	"No-break\u00a0space and 7\u202fh\u202f30",
	"C:\\Users\\head\\vision.doc, a|b, <b>, `x`, *y*, ~z",
}

func TestOrdinaryTextIsLeftAlone(t *testing.T) {
	for _, s := range ordinary {
		if diff := cmp.Diff(s, Line(s)); diff != "" {
			t.Errorf("Line changed it (-in +out):\n%s", diff)
		}
		if diff := cmp.Diff(s, Block(s)); diff != "" {
			t.Errorf("Block changed it (-in +out):\n%s", diff)
		}
	}
}

// attacks are ways to make a terminal act, hide or deceive, with what is shown
// instead.
var attacks = []struct{ name, in, line string }{
	{"colour", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
	{"hidden by SGR 8", "a\x1b[8msecret\x1b[28mb", "a␛[8msecret␛[28mb"},
	{"cursor up and erase", "x\x1b[1A\x1b[2K", "x␛[1A␛[2K"},
	{"window title", "\x1b]0;pwned\x07", "␛]0;pwned␇"},
	{"clipboard, ended by ST", "\x1b]52;c;ZXZpbA==\x1b\\", "␛]52;c;ZXZpbA==␛\\"},
	{"hyperlink", "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "␛]8;;http://evil.example␛\\link␛]8;;␛\\"},
	{"unended OSC", "\x1b]0;the rest of the text", "␛]0;the rest of the text"},
	{"device control", "\x1bP$qm\x1b\\", "␛P$qm␛\\"},
	{"application command", "\x1b_Gf=100;AAAA\x1b\\", "␛_Gf=100;AAAA␛\\"},
	{"privacy message", "\x1b^x\x1b\\", "␛^x␛\\"},
	{"reset", "\x1bc", "␛c"},
	{"report of status", "\x1b[6n\x05", "␛[6n␅"},
	{"C1 CSI", "\u009b31m", "⟨U+009B⟩31m"},
	{"C1 OSC", "\u009d0;x\u009c", "⟨U+009D⟩0;x⟨U+009C⟩"},
	{"C1 DCS", "\u0090q", "⟨U+0090⟩q"},
	{"C1 next line", "a\u0085b", "a⟨U+0085⟩b"},
	{"raw 8-bit CSI", "\x9b31m", "\ufffd31m"},
	{"NUL", "a\x00b", "a␀b"},
	{"bell", "\a", "␇"},
	{"backspace overwrites", "failed\b\b\b\b\b\bpassed", "failed␈␈␈␈␈␈passed"},
	{"carriage return overwrites", "below\rabove", "below above"},
	{"vertical tab, form feed", "a\vb\fc", "a␋b␌c"},
	{"shift out", "\x0e\x0f", "␎␏"},
	{"DEL", "a\x7fb", "a␡b"},
	{"line breaks", "a\nb\r\nc\rd", "a b c d"},
	{"tab", "a\tb", "a b"},
	{"line and paragraph separator", "a\u2028b\u2029c", "a⟨U+2028⟩b⟨U+2029⟩c"},
	{"right-to-left override", "level \u202e5\u202c", "level ⟨U+202E⟩5⟨U+202C⟩"},
	{"isolates", "\u2066a\u2067b\u2068c\u2069", "⟨U+2066⟩a⟨U+2067⟩b⟨U+2068⟩c⟨U+2069⟩"},
	{"marks of direction", "\u200e\u200f\u061c", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"},
	{"zero width", "no\u200bt\u2060 \ufeffmet", "no⟨U+200B⟩t⟨U+2060⟩ ⟨U+FEFF⟩met"},
	{"soft hyphen", "not\u00admet", "not⟨U+00AD⟩met"},
	{"joiner between letters", "a\u200db\u200cc", "a⟨U+200D⟩b⟨U+200C⟩c"},
	{"joiner at the end", "👩\u200d", "👩⟨U+200D⟩"},
	{"two joiners", "👩\u200d\u200d👧", "👩⟨U+200D⟩⟨U+200D⟩👧"},
	{"style of a letter", "a\ufe0f\ufe00", "a⟨U+FE0F⟩⟨U+FE00⟩"},
	{"two styles", "❤\ufe0f\ufe0f", "❤\ufe0f⟨U+FE0F⟩"},
	{"style of a digit that is no key", "3\ufe0f4", "3⟨U+FE0F⟩4"},
	{"ideographic variation", "葛\U000e0100", "葛⟨U+E0100⟩"},
	{"tag characters", "a\U000e0041\U000e0042", "a⟨U+E0041⟩⟨U+E0042⟩"},
	{"invisible letters", "a\u3164b\u115fc\uffa0d", "a⟨U+3164⟩b⟨U+115F⟩c⟨U+FFA0⟩d"},
	{"invisible mathematics", "a\u2062\u2063b", "a⟨U+2062⟩⟨U+2063⟩b"},
	{"grapheme joiner", "a\u034fb", "a⟨U+034F⟩b"},
	{"annotation", "\ufff9a\ufffab\ufffb", "⟨U+FFF9⟩a⟨U+FFFA⟩b⟨U+FFFB⟩"},
	{"private use", "\ue000\U000f0000", "⟨U+E000⟩⟨U+F0000⟩"},
	{"noncharacters", "\ufdd0\ufffe\U0010ffff", "⟨U+FDD0⟩⟨U+FFFE⟩⟨U+10FFFF⟩"},
	{"unassigned", "\u0378", "⟨U+0378⟩"},
	{"a pile of marks", "a" + strings.Repeat("\u0301", 6), "a\u0301\u0301\u0301\u0301⟨U+0301⟩⟨U+0301⟩"},
	{"a mark at the start", "\u0301a", "⟨U+0301⟩a"},
	{"invalid UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd"},
	{"surrogate", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
	{"overlong", "\xc0\x9b", "\ufffd\ufffd"},
}

func TestAttacksAreShown(t *testing.T) {
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			if diff := cmp.Diff(a.line, Line(a.in)); diff != "" {
				t.Errorf("Line(%q) (-want +got):\n%s", a.in, diff)
			}
			holds(t, a.in)
		})
	}
}

func TestBlock(t *testing.T) {
	for in, want := range map[string]string{
		"one\ntwo\n":        "one\ntwo\n",
		"one\r\ntwo\rthree": "one\ntwo\nthree",
		"a\r\r\nb":          "a\n\nb",
		"\ta\tb":            "    a    b",
		"a\n\x1b[2Jb":       "a\n␛[2Jb",
		"a\n\u0301b":        "a\n⟨U+0301⟩b",
		"tŷ\r\n\r\ndŵr":     "tŷ\n\ndŵr",
	} {
		if got := Block(in); got != want {
			t.Errorf("Block(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzShow(f *testing.F) {
	for _, s := range ordinary {
		f.Add(s)
	}
	for _, a := range attacks {
		f.Add(a.in)
	}
	f.Add("❤\ufe0f\u200d🔥\u0301\u200d👩1\ufe0f\u20e3\u0301\u0301\u0301\u0301\u0301")
	f.Fuzz(holds)
}

// holds checks what is true of Line and Block whatever they are given.
func holds(t *testing.T, in string) {
	t.Helper()
	line, block := Line(in), Block(in)
	harmless(t, in, line, false)
	harmless(t, in, block, true)
	if again := Line(line); again != line {
		t.Errorf("Line twice: %q then %q", line, again)
	}
	if again := Block(block); again != block {
		t.Errorf("Block twice: %q then %q", block, again)
	}
	if got := Line(block); noSpaces(got) != noSpaces(line) {
		t.Errorf("Line(Block(%q)) = %q, but Line is %q", in, got, line)
	}
	if was, is := printable(in), printable(line); len(is) < len(was) {
		t.Errorf("Line lost printable characters of %q: %q", in, line)
	}
}

// harmless checks a text against a list of what must not be in it, written
// independently of the functions tested.
func harmless(t *testing.T, in, out string, lines bool) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Fatalf("%q gave invalid UTF-8: %q", in, out)
	}
	if s := ansi.Strip(out); s != out {
		t.Errorf("%q gave an escape sequence: %q, without it %q", in, out, s)
	}
	if len(out) > 12*len(in) {
		t.Errorf("%q grew from %d to %d bytes", in, len(in), len(out))
	}
	runes, marks := []rune(out), 0
	for i, r := range runes {
		switch {
		case r == '\n' && lines:
		case r == '\u200d':
			if i == 0 || i == len(runes)-1 || runes[i-1] < 0xa9 || runes[i+1] < 0xa9 || unicode.IsLetter(runes[i-1]) || unicode.IsLetter(runes[i+1]) {
				t.Errorf("%q gave a joiner outside an emoji: %q", in, out)
			}
		case r == '\ufe0e' || r == '\ufe0f':
			if i == 0 || unicode.IsLetter(runes[i-1]) && runes[i-1] != 'ℹ' || unicode.In(runes[i-1], unicode.M, unicode.Z) {
				t.Errorf("%q gave a variation selector outside an emoji: %q", in, out)
			}
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp,
			unicode.Bidi_Control, unicode.Join_Control, unicode.Variation_Selector,
			unicode.Noncharacter_Code_Point, unicode.Other_Default_Ignorable_Code_Point),
			0xe0000 <= r && r <= 0xe0fff:
			t.Errorf("%q gave %U: %q", in, r, out)
		}
		if unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r) {
			marks++
		} else if !unicode.Is(unicode.Variation_Selector, r) {
			marks = 0
		}
		if marks > 4 {
			t.Errorf("%q gave a pile of marks: %q", in, out)
		}
	}
}

func noSpaces(s string) string { return strings.ReplaceAll(s, " ", "") }

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r
		}
		return -1
	}, s)
}

func BenchmarkLine(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":  strings.Repeat("The school council met in the hall. ", 30),
		"prose":  strings.Repeat("The school’s vision — “learn” — costs £4. ", 30),
		"attack": strings.Repeat("\x1b[31m\u202e\u0301\u0301", 60),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Line(s)
			}
		})
	}
}
