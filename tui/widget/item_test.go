package widget

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"halfday/tui/theme"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

func stripped(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = ansi.Strip(l)
	}
	return out
}

func TestNoteLines(t *testing.T) {
	t.Parallel()
	taken := time.Date(2011, time.March, 14, 10, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		note visit.Note
		want []string
	}{
		{
			"supports, amended",
			visit.Note{
				At: taken, Was: []visit.NoteText{{}},
				NoteText: visit.NoteText{Text: "Pupils can say what they learned", Sense: visit.Supports, Speaker: "pupil", Items: []string{"3b", "4a"}},
			},
			[]string{" + Pupils can say what", "   they learned", "   11:05 · Pupil · 3b ·", "   4a · amended"},
		},
		{
			"plain, nobody named",
			visit.Note{At: taken, NoteText: visit.NoteText{Text: "A quiet room"}},
			[]string{" · A quiet room", "   11:05"},
		},
	} {
		p := NewPage(theme.New(true), 24)
		NoteLines(p, theme.New(true), c.note, time.FixedZone("an hour ahead", 3600))
		if diff := cmp.Diff(c.want, stripped(p.Lines())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestSensesAreToldApartWithoutColour: a sign stands with every colour.
func TestSensesAreToldApartWithoutColour(t *testing.T) {
	t.Parallel()
	seen := map[string]visit.Sense{}
	for _, s := range []visit.Sense{visit.Plain, visit.Supports, visit.Against, visit.FollowUp, visit.Words} {
		sign := ansi.Strip(NoteSign(theme.New(true), s))
		if other, ok := seen[sign]; ok || ansi.StringWidth(sign) != 3 {
			t.Errorf("%q has the sign %q, as %q has", s, sign, other)
		}
		seen[sign] = s
	}
}

func TestLevelsAreInWords(t *testing.T) {
	t.Parallel()
	f, err := framework.Parse([]byte(`
id: own
name: A framework of our own
version: "1"
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - {id: "1", name: Leading, strands: [{id: 1a, name: Vision, aspects: [{id: 1a1, name: The vision}]}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		claimed, own framework.Level
		want         string
	}{
		{0, 0, "claimed none · threshold 2"},
		{2, 0, "claimed 2 ✓ · threshold 2"},
		{3, 1, "claimed 3, below threshold · threshold 2 · yours 1 ✓"},
		{1, 5, "claimed 1 ✓ · threshold 2 · yours 5, below threshold"},
	} {
		v := &visit.Visit{Framework: f, Submission: &submission.Submission{Reviews: []submission.Review{{Item: "1a1", Level: c.claimed}}}}
		if c.own != 0 {
			v.Judgements = map[string]visit.Judgement{"1a1": {Level: c.own}}
		}
		if got := ansi.Strip(Levels(theme.New(true), v, f.Find("1a1"))); got != c.want {
			t.Errorf("claimed %s, own %s: %q, want %q", c.claimed, c.own, got, c.want)
		}
		want := strings.ReplaceAll(c.want, " ✓", "") // a concern is no place to approve
		if got := ansi.Strip(LevelsUnderConcern(theme.New(true), v, f.Find("1a1"))); got != want {
			t.Errorf("claimed %s, own %s, under a concern: %q, want %q", c.claimed, c.own, got, want)
		}
	}
}
