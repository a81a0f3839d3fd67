package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"halfday/visit"
	"halfday/visit/submission"
)

const (
	// earliest and latest bound the start of a morning that is left open;
	// latest is the start of the scheme's own draft.
	earliest submission.Clock = 9 * 60
	latest   submission.Clock = 9*60 + 30
	// noLunch is when an afternoon begins where no lunch is known.
	noLunch submission.Clock = 13 * 60
	// soon is how many minutes after the earliest start a registration or
	// assembly may begin and still open the day.
	soon = 15
	// morning is how long a visit takes where nothing is said, in minutes.
	morning = 180
	// lastMinute keeps every time within the day.
	lastMinute submission.Clock = 24*60 - 1
)

// layout is the half-day laid into a window of the school's day.
type layout struct {
	parts  []part
	spans  []span // of the parts
	window span
	first  submission.Clock // the earliest start that was looked at
}

// lay looks for the start and the place of the pause that fit the school's day
// best.
func lay(parts []part, day schoolDay, opt Options) layout {
	var chosen layout
	starts := day.starts(opt)
	lowest := -1
	for _, start := range starts {
		w := day.window(start, parts, opt.Minutes)
		for at := 2; at <= 5; at++ { // from right after the tour to right before the pupils
			order := pauseAt(parts, at)
			spans, cost := fit(order, day, w)
			cost += costLate * int(start-starts[0])
			if lowest < 0 || cost < lowest {
				lowest = cost
				chosen = layout{order, spans, w, starts[0]}
			}
		}
	}
	return chosen
}

// starts are the times the visit may begin, the most wanted first. A start that
// is left open may be put off to a quarter-hour if that serves the rest.
func (d schoolDay) starts(opt Options) []submission.Clock {
	switch {
	case opt.Start > 0:
		return []submission.Clock{opt.Start}
	case opt.Afternoon:
		var over submission.Clock
		for _, b := range d {
			if b.kind == lunch {
				over = max(over, b.to)
			}
		}
		return []submission.Clock{d.opened(cmp.Or(over, noLunch))}
	case len(d) == 0:
		return []submission.Clock{latest}
	}
	starts := []submission.Clock{d.opened(earliest)}
	for t := starts[0]/15*15 + 15; t <= latest; t += 15 {
		starts = append(starts, t)
	}
	return starts
}

// opened is when the registration and assembly that open a half-day are over.
func (d schoolDay) opened(start submission.Clock) submission.Clock {
	for _, b := range d {
		if (b.kind == registration || b.kind == assembly) && b.from <= start+soon {
			start = max(start, b.to)
		}
	}
	return start
}

// limit is what the visit must end before: the next lunch, or the end of the
// school day; known is false where the school names neither.
func (d schoolDay) limit(start submission.Clock) (limit bell, known bool) {
	for _, b := range d {
		if b.kind == lunch && b.from > start {
			return b, true
		}
	}
	end, known := d.end()
	return bell{span{end, end}, departure}, known && end > start
}

// window is the time there is for a visit that begins at start. It is never
// shorter than the parts need, even if that runs into lunch.
func (d schoolDay) window(start submission.Clock, parts []part, minutes int) span {
	need := submission.Clock(total(parts, least))
	start = min(start, lastMinute-need)
	switch {
	case minutes > 0:
		minutes = min(minutes, int(lastMinute))
	case len(d) == 0:
		minutes = total(parts, usual)
	default:
		minutes = morning
	}
	end := start + submission.Clock(minutes)
	if limit, known := d.limit(start); known {
		end = min(end, limit.from)
	}
	return span{start, min(max(end, start+need), lastMinute)}
}

// reasons say in words why the half-day lies as it does.
func (l layout) reasons(day schoolDay, opt Options) []string {
	var why []string
	say := func(format string, args ...any) { why = append(why, fmt.Sprintf(format, args...)) }

	start, end := l.spans[0].from, l.spans[len(l.spans)-1].to
	switch {
	case opt.Start > 0:
		say("It starts at %s, as asked.", start)
	case start > l.first:
		say("It starts at %s: that suits the rest of the school's day better than %s.", start, l.first)
	case len(day) == 0 && !opt.Afternoon:
		say("It starts at %s, as in the scheme's draft.", start)
	default:
		after := ""
		for _, b := range day {
			if b.to == start && b.kind != teaching {
				after = ", when " + string(b.kind) + " is over"
			}
		}
		say("It starts at %s%s.", start, after)
	}
	if len(day) == 0 {
		say("Nothing is known of the school's day: ask for the times of registration, assembly, break and lunch.")
	}
	switch limit, known := day.limit(start); {
	case known && end == limit.from:
		say("It ends at %s, in time for %s.", end, limit.name())
	case known && end < limit.from:
		say("It ends at %s, before %s at %s.", end, limit.name(), limit.from)
	}
	why = append(why, l.pauseReasons(day)...)
	if short := l.shortened(); len(short) > 0 {
		say("The time is short, so these are shorter than usual: %s.", strings.Join(short, "; "))
	}
	for i := 1; i < len(l.spans); i++ {
		if gap := (span{l.spans[i-1].to, l.spans[i].from}); gap.minutes() > 0 {
			during := ""
			if kinds := day.kinds(gap); len(kinds) > 0 {
				during = ", during " + strings.Join(kinds, " and ")
			}
			say("Nobody is met from %s to %s%s: time for documents.", gap.from, gap.to, during)
		}
	}
	if opt.Moderated {
		say("A lead assessor takes part from the arrival to the feedback.")
	}
	return why
}

// pauseReasons say how the pause and the school's day go together.
func (l layout) pauseReasons(day schoolDay) []string {
	pause := l.spans[slices.IndexFunc(l.parts, func(p part) bool { return p.activity == visit.Pause })]
	var why []string
	if b, on := day.breakIn(pause); on {
		why = append(why, fmt.Sprintf("The pause is laid on the school's break at %s.", b.from))
	} else if b, some := day.breakIn(l.window); some {
		why = append(why, fmt.Sprintf("The school's break at %s is too far from half-way, so the pause has a time of its own.", b.from))
	}
	for _, b := range day {
		if (b.kind == assembly || b.kind == registration) && b.overlap(pause) > 0 {
			why = append(why, fmt.Sprintf("The pause takes in the school's %s at %s, when hardly anybody can be met.", b.kind, b.from))
		}
	}
	return why
}

// shortened names the parts that have less than four fifths of their usual
// length.
func (l layout) shortened() []string {
	var short []string
	for i, p := range l.parts {
		if m := l.spans[i].minutes(); 5*m < 4*p.usual {
			short = append(short, fmt.Sprintf("%s, %d minutes instead of %d", p.title, m, p.usual))
		}
	}
	return short
}

// name is the bell's name in a sentence.
func (b bell) name() string {
	if b.kind == departure {
		return "the end of the school day"
	}
	return string(b.kind)
}
