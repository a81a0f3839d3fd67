package agenda

import (
	"slices"

	"halfday/visit"
	"halfday/visit/submission"
)

// The edits below take an agenda in the order of time and return a changed
// copy. One rule holds for all: what follows the changed item moves along with
// it, as one block, so that times left free stay as long as they were and
// nothing ever overlaps that did not before. An edit goes only as far as it
// can: no item is shorter than Shortest, none starts before the one in front of
// it ends, and none runs past midnight. With an id the agenda does not have
// nothing changes. Whether the school's bells agree is for Check to say.

// Resize gives an item another length in minutes.
func Resize(items []visit.AgendaItem, id string, minutes int) []visit.AgendaItem {
	items = slices.Clone(items)
	i := find(items, id)
	if i < 0 {
		return items
	}
	longer := min(max(minutes, Shortest)-items[i].Minutes, spare(items))
	items[i].Minutes += longer
	move(items[i+1:], longer)
	return items
}

// Shift starts an item later by some minutes, or earlier where they are
// negative.
func Shift(items []visit.AgendaItem, id string, minutes int) []visit.AgendaItem {
	items = slices.Clone(items)
	i := find(items, id)
	if i < 0 {
		return items
	}
	var free submission.Clock // from when on the item may start
	if i > 0 {
		free = items[i-1].End()
	}
	later := min(max(minutes, min(0, int(free-items[i].Start))), max(0, spare(items)))
	move(items[i:], later)
	return items
}

// MoveUp lets an item change places with the one in front of it.
func MoveUp(items []visit.AgendaItem, id string) []visit.AgendaItem {
	return swap(items, find(items, id)-1)
}

// MoveDown lets an item change places with the one behind it.
func MoveDown(items []visit.AgendaItem, id string) []visit.AgendaItem {
	i := find(items, id)
	if i < 0 {
		i = len(items)
	}
	return swap(items, i)
}

// swap lets the item at i and the next change places in the time the two take
// up together, the free time between them kept.
func swap(items []visit.AgendaItem, i int) []visit.AgendaItem {
	items = slices.Clone(items)
	if i < 0 || i+1 >= len(items) {
		return items
	}
	a, b := items[i], items[i+1]
	a.Start, b.Start = b.End()-submission.Clock(a.Minutes), a.Start
	items[i], items[i+1] = b, a
	return items
}

func find(items []visit.AgendaItem, id string) int {
	return slices.IndexFunc(items, func(a visit.AgendaItem) bool { return a.ID == id })
}

func move(items []visit.AgendaItem, later int) {
	for i := range items {
		items[i].Start += submission.Clock(later)
	}
}

// spare is how many minutes the agenda may end later and still on the same day.
func spare(items []visit.AgendaItem) int {
	return int(lastMinute - items[len(items)-1].End())
}
