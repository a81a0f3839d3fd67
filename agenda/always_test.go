package agenda

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit"
	"halfday/visit/submission"
)

// anyDay is any list of bells at all, in any order and overlapping.
func anyDay(t *rapid.T) []submission.Bell {
	var day []submission.Bell
	for range rapid.IntRange(0, 8).Draw(t, "bells") {
		from := rapid.IntRange(7*60, 16*60).Draw(t, "from")
		day = append(day, submission.Bell{
			From: submission.Clock(from), To: submission.Clock(from + rapid.IntRange(-5, 90).Draw(t, "length")),
			What: rapid.SampledFrom([]string{
				"registration", "assembly", "break", "lunch", "lessons", "period 1", "egwyl", "home time", "homework club", "",
			}).Draw(t, "what"),
		})
	}
	return day
}

// anyOptions are any wishes, sensible or not.
func anyOptions(t *rapid.T) Options {
	return Options{
		Start:     submission.Clock(rapid.OneOf(rapid.Just(0), rapid.IntRange(8*60, 15*60), rapid.IntRange(-9, 1439), rapid.Just(1439)).Draw(t, "start")),
		Minutes:   rapid.OneOf(rapid.Just(0), rapid.IntRange(120, 240), rapid.IntRange(-10, 2000)).Draw(t, "minutes"),
		Afternoon: rapid.Bool().Draw(t, "afternoon"),
		Moderated: rapid.Bool().Draw(t, "moderated"),
		Focus:     rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2", "9"}), 0, 2).Draw(t, "focus"),
		Concerns:  rapid.SliceOfN(rapid.SampledFrom([]string{"1a1", "1b", "2b", "application"}), 0, 2).Draw(t, "concerns"),
	}
}

// usualDay is a day such as schools have.
func usualDay(t *rapid.T) []submission.Bell {
	at := submission.Clock(rapid.IntRange(8*60+25, 9*60).Draw(t, "first bell"))
	var day []submission.Bell
	ring := func(what string, minutes int) {
		day = append(day, submission.Bell{From: at, To: at + submission.Clock(minutes), What: what})
		at += submission.Clock(minutes)
	}
	until := func(low, high int, name string) {
		to := submission.Clock(rapid.IntRange(low, high).Draw(t, name))
		ring("lessons", int(to-at))
	}
	ring("registration", rapid.IntRange(5, 20).Draw(t, "registration"))
	worship := rapid.SampledFrom([]string{"early", "before break", "none"}).Draw(t, "assembly")
	if worship == "early" {
		ring("assembly", rapid.IntRange(10, 20).Draw(t, "assembly length"))
	}
	until(10*60, 11*60, "first lessons end")
	if worship == "before break" {
		ring("assembly", rapid.IntRange(10, 20).Draw(t, "assembly length"))
	}
	ring("break", rapid.IntRange(15, 20).Draw(t, "break"))
	until(11*60+50, 13*60+20, "lunch")
	ring("lunch", rapid.IntRange(40, 75).Draw(t, "lunch length"))
	until(15*60, 15*60+30, "end")
	return day
}

func inOrder(t *rapid.T, items []visit.AgendaItem) {
	for i, a := range items {
		if a.Start < 0 || a.End() > lastMinute {
			t.Fatalf("%s is not within the day: %v", a.ID, lines(items))
		}
		if i > 0 && a.Start < items[i-1].End() {
			t.Fatalf("%s overlaps: %v", a.ID, lines(items))
		}
	}
}

func ids(items []visit.AgendaItem) []string {
	var s []string
	for _, a := range items {
		s = append(s, a.ID)
	}
	return s
}

// unsplit puts the two conversations with teachers and others together again,
// which must follow each other and be long enough.
func unsplit(t *rapid.T, items []visit.AgendaItem) []visit.AgendaItem {
	i := find(items, "others")
	if i < 0 {
		return items
	}
	staff, others := items[i-1], items[i]
	if staff.ID != "staff" || staff.End() != others.Start || staff.Minutes < leastTalk || others.Minutes < leastTalk {
		t.Fatalf("the conversations do not make one: %v", lines(items))
	}
	staff.Minutes += others.Minutes
	return slices.Replace(slices.Clone(items), i-1, i+1, staff)
}

// fairlyShared wants no item of the framework in more conversations than it
// should be heard in, and no conversation with more of them than it has time
// for, but for those that have no other.
func fairlyShared(t *rapid.T, items []visit.AgendaItem, w wanted) {
	heard := map[string]int{}
	for _, a := range items {
		for _, id := range a.Covers {
			heard[id]++
		}
	}
	for i, n := range w.items {
		most := 2
		if i < w.concerns {
			most = 3
		}
		if heard[n.ID] > most {
			t.Fatalf("%s is listed %d times", n.ID, heard[n.ID])
		}
	}
	for _, a := range items {
		most := a.Minutes / 3
		switch a.Activity {
		case visit.Context:
			most = min(most, 3)
		case visit.Tour:
			most = min(most, 4)
		case visit.Pause, visit.Reflection, visit.Feedback:
			most = 0
		}
		only := 0
		for _, id := range a.Covers {
			if heard[id] == 1 {
				only++
			}
		}
		if len(a.Covers) > most+only {
			t.Fatalf("%s has %d minutes for %v", a.ID, a.Minutes, a.Covers)
		}
	}
}

func TestDraftAlways(t *testing.T) {
	f := small(t)
	var all []string
	for _, p := range halfDay(false) {
		all = append(all, p.id)
	}
	slices.Sort(all)
	rapid.Check(t, func(t *rapid.T) {
		s, opt := &submission.Submission{Day: anyDay(t)}, anyOptions(t)
		p := Draft(f, s, opt)
		inOrder(t, p.Items)
		whole := unsplit(t, p.Items)
		if d := cmp.Diff(all, slices.Sorted(slices.Values(ids(whole)))); d != "" {
			t.Fatalf("items: %s", d)
		}
		for _, a := range whole {
			for _, part := range halfDay(opt.Moderated) {
				if part.id == a.ID && a.Minutes < part.least {
					t.Fatalf("%s has %d minutes", a.ID, a.Minutes)
				}
			}
		}
		fairlyShared(t, p.Items, gather(f, opt))
		need := total(halfDay(opt.Moderated), least)
		first, last := p.Items[0], p.Items[len(p.Items)-1]
		if length := int(last.End() - first.Start); opt.Minutes > 0 && length > max(opt.Minutes, need) {
			t.Fatalf("%d minutes were to be had and %d are used", opt.Minutes, length)
		}
		if opt.Start > 0 && first.Start != min(opt.Start, lastMinute-submission.Clock(need)) {
			t.Fatalf("it starts at %s and not at %s", first.Start, opt.Start)
		}
		if d := cmp.Diff(Check(p.Items, s.Day), p.Breaches); d != "" {
			t.Fatalf("breaches are not what Check finds: %s", d)
		}
		for _, b := range p.Breaches {
			switch b.Rule {
			case BellClash, LunchFree, WithinDay, HalfwayPause, TourEarly: // as a school's day may force
			default:
				t.Fatalf("a draft breaks %s: %s", b.Rule, b.Text)
			}
		}
		if left := Uncovered(p.Items, f); len(left) > 0 {
			t.Fatalf("%s is not covered", left[0].ID)
		}
		if d := cmp.Diff(p, Draft(f, s, opt)); d != "" {
			t.Fatalf("a second draft differs: %s", d)
		}
		data, err := json.Marshal(p.Items)
		if err != nil {
			t.Fatal(err)
		}
		var read []visit.AgendaItem
		if err := json.Unmarshal(data, &read); err != nil {
			t.Fatalf("what is drafted cannot be read again: %v", err)
		}
	})
}

// A school's usual day leaves room for every rule.
func TestDraftKeepsEveryRuleOnUsualDays(t *testing.T) {
	f := small(t)
	rapid.Check(t, func(t *rapid.T) {
		s := &submission.Submission{Day: usualDay(t)}
		for _, opt := range []Options{{}, {Minutes: 150}, {Moderated: true}} {
			p := Draft(f, s, opt)
			if len(p.Breaches) > 0 {
				t.Fatalf("%v: %v\n%v", opt, lines(p.Items), p.Breaches)
			}
		}
	})
}

func TestEditsAlways(t *testing.T) {
	f := small(t)
	rapid.Check(t, func(t *rapid.T) {
		items := Draft(f, &submission.Submission{Day: anyDay(t)}, anyOptions(t)).Items
		all := slices.Sorted(slices.Values(ids(items)))
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			id := rapid.SampledFrom(append(ids(items), "none")).Draw(t, "id")
			minutes := rapid.IntRange(-120, 120).Draw(t, "minutes")
			before := slices.Clone(items)
			var after []visit.AgendaItem
			switch rapid.IntRange(0, 3).Draw(t, "edit") {
			case 0:
				after = Resize(items, id, minutes)
			case 1:
				after = Shift(items, id, minutes)
			case 2:
				after = MoveUp(items, id)
			case 3:
				after = MoveDown(items, id)
			}
			if d := cmp.Diff(before, items); d != "" {
				t.Fatalf("the input was changed: %s", d)
			}
			items = after
			inOrder(t, items)
			if d := cmp.Diff(all, slices.Sorted(slices.Values(ids(items)))); d != "" {
				t.Fatalf("ids: %s", d)
			}
			for _, a := range items {
				if a.Minutes < Shortest {
					t.Fatalf("%s has %d minutes", a.ID, a.Minutes)
				}
			}
		}
	})
}

// The search is exact: trying everything finds nothing cheaper.
func TestFitIsExact(t *testing.T) {
	parts := []part{
		{activity: visit.Context, least: 5, usual: 15, most: 25, with: inSchool},
		{activity: visit.Pause, least: 5, usual: 10, most: 20},
		{activity: visit.Interview, least: 5, usual: 10, most: 20, with: inSchool},
	}
	rapid.Check(t, func(t *rapid.T) {
		from := submission.Clock(9 * 60)
		window := span{from, from + submission.Clock(rapid.IntRange(15, 50).Draw(t, "minutes"))}
		var day schoolDay
		for range rapid.IntRange(0, 2).Draw(t, "bells") {
			at := from + submission.Clock(rapid.IntRange(0, 45).Draw(t, "at"))
			kind := rapid.SampledFrom([]bellKind{assembly, playtime, lunch}).Draw(t, "kind")
			day = append(day, bell{span{at, at + submission.Clock(rapid.IntRange(1, 20).Draw(t, "length"))}, kind})
		}
		times := day.times(window)
		lowest := -1
		var try func(parts []part, at, cost int)
		try = func(parts []part, at, cost int) {
			if len(parts) == 0 {
				cost += costIdle * int(window.to-times[at])
				if lowest < 0 || cost < lowest {
					lowest = cost
				}
				return
			}
			for f := at; f < len(times) && (f == 0 || len(parts) < 3); f++ { // the first begins the visit
				for to := f + 1; to < len(times); to++ {
					s := span{times[f], times[to]}
					if p := parts[0]; p.least <= s.minutes() && s.minutes() <= p.most {
						try(parts[1:], to, cost+costIdle*int(times[f]-times[at])+p.cost(s, day, window))
					}
				}
			}
		}
		try(parts, 0, 0)
		if _, cost := fit(parts, day, window); cost != lowest {
			t.Fatalf("cost %d, and %d is possible", cost, lowest)
		}
	})
}
