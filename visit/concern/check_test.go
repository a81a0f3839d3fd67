package concern

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

func TestNothingToCheck(t *testing.T) {
	f, lex := shipped(t)
	for name, report := range map[string]Report{
		"no submission": Check(nil, f, lex),
		"no framework":  Check(&submission.Submission{}, nil, lex),
		"unread":        Check(&submission.Submission{}, &framework.Framework{}, lex),
	} {
		if data, err := json.Marshal(report); err != nil || string(data) != `{"concerns":[],"focus":[]}` {
			t.Errorf("%s: %s, %v", name, data, err)
		}
	}
	// An empty submission has nothing at any item.
	for _, l := range []*Lexicon{lex, nil} {
		if got := len(Check(&submission.Submission{}, f, l).Concerns); got != len(f.Items()) {
			t.Errorf("an empty submission has %d concerns, want %d", got, len(f.Items()))
		}
	}
}

func drawSubmission(t *rapid.T, f *framework.Framework) *submission.Submission {
	pieces := rapid.SampledFrom([]string{
		"Ask Mrs Shah.", "see 1c1", "the policy", "£12,000", "Year 4", "all staff are confident", "TBC", "copyright", "energy",
		"in the library", "for example", "as above", "\n\n", "- ", "“", "\x80", "attached", "level 3", "Monday", "two",
	})
	commentary := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(t, "pieces"), " ")
	})
	ids := []string{"1", "1a", "1b", "1c", "zz", ""}
	for _, n := range f.Items() {
		ids = append(ids, n.ID)
	}
	s := &submission.Submission{}
	for range rapid.IntRange(0, 40).Draw(t, "reviews") {
		r := submission.Review{
			Item:       rapid.SampledFrom(ids).Draw(t, "item"),
			Level:      framework.Level(rapid.IntRange(-1, 6).Draw(t, "level")),
			Commentary: rapid.OneOf(commentary, rapid.String()).Draw(t, "commentary"),
		}
		for range rapid.IntRange(0, 2).Draw(t, "evidence") {
			r.Evidence = append(r.Evidence, submission.Evidence{
				Title:   rapid.OneOf(commentary, rapid.String()).Draw(t, "title"),
				File:    rapid.SampledFrom([]string{"", "a.md", `b\a.md`, "..", "/"}).Draw(t, "file"),
				Missing: rapid.Bool().Draw(t, "missing"),
			})
		}
		s.Reviews = append(s.Reviews, r)
	}
	return s
}

// Whatever a school writes: the same report each time, one concern for an item
// and kind, in order, each with all that a concern must say.
func TestCheckAlways(t *testing.T) {
	f, lex := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawSubmission(t, f)
		report := Check(s, f, lex)
		if diff := cmp.Diff(report, Check(s, f, lex)); diff != "" {
			t.Fatalf("a second check differs:\n%s", diff)
		}
		written := map[string]string{}
		for _, r := range s.Reviews {
			written[r.Item] += " " + strings.Join(strings.Fields(r.Commentary), " ")
		}
		seen := map[Key]bool{}
		for i, c := range report.Concerns {
			if seen[c.Key()] {
				t.Fatalf("two concerns for %v", c.Key())
			}
			seen[c.Key()] = true
			if i > 0 && gravity(c.Severity) > gravity(report.Concerns[i-1].Severity) {
				t.Fatalf("%s concern after a %s one", c.Severity, report.Concerns[i-1].Severity)
			}
			if c.Why == "" || c.Settle.Ask == "" || c.Settle.See == "" || c.Source == "" {
				t.Fatalf("something is not said: %+v", c)
			}
			if n := len(c.Settle.Of); n < 1 || n > 3 {
				t.Fatalf("%d people to ask: %v", n, c.Settle.Of)
			}
			if quote := strings.TrimSuffix(c.Quote, " …"); c.Source == sourceCommentary && !strings.Contains(allOf(written), quote) {
				t.Fatalf("the school never wrote %q", c.Quote)
			}
		}
		if n := len(report.Focus); n < 2 || n > 3 {
			t.Fatalf("%d elements to focus on", n)
		}
	})
}

func allOf(written map[string]string) string {
	var all strings.Builder
	for _, text := range written {
		all.WriteString(text)
	}
	return all.String()
}

// A concern goes away when what would settle it is added, and adding text to
// one item never raises a concern at another.
func TestMoreToLookAtNeverHurts(t *testing.T) {
	f, lex := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawSubmission(t, f)
		before := map[Key]bool{}
		for _, c := range Check(s, f, lex).Concerns {
			before[c.Key()] = true
		}
		item := rapid.SampledFrom(f.Items()).Draw(t, "item").ID
		fuller := *s
		fuller.Reviews = append([]submission.Review{sound(item)}, s.Reviews...)
		for _, c := range Check(&fuller, f, lex).Concerns {
			if c.Item == item {
				t.Fatalf("%s: %s at a sound item", c.Item, c.Rule)
			}
			if !before[c.Key()] && c.Item != Application {
				t.Fatalf("a sound text at %s raises %s at %s", item, c.Rule, c.Item)
			}
		}
	})
}

// A date may stand before the words it belongs to, as far as a sentence goes.
func TestDateAtTheStartOfASentence(t *testing.T) {
	f, lex := shipped(t)
	for _, commentary := range []string{
		"Our vision was agreed. The new plan will be written in September. 2012 is when it will be reviewed.",
		"September. 2012 will see it.",
		"2012",
		"In term. 2012",
	} {
		Check(sentOn(with(f, nil, text("1a1", commentary)), 2011, 6), f, lex)
	}
}

// Two conflicts that weigh the same give the same report each time.
func TestTheSameReportEachTime(t *testing.T) {
	f, lex := shipped(t)
	review := sound("6a")
	review.Commentary = "All staff have always used the Quokka Gadget and the Zebra Gizmo in every room since May 2010."
	review.Evidence = []submission.Evidence{{Title: "Minutes", File: "minutes.md"}}
	s := sentOn(with(f, nil, review), 2011, 6)
	s.Texts = []submission.Text{{Path: "minutes.md", Text: "- Quokka Gadget was not bought.\n\n- Zebra Gizmo was not bought.\n"}}
	first := Check(s, f, lex)
	if ruleAt(t, first, "6a") != RuleContradiction {
		t.Fatal("no conflict was found")
	}
	for range 100 {
		if diff := cmp.Diff(first, Check(s, f, lex)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// No text makes the reading fail, and its phrases stand in order, apart and
// within the text.
func FuzzExplain(f *testing.F) {
	fw, lex := shipped(f)
	f.Add("We will not only train all 8 of 22 staff by July 2013, but nobody is without a laptop.", "DRAFT - not adopted. 9 of 31 staff.")
	f.Add("twenty-one of our twenty-two. 1:3.5 ½ é́ \xff not not all", "|a|\n# b\n1. c")
	f.Add(strings.Repeat("will ", 900), strings.Repeat("not all ", 900))
	f.Fuzz(func(t *testing.T, commentary, paper string) {
		s := sentOn(with(fw, nil, submission.Review{Item: "5b", Level: 2, Commentary: commentary, Evidence: []submission.Evidence{{Title: paper, File: "p.md"}}}), 2011, 6)
		s.Texts = []submission.Text{{Path: "p.md", Text: paper}}
		s.Application.Assessor = paper
		Check(s, fw, lex)
		x, ok := Explain(s, fw, lex, "5b")
		if !ok {
			t.Fatal("there is no item 5b")
		}
		for _, m := range x.Texts {
			last := 0
			for _, p := range m.Phrases {
				if p.From < last || p.To <= p.From || p.To > len(m.Text) {
					t.Fatalf("phrase %v after %d in %d bytes", p, last, len(m.Text))
				}
				last = p.To
			}
		}
	})
}
