package submission

import (
	"fmt"
	"strings"

	"halfday/visit/internal/tree"
)

// mostBells is how many stretches a school's day may have. Staggered breaks make
// many; more than this is no day.
const mostBells = 100

// day reads the school's own day. Stretches may overlap, as staggered breaks
// do. A stretch without a beginning or an end, or
// one that ends before it begins, cannot be planned round and is left out.
func (r *reader) day(n *tree.Node, at string) {
	if none(n) {
		return
	}
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
			if len(r.sub.Day) == mostBells {
				r.problem(n.Line, at, describe(n), fmt.Sprintf("at most %d stretches of the day; left out", mostBells))
				return
			}
			r.sub.Day = append(r.sub.Day, b)
		}
	})
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
