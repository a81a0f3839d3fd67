package submission

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		old, new string
		want     []Piece
	}{
		{"", "", nil},
		{"the same", "the same", []Piece{{"the same", Same}}},
		{"", "all new", []Piece{{"all new", Added}}},
		{"all gone", "", []Piece{{"all gone", Removed}}},
		{"Governors look at the plan yearly.", "Governors look at the plan every term.", []Piece{
			{"Governors look at the plan ", Same}, {"yearly.", Removed}, {"every term.", Added},
		}},
		{"We have a vision for everybody here.", "We have long had a vision for everybody.", []Piece{
			{"We have ", Same}, {"long had ", Added}, {"a vision for ", Same}, {"everybody here.", Removed}, {"everybody.", Added},
		}},
		{"one two three four", "five two six four", []Piece{
			{"one two three", Removed}, {"five two six", Added}, {" four", Same},
		}},
	} {
		if diff := cmp.Diff(c.want, Words(c.old, c.new)); diff != "" {
			t.Errorf("%q to %q (-want +got):\n%s", c.old, c.new, diff)
		}
	}
}

// wordsHold checks what holds of all pieces.
func wordsHold(t interface{ Fatalf(string, ...any) }, old, new string) {
	var before, after strings.Builder
	last := Piece{}
	for i, p := range Words(old, new) {
		if p.Kind != Added {
			before.WriteString(p.Text)
		}
		if p.Kind != Removed {
			after.WriteString(p.Text)
		}
		if p.Text == "" || i > 0 && (p.Kind == last.Kind || p.Kind == Removed && last.Kind == Added) {
			t.Fatalf("%q to %q: the piece %+v stands behind %+v", old, new, p, last)
		}
		last = p
	}
	if before.String() != old || after.String() != new {
		t.Fatalf("%q to %q: the pieces join to %q and %q", old, new, before.String(), after.String())
	}
}

func TestWordsJoin(t *testing.T) {
	t.Parallel()
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOfN(rapid.SampledFrom(
		[]string{"a ", "plan", " ", "\n\n", "vision", "é", "\xff", "governors "}), 0, 300), func(w []string) string { return strings.Join(w, "") }))
	rapid.Check(t, func(t *rapid.T) {
		wordsHold(t, text.Draw(t, "old"), text.Draw(t, "new"))
	})
}

// However long the texts are and however much differs, it takes no time.
func TestWordsAreBounded(t *testing.T) {
	t.Parallel()
	var a, b strings.Builder
	for i := range 10_000 {
		a.WriteString([]string{"x ", "y ", "z "}[i*i%3])
		b.WriteString([]string{"y ", "z ", "x ", "w "}[i*7%4])
	}
	begin := time.Now()
	wordsHold(t, a.String(), b.String())
	long := strings.Repeat("word ", mostCompared/5)
	wordsHold(t, long, long+"more")
	if got := Words(long, long+"more"); len(got) != 2 {
		t.Errorf("%d pieces of texts that are too long", len(got))
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

// FuzzWords gives it any two texts.
func FuzzWords(f *testing.F) {
	f.Add("a b c", "a x c")
	f.Add("\xff\xfe", "\u00a0x\u2028")
	f.Fuzz(func(t *testing.T, old, new string) { wordsHold(t, old, new) })
}
