package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

var someConcerns = concern.Report{
	Concerns: []concern.Concern{missingFile, noEvidence, contributed, {
		Item: "7c", Kind: concern.Inconsistent, Rule: "below-threshold", Claimed: 4, Threshold: 2, Severity: concern.High,
		Quote: "level 4", Source: "level",
		Why: "The school's own level is below the threshold, although every item was found to be at threshold before the submission was passed on.",
	}},
	Focus: []concern.Focus{{Element: "1", Reason: "two concerns, one of them high"}},
}

func TestConcernsGolden(t *testing.T) {
	f := smallFramework(t)
	golden(t, "concerns.txt", Concerns("hawthorn-lane", f, someConcerns))
	golden(t, "no-concerns.txt", Concerns("hawthorn-lane", f, concern.Report{}))
}

func TestConcernsJSON(t *testing.T) {
	data, err := ConcernsJSON("hawthorn-lane", "small", someConcerns)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "concerns.json", string(data))
	none, err := ConcernsJSON("x", "small", concern.Report{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("{\n  \"submission\": \"x\",\n  \"framework\": \"small\",\n  \"concerns\": [],\n  \"questions\": [],\n  \"focus\": []\n}\n", string(none)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConcernsJSONKeepsEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "quote") + "\u009b31m\u202e\U000e0041<&>\x00"
		data, err := ConcernsJSON(s, s, concern.Report{Concerns: []concern.Concern{{Quote: s}}})
		if err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(string(data), func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); i >= 0 {
			t.Fatalf("%q stands in the JSON", data[i:])
		}
		var back struct {
			Submission, Framework string
			Concerns              []concern.Concern
		}
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		want := strings.ToValidUTF8(s, "\ufffd")
		if back.Submission != want || back.Framework != want || back.Concerns[0].Quote != want {
			t.Fatalf("%q came back as %q", want, back.Submission)
		}
	})
}

func TestProblems(t *testing.T) {
	s := &submission.Submission{}
	if got, want := Problems(s), "The submission was read without a problem.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Problems = []submission.Problem{
		{File: "submission.yaml", Line: 12, At: "reviews.1a1.level", Found: `"two"`, Expected: "a level from 1 to 5"},
		{File: "evidence/\x1b[2J.md", Found: "a link out of the folder"},
	}
	want := "2 problems in the submission; everything else was read:\n" +
		"- submission.yaml line 12, reviews.1a1.level: found \"two\"; expected a level from 1 to 5\n" +
		"- evidence/␛[2J.md: a link out of the folder\n"
	if diff := cmp.Diff(want, Problems(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOutlineAndCoverageGolden(t *testing.T) {
	golden(t, "outline.txt", Outline(notMetVisit(t)))
	golden(t, "coverage.txt", Coverage(halfWayVisit(t)))
}

// TestPlainTexts checks what holds of all plain texts, whatever people wrote:
// no line is wider than 80 columns, and nothing in it acts on a terminal.
func TestPlainTexts(t *testing.T) {
	anyText := rapid.OneOf(rapid.SampledFrom(hostile), rapid.String(), rapid.StringMatching(`[a-zé漢❤-]{60,200}`))
	rapid.Check(t, func(t *rapid.T) {
		s := anyText.Draw(t, "text")
		v := hostileVisit(t, s)
		c := concern.Concern{
			Item: s, Kind: concern.Kind(s), Rule: s, Also: []string{s}, Severity: concern.Severity(s), Threshold: 2,
			Quote: s, Source: s, Why: s, Settle: concern.Settle{Ask: s, Of: []framework.Role{framework.Role(s)}, See: s},
		}
		check := concern.Report{Concerns: []concern.Concern{c}, Focus: []concern.Focus{{Element: s, Reason: s}}}
		for _, out := range []string{Outline(v), Coverage(v), Concerns(s, v.Framework, check)} {
			for l := range strings.SplitSeq(out, "\n") {
				if w := ansi.StringWidth(l); w > 80 {
					t.Fatalf("%d columns: %q", w, l)
				}
				if ansi.Strip(l) != l || strings.ContainsFunc(l, unicode.IsControl) {
					t.Fatalf("not plain: %q", l)
				}
			}
		}
	})
}
