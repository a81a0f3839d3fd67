package framework

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"halfday/visit/internal/raw"
	"halfday/visit/internal/tree"
)

// Errors of a framework file.
var (
	// ErrIncomplete is returned for a framework that cannot be assessed against.
	ErrIncomplete = errors.New("the framework is not complete")
	ErrEmpty      = raw.ErrEmpty
	ErrTooLarge   = raw.ErrTooLarge
	ErrMalformed  = raw.ErrMalformed
)

// Problem is something in a framework file that is wrong.
type Problem struct {
	// Line counts from 1; 0 where the problem has no line.
	Line int `json:"line,omitempty"`
	// At names the place: "threshold", "1a1.levels".
	At string `json:"at,omitempty"`
	// Found and Expected say what stands there and what was looked for.
	Found    string `json:"found,omitempty"`
	Expected string `json:"expected,omitempty"`
}

// String says where, what was found and what was expected, in one line.
func (p Problem) String() string {
	var parts []string
	if p.Line > 0 {
		parts = append(parts, fmt.Sprintf("line %d", p.Line))
	}
	if p.At != "" {
		parts = append(parts, p.At)
	}
	said := "found " + p.Found
	if p.Expected != "" {
		said += "; expected " + p.Expected
	}
	if len(parts) == 0 {
		return said
	}
	return strings.Join(parts, ", ") + ": " + said
}

// Read reads a framework file (YAML, or JSON of the same shape) and lists all
// that is wrong with it. The framework is nil where anything is. An error means
// that the file is none that can be read at all: ErrEmpty, ErrTooLarge or
// ErrMalformed.
func Read(data []byte) (*Framework, []Problem, error) {
	text, err := raw.Decode(data)
	if err != nil {
		return nil, nil, fmt.Errorf("the framework file: %w", err)
	}
	root, faults, err := tree.YAML(text.Text) // which JSON is too
	if err != nil {
		return nil, nil, fmt.Errorf("the framework file: %w", err)
	}
	r := &reader{f: &Framework{}, at: places{map[*Node]int{}, map[string]int{}}}
	for _, fault := range append(text.Faults, faults...) {
		r.problem(fault.Line, "", fault.Found, fault.Expected)
	}
	r.framework(root)
	if root.Kind == tree.Map {
		r.problems = append(r.problems, r.f.check(r.at)...)
	}
	if len(r.problems) > 0 {
		return nil, r.problems, nil
	}
	r.f.link()
	return r.f, nil, nil
}

// Parse reads a framework file that must be right.
func Parse(data []byte) (*Framework, error) {
	f, problems, err := Read(data)
	if err == nil {
		err = incomplete(problems)
	}
	return f, err
}

// incomplete is the error of what is wrong with a framework, nil for nothing.
func incomplete(problems []Problem) error {
	switch n := len(problems); {
	case n == 0:
		return nil
	case n == 1:
		return fmt.Errorf("%w: %s", ErrIncomplete, problems[0])
	default:
		return fmt.Errorf("%w: %s (and %d more)", ErrIncomplete, problems[0], n-1)
	}
}

// ReadFile reads a framework file of the user's own.
func ReadFile(path string) (*Framework, error) {
	data, err := Load(path)
	if err != nil {
		return nil, err
	}
	f, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// Load is what stands in a file, which must be one of a size that is read.
func Load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no file")
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	in, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	defer in.Close() //nolint:errcheck // only read from
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%w: more than %d MB", ErrTooLarge, maxFile>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	return data, nil
}

// maxFile is the longest file that is read, in bytes: a PDF may be so long.
const maxFile = 50 << 20

// UnmarshalJSON reads a framework as it is kept in a visit's log.
func (f *Framework) UnmarshalJSON(data []byte) error {
	type plain Framework
	if err := json.Unmarshal(data, (*plain)(f)); err != nil {
		return err
	}
	if err := incomplete(f.check(places{})); err != nil {
		return err
	}
	f.link()
	return nil
}
