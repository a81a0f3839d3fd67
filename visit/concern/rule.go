package concern

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"halfday/visit/framework"
)

// rule is one way of finding causes for concern. The kinds and what each rule
// means follow the scheme's account of a cause for concern: insufficient
// evidence or commentary, or either of them inconsistent with the threshold.
type rule interface {
	find(r *reading) []Concern
}

// rules are all rules. Of two that find something equally grave at one item
// the earlier is the more telling.
func rules() []rule {
	return []rule{
		itemRule(noCommentary),
		itemRule(noLevel),
		copiedDescriptor{},
		copiedElsewhere{},
		offTopic{},
		missingFile{},
		itemRule(thinCommentary),
		itemRule(noEvidence),
		stale{},
		belowThreshold{},
		reversedScale{},
		contradiction{},
		readsWeaker{},
		assessorContributed{},
	}
}

// Title is what a rule finds, in a few plain words that begin with a capital.
// It also knows the rule of the assessor's own concerns, visit.RuleOwn; a rule
// it does not know is shown by its id.
func Title(rule string) string {
	switch rule {
	case RuleNoLevel:
		return "No level chosen"
	case RuleNoCommentary:
		return "No commentary"
	case RuleThinCommentary:
		return "Too little commentary to plan from"
	case RuleNoEvidence:
		return "No evidence named"
	case RuleMissingFile:
		return "A file named was not supplied"
	case RuleCopiedDescriptor:
		return "The framework's own words"
	case RuleCopiedElsewhere:
		return "The same text as elsewhere"
	case RuleOffTopic:
		return "About something else"
	case RuleStale:
		return "Only old evidence"
	case RuleBelowThreshold:
		return "Own level below the threshold"
	case RuleReversedScale:
		return "The scale read the other way round"
	case RuleContradiction:
		return "May conflict with other papers"
	case RuleReadsWeaker:
		return "Reads weaker than the level claimed"
	case RuleAssessorContributed:
		return "The assessor may have helped"
	case "own":
		return "The assessor's own concern"
	case "":
		return ""
	}
	first, size := utf8.DecodeRuneInString(rule)
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(rule[size:], "-", " ")
}

// itemRule is a rule that looks at one item at a time, and says nothing or one
// thing of it.
type itemRule func(*reading, *entry) (Concern, bool)

func (look itemRule) find(r *reading) []Concern {
	var found []Concern
	for _, e := range r.entries {
		if c, ok := look(r, e); ok {
			found = append(found, c)
		}
	}
	return found
}

// Where a quote stands.
const (
	sourceCommentary = "commentary"
	sourceEvidence   = "evidence"
	sourceLevel      = "level"
	sourceDocuments  = "documents"

	sourceApplication = "application"
)

// Application is the item of a concern about the submission as a whole.
const Application = "application"

// on begins a concern about a node.
func on(p *passage, kind Kind, rule string, severity Severity) Concern {
	return Concern{
		Item: p.node.ID, Kind: kind, Rule: rule, Severity: severity,
		Claimed: p.review.Level, Threshold: p.node.Threshold(),
	}
}

// called is a node's name as it stands inside a sentence. A strand whose name
// is a single word says little without its element: "review (professional
// development)".
func called(n *framework.Node) string {
	name := inSentence(n.Name)
	switch up := n.Parent(); {
	case name == "":
		return n.ID
	case up != nil && up.Parent() == nil && up.Name != "" && !strings.Contains(name, " "):
		return name + " (" + inSentence(up.Name) + ")"
	}
	return name
}

// inSentence takes the capital from a name's first word unless that is an
// abbreviation such as ICT.
func inSentence(name string) string {
	name = strings.TrimSpace(name)
	if name == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	if unicode.IsUpper(second) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// speakers are up to three people who can speak to a node, best placed first.
// Those named first here come before others, if they can speak to it at all.
func speakers(n *framework.Node, first ...framework.Role) []framework.Role {
	able := n.Able()
	const most = 3
	var chosen []framework.Role
	choose := func(role framework.Role) {
		if len(chosen) < most && !slices.Contains(chosen, role) {
			chosen = append(chosen, role)
		}
	}
	for _, role := range first {
		if slices.Contains(able, role) {
			choose(role)
		}
	}
	for _, role := range able {
		choose(role)
	}
	return chosen
}

// deciders chose the school's levels.
func deciders(n *framework.Node) []framework.Role {
	return speakers(n, "head", "ict-lead", "leadership")
}
