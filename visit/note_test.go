package visit

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"halfday/visit/framework"
)

func TestParseNote(t *testing.T) {
	f := scheme(t)
	for _, c := range []struct {
		name, in string
		want     NoteText
		unknown  []string
	}{
		// Signs.
		{"plain", "display in the hall", NoteText{Text: "display in the hall"}, nil},
		{"for", "+ good pace", NoteText{Text: "good pace", Sense: Supports}, nil},
		{"against, no space", "-no plan", NoteText{Text: "no plan", Sense: Against}, nil},
		{"to follow up", " ?  who decides", NoteText{Text: "who decides", Sense: FollowUp}, nil},
		{"their words", `"we blog`, NoteText{Text: "we blog", Sense: Words}, nil},
		{"a sign inside is text", "maths + music - art?", NoteText{Text: "maths + music - art?"}, nil},
		{"the first sign counts", "+ - both", NoteText{Text: "- both", Sense: Supports}, nil},
		{"a sign alone", "+", NoteText{Sense: Supports}, nil},
		{"a sign behind tags", "#1a1 @head - no time", NoteText{Text: "no time", Sense: Against, Items: []string{"1a1"}, Speaker: "head"}, nil},
		{"a sign between tags", "#1a1 -#3 no time", NoteText{Text: "no time", Sense: Against, Items: []string{"1a1", "3"}}, nil},
		{"a sign behind a tag not understood", "#zz - no time", NoteText{Text: "#zz - no time"}, []string{"#zz"}},
		{"other dashes are no signs", "– a dash", NoteText{Text: "– a dash"}, nil},

		// Quotation marks.
		{"closed quotation", `"we blog"`, NoteText{Text: "we blog", Sense: Words}, nil},
		{"closed quotation before tags", `"we blog" #2a @pupils`, NoteText{Text: "we blog", Sense: Words, Items: []string{"2a"}, Speaker: "pupil"}, nil},
		{"closed quotation behind a tag", `@pupils "we blog"`, NoteText{Text: "we blog", Sense: Words, Speaker: "pupil"}, nil},
		{"closed behind a tag, without space", `"we blog @pupils"`, NoteText{Text: "we blog", Sense: Words, Speaker: "pupil"}, nil},
		{"a quotation and more", `"we blog" they said`, NoteText{Text: `we blog" they said`, Sense: Words}, nil},
		{"a quotation in a quotation", `"she said "yes" at once"`, NoteText{Text: `she said "yes" at once`, Sense: Words}, nil},
		{"a quotation in a note", `+ "yes" at once`, NoteText{Text: `"yes" at once`, Sense: Supports}, nil},
		{"nothing quoted", `""`, NoteText{Sense: Words}, nil},
		{"curly quotation marks stay", "“we blog”", NoteText{Text: "“we blog”"}, nil},

		// Tags for items, in all spellings.
		{"id", "a #1a1", NoteText{Text: "a", Items: []string{"1a1"}}, nil},
		{"id in capitals", "a #1A1", NoteText{Text: "a", Items: []string{"1a1"}}, nil},
		{"id with a hyphen", "a #1a-1", NoteText{Text: "a", Items: []string{"1a1"}}, nil},
		{"id with a dot", "a #1A.1", NoteText{Text: "a", Items: []string{"1a1"}}, nil},
		{"a strand", "a #1a", NoteText{Text: "a", Items: []string{"1a"}}, nil},
		{"an element", "a #3", NoteText{Text: "a", Items: []string{"3"}}, nil},
		{"several, in their order, once each", "#2a a #1a1 b #2A #3", NoteText{Text: "a b", Items: []string{"2a", "1a1", "3"}}, nil},
		{"the beginning of a name", "a #keep", NoteText{Text: "a", Items: []string{"1b"}}, nil},
		{"of any word of a name", "a #SAFE", NoteText{Text: "a", Items: []string{"1b"}}, nil},
		{"of a word in two names", "a #purpose", NoteText{Text: "a #purpose"}, []string{"#purpose"}},
		{"two letters are too few", "a #ke", NoteText{Text: "a #ke"}, []string{"#ke"}},
		{"a name of what is no item", "a #direction", NoteText{Text: "a #direction"}, []string{"#direction"}},
		{"no such id", "a #9z9 b", NoteText{Text: "a #9z9 b"}, []string{"#9z9"}},
		{"two stuck together", "a #1a1#2a", NoteText{Text: "a #1a1#2a"}, []string{"#1a1#2a"}},
		{"sign and tag stuck together", "+#1a1 a", NoteText{Text: "a", Sense: Supports, Items: []string{"1a1"}}, nil},
		{"inside a word", "a/#1a1 x#1a1", NoteText{Text: "a/#1a1 x#1a1"}, nil},
		{"a number sign alone", "room # 3 @ ten", NoteText{Text: "room # 3 @ ten"}, nil},
		{"doubled", "##1a1 #@ #-1a1", NoteText{Text: "##1a1 #@ #-1a1"}, []string{"##1a1", "#@", "#-1a1"}},

		// Punctuation behind tags.
		{"full stop", "good pace #1a1.", NoteText{Text: "good pace.", Items: []string{"1a1"}}, nil},
		{"commas between tags", "good, #1a1, #2a, #3.", NoteText{Text: "good,", Items: []string{"1a1", "2a", "3"}}, nil},
		{"in the middle", "as for #1a1: fine", NoteText{Text: "as for: fine", Items: []string{"1a1"}}, nil},
		{"at the beginning", "#1a1: fine", NoteText{Text: "fine", Items: []string{"1a1"}}, nil},
		{"a bracket", "plan (see #1a1).", NoteText{Text: "plan (see).", Items: []string{"1a1"}}, nil},
		{"behind another stop", "is it? #1a1. Yes", NoteText{Text: "is it? Yes", Items: []string{"1a1"}}, nil},
		{"a tag's bracket behind a stop", "(yes, #1a1) and", NoteText{Text: "(yes,) and", Items: []string{"1a1"}}, nil},
		{"behind a speaker", "so said @head! #1a1", NoteText{Text: "so said!", Items: []string{"1a1"}, Speaker: "head"}, nil},
		{"of one not understood", "a #zz, b", NoteText{Text: "a #zz, b"}, []string{"#zz"}},
		{"of a quotation", `"not #zz"`, NoteText{Text: "not #zz", Sense: Words}, []string{"#zz"}},
		{"an apostrophe makes it a word", "the @pupils' work", NoteText{Text: "the @pupils' work"}, []string{"@pupils'"}},

		// Speakers.
		{"role", "a @governor", NoteText{Text: "a", Speaker: "governor"}, nil},
		{"plural in capitals", "a @Governors", NoteText{Text: "a", Speaker: "governor"}, nil},
		{"another word", "a @dsl", NoteText{Text: "a", Speaker: "safeguarding"}, nil},
		{"beginning", "a @gover", NoteText{Text: "a", Speaker: "governor"}, nil},
		{"not clear which", "a @p", NoteText{Text: "a @p"}, []string{"@p"}},
		{"the last counts", "@head a @pupil", NoteText{Text: "a", Speaker: "pupil"}, nil},
		{"a name is no role", "a @Mrs.Okoro", NoteText{Text: "a @Mrs.Okoro"}, []string{"@Mrs.Okoro"}},
		{"an address", "write to head@hill.example", NoteText{Text: "write to head@hill.example"}, nil},

		// White space and several lines.
		{"spaces", "  a \t b\u00a0c  ", NoteText{Text: "a b c"}, nil},
		{"lines", "+ one #1a1\r\n\r\n two  three\n", NoteText{Text: "one\n\ntwo three", Sense: Supports, Items: []string{"1a1"}}, nil},
		{"tags on a line of their own", "one\n#1a1 @head", NoteText{Text: "one", Items: []string{"1a1"}, Speaker: "head"}, nil},
		{"only tags", "#1a1 @head", NoteText{Items: []string{"1a1"}, Speaker: "head"}, nil},
		{"nothing", "", NoteText{}, nil},
		{"only space", " \n\t ", NoteText{}, nil},

		// Hostile.
		{"escapes are kept as they came", "\x1b[31m #1a1 \u202e", NoteText{Text: "\x1b[31m \u202e", Items: []string{"1a1"}}, nil},
		{"invalid UTF-8", "a\xff #1a1\xfe", NoteText{Text: "a\xff #1a1\xfe"}, []string{"#1a1\xfe"}},
		{"a mark on a tag", "a #1a1\u0301", NoteText{Text: "a #1a1\u0301"}, []string{"#1a1\u0301"}},
		{"only signs", "+-?\"#@", NoteText{Text: `-?"#@`, Sense: Supports}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, unknown := ParseNote(c.in, f)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.in, diff)
			}
			if diff := cmp.Diff(c.unknown, unknown); diff != "" {
				t.Errorf("%q, not understood (-want +got):\n%s", c.in, diff)
			}
			typedAgain(t, c.in, f)
		})
	}
}

func FuzzParseNote(f *testing.F) {
	for _, s := range []string{
		"+ pupils show their work #2a @pupils", "- none #1a-1, #safe. @dsl", `"we "blog"" @head "`, "? \n#3\n@gov\n?", "#1a1 + + a", `"""`,
		"#1a1)]}. @pupil”", "# @ #. @!", "\x1b]0;\a\u009b\u202e#1a1\xff",
	} {
		f.Add(s)
	}
	scheme := scheme(f)
	f.Fuzz(func(t *testing.T, in string) { typedAgain(t, in, scheme) })
}

func TestNotesOfAnyMix(t *testing.T) {
	f := scheme(t)
	pieces := rapid.SampledFrom([]string{
		"+", "-", "?", `"`, `"`, " ", " ", "\n", "#", "@", "#1a1", "#2A", "#3.", "#keep", "#zz", "@head", "@pupils,", "@p",
		".", ",", ")", "(", "’", "”", "a", "blog", "é", "\u0301", "\u00a0", "\x1b[", "\xff",
	})
	rapid.Check(t, func(r *rapid.T) {
		typedAgain(r, strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(r, "pieces"), ""), f)
	})
}

// typedAgain checks what is true of every note: typed again as Line writes it,
// it is the same note, and no letter typed is lost.
func typedAgain(t rapid.TB, in string, f *framework.Framework) {
	t.Helper()
	n, unknown := ParseNote(in, f)
	again, still := ParseNote(n.Line(), f)
	if diff := cmp.Diff(n, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%q, written as %q (-first +again):\n%s", in, n.Line(), diff)
	}
	if diff := cmp.Diff(unknown, still); diff != "" {
		t.Errorf("%q, written as %q, not understood (-first +again):\n%s", in, n.Line(), diff)
	}
	for _, id := range n.Items {
		if f.Find(id) == nil {
			t.Errorf("%q: item %q is not in the framework", in, id)
		}
	}
	for _, w := range strings.Fields(in) {
		if !strings.ContainsAny(w, `#@+-?"`) && !strings.Contains(n.Text, w) {
			t.Errorf("%q: the word %q is lost in %q", in, w, n.Text)
		}
	}
	for _, u := range unknown {
		if !strings.Contains(n.Text, u) {
			t.Errorf("%q: %q was not understood, and is not in the text %q", in, u, n.Text)
		}
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct {
		note NoteText
		want string
	}{
		{NoteText{}, ""},
		{NoteText{Text: "seen"}, "seen"},
		{NoteText{Text: "seen", Sense: Supports, Items: []string{"1a1", "3"}, Speaker: "ict-lead"}, "+ seen #1a1 #3 @ict-lead"},
		{NoteText{Text: "we blog", Sense: Words}, `" we blog`},
		{NoteText{Sense: FollowUp, Items: []string{"3"}}, "? #3"},
	} {
		if got := c.note.Line(); got != c.want {
			t.Errorf("Line is %q, want %q", got, c.want)
		}
	}
}

func TestSenses(t *testing.T) {
	signs, names := map[string]Sense{}, map[string]Sense{}
	for _, s := range []Sense{Plain, Supports, Against, FollowUp, Words} {
		if other, ok := signs[s.Sign()]; ok {
			t.Errorf("%q and %q have the sign %q", s, other, s.Sign())
		}
		if other, ok := names[s.Name()]; ok {
			t.Errorf("%q and %q are named %q", s, other, s.Name())
		}
		signs[s.Sign()], names[s.Name()] = s, s
	}
	if Plain.Sign() != "" {
		t.Errorf("a plain note has the sign %q", Plain.Sign())
	}
}
