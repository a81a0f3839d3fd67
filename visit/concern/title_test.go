package concern

import "testing"

func TestTitle(t *testing.T) {
	for rule, want := range map[string]string{
		RuleNoLevel:        "No level chosen",
		RuleNoCommentary:   "No commentary",
		RuleThinCommentary: "Too little commentary to plan from",
		RuleNoEvidence:     "No evidence named",
		RuleMissingFile:    "A file named was not supplied",
		RuleBelowThreshold: "Own level below the threshold",
		"own":              "The assessor's own concern",
		"reads-much-older": "Reads much older",
		"énigme":           "Énigme",
		"":                 "",
	} {
		if got := Title(rule); got != want {
			t.Errorf("Title(%q) = %q, want %q", rule, got, want)
		}
	}
}
