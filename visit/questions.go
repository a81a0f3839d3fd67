package visit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"halfday/visit/concern"
	"halfday/visit/framework"
)

// Asking is what to ask people of one role, what matters most first.
type Asking struct {
	Role      framework.Role
	Questions []Question
}

// voices is in how many people's words an item in focus is to be heard: two make
// what is said of it enough. few is how many questions the assessor brings to
// everybody who is met, as far as the framework has them, and most is how many of
// the framework's there is time for with one person in half a day.
const (
	voices = 2
	few    = 3
	most   = 4
)

// QuestionList is what to ask on the visit by who is asked, in the order of a
// usual half-day: first about the concerns that are questions still, low ones
// only where the assessor took them up; then what else the check would ask;
// then, of the items to look at in depth, some of the framework's own questions.
//
// Nobody is asked anything twice, and a question stands with one person only:
// the best placed of those the agenda has a conversation with. The others who
// could answer are named beside it.
func (v *Visit) QuestionList() []Asking {
	l := questionList{met: v.ToMeet(), by: map[framework.Role][]Question{}, brought: map[framework.Role]int{}, why: "looked at in depth"}
	if len(v.Focus) == 0 {
		l.why = "suggested for a closer look"
	}
	for _, c := range v.Concerns() {
		if c.Status.Unsettled() && (c.Status != Open || c.Severity != concern.Low) {
			l.ask(v.asks(c))
		}
	}
	for _, q := range v.questions {
		at := v.Framework.Find(q.Item)
		l.ask(Question{Item: at, Text: q.Ask, Why: q.Why}, orAble(q.Of, at))
	}
	var deep []*framework.Node
	for _, id := range v.InDepth() {
		if e := v.Framework.Find(id); e != nil {
			deep = append(deep, e.Items()...)
		}
	}
	for voice := range voices { // every item has one before any has the next
		for _, item := range deep {
			l.hear(item, voice+1)
		}
	}
	for _, role := range l.met {
		for _, item := range deep {
			if len(l.by[role]) < few && !l.speaks(role, item) {
				l.bring(role, item)
			}
		}
	}
	var list []Asking
	for _, role := range framework.InOrder(slices.Collect(maps.Keys(l.by))) {
		list = append(list, Asking{role, l.by[role]})
	}
	return list
}

// asks is the question that would settle a concern, and who can answer it: in
// the words the school was asked in, if it was. A concern of the assessor's own
// was written for nobody else, so without such words it stands there as what it
// is, not to be read out. A file that did not come was asked for before the
// visit, and on the day is asked for to be seen.
func (v *Visit) asks(c Concern) (Question, []framework.Role) {
	q := Question{Item: v.Framework.Find(c.Item), Text: c.Settle.Ask, Why: c.Why, See: c.Settle.See}
	put := c.SchoolQuestion()
	switch {
	case c.Own && put != "":
		q.Text, q.Why = put, fmt.Sprintf("Your concern: “%s”", c.Why)
	case c.Own && strings.TrimSpace(c.Why) != "":
		q.Text, q.Why = "Your concern: "+c.Why, "It is in your own words, and not to be read out."
	case c.Reworded():
		q.Text = put
	case c.Rule == concern.RuleMissingFile && q.See != "":
		q.Text, q.See = fmt.Sprintf("Could I see today what did not come with your papers: %s?", q.See), ""
	}
	if c.Status == Asked && (put != "" || !c.Own) {
		q.Why += " The school was asked beforehand."
	}
	return q, orAble(c.Settle.Of, q.Item)
}

// orAble are the roles named, or where none is those who can speak to a node.
func orAble(of []framework.Role, n *framework.Node) []framework.Role {
	if len(of) == 0 {
		return n.Able()
	}
	return of
}

// questionList is a list of questions as it is put together.
type questionList struct {
	met []framework.Role
	by  map[framework.Role][]Question
	// brought counts the framework's own questions among them, and why is what
	// their elements are.
	brought map[framework.Role]int
	why     string
}

// able are those of the roles whom the agenda has a conversation with; all where
// it has none with any of them, so that the assessor sees who is wanted.
func (l questionList) able(of []framework.Role) []framework.Role {
	met := slices.DeleteFunc(slices.Clone(of), func(r framework.Role) bool { return !slices.Contains(l.met, r) })
	if len(met) == 0 {
		return of
	}
	return met
}

// ask puts a question to the best placed of those who can answer it.
func (l questionList) ask(q Question, of []framework.Role) {
	able := l.able(of)
	role := able[0]
	if strings.TrimSpace(q.Text) == "" || l.asked(role, q.Text) {
		return
	}
	for _, other := range able[1:] {
		if other != role && !slices.Contains(q.Also, other) {
			q.Also = append(q.Also, other)
		}
	}
	l.by[role] = append(l.by[role], q)
}

func (l questionList) asked(r framework.Role, text string) bool {
	return slices.ContainsFunc(l.by[r], func(q Question) bool { return q.Text == text })
}

// hear asks one person more about an item, with the framework's questions, while
// it is heard in fewer voices than it should be: first the best placed, then
// whoever has been asked least so far, so that all have their say. There is not
// time for everything: whoever is asked enough already is left out.
func (l questionList) hear(n *framework.Node, voices int) {
	heard := 0
	for r := range l.by {
		if l.speaks(r, n) {
			heard++
		}
	}
	able := slices.DeleteFunc(l.able(askable(n)), func(r framework.Role) bool { return l.speaks(r, n) || l.brought[r] >= most })
	if heard >= voices || len(able) == 0 {
		return
	}
	best := able[0]
	for _, r := range able {
		if heard > 0 && len(l.by[r]) < len(l.by[best]) {
			best = r
		}
	}
	l.bring(best, n)
}

// speaks reports whether somebody of a role is asked about an item already.
func (l questionList) speaks(r framework.Role, n *framework.Node) bool {
	return slices.ContainsFunc(l.by[r], func(q Question) bool { return q.Item == n })
}

// bring takes up one of the framework's questions about an item, if it has one
// for this role that is not asked yet.
func (l questionList) bring(r framework.Role, n *framework.Node) {
	for _, text := range n.Questions[r] {
		if !l.asked(r, text) {
			l.by[r] = append(l.by[r], Question{Item: n, Text: text, Why: fmt.Sprintf("Element %s is %s.", n.Element().ID, l.why)})
			l.brought[r]++
			return
		}
	}
}

// askable are the roles the framework has questions for at an item, the best
// placed first.
func askable(n *framework.Node) []framework.Role {
	roles := slices.Concat(n.Speakers, framework.InOrder(slices.Collect(maps.Keys(n.Questions))))
	var with []framework.Role
	for _, r := range roles {
		if len(n.Questions[r]) > 0 && !slices.Contains(with, r) {
			with = append(with, r)
		}
	}
	return with
}
