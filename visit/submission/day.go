package submission

import (
	"fmt"
	"slices"
	"strings"

	"halfday/visit/internal/tree"
)

// day reads the school's own day. A stretch without a beginning or an end, or
// one that ends before it begins, cannot be planned round and is left out.
func (r *reader) day(n *tree.Node, at string) {
	if none(n) {
		return
	}
	lines := map[Bell]int{}
	r.each(n, at, func(n *tree.Node, at string) {
		var b Bell
		var from, to stop
		r.mapping(
			n, at,
			field{"from", r.clock(&from)},
			field{"to", r.clock(&to)},
			field{"what", r.text(&b.What)},
		)
		b.From, b.To = from.clock, to.clock
		switch {
		case n.Kind == tree.Map && (!from.given || !to.given):
			r.problem(n.Line, at, describe(n), "both from and to; left out")
		case !from.read || !to.read: // said already
		case b.To <= b.From:
			r.problem(n.Line, at, fmt.Sprintf("%s to %s", b.From, b.To), "an end later than the beginning, on the 24-hour clock; left out")
		default:
			if b.What == "" {
				r.problem(n.Line, at, describe(n), "what happens then")
			}
			r.sub.Day = append(r.sub.Day, b)
			lines[b] = n.Line
		}
	})
	r.overlaps(lines, at)
}

// overlaps finds stretches of the day that run at the same time.
func (r *reader) overlaps(lines map[Bell]int, at string) {
	day := slices.Clone(r.sub.Day)
	slices.SortStableFunc(day, func(a, b Bell) int { return int(a.From - b.From) })
	for i := range day {
		if i == 0 {
			continue
		}
		if b, before := day[i], day[i-1]; b.From < before.To {
			r.problem(
				lines[b], at,
				fmt.Sprintf("%s (%s to %s) while %s runs (%s to %s)", quote(b.What), b.From, b.To, quote(before.What), before.From, before.To),
				"one thing at a time",
			)
		}
		if day[i].To < day[i-1].To { // the longer one still runs
			day[i] = day[i-1]
		}
	}
}

// stop is where a stretch of the day begins or ends.
type stop struct {
	clock       Clock
	given, read bool
}

// clock reads a time of day. A number such as 10.3 lost its last 0 on the way.
func (r *reader) clock(s *stop) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		s.given = true
		text := strings.TrimSpace(n.String())
		if n.Kind == tree.Number && strings.Index(text, ".") == len(text)-2 {
			text += "0"
		}
		c, err := ParseClock(text)
		switch {
		case err != nil:
			r.problem(n.Line, at, describe(n), "a time of day such as 10:30; left out")
		case !s.read:
			s.clock, s.read = c, true
		}
	}
}
