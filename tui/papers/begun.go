package papers

import (
	"fmt"
	"strings"

	"halfday/store"
)

// Begun is a visit opened on a school's papers.
type Begun struct {
	Record *store.Record
	// Entry is how the papers led to the visit.
	Entry store.Entry
	// Left is which of the school's files could not be kept with the visit, and
	// why; nil where all are.
	Left error
}

// Say is what the assessor is to know of it, empty where there is nothing.
func (b Begun) Say() string {
	var say []string
	if b.Entry == store.Renewed {
		say = append(say, "The school's papers have changed and were loaded again. Your notes and decisions stay.")
	}
	if b.Left != nil {
		first, others, _ := strings.Cut(b.Left.Error(), "\n")
		if more := strings.Count(others, "\n"); others != "" {
			first += fmt.Sprintf(" (and %d more)", more+1)
		}
		say = append(say, "A file of the school's: "+first+".")
	}
	return strings.Join(say, " ")
}
