package framework

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// ErrIncomplete is returned for a framework that cannot be assessed against.
var ErrIncomplete = errors.New("the framework is not complete")

// Parse reads a framework file (YAML, or JSON of the same shape) and checks
// that it can be assessed against.
func Parse(data []byte) (*Framework, error) {
	f := &Framework{}
	if err := yaml.Load(data, f, yaml.WithKnownFields(true)); err != nil {
		return nil, fmt.Errorf("framework file: %w", err)
	}
	if err := f.prepare(); err != nil {
		return nil, err
	}
	return f, nil
}

// ReadFile reads a framework file of the user's own.
func ReadFile(path string) (*Framework, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the framework cannot be read: %w", err)
	}
	f, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// UnmarshalJSON reads a framework as it is kept in a visit's log.
func (f *Framework) UnmarshalJSON(data []byte) error {
	type plain Framework
	if err := json.Unmarshal(data, (*plain)(f)); err != nil {
		return err
	}
	return f.prepare()
}

// UnmarshalYAML reads a level as a number or, as JSON must have it for a key,
// as a text.
func (l *Level) UnmarshalYAML(n *yaml.Node) error {
	number, err := strconv.Atoi(n.Value)
	if err != nil {
		return fmt.Errorf("%q is not a level", n.Value) // the line is added
	}
	*l = Level(number)
	return nil
}

func (f *Framework) prepare() error {
	if f.Levels.Best != 1 || f.Levels.Worst <= f.Levels.Best {
		return fmt.Errorf("%w: levels must name the best, which is 1, and the worst", ErrIncomplete)
	}
	if f.Threshold != 0 && !f.Levels.Has(f.Threshold) {
		return fmt.Errorf("%w: threshold %s is not one of its levels", ErrIncomplete, f.Threshold)
	}
	seen := map[string]bool{}
	var check func(n *Node, whole string) error
	check = func(n *Node, whole string) error {
		if n == nil || CanonicalID(n.ID) == "" {
			return fmt.Errorf("%w: a part of %s has no id", ErrIncomplete, whole)
		}
		if id := CanonicalID(n.ID); seen[id] {
			return fmt.Errorf("%w: the id %s is used twice", ErrIncomplete, id)
		} else {
			seen[id] = true
		}
		if n.Own != 0 && !f.Levels.Has(n.Own) {
			return fmt.Errorf("%w: threshold %s at %s is not one of its levels", ErrIncomplete, n.Own, n.ID)
		}
		if len(n.Strands) > 0 && len(n.Aspects) > 0 {
			return fmt.Errorf("%w: %s has both strands and aspects", ErrIncomplete, n.ID)
		}
		for l := range n.Statements {
			if !f.Levels.Has(l) {
				return fmt.Errorf("%w: %s has a statement for level %s", ErrIncomplete, n.ID, l)
			}
		}
		for _, p := range n.Parts() {
			if err := check(p, n.ID); err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range f.Elements {
		if err := check(e, "the framework"); err != nil {
			return err
		}
	}
	if len(seen) == 0 {
		return fmt.Errorf("%w: it has no elements", ErrIncomplete)
	}
	f.link()
	return nil
}
