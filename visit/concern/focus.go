package concern

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/framework"
)

// claim is what speaks for looking at an element closely.
type claim struct {
	element *framework.Node
	items   int
	weight  int
	serious int
	at      []string
	// doubted are the items whose text does not bear out the level.
	doubted []string
}

// Beside its gravity a concern weighs more where the texts do not bear out the
// level: that only looking can settle. What the school itself owns up to needs
// less of it.
const (
	doubtWeight = 1
	ownedUp     = 1
)

// focus suggests two or three elements to look at in depth: those with the
// gravest concerns, and of equal ones those with more items. An item whose
// text bears out its level by half adds a little. The element with the most
// items is always among them, for most of the award rests on it.
func focus(f *framework.Framework, concerns []Concern, doubted []string) []Focus {
	claims := make([]*claim, len(f.Elements))
	for i, e := range f.Elements {
		claims[i] = &claim{element: e, items: len(e.Items())}
	}
	for _, c := range concerns {
		n := f.Find(c.Item)
		if n == nil {
			continue // the application as a whole
		}
		at := claims[slices.Index(f.Elements, n.Element())]
		switch c.Rule {
		case RuleBelowThreshold:
			at.weight += ownedUp
		case RuleReadsWeaker, RuleContradiction:
			at.weight += gravity(c.Severity) + doubtWeight
			at.doubted = append(at.doubted, c.Item)
		default:
			at.weight += gravity(c.Severity)
		}
		if c.Severity == High {
			at.serious++
		}
		if !slices.Contains(at.at, c.Item) {
			at.at = append(at.at, c.Item)
		}
	}
	for _, item := range doubted {
		if n := f.Find(item); n != nil {
			claims[slices.Index(f.Elements, n.Element())].weight += doubtWeight
		}
	}
	slices.SortStableFunc(claims, func(a, b *claim) int {
		if a.weight != b.weight {
			return b.weight - a.weight
		}
		return b.items - a.items
	})
	suggestions := []Focus{}
	for _, c := range choose(claims) {
		suggestions = append(suggestions, Focus{Element: c.element.ID, Reason: c.reason(len(f.Items()))})
	}
	return suggestions
}

// choose takes two elements, a third where it has concerns too, and the one
// with the most items.
func choose(claims []*claim) []*claim {
	const least, most = 2, 3
	chosen := claims[:min(least, len(claims))]
	if len(claims) >= most && claims[most-1].weight > 0 {
		chosen = claims[:most]
	}
	if len(claims) == 0 {
		return nil
	}
	largest := slices.MaxFunc(claims, func(a, b *claim) int { return a.items - b.items })
	if slices.Contains(chosen, largest) {
		return chosen
	}
	return append(slices.Clone(chosen[:min(len(chosen), most-1)]), largest)
}

func (c *claim) reason(all int) string {
	share := fmt.Sprintf("it holds %d of the %d items", c.items, all)
	if c.weight == 0 {
		return "No cause for concern stands out, but " + share + "."
	}
	reason := "Some levels here are worth asking about"
	if len(c.at) > 0 {
		reason = "Concerns at " + enumerate(c.at)
	}
	if c.serious > 0 {
		reason += fmt.Sprintf(", %d of them serious", c.serious)
	}
	if len(c.doubted) > 0 {
		reason += "; at " + enumerate(c.doubted) + " the papers do not bear out the level"
	}
	if c.items > 1 && 3*c.items >= all {
		reason += "; " + share
	}
	return reason + "."
}

// enumerate writes "1a1", "1a1 and 1b4", "1a1, 1b4 and 1b5".
func enumerate(ids []string) string {
	last := len(ids) - 1
	if last < 1 {
		return strings.Join(ids, "")
	}
	return strings.Join(ids[:last], ", ") + " and " + ids[last]
}
