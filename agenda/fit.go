package agenda

import (
	"math"
	"slices"

	"halfday/visit"
	"halfday/visit/submission"
)

// grain is the step, in minutes, in which a draft's times are looked for.
const grain = 5

// What a draft weighs against each other. Only the order of magnitude matters:
// a clash is worse than anything else, a pause far from half-way is worse than
// any shortening, and shortening is weighed against waiting about.
const (
	costClash      = 10_000 // for each minute of a conversation during a bell that binds
	costNotHalfway = 3_000  // for a pause outside the middle third
	costOffBreak   = 300    // for a pause not laid on a break of the school's
	costIdle       = 20     // for each minute with nothing planned
	costLate       = 10     // for each minute the start is put off
	costLength     = 100    // times the square of minutes off, over the usual length
)

// aboutHalfway is how many minutes a pause may lie off half-way at no cost.
const aboutHalfway = 15

// halfway reports whether the middle of a pause lies in the middle third of the
// visit: what the scheme calls about half-way.
func (s span) halfway(visit span) bool {
	twice := s.from + s.to - 2*visit.from
	length := visit.to - visit.from
	return 2*length <= 3*twice && 3*twice <= 4*length
}

// step is how the cheapest way to some point ends: with a part from one time to
// another, both as places in the list of times.
type step struct{ cost, from, to int }

// fit places the parts in their order within the window at the least cost, and
// is exact: it looks at every way to do it on the grain of times. Minutes off
// the usual length count by their square, so shortness is shared out evenly.
// The window must be as long as the parts need at the least.
func fit(parts []part, day schoolDay, window span) (spans []span, cost int) {
	times := day.times(window)
	// best[i][t] is the cheapest way to have the first i parts over by times[t].
	best := make([][]step, len(parts)+1)
	for i := range best {
		best[i] = make([]step, len(times))
		for t := range best[i] {
			best[i][t].cost = math.MaxInt
		}
	}
	best[0][0].cost = 0
	for i, p := range parts {
		next := best[i+1]
		for from, before := range best[i] {
			if before.cost == math.MaxInt {
				continue
			}
			for to := from + 1; to < len(times); to++ {
				s := span{times[from], times[to]}
				if s.minutes() < p.least {
					continue
				}
				if s.minutes() > p.most {
					break
				}
				if c := before.cost + p.cost(s, day, window); c < next[to].cost {
					next[to] = step{c, from, to}
				}
			}
		}
		for t := 1; t < len(times); t++ { // or wait, with nothing planned
			if before := next[t-1]; before.cost < math.MaxInt {
				if c := before.cost + costIdle*int(times[t]-times[t-1]); c < next[t].cost {
					next[t] = step{c, before.from, before.to}
				}
			}
		}
	}
	spans = make([]span, len(parts))
	t := len(times) - 1
	cost = best[len(parts)][t].cost
	for i := len(parts); i > 0; i-- {
		s := best[i][t]
		spans[i-1] = span{times[s.from], times[s.to]}
		t = s.from
	}
	return spans, cost
}

// cost is what it costs to have this part in this span.
func (p part) cost(s span, day schoolDay, window span) int {
	cost, want := 0, p.usual
	for _, b := range day {
		if b.overlap(s) > 0 && b.kind.binds(p.activity, p.with) {
			cost += costClash * b.overlap(s)
		}
	}
	if p.activity == visit.Pause {
		// While nobody can be met the pause may as well go on.
		want = max(want, day.minutes(s, registration, assembly, playtime))
		if _, on := day.breakIn(s); !on {
			cost += costOffBreak
		}
		if !s.halfway(window) {
			cost += costNotHalfway
		}
		off := abs(int(s.from+s.to-window.from-window.to)) / 2
		cost += max(0, off-aboutHalfway) * max(0, off-aboutHalfway)
	}
	off := s.minutes() - want
	return cost + costLength*off*off/p.usual
}

// times are the times a part may begin or end: every grain from the start, and
// when a bell rings.
func (d schoolDay) times(window span) []submission.Clock {
	var times []submission.Clock
	for t := window.from; t < window.to; t += grain {
		times = append(times, t)
	}
	times = append(times, window.to)
	for _, b := range d {
		for _, t := range []submission.Clock{b.from, b.to} {
			if window.from < t && t < window.to {
				times = append(times, t)
			}
		}
	}
	slices.Sort(times)
	return slices.Compact(times)
}

func abs(n int) int { return max(n, -n) }
