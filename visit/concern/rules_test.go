package concern

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

func TestSoundSubmissionGivesNoConcern(t *testing.T) {
	f, lex := shipped(t)
	if got := briefs(Check(with(f, nil), f, lex)); got != nil {
		t.Errorf("concerns: %v", got)
	}
}

func TestRules(t *testing.T) {
	f, lex := shipped(t)
	noLevelAt := func(r submission.Review) submission.Review { r.Level = 0; return r }
	levelAt := func(l framework.Level, r submission.Review) submission.Review { r.Level = l; return r }
	file := func(path string, missing bool) submission.Evidence {
		return submission.Evidence{Title: "Skills audit", File: path, Missing: missing}
	}
	listing := func(text string, list ...submission.Evidence) submission.Review {
		r := sound("5a")
		r.Commentary, r.Evidence = text, list
		return r
	}
	const fiveA = "All 31 members of staff fill in an audit each June, and Mr Reyes builds the year's programme from it."
	tests := []struct {
		name    string
		without []string
		reviews []submission.Review
		files   []submission.File
		want    []brief
	}{
		{
			name: "no level, sound text", reviews: []submission.Review{noLevelAt(sound("3a"))},
			want: []brief{{"3a", Insufficient, RuleNoLevel, High, nil}},
		},
		{
			name: "a level that is not on the scale", reviews: []submission.Review{levelAt(7, sound("3a"))},
			want: []brief{{"3a", Insufficient, RuleNoLevel, High, nil}},
		},
		{
			name: "an item that is wholly absent", without: []string{"3a"},
			want: []brief{{"3a", Insufficient, RuleNoCommentary, High, []string{RuleNoLevel}}},
		},
		{
			name: "a level and nothing else", reviews: []submission.Review{text("3a", " \n")},
			want: []brief{{"3a", Insufficient, RuleNoCommentary, High, nil}},
		},
		{
			name: "a text still to be written", reviews: []submission.Review{text("3a", "TBC."), text("3b", "To follow")},
			want: []brief{{"3a", Insufficient, RuleNoCommentary, High, nil}, {"3b", Insufficient, RuleNoCommentary, High, nil}},
		},
		{
			name:    "actions are not commentary",
			reviews: []submission.Review{{Item: "3a", Level: 2, Actions: "Mr Reyes to lead six sessions by March 2012."}},
			want:    []brief{{"3a", Insufficient, RuleNoCommentary, High, nil}},
		},
		{
			name:    "evidence without commentary",
			reviews: []submission.Review{{Item: "3a", Level: 2, Evidence: evidence("Lesson notes, May 2011")}},
			want:    []brief{{"3a", Insufficient, RuleNoCommentary, Medium, nil}},
		},
		{
			name: "neither level nor commentary, but evidence", reviews: []submission.Review{{Item: "3a", Evidence: evidence("Lesson notes")}},
			want: []brief{{"3a", Insufficient, RuleNoLevel, High, []string{RuleNoCommentary}}},
		},
		{
			name: "no level and thin", reviews: []submission.Review{noLevelAt(text("3a", "Teaching is good."))},
			want: []brief{{"3a", Insufficient, RuleNoLevel, High, []string{RuleThinCommentary}}},
		},
		{
			name: "level 3", reviews: []submission.Review{levelAt(3, sound("3a")), levelAt(1, sound("3b"))},
			want: []brief{{"3a", Inconsistent, RuleBelowThreshold, High, nil}},
		},
		{
			name: "two kinds at one item", reviews: []submission.Review{levelAt(4, text("3a", "Teaching is good."))},
			want: []brief{{"3a", Inconsistent, RuleBelowThreshold, High, nil}, {"3a", Insufficient, RuleThinCommentary, Medium, nil}},
		},
		{
			name: "the only file is missing", reviews: []submission.Review{listing(fiveA, file("evidence/audit.md", true))},
			want: []brief{{"5a", Insufficient, RuleMissingFile, Medium, nil}},
		},
		{
			name: "a thin text whose only file is missing", reviews: []submission.Review{listing("See attached.", file("evidence/audit.md", true))},
			want: []brief{{"5a", Insufficient, RuleMissingFile, Medium, nil}},
		},
		{
			name: "the file is there", reviews: []submission.Review{listing(fiveA, file("evidence/audit.md", false))},
		},
		{
			name: "the file came in another folder", reviews: []submission.Review{listing(fiveA, file(`evidence\Audit.md`, true))},
			files: []submission.File{{Path: "docs/audit.md"}},
		},
		{
			name:    "other evidence beside the missing file",
			reviews: []submission.Review{listing(fiveA, file("a.md", true), submission.Evidence{Title: "Mr Reyes"})},
			want:    []brief{{"5a", Insufficient, RuleMissingFile, Low, nil}},
		},
		{
			name:    "the missing file is said to be supplied",
			reviews: []submission.Review{listing(fiveA+" The audit is attached.", file("a.md", true), submission.Evidence{Title: "Mr Reyes"})},
			want:    []brief{{"5a", Insufficient, RuleMissingFile, Medium, nil}},
		},
		{
			name: "a missing file at a strand",
			reviews: []submission.Review{{
				Item: "1c", Commentary: fiveA, Evidence: []submission.Evidence{file("a.md", true)},
			}},
			want: []brief{{"1c", Insufficient, RuleMissingFile, Medium, nil}},
		},
		{
			name: "an id the framework does not know", reviews: []submission.Review{{Item: "9z9", Commentary: "Good."}},
		},
		{
			name: "of two reviews for one item the first holds", reviews: []submission.Review{sound("3a"), {Item: "3a"}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := with(f, test.without, test.reviews...)
			s.Files = test.files
			if diff := cmp.Diff(test.want, briefs(Check(s, f, lex))); diff != "" {
				t.Errorf("concerns (-want +got):\n%s", diff)
			}
		})
	}
}

// A framework may leave a threshold open, and may set one of its own.
func TestThresholds(t *testing.T) {
	_, lex := shipped(t)
	const open = `{id: x, name: X, version: "1", levels: {best: 1, worst: 4}, %s elements: [
		{id: "1", name: Curriculum, threshold: 3}, {id: "2", name: Assessment}]}`
	three := func(item string) submission.Review { r := sound(item); r.Level = 3; return r }
	tests := []struct {
		name, threshold string
		want            []brief
	}{
		{"open at 2", "", nil},
		{"2 at 2", "threshold: 2,", []brief{{"2", Inconsistent, RuleBelowThreshold, High, nil}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := framework.Parse([]byte(strings.Replace(open, "%s", test.threshold, 1)))
			if err != nil {
				t.Fatal(err)
			}
			s := &submission.Submission{Reviews: []submission.Review{three("1"), three("2")}}
			if diff := cmp.Diff(test.want, briefs(Check(s, f, lex))); diff != "" {
				t.Errorf("concerns (-want +got):\n%s", diff)
			}
		})
	}
}

// Where most levels would be at the threshold the other way round, that is one
// concern; what is below either way round keeps its own.
// Where the school took the scale the other way round, only what is below the
// threshold either way is below it.
func TestReversedScale(t *testing.T) {
	f, lex := shipped(t)
	s := with(f, nil)
	for i := range s.Reviews {
		s.Reviews[i].Level = 5
	}
	s.Reviews[3].Level, s.Reviews[7].Level = 3, 2
	want := []brief{
		{Application, Inconsistent, RuleReversedScale, High, nil},
		{s.Reviews[3].Item, Inconsistent, RuleBelowThreshold, High, nil},
	}
	report := Check(s, f, lex)
	if diff := cmp.Diff(want, briefs(report)); diff != "" {
		t.Errorf("concerns (-want +got):\n%s", diff)
	}
	if why := report.Concerns[0].Why; !strings.HasPrefix(why, "20 of the 22 items") {
		t.Errorf("why: %s", why)
	}

	for i := range s.Reviews {
		s.Reviews[i].Level = 3
	}
	if got := len(Check(s, f, lex).Concerns); got != 22 {
		t.Errorf("%d concerns where every item is at level 3, want one for each of 22", got)
	}
}

// Concerns come gravest first, then in the framework's order, whatever the
// order of the file.
func TestOrder(t *testing.T) {
	f, lex := shipped(t)
	below := sound("1c4")
	below.Level = 4
	s := with(f, []string{"6b", "1a2"}, text("1a1", "Our vision is shared."), below, text("1b6", "We evaluate a lot."))
	want := []string{"1a2", "1c4", "6b", "1a1", "1b6"}
	var got []string
	for _, c := range Check(s, f, lex).Concerns {
		got = append(got, c.Item)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestConcernInFull(t *testing.T) {
	f, lex := shipped(t)
	below := sound("5c")
	below.Level = 3
	report := Check(with(f, nil, below), f, lex)
	want := []Concern{{
		Item: "5c", Kind: Inconsistent, Rule: RuleBelowThreshold, Claimed: 3, Threshold: 2, Severity: High,
		Quote: "level 3", Source: "level",
		Why: "The school's own level is 3 and the threshold here is 2. One item below it means that the threshold is not met, however strong the rest.",
		Settle: Settle{
			Ask: "When it comes to review (professional development) you chose level 3: what kept you from level 2, and has anything changed since?",
			Of:  []framework.Role{"head", "ict-lead", "leadership"},
			See: "Anything new on review (professional development) since the self-review was sent in.",
		},
	}}
	if diff := cmp.Diff(want, report.Concerns); diff != "" {
		t.Errorf("concern (-want +got):\n%s", diff)
	}
}

// The quote is the school's first sentence on the item, on one line.
func TestQuotes(t *testing.T) {
	f, lex := shipped(t)
	strand := submission.Review{Item: "1c", Commentary: "Data protection and\ncopyright are in hand. More later."}
	listed := submission.Review{Item: "1b4", Level: 2, Evidence: evidence("Green flag")}
	file := sound("2a")
	file.Evidence = []submission.Evidence{{Title: "Map", File: "evidence/map.md", Missing: true}}
	tests := []struct {
		name, item, quote, source string
		reviews                   []submission.Review
	}{
		{"thin", "3a", "Teaching at St. Bee's is good!", "commentary", []submission.Review{text("3a", "Teaching at\n  St. Bee's is good! Ask anyone.")}},
		{"through the strand", "1c4", "Data protection and copyright are in hand.", "commentary", []submission.Review{strand, {Item: "1c4", Level: 2}}},
		{"evidence alone", "1b4", "Green flag", "evidence", []submission.Review{listed}},
		{"to be written", "3a", "tbc", "commentary", []submission.Review{text("3a", "tbc")}},
		{"a file", "2a", "evidence/map.md", "evidence", []submission.Review{file}},
		{"a level off the scale", "3a", "level 9", "level", []submission.Review{{Item: "3a", Level: 9, Commentary: sound("3a").Commentary}}},
		{"nothing", "3a", "", "commentary", []submission.Review{{Item: "3a", Level: 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := at(t, Check(with(f, nil, test.reviews...), f, lex), test.item)
			if c == nil {
				t.Fatal("no concern")
			}
			if c.Quote != test.quote || c.Source != test.source {
				t.Errorf("%q from %s, want %q from %s", c.Quote, c.Source, test.quote, test.source)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	f, err := framework.Parse([]byte(`{id: x, name: X, version: "1", levels: {best: 1, worst: 5}, threshold: 2, elements: [
		{id: "1", name: One, speakers: [parent], strands: [{id: 1a, name: A, speakers: [ta, pupil, head, ict-lead]}, {id: 1b, name: B}]},
		{id: "2", name: Two, strands: [{id: 2a, name: A, speakers: [ta]}, {id: 2b, name: B, speakers: [ta, pupil]}]},
		{id: "3", name: Three}]}`))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		node  string
		first []framework.Role
		want  []framework.Role
	}{
		{"1a", nil, []framework.Role{"ta", "pupil", "head"}},
		{"1a", []framework.Role{"governor", "ict-lead"}, []framework.Role{"ict-lead", "ta", "pupil"}},
		{"1b", nil, []framework.Role{"parent"}},
		{"2", nil, []framework.Role{"ta", "pupil"}},
		{"3", nil, []framework.Role{"head", "ict-lead"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, speakers(f.Find(test.node), test.first...)); diff != "" {
			t.Errorf("%s, %v first (-want +got):\n%s", test.node, test.first, diff)
		}
	}
}
