package privacy

import (
	"math/bits"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// pieces are what texts with names in them are made of.
var pieces = rapid.SampledFrom([]string{
	"Amy", "Carter", "Grace", "Will", "May", "amy", "Zyan", "O’Neill", "Łukasz", "Mrs", "Mr.", "Miss", "Okafor", "J.", "C",
	"Year 4", "Y5", "(Y5)", "4B", "Reception", "pupil", "pupils", "a boy called", "and", "in", "the ICT lead", "said", "'s", "’s mum",
	"12/03/2002", "12 March 2002", "2002-03-12", "born on", "DOB", "01632 960123", "+44 7700 900456", "a.carter@example.org", "@pupils",
	"A012345678901", "St", "School", "Scratch", "the", "is", ",", ".", ";", ":", "(", ")", "“", "\n", "\r\n", "- ", " ", "\u00a0", "\xff", "é", "e\u0301", "٣", "Ǆ", "ß", "İ",
})

var texts = rapid.Custom(func(r *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(pieces, pieces, pieces, rapid.String()), 0, 30).Draw(r, "parts")
	return strings.Join(parts, rapid.SampledFrom([]string{" ", "", ", "}).Draw(r, "between"))
})

// sound checks what must be so of the findings in any text.
func sound(t rapid.TB, text string, found []Finding) {
	t.Helper()
	end := 0
	for _, f := range found {
		switch {
		case f.From < end || f.To <= f.From || f.To > len(text):
			t.Fatalf("%q: %+v lies outside the text or over another", text, f)
		case f.Text != text[f.From:f.To]:
			t.Fatalf("%q: %+v is not what stands there", text, f)
		case utf8.ValidString(text) && !utf8.ValidString(f.Text):
			t.Fatalf("%q: %+v cuts a character", text, f)
		case f.Why == "" || f.Kind.Name() == Kind("").Name():
			t.Fatalf("%q: %+v says too little", text, f)
		}
		end = f.To
	}
}

func TestFindingsAlwaysStandInTheText(t *testing.T) {
	f := New(shipped(t), fernley)
	rapid.Check(t, func(r *rapid.T) {
		text := texts.Draw(r, "text")
		sound(r, text, f.Find(text))
		sound(r, text, f.Heard().Find(text))
	})
}

// TestParagraphsAreLookedAtOneByOne: what stands in one does not depend on what
// stands in another, so that the time grows with the length and no more.
func TestParagraphsAreLookedAtOneByOne(t *testing.T) {
	f := New(shipped(t), fernley)
	rapid.Check(t, func(r *rapid.T) {
		a, b := texts.Draw(r, "a"), texts.Draw(r, "b")
		want := f.Find(a)
		for _, found := range f.Find(b) {
			found.From += len(a) + 2
			found.To += len(a) + 2
			want = append(want, found)
		}
		if diff := cmp.Diff(listed(want), listed(f.Find(a+"\n\n"+b))); diff != "" {
			r.Fatalf("%q and %q together (-alone +together):\n%s", a, b, diff)
		}
	})
}

// TestLongTexts reads texts that a search of every pair of words would not be
// done with in an hour.
func TestLongTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads six megabytes")
	}
	f := New(shipped(t), fernley)
	for _, piece := range []string{
		"Amy and ", "Amy, ", "Amy ", "Amy Carter ", "a boy called ", "Mrs ", "J. ", "de ", "12/", "12 March ", "0 ", "01", "+44", "a.", "a@", "@", "A0123456789", "born ",
		"Amy Carter 12/03/2002 ", "12/03/2002 ", "(", "'s", "é", "\xff", "\n",
	} {
		text := strings.Repeat(piece, 1<<18/len(piece))
		sound(t, text, f.Find(text))
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Amy Carter (Y5), born 12/03/2002, 01632 960123", "Mrs J. Okafor\nAmy, Ben and Tom in Year 4", "a@b.cd A012345678901",
		"Zyan’s mum; a boy called Zyan", "\xff\xfe Amy C.", "St Amy's School",
	} {
		f.Add(s)
	}
	finder := New(shipped(f), fernley)
	f.Fuzz(func(t *testing.T, text string) {
		sound(t, text, finder.Find(text))
		sound(t, text, finder.Heard().Find(text))
		New(finder.Lexicon, Known{Names: []string{text}}).Find(text)
	})
}

func TestParseLexicon(t *testing.T) {
	lex := shipped(t)
	all := group(0)
	for _, groups := range lex.groups {
		all |= groups
	}
	if all != 2*month-1 {
		t.Errorf("some of the shipped lexicon's groups have no words: %b", all)
	}
	for name, n := range map[string]int{
		"titles": len(lex.titles), "well-known": len(lex.wellKnown), "mailboxes": len(lex.mailboxes), "months": len(lex.months),
	} {
		if n == 0 {
			t.Errorf("the shipped lexicon has no %s", name)
		}
	}
	for _, bad := range []string{"titles: [a, b]", "no_such_group: x", "well_known: {a: b}", "\t"} {
		if _, err := ParseLexicon([]byte(bad)); err == nil {
			t.Errorf("%q was read without an error", bad)
		}
	}
	little, err := ParseLexicon([]byte("titles: Mrs\nmonths: mar"))
	if err != nil {
		t.Fatal(err)
	}
	if got := listed(New(little, Known{}).Find("Mrs Okafor and Amy Carter (Y5), 12 March 2002")); got != "person Mrs Okafor" {
		t.Errorf("with titles alone it finds %s", got)
	}
}

// TestListsDoNotContradict: a first name is of one sort, and nothing that counts
// as a first name is a school's word.
func TestListsDoNotContradict(t *testing.T) {
	lex := shipped(t)
	for w, groups := range lex.groups {
		for _, apart := range []group{
			firstName | nameOfThing | nameOrVerb, firstName | noSurname, firstName | institution, firstName | relative, noSurname | institution,
		} {
			if bits.OnesCount32(uint32(groups&apart)) > 1 {
				t.Errorf("%q stands in two lists", w)
			}
		}
		if groups&firstName != 0 && (w != strings.ToLower(w) || strings.ContainsAny(w, "-'")) {
			t.Errorf("%q is not a name of one word in small letters", w)
		}
	}
}
