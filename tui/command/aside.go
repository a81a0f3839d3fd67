package command

import (
	"fmt"
	"path/filepath"
	"strings"

	"halfday/store"
)

// asideTexts say what stores hold that a restore had set aside, in indented lines.
func asideTexts(all []store.Aside) string {
	var b strings.Builder
	for _, a := range all {
		holds := "what it holds cannot be told"
		if a.Err == nil {
			holds = count(a.Visits, "visit")
		}
		fmt.Fprintf(&b, "  %s: %s\n", filepath.Base(a.Dir), holds)
		for _, v := range a.Only {
			fmt.Fprintf(&b, "    %q, missing or older in your store\n", v.School)
		}
	}
	return b.String()
}

// count is a number of things: "1 visit", "2 visits".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
