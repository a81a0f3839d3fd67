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
