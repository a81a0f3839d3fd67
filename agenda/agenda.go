// Package agenda drafts, checks and re-times the half-day of a visit.
//
// The scheme gives an order of the half-day and usual lengths; a school has
// its own day. A draft fits the one round the other: no conversation runs
// through registration, assembly or break, pupils are never met without a
// member of staff, the pause is about half-way, and feedback to the leadership
// team comes last. What cannot be kept is not hidden but named as a Breach.
package agenda

import (
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Options are what an assessor may wish of a draft. The zero value is a
// morning of three hours.
type Options struct {
	// Start is when the visit begins; 0 leaves it to the draft: when the
	// registration or assembly that opens the morning is over, not before
	// 09:00, or a little later where that suits the school's day better.
	Start submission.Clock
	// Minutes is the longest the visit may take; 0 means 180, or where nothing
	// is known of the school's day the length of the scheme's own draft. Less
	// than the activities need at the least is taken as that least.
	Minutes int
	// Afternoon starts the visit after lunch instead of in the morning.
	Afternoon bool
	// Moderated is set when a lead assessor observes the visit.
	Moderated bool
	// Focus are the ids of the elements to look at in depth.
	Focus []string
	// Concerns are the ids of nodes with a cause for concern.
	Concerns []string
}

// Plan is a drafted half-day.
type Plan struct {
	// Items stand in the order of time.
	Items []visit.AgendaItem `json:"items"`
	// Reasons say in plain words why the draft is as it is.
	Reasons []string `json:"reasons"`
	// Breaches are the rules that this school's day left no room for.
	Breaches []Breach `json:"breaches"`
}

// Draft fits the scheme's half-day round the school's own day. The same input
// always gives the same plan. A submission that is nil or says nothing of the
// day gets the scheme's own times.
func Draft(f *framework.Framework, s *submission.Submission, opt Options) Plan {
	var bells []submission.Bell
	if s != nil {
		bells = s.Day
	}
	day := readDay(bells)
	parts := halfDay(opt.Moderated)
	wanted := gather(f, opt)
	parts, invited := wanted.invite(parts)

	l := lay(parts, day, opt)
	items := make([]visit.AgendaItem, len(l.parts))
	for i, p := range l.parts {
		items[i] = visit.AgendaItem{
			ID: p.id, Activity: p.activity, Title: p.title,
			Start: l.spans[i].from, Minutes: l.spans[i].minutes(),
			With: p.with, Where: p.where,
		}
	}
	items, parted := split(items)
	wanted.share(items)
	return Plan{
		Items:    items,
		Reasons:  slices.Concat(l.reasons(day, opt), invited, parted),
		Breaches: Check(items, bells),
	}
}
