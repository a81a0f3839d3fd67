package visit

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// silence is the log with a rule silenced, or with no reason brought back.
func silence(t *testing.T, l *Log, rule, reason string) *Log {
	t.Helper()
	c, err := l.Visit().Silence(rule, reason)
	if err != nil {
		t.Fatal(err)
	}
	return then(t, l, author("a"), c)
}

// finds are the rules that found something on a visit.
func finds(v *Visit) []string {
	var rules []string
	for _, c := range v.Concerns() {
		for _, rule := range append(c.Also, c.Rule) {
			if !slices.Contains(rules, rule) {
				rules = append(rules, rule)
			}
		}
	}
	slices.Sort(rules)
	return rules
}

// checked is a visit on papers as they come, with what the check truly finds.
func checked(t *testing.T) *Log {
	t.Helper()
	c, err := loaded(t).Visit().Load(Prepared{Submission: papers().Submission})
	if err != nil {
		t.Fatal(err)
	}
	c.Check = check(c.Submission, scheme(t))
	return loaded(t, c)
}

func TestSilence(t *testing.T) {
	l := checked(t)
	all := finds(l.Visit())
	if !slices.Contains(all, concern.RuleNoCommentary) || !slices.Contains(all, concern.RuleBelowThreshold) {
		t.Fatalf("the check finds only %q", all)
	}
	without := func(rules ...string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(r string) bool { return slices.Contains(rules, r) })
	}
	told := func() []string {
		var told []string
		for _, s := range l.Visit().Silenced() {
			if s.At.IsZero() {
				t.Errorf("%s was silenced at no time", s.Rule)
			}
			told = append(told, s.Rule+": "+s.Reason)
		}
		return told
	}
	l = silence(t, l, concern.RuleBelowThreshold, "  known and talked about ")
	l = silence(t, l, concern.RuleNoLevel, "a table without levels")
	if diff := cmp.Diff([]string{"below-threshold: known and talked about", "no-level: a table without levels"}, told()); diff != "" {
		t.Errorf("silenced (-want +got):\n%s", diff)
	}
	for _, rule := range finds(l.Visit()) {
		if rule == concern.RuleBelowThreshold || rule == concern.RuleNoLevel {
			t.Errorf("%s is silenced, and yet found", rule)
		}
	}
	l = silence(t, l, concern.RuleNoLevel, "")
	if diff := cmp.Diff(without(concern.RuleBelowThreshold), finds(l.Visit())); diff != "" {
		t.Errorf("with one brought back (-want +got):\n%s", diff)
	}
	for range 3 {
		undo, err := l.Undo("a")
		if err != nil {
			t.Fatal(err)
		}
		l = then(t, l, author("a"), undo)
	}
	if diff := cmp.Diff(all, finds(l.Visit())); diff != "" || len(told()) > 0 {
		t.Errorf("all taken back, %q are silenced (-want +got):\n%s", told(), diff)
	}
}

func TestSilenceRefuses(t *testing.T) {
	v := loaded(t).Visit()
	for _, rule := range []string{"", RuleOwn} {
		if _, err := v.Silence(rule, "for a reason"); err == nil {
			t.Errorf("the rule %q was silenced", rule)
		}
	}
	bare, _, err := Begin(author("a"), Opened{scheme(t)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bare.Visit().Silence(concern.RuleNoLevel, "for a reason"); err == nil {
		t.Error("a rule was silenced where nothing is checked")
	}
}

// What comes later finds the rule silenced still.
func TestSilenceStays(t *testing.T) {
	other, err := framework.Parse([]byte("id: other\nname: Other\nlevels: {best: 1, worst: 4}\nelements: [{id: '1', name: One}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	prepared := func(f *framework.Framework) Prepared {
		return Prepared{Framework: f, Submission: papers().Submission, Check: check(papers().Submission, f)}
	}
	for name, later := range map[string]func(*Visit) (Change, error){
		"a correction": func(v *Visit) (Change, error) {
			return v.Correct(submission.Correction{Field: "school.phase", Value: "primary"})
		},
		"papers":            func(v *Visit) (Change, error) { return v.Load(prepared(v.Framework)) },
		"another framework": func(v *Visit) (Change, error) { return v.Choose(prepared(other)), nil },
	} {
		t.Run(name, func(t *testing.T) {
			l := silence(t, checked(t), concern.RuleNoCommentary, "the school sent a table")
			c, err := later(l.Visit())
			if err != nil {
				t.Fatal(err)
			}
			v := then(t, l, author("a"), c).Visit()
			if got := finds(v); slices.Contains(got, concern.RuleNoCommentary) || len(got) == 0 {
				t.Errorf("found are %q", got)
			}
			if len(v.Silenced()) != 1 {
				t.Errorf("silenced are %v", v.Silenced())
			}
		})
	}
}

// What the check finds worth asking is kept, and goes with the papers it came from.
func TestQuestions(t *testing.T) {
	asks := papers()
	asks.Check.Questions = []concern.Question{{Item: "1a1", Ask: "How often is it looked at?", Of: []framework.Role{"head"}, Why: "It reads a level lower."}}
	a := author("ann")
	l := begun(t, a, asks)
	if diff := cmp.Diff(asks.Check.Questions, l.Visit().Questions()); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	if l = then(t, l, a, papers()); len(l.Visit().Questions()) != 0 {
		t.Errorf("with other papers there still are %v", l.Visit().Questions())
	}
}

// Papers loaded since were checked without the rule, so undo leaves it silenced:
// bringing it back checks them anew.
func TestUndoPassesOverASilenceBeforePapers(t *testing.T) {
	l := silence(t, checked(t), concern.RuleNoCommentary, "not here")
	c, err := l.Visit().Load(Prepared{Submission: papers().Submission, Framework: scheme(t)})
	if err != nil {
		t.Fatal(err)
	}
	l = then(t, l, author("a"), c)
	if undo, err := l.Undo("a"); err == nil {
		l = then(t, l, author("a"), undo)
	}
	if got := l.Visit().Silenced(); len(got) != 1 {
		t.Fatalf("silenced: %v", got)
	}
	back := silence(t, l, concern.RuleNoCommentary, "")
	if !slices.Contains(finds(back.Visit()), concern.RuleNoCommentary) {
		t.Error("the rule was brought back and finds nothing")
	}
}
