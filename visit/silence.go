package visit

import (
	"errors"
	"slices"
	"strings"
	"time"

	"halfday/visit/concern"
)

// Silence is a rule of the check that is silenced on this visit, and why.
type Silence struct {
	Rule, Reason string
	At           time.Time
}

// Silenced are the rules silenced, in the order they were.
func (v *Visit) Silenced() []Silence { return slices.Clone(v.silenced) }

func (v *Visit) silencedRules() []string {
	rules := make([]string, len(v.silenced))
	for i, s := range v.silenced {
		rules[i] = s.Rule
	}
	return rules
}

// Silence is the change that silences a rule of the check for a reason, or with
// none brings it back, with what the check finds then. It holds for papers
// loaded and corrections made later, too.
func (v *Visit) Silence(rule, reason string) (RuleSilenced, error) {
	switch {
	case rule == "" || rule == RuleOwn:
		return RuleSilenced{}, errors.New("only a rule of the check can be silenced; a concern of your own can be dismissed")
	case v.fingerprint == "":
		return RuleSilenced{}, errors.New("no papers are loaded yet, so no rule has found anything")
	}
	c := RuleSilenced{Rule: rule, Reason: strings.TrimSpace(reason)}
	rules := slices.DeleteFunc(v.silencedRules(), func(r string) bool { return r == rule })
	if c.Reason != "" {
		rules = append(rules, rule)
	}
	c.Check = check(v.Submission, v.Framework, rules...)
	return c, nil
}

// Questions are what the check found worth asking that is no cause for concern.
func (v *Visit) Questions() []concern.Question { return slices.Clone(v.questions) }
