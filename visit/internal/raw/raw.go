// Package raw is what the readers of files from unknown hands have in common:
// bytes brought into text, faults that were put right on the way, and the errors
// of a file of which nothing can be used.
package raw

import (
	"errors"
	"fmt"
)

// Errors of a file that cannot be used at all.
var (
	ErrEmpty     = errors.New("it is empty")
	ErrTooLarge  = errors.New("it is too large")
	ErrMalformed = errors.New("it is not well-formed")
)

// Fault is something that was put right while reading.
type Fault struct {
	// Line counts from 1.
	Line            int
	Found, Expected string
}

// Malformed is an ErrMalformed with its line, what is wrong there and what to
// do about it.
func Malformed(line int, message, remedy string) error {
	return fmt.Errorf("%w: line %d: %.200s; %s", ErrMalformed, line, message, remedy)
}
