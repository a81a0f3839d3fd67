package concern

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/framework"
)

// RuleReadsWeaker: the text supports a clearly lower level than claimed, below
// the threshold.
const RuleReadsWeaker = "reads-weaker"

// readsWeaker finds texts that tell mainly of what lies ahead, reaches only some
// or is not there, where the level claimed is at the threshold. Plans beside a
// good deal of present practice are no weakness. No level is ever given: the
// assessor is shown the phrases.
type readsWeaker struct{}

func (readsWeaker) find(r *reading) []Concern {
	var found []Concern
	for _, e := range r.entries {
		claimed, threshold := r.claim(e), e.node.Threshold()
		if e.prose.isEmpty() || threshold == 0 || claimed == 0 {
			continue
		}
		short := e.grade.short()
		// Below the threshold by the school's own account is another rule's.
		if short == 0 || !claimed.AtThreshold(threshold) && !r.reversed {
			continue
		}
		// Of a text that gives nothing to plan from it is enough to say that.
		if e.grade.weak < fewestAgainst && r.givesNothing(e) {
			continue
		}
		found = append(found, weakerAt(e, claimed, short+max(0, int(threshold-claimed))))
	}
	return found
}

// claim is the level that the school means: the one it wrote, turned where it
// took the scale the other way round; 0 where it is none of the scale's.
func (r *reading) claim(e *entry) framework.Level {
	switch l := e.review.Level; {
	case !r.framework.Levels.Has(l):
		return 0
	case r.reversed:
		return r.turned(l)
	default:
		return l
	}
}

// Texts short of a level: how much more must speak against than for, in parts
// of the whole text, and in how many sentences. A text of which most sentences
// speak against its level is short of it, whatever the others say.
const (
	leansShort    = 0.12
	leansFar      = 0.45
	fewestAgainst = 2
	manyAgainst   = 3
)

// givesNothing reports whether another rule finds too little in the text.
func (r *reading) givesNothing(e *entry) bool {
	return slices.ContainsFunc([]itemRule{thinCommentary, noEvidence}, func(look itemRule) bool {
		_, found := look(r, e)
		return found
	})
}

// A text is bare that has some length and tells neither how far what it speaks of
// reaches, nor how regular or settled it is, nor what came of it, and gives few
// particulars either. Texts at the threshold are full of such things.
const (
	bareFavour = 0.2 // of the text, at most
	bareLeads  = 5   // at most
)

// leans is how much more of a text speaks against its level than for it, in
// parts of the whole; 0 unless several sentences do, or one of a text with few
// particulars.
func (g *grade) leans() float64 {
	if g.weak < fewestAgainst && (g.weak == 0 || g.leads > bareLeads) {
		return 0
	}
	return max(0, g.against-g.favour)
}

// isBare reports whether a text tells next to nothing that bears on its level.
func (g *grade) isBare() bool {
	return len(g.prose.words) >= fewWords && g.favour <= bareFavour && g.leads <= bareLeads
}

// short is by how many levels a text falls short of the threshold: 0, 1, or 2
// for two and more.
func (g *grade) short() int {
	switch lean := g.leans(); {
	case lean >= leansFar:
		return 2
	case lean >= leansShort, g.weak >= manyAgainst && 2*g.weak >= len(g.prose.sentences), g.isBare():
		return 1
	}
	return 0
}

func weakerAt(e *entry, claimed framework.Level, gap int) Concern {
	g := e.grade
	c := on(e.passage, Inconsistent, RuleReadsWeaker, Medium)
	if gap > 1 {
		c.Severity = High
	}
	c.Quote, c.Source = g.quote(), sourceCommentary
	claims := "The school claims level " + e.review.Level.String()
	if claimed != e.review.Level {
		claims += fmt.Sprintf(", meant as %s if the scale was taken the other way round", claimed)
	}
	switch reasons := g.reasons(); {
	case g.isBare() && reasons == "":
		c.Quote = g.prose.quote()
		c.Why = claims + ", and nothing in the text tells how far this reaches, how regular it is, whether it is looked at or what came of it."
	case g.isBare():
		c.Why = fmt.Sprintf("%s, and little in the text tells how far this reaches, how regular it is or what came of it. Against it speaks: %s.", claims, reasons)
	default:
		c.Why = fmt.Sprintf("%s, but most of what bears on it in the text speaks against it: %s.", claims, reasons)
	}
	if g.reason.to > 0 {
		c.Severity = lower(c.Severity)
		c.Why += fmt.Sprintf(" The school gives a reason: “%s”.", g.prose.says(g.reason))
	}
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %s you write “%s”: how far has this got by now, and for whom?", called(e.node), c.Quote),
		Of:  speakers(e.node),
		See: fmt.Sprintf("What is in place on %s today: the paper in force, and two or three people it reaches.", called(e.node)),
	}
	return c
}

// lower is the next lower severity.
func lower(s Severity) Severity {
	if s == High {
		return Medium
	}
	return Low
}

// quote is the sentence that speaks most against the level.
func (g *grade) quote() string {
	best, most := span{}, 0.0
	rest := g.findings
	for _, s := range g.prose.sentences {
		weight := 0.0
		for ; len(rest) > 0 && rest[0].at.from < s.to; rest = rest[1:] {
			if rest[0].sense == Against {
				weight += rest[0].weight
			}
		}
		if weight > most {
			best, most = s, weight
		}
	}
	return g.prose.says(best)
}

// reasons are what speaks against the level, a few phrases of each sort.
func (g *grade) reasons() string {
	const phrases = 2
	var order []string
	by := map[string][]string{}
	for _, x := range g.findings {
		if x.sense != Against {
			continue
		}
		if !slices.Contains(order, x.why) {
			order = append(order, x.why)
		}
		if list := by[x.why]; len(list) < phrases {
			by[x.why] = append(list, "“"+g.prose.says(x.at)+"”")
		}
	}
	var all []string
	for _, why := range order {
		all = append(all, strings.Join(by[why], ", ")+" ("+why+")")
	}
	return strings.Join(all, "; ")
}
