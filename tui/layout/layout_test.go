package layout

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line string
		w    int
		want string
	}{
		{"notes", 8, "notes   "},
		{"notes", 5, "notes"},
		{"notes", 4, "not…"},
		{"notes", 1, "…"},
		{"notes", 0, ""},
		{"notes", -3, ""},
		{"", 3, "   "},
		{"tŷ", 3, "tŷ "},
		{"漢字", 3, "漢…"},
		{"漢字", 2, "… "},
		{"\x1b[1mnotes\x1b[m", 7, "\x1b[1mnotes\x1b[m  "},
		{"\x1b[1mnotes\x1b[m", 3, "\x1b[1mno…\x1b[m"},
	} {
		if got := Line(c.line, c.w); got != c.want {
			t.Errorf("Line(%q, %d) = %q, want %q", c.line, c.w, got, c.want)
		}
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		left, right string
		w           int
		want        string
	}{
		{"school", "day", 12, "school   day"},
		{"school", "day", 10, "school day"},
		{"school", "day", 9, "school   "},
		{"school", "day", 4, "sch…"},
		{"", "day", 5, "  day"},
	} {
		if got := Ends(c.left, c.right, c.w); got != c.want {
			t.Errorf("Ends(%q, %q, %d) = %q, want %q", c.left, c.right, c.w, got, c.want)
		}
	}
}

func TestOver(t *testing.T) {
	t.Parallel()
	base := "abcdef\n漢字漢\nabcdef"
	for _, c := range []struct {
		name, block string
		x, y        int
		want        string
	}{
		{"inside", "12\n34", 2, 0, "ab12ef\n漢34漢\nabcdef"},
		{"through wide characters", "12", 1, 1, "abcdef\n 12 漢\nabcdef"},
		{"above and below", "1\n2\n3\n4\n5", 0, -1, "2bcdef\n3 字漢\n4bcdef"},
		{"beyond the right end", "12", 5, 0, "abcde12\n漢字漢\nabcdef"},
		{"past the right end", "12", 8, 0, "abcdef  12\n漢字漢\nabcdef"},
	} {
		if diff := cmp.Diff(c.want, Over(base, c.block, c.x, c.y)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestSplitGivesAllColumnsAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		s := Size{rapid.IntRange(0, 400).Draw(r, "width"), rapid.IntRange(0, 99).Draw(r, "height")}
		share, gap := rapid.IntRange(0, 100).Draw(r, "share"), rapid.IntRange(0, 5).Draw(r, "gap")
		left, right := s.Split(share, gap)
		if left.W < 0 || right.W < 0 || left.H != s.H || right.H != s.H {
			r.Fatalf("%v split at %d: %v and %v", s, share, left, right)
		}
		if s.W >= gap && left.W+gap+right.W != s.W {
			r.Fatalf("%v split at %d: %v, %d and %v", s, share, left, gap, right)
		}
	})
}

// TestBlocksHaveTheSizeAskedFor is the package's promise.
func TestBlocksHaveTheSizeAskedFor(t *testing.T) {
	t.Parallel()
	words := rapid.StringOfN(rapid.SampledFrom([]rune("abc  éŷ漢🙂‼◔\u0301")), 0, 30, -1)
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(words, 0, 8).Draw(r, "lines")
		s := Size{rapid.IntRange(0, 40).Draw(r, "width"), rapid.IntRange(0, 10).Draw(r, "height")}
		block := rapid.SliceOfN(words, 1, 4).Draw(r, "block")
		for i, l := range block {
			block[i] = Line(l, min(s.W, 7))
		}
		x, y := rapid.IntRange(0, max(0, s.W-7)).Draw(r, "x"), rapid.IntRange(-2, 10).Draw(r, "y")
		for name, got := range map[string]string{
			"Fit":    Fit(lines, s),
			"Centre": Centre(lines, s),
			"Over":   Over(Fit(lines, s), strings.Join(block, "\n"), x, y),
			"Beside": Beside(Fit(lines, s.Cols(s.W/2)), "", Fit(lines, s.Cols(s.W-s.W/2))),
		} {
			rows := strings.Split(got, "\n")
			if len(rows) != max(1, s.H) {
				r.Errorf("%s: %d rows, want %d: %q", name, len(rows), s.H, got)
			}
			for _, row := range rows {
				if have := ansi.StringWidth(row); have != s.W && s.H > 0 {
					r.Errorf("%s: a row %d columns wide, want %d: %q", name, have, s.W, row)
				}
			}
		}
	})
}
