package concerns

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit/concern"
)

func TestEveryReasonIsGivenOnce(t *testing.T) {
	texts := []concern.Marked{
		{Node: "1a1", Text: "We\n plan to, we hope to, we mean\tto, we want to and every June we do."},
		{Node: "1a", Text: "We plan to."},
	}
	mark := func(i int, words string, s concern.Sense, why string) {
		from := strings.Index(texts[i].Text, words)
		texts[i].Phrases = append(texts[i].Phrases, concern.Phrase{From: from, To: from + len(words), Sense: s, Why: why})
	}
	mark(0, "We\n plan", concern.Against, "still to be done.")
	mark(0, "hope", concern.Against, "still to be done.")
	mark(0, "mean\tto", concern.Against, "still to be done.")
	mark(0, "want", concern.Against, "still to be done.")
	mark(0, "every June", concern.For, "says how often")
	mark(1, "plan", concern.Against, "still to be done.")

	s := &Screen{Stage: widget.Stage{Env: &ui.Env{Theme: theme.New(true)}}}
	p := widget.NewPage(s.Env.Theme, 60)
	s.reasons(p, concern.Explanation{Texts: texts, Remarks: []string{"Most of it is to come."}})
	var got []string
	for _, l := range p.Lines() {
		got = append(got, ansi.Strip(l))
	}
	want := []string{
		"How it reads",
		"Signs: + for a level at the threshold, − against it.",
		"− still to be done: “We plan”, “hope”, “mean to”, 2 more",
		"+ says how often: “every June”",
		"• Most of it is to come.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p = widget.NewPage(s.Env.Theme, 60)
	if s.reasons(p, concern.Explanation{Texts: []concern.Marked{{Text: "We plan to."}}}); len(p.Lines()) > 0 {
		t.Errorf("where nothing is marked it says %q", p.Lines())
	}
}
