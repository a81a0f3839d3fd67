package concern

import (
	"slices"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Check finds the causes for concern in a submission, in the order to work
// through them: gravest first, then in the framework's order. It suggests the
// elements to look at closely. What the silenced rules would find is left out.
//
// It only reads its arguments. The same submission always gives the same
// report, in time that grows with the length of its text. Without a lexicon
// the rules know less English and say more than they should.
func Check(s *submission.Submission, f *framework.Framework, lex *Lexicon, silenced ...string) Report {
	report := Report{Concerns: []Concern{}, Focus: []Focus{}}
	if s == nil || f == nil {
		return report
	}
	if lex == nil {
		lex = &Lexicon{}
	}
	r := read(s, f, lex)
	// Who silences that rule takes the levels as they stand.
	r.reversed = !slices.Contains(silenced, RuleReversedScale) && r.isReversed()
	var found []Concern
	for _, rule := range rules() {
		found = append(found, rule.find(r)...)
	}
	found = slices.DeleteFunc(found, func(c Concern) bool { return slices.Contains(silenced, c.Rule) })
	report.Concerns = merge(found)
	place := f.Places()
	slices.SortStableFunc(report.Concerns, func(a, b Concern) int {
		if d := gravity(b.Severity) - gravity(a.Severity); d != 0 {
			return d
		}
		return place[a.Item] - place[b.Item]
	})
	var doubted []string
	report.Questions, doubted = r.questions(report.Concerns)
	report.Focus = focus(f, report.Concerns, doubted)
	return report
}

// merge leaves one concern for each item and kind: the gravest, and of equally
// grave ones that found first. The other rules stand under its also.
func merge(found []Concern) []Concern {
	merged := []Concern{}
	place := map[Key]int{}
	for _, c := range found {
		i, ok := place[c.Key()]
		switch {
		case !ok:
			place[c.Key()] = len(merged)
			merged = append(merged, c)
		case gravity(c.Severity) > gravity(merged[i].Severity):
			c.Also = append([]string{merged[i].Rule}, merged[i].Also...)
			merged[i] = c
		default:
			merged[i].Also = append(merged[i].Also, c.Rule)
		}
	}
	return merged
}

// gravity orders severities, the gravest highest.
func gravity(s Severity) int {
	switch s {
	case High:
		return 3
	case Medium:
		return 2
	}
	return 1
}
