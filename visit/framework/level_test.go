package framework

import "testing"

// TestAtThreshold names every pair there is: level 1 is the highest, so a level
// is at or above its threshold where its number is no greater.
func TestAtThreshold(t *testing.T) {
	at := map[Level][]Level{ // threshold → the levels at or above it
		0: nil,
		1: {1},
		2: {1, 2},
		3: {1, 2, 3},
		4: {1, 2, 3, 4},
		5: {1, 2, 3, 4, 5},
	}
	for threshold := Level(0); threshold <= 5; threshold++ {
		want := map[Level]bool{}
		for _, l := range at[threshold] {
			want[l] = true
		}
		for l := Level(-1); l <= 6; l++ {
			if got := l.AtThreshold(threshold); got != want[l] {
				t.Errorf("level %d at threshold %d: %v, want %v", l, threshold, got, want[l])
			}
		}
	}
}

func TestLevelString(t *testing.T) {
	for l, want := range map[Level]string{0: "–", 1: "1", 5: "5"} {
		if got := l.String(); got != want {
			t.Errorf("level %d is shown as %q, want %q", l, got, want)
		}
	}
}

func TestScaleHas(t *testing.T) {
	s := Scale{Best: 1, Worst: 4}
	for l, want := range map[Level]bool{-1: false, 0: false, 1: true, 2: true, 4: true, 5: false} {
		if got := s.Has(l); got != want {
			t.Errorf("the scale 1 to 4 has %d: %v", l, got)
		}
	}
}
