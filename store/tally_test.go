package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tally counts outcomes by damage and kind of file: cases, effective, mended,
// refused, pieced together, undetected.
type tally map[[2]string]*[6]int

func (t tally) add(o outcome) {
	for _, row := range [][2]string{{o.damage, o.kind}, {"all", "all"}} {
		if t[row] == nil {
			t[row] = &[6]int{}
		}
		for i, is := range []bool{true, o.effective, o.mended, o.refused, o.pieced, o.undetected} {
			if is {
				t[row][i]++
			}
		}
	}
}

func (t tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s %-11s %7s %9s %7s %7s %7s %10s\n", "damage", "file", "cases", "effective", "mended", "refused", "pieced", "undetected")
	rows := slices.SortedFunc(maps.Keys(t), func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	for _, row := range rows {
		n := t[row]
		fmt.Fprintf(&b, "%-30s %-11s %7d %9d %7d %7d %7d %10d\n", row[0], row[1], n[0], n[1], n[2], n[3], n[4], n[5])
	}
	return b.String()
}
