package agenda

import (
	"fmt"
	"slices"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

const (
	// many is the number of roles that are too many for one conversation.
	many = 5
	// leastTalk is the least either part of a split conversation may have, in
	// minutes: as much as the subject leaders'.
	leastTalk = 10
)

// classroom are the staff met together where the conversation with teachers and
// others is split; the others are who knows the school from another side.
var classroom = []framework.Role{"teacher", "ta", "network-manager", "safeguarding"}

// split makes two conversations of the one with teachers and others, one after
// the other in its time, where many roles would be in it and the time is long
// enough. It says what it did, and what it could not do.
func split(items []visit.AgendaItem) (parted []visit.AgendaItem, why []string) {
	i := find(items, "staff")
	all := items[i]
	staff, others := all, all
	staff.With = only(all.With, classroom)
	others.With = slices.DeleteFunc(slices.Clone(all.With), func(r framework.Role) bool { return slices.Contains(classroom, r) })
	switch {
	case len(all.With) < many || len(staff.With) == 0 || len(others.With) == 0:
		return items, nil
	case all.Minutes < 2*leastTalk:
		return items, []string{fmt.Sprintf(
			"%s: %d kinds of people share one conversation, as there is no time for two.", all.Title, len(all.With))}
	}
	half := (all.Minutes/2 + grain - 1) / grain * grain
	staff.Title, staff.Minutes = "Teachers and those who work with them", min(half, all.Minutes-leastTalk)
	others.ID, others.Title = "others", "Governors, parents and others who know the school"
	others.Start, others.Minutes = all.Start+submission.Clock(staff.Minutes), all.Minutes-staff.Minutes
	return slices.Replace(slices.Clone(items), i, i+1, staff, others),
		[]string{"Teachers and others are met in two conversations, so that everybody has a say."}
}
