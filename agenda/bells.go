package agenda

import (
	"slices"
	"strings"
	"unicode"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// bellKind is what a stretch of the school's day is for.
type bellKind string

// The kinds; whatever is none of the others is teaching time.
const (
	teaching     bellKind = "lessons"
	registration bellKind = "registration"
	assembly     bellKind = "assembly"
	playtime     bellKind = "break"
	lunch        bellKind = "lunch"
	departure    bellKind = "departure"
	outside      bellKind = "" // before or after the school day
)

// bellWords are the words schools of the four nations use, English, Welsh,
// Irish, Gaelic and Scots. The first kind with a word in the bell's name is the
// bell's: lunch stands before break for the sake of "lunch break".
var bellWords = []struct {
	kind  bellKind
	words []string
}{
	{lunch, []string{
		"lunch", "lunchtime", "lunchbreak", "dinner", "dinnertime", "midday meal",
		"cinio", "lón", "lóin", "lòn", "diathad",
	}},
	{departure, []string{
		"departure", "departures", "home time", "hometime", "dismissal", "end of school", "end of day", "end of the school", "end of the day",
		"amser mynd adref", "diwedd y dydd", "am baile", "dol dhachaigh",
	}},
	{outside, []string{
		"club", "clubs", "breakfast", "wraparound", "clwb", "clybiau", "brecwast",
	}},
	{assembly, []string{
		"assembly", "assemblies", "worship", "chapel", "mass", "prayers", "hymn practice", "singing practice",
		"gwasanaeth", "addoliad", "addoli", "tionól", "co chruinneachadh",
	}},
	{registration, []string{
		"registration", "register", "registers", "roll call", "arrival", "arrivals", "tutor", "tutorial", "tutor group",
		"form time", "form period", "mentor time", "mentoring",
		"cofrestru", "cofrestriad", "tiwtor", "rolla", "clárú", "clàradh",
	}},
	{playtime, []string{
		"break", "breaktime", "playtime", "play time", "morning play", "afternoon play", "play", "recess", "interval", "playpiece",
		"amser chwarae", "chwarae", "egwyl", "toriad", "sos", "pleidhe", "àm cluiche", "briseadh",
	}},
}

// notItsName begins the part of a bell's name that speaks of another bell:
// "lesson 3, before lunch".
var notItsName = []string{"before", "after", "until", "cyn", "wedi", "ôl"}

// binding are the roles that cannot be met during a bell. Lunch is not among
// them: it binds everybody. Governors, parents and community leaders come to
// the school for the visit and follow no bell.
var binding = map[bellKind][]framework.Role{
	registration: {"ict-lead", "subject-leader", "teacher", "ta", "pupil"},
	assembly:     inSchool,
	playtime:     inSchool,
	departure:    inSchool,
}

var inSchool = append([]framework.Role{"pupil"}, staffRoles...)

// staffRoles are the roles of people employed at the school.
var staffRoles = []framework.Role{
	"head", "leadership", "ict-lead", "subject-leader", "teacher", "ta",
	"network-manager", "safeguarding", "data-manager", "business-manager",
}

// kindOf reads a bell's name.
func kindOf(name string) bellKind {
	words := nameWords(name)
	for i, w := range words {
		if i > 0 && slices.Contains(notItsName, w) {
			words = words[:i]
			break
		}
	}
	text := " " + strings.Join(words, " ") + " "
	for _, k := range bellWords {
		for _, w := range k.words {
			if strings.Contains(text, " "+w+" ") {
				return k.kind
			}
		}
	}
	return teaching
}

// nameWords are the words of a bell's name in lower case, what stands in
// brackets left out.
func nameWords(name string) []string {
	depth := 0
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch r {
		case '(', '[':
			depth++
			return ' '
		case ')', ']':
			depth = max(0, depth-1)
			return ' '
		}
		if depth > 0 {
			return ' '
		}
		return unicode.ToLower(r)
	}, name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// binds reports whether a bell of this kind keeps an item from taking place:
// somebody to be met is bound by it, or it is a tour, which is to see the
// school at work. The assessor alone follows no bell but lunch.
func (k bellKind) binds(a visit.Activity, with []framework.Role) bool {
	switch {
	case k == teaching || k == outside:
		return false
	case k == lunch:
		return true
	case a == visit.Pause || a == visit.Reflection:
		return false
	case a == visit.Tour || len(with) == 0:
		return true
	}
	return slices.ContainsFunc(with, func(r framework.Role) bool { return slices.Contains(binding[k], r) })
}

// span is a stretch of time.
type span struct{ from, to submission.Clock }

func (s span) minutes() int { return int(s.to - s.from) }

// overlap is how many minutes two spans have in common.
func (s span) overlap(o span) int { return int(max(0, min(s.to, o.to)-max(s.from, o.from))) }

// bell is a stretch of the school's day.
type bell struct {
	span
	kind bellKind
}

// schoolDay is a school's day in the order of time.
type schoolDay []bell

// readDay reads the bells of a submission; one that ends before it begins says
// nothing.
func readDay(bells []submission.Bell) schoolDay {
	var day schoolDay
	for _, b := range bells {
		if k := kindOf(b.What); k != outside && b.From < b.To {
			day = append(day, bell{span{b.From, b.To}, k})
		}
	}
	slices.SortStableFunc(day, func(a, b bell) int { return int(a.from - b.from) })
	return day
}

// end is when the school day ends, and whether that is known: a day that
// names no teaching time, or ends with a break or lunch, is only a part of one.
func (d schoolDay) end() (submission.Clock, bool) {
	last, taught := bell{}, false
	for _, b := range d {
		if b.to >= last.to {
			last = b
		}
		taught = taught || b.kind == teaching
	}
	if last.kind == departure {
		return last.from, true
	}
	return last.to, taught && last.kind != playtime && last.kind != lunch
}

// minutes is how long bells of these kinds last within a span.
func (d schoolDay) minutes(s span, kinds ...bellKind) int {
	sum := 0
	for _, b := range d {
		if slices.Contains(kinds, b.kind) {
			sum += b.overlap(s)
		}
	}
	return sum
}

// breakIn is the first of the school's breaks that lies wholly within a span.
func (d schoolDay) breakIn(s span) (bell, bool) {
	i := slices.IndexFunc(d, func(b bell) bool { return b.kind == playtime && s.from <= b.from && b.to <= s.to })
	if i < 0 {
		return bell{}, false
	}
	return d[i], true
}

// kinds names the kinds of bell that lie in a span, in the order of the day.
func (d schoolDay) kinds(s span) []string {
	var in []string
	for _, b := range d {
		if b.overlap(s) > 0 && b.kind != teaching && !slices.Contains(in, string(b.kind)) {
			in = append(in, string(b.kind))
		}
	}
	return in
}
