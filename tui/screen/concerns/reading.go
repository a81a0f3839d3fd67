package concerns

import (
	"fmt"
	"strings"

	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/concern"
)

// readings are how items read, kept while the visit is what it was: each reading
// goes through the whole submission.
type readings struct {
	visit *visit.Visit
	items map[string]concern.Explanation
}

// reading is how a place of the submission reads. At a strand or an element it
// is the text that stands there and no more.
func (s *Screen) reading(item string) concern.Explanation {
	v := s.Record.Visit()
	if s.readings.visit != v {
		s.readings = readings{v, map[string]concern.Explanation{}}
	}
	x, ok := s.readings.items[item]
	if !ok {
		if x, ok = v.Explain(item); !ok {
			x = concern.Explanation{Item: item}
		}
		if r := v.Submission.Review(item); len(x.Texts) == 0 && r != nil && r.Commentary != "" {
			x.Texts = []concern.Marked{{Node: item, Text: r.Commentary}}
		}
		s.readings.items[item] = x
	}
	return x
}

// commentary adds how an item reads and what the school wrote about it, with what
// bears on the level marked in it, and a quotation from it.
func (s *Screen) commentary(p *widget.Page, x concern.Explanation, quote string) {
	v := s.Record.Visit()
	s.reasons(p, x)
	for _, m := range x.Texts {
		head := "What the school wrote"
		if n := v.Framework.Find(m.Node); m.Node != x.Item && n != nil {
			head = "Written for the whole of " + n.ID + " " + n.Name
		}
		p.Head(head)
		p.Marked(m, quote)
	}
}

// mostPhrases is how many phrases are named for one reason.
const mostPhrases = 3

// reasons lists why phrases are marked, each reason once, and what the reading
// shows as a whole.
func (s *Screen) reasons(p *widget.Page, x concern.Explanation) {
	type reason struct {
		sense concern.Sense
		why   string
	}
	var order []reason
	phrases := map[reason][]string{}
	for _, m := range x.Texts {
		for _, ph := range m.Phrases {
			r := reason{ph.Sense, ph.Why}
			if phrases[r] == nil {
				order = append(order, r)
			}
			words := strings.Join(strings.Fields(m.Text[ph.From:ph.To]), " ")
			phrases[r] = append(phrases[r], "“"+words+"”")
		}
	}
	if len(order)+len(x.Remarks) == 0 {
		return
	}
	t := s.Env.Theme
	p.Head("How it reads")
	if len(order) > 0 {
		p.Text(t.Muted, "Signs: + for a level at the threshold, − against it.")
	}
	for _, r := range order {
		said := phrases[r]
		if more := len(said) - mostPhrases; more > 1 {
			said = append(said[:mostPhrases:mostPhrases], fmt.Sprintf("%d more", more))
		}
		p.Indent(widget.SenseSign(t, r.sense)+" ", t.Text, strings.TrimSuffix(r.why, ".")+": "+strings.Join(said, ", "))
	}
	for _, r := range x.Remarks {
		p.Bullet(t.Text, r)
	}
}
