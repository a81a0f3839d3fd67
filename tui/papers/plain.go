package papers

import (
	"errors"
	"io/fs"
)

// plain is an error in other words than its own.
type plain struct {
	error
	words string
}

func (p plain) Error() string { return p.words }
func (p plain) Unwrap() error { return p.error }

// InWords is an error that stays what it is and is told in these words.
func InWords(err error, words string) error { return plain{err, words} }

// Plainly says what the system said about a path, in the words of whoever wrote
// it and without the names of its calls.
func Plainly(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return InWords(err, "there is nothing of this name")
	case errors.Is(err, fs.ErrPermission):
		return InWords(err, "you may not read it")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}
