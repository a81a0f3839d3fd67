package agenda

import (
	"cmp"
	"fmt"
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Breach is a rule an agenda does not keep.
type Breach struct {
	// Item is the id of the agenda item the breach is about; where the item is
	// missing, the activity.
	Item string `json:"item"`
	Rule Rule   `json:"rule"`
	// Text says in words what is wrong, naming the item.
	Text string `json:"text"`
}

// Rule is a rule of the half-day.
type Rule string

// The rules. The first seven are the scheme's ("the assessment visit"), the
// others follow from the school's own day.
const (
	ContextFirst  Rule = "context-first"
	TourEarly     Rule = "tour-early"
	HalfwayPause  Rule = "halfway-pause"
	Accompanied   Rule = "accompanied"
	TimeToReflect Rule = "time-to-reflect"
	FeedbackLast  Rule = "feedback-last"
	FeedbackWith  Rule = "feedback-with-leaders"
	NoOverlap     Rule = "no-overlap"
	Length        Rule = "length"
	BellClash     Rule = "bell-clash"
	LunchFree     Rule = "lunch-free"
	WithinDay     Rule = "within-day"
)

// Shortest is the fewest minutes an agenda item may have.
const Shortest = 5

// Check says what an agenda breaks, in the order of time, given the school's
// day as far as it is known. An agenda with nothing in it breaks nothing.
func Check(items []visit.AgendaItem, day []submission.Bell) []Breach {
	if len(items) == 0 {
		return nil
	}
	c := checker{items: slices.Clone(items), day: readDay(day)}
	slices.SortStableFunc(c.items, func(a, b visit.AgendaItem) int { return int(a.Start - b.Start) })
	c.whole = span{c.items[0].Start, c.items[0].End()}
	for _, a := range c.items {
		c.whole.to = max(c.whole.to, a.End())
	}
	c.order()
	c.ending()
	for i, a := range c.items {
		c.item(a)
		for _, before := range c.items[:i] {
			if s := (span{a.Start, a.End()}); s.overlap(span{before.Start, before.End()}) > 0 {
				c.found(a, NoOverlap, "%s begins before %s is over", named(a), named(before))
			}
		}
		c.bells(a)
	}
	return c.breaches
}

// checker collects the breaches of one agenda.
type checker struct {
	items    []visit.AgendaItem // in the order of time
	day      schoolDay
	whole    span
	breaches []Breach
}

func (c *checker) found(a visit.AgendaItem, r Rule, format string, args ...any) {
	c.breaches = append(c.breaches, Breach{Item: a.ID, Rule: r, Text: fmt.Sprintf(format, args...) + "."})
}

func (c *checker) missing(a visit.Activity, r Rule, text string) {
	c.breaches = append(c.breaches, Breach{Item: string(a), Rule: r, Text: text})
}

// all are the items of an activity.
func (c *checker) all(activity visit.Activity) []visit.AgendaItem {
	var of []visit.AgendaItem
	for _, a := range c.items {
		if a.Activity == activity {
			of = append(of, a)
		}
	}
	return of
}

// order checks how the visit begins, and its pause.
func (c *checker) order() {
	if first := c.items[0]; first.Activity != visit.Context {
		c.found(first, ContextFirst, "The visit begins with %s; the school's context comes first", named(first))
	}
	pauses := c.all(visit.Pause)
	for _, a := range c.all(visit.Tour) {
		late := 3*(a.Start-c.whole.from) > c.whole.to-c.whole.from
		if late || len(pauses) > 0 && a.Start > pauses[0].Start {
			c.found(a, TourEarly, "%s comes late; the tour belongs early in the visit", named(a))
		}
	}
	switch {
	case len(pauses) == 0:
		c.missing(visit.Pause, HalfwayPause, "There is no pause for reflection; one is due about half-way.")
	case !slices.ContainsFunc(pauses, func(a visit.AgendaItem) bool { return span{a.Start, a.End()}.halfway(c.whole) }):
		c.found(pauses[0], HalfwayPause, "%s is not about half-way", named(pauses[0]))
	}
}

// ending checks reflection and feedback.
func (c *checker) ending() {
	reflections, feedbacks := c.all(visit.Reflection), c.all(visit.Feedback)
	if len(reflections) == 0 {
		c.missing(visit.Reflection, TimeToReflect, "There is no time to consider the recommendation; it is due before the feedback.")
	}
	if len(feedbacks) == 0 {
		c.missing(visit.Feedback, FeedbackLast, "There is no feedback to the leadership team; the visit ends with it.")
		return
	}
	feedback := feedbacks[len(feedbacks)-1]
	for _, a := range reflections {
		if a.Start >= feedback.Start {
			c.found(a, TimeToReflect, "%s comes after %s; the recommendation is considered before it is spoken of", named(a), named(feedback))
		}
	}
	after := func(a visit.AgendaItem) bool { return a.Start > feedback.Start && a.Activity != visit.Reflection }
	if i := slices.IndexFunc(c.items, after); i >= 0 {
		c.found(feedback, FeedbackLast, "%s is not the last: %s follows it", named(feedback), named(c.items[i]))
	}
	if !slices.Contains(feedback.With, "leadership") && !slices.Contains(feedback.With, "head") {
		c.found(feedback, FeedbackWith, "%s is not with the leadership team", named(feedback))
	}
}

// item checks one item by itself.
func (c *checker) item(a visit.AgendaItem) {
	if a.Minutes < Shortest {
		c.found(a, Length, "%s has %d minutes; %d is the least", named(a), a.Minutes, Shortest)
	}
	pupils := a.Activity == visit.Pupils || slices.Contains(a.With, pupil)
	if pupils && !slices.ContainsFunc(a.With, func(r framework.Role) bool { return slices.Contains(staffRoles, r) }) {
		c.found(a, Accompanied, "%s has no member of staff; pupils are always accompanied", named(a))
	}
}

// bells checks an item against the school's day.
func (c *checker) bells(a visit.AgendaItem) {
	for _, b := range c.day {
		if b.overlap(span{a.Start, a.End()}) == 0 || !b.kind.binds(a.Activity, a.With) {
			continue
		}
		switch b.kind {
		case lunch:
			c.found(a, LunchFree, "%s runs into lunch, %s to %s", named(a), b.from, b.to)
		case departure: // said below
		default:
			c.found(a, BellClash, "%s clashes with the school's %s, %s to %s", named(a), b.kind, b.from, b.to)
		}
	}
	if end, known := c.day.end(); known && a.End() > end {
		c.found(a, WithinDay, "%s runs over the end of the school day at %s", named(a), end)
	}
}

// named is an item as a sentence speaks of it.
func named(a visit.AgendaItem) string {
	return fmt.Sprintf("%s (%s to %s)", titled(a), a.Start, a.End())
}

// titled is an item's title, or its id where it has none.
func titled(a visit.AgendaItem) string {
	return cmp.Or(a.Title, a.ID)
}
