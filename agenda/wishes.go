package agenda

import "halfday/visit"

// Wishes are what a visit asks of a draft: room for its focus, or where none is
// chosen yet for what the check suggests, and for every concern that is a
// question still.
func Wishes(v *visit.Visit) Options {
	wish := Options{Focus: v.InDepth()}
	for _, c := range v.Concerns() {
		if c.Status.Unsettled() {
			wish.Concerns = append(wish.Concerns, c.Item)
		}
	}
	return wish
}
