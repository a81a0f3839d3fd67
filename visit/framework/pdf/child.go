package pdf

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"halfday/visit/apart"
)

// ChildArgument makes the program take the text out of a PDF and nothing else,
// when it is the only argument: see Child.
const ChildArgument = "read-pdf-text"

// Limits of the child.
const (
	childMemory = 512 << 20 // bytes
	childTime   = 5 * time.Second
)

// answer is what the child says.
type answer struct {
	Texts []string
	// Kind is which of kinds the error is, from 1; 0 where there is none.
	Kind int
	Text string
}

// kinds are the errors that keep their meaning on the way from the child.
func kinds() []error { return []error{ErrNoText, ErrLocked, ErrTooLarge, ErrMalformed} }

// Child is the child's side. The exit code is for os.Exit.
func Child(in io.Reader, out io.Writer) (exitCode int) {
	apart.LimitMemory(childMemory)
	apart.LimitTime(childTime)
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return 2
	}
	var a answer
	if a.Texts, err = Texts(data); err != nil {
		a.Text, a.Kind = err.Error(), len(kinds())
		for i, kind := range kinds() {
			if errors.Is(err, kind) {
				a.Kind = i + 1
				break
			}
		}
	}
	if json.NewEncoder(out).Encode(a) != nil {
		return 2
	}
	return 0
}

// Apart is Texts, done by a child of the program self, which may fail without
// harm.
func Apart(ctx context.Context, self string, data []byte) ([]string, error) {
	if len(data) > maxFile {
		return Texts(data) // which says so
	}
	said, err := apart.Run(ctx, self, ChildArgument, childTime, data, 8*maxText)
	var a answer
	if err != nil || json.Unmarshal(said, &a) != nil {
		return nil, damaged()
	}
	if a.Kind == 0 {
		return a.Texts, nil
	}
	return nil, told{a.Text, kinds()[min(max(a.Kind, 1), len(kinds()))-1]}
}

// told is an error told by the child.
type told struct {
	text string
	kind error
}

func (t told) Error() string { return t.text }
func (t told) Unwrap() error { return t.kind }
