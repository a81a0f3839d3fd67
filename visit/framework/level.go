package framework

import "strconv"

// Level is a level of the framework: 1 is the highest. 0 means none chosen.
type Level int

// AtThreshold reports whether the level is at or above the threshold. Level 1
// is the highest, so that is a smaller or equal number; no level chosen is
// never at the threshold. Nothing else in the program compares the two.
func (l Level) AtThreshold(threshold Level) bool { return l > 0 && l <= threshold }

// String is the level's number, or a dash where none is chosen.
func (l Level) String() string {
	if l == 0 {
		return "–"
	}
	return strconv.Itoa(int(l))
}
