package framework

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
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
	load := tree.YAML
	if strings.HasPrefix(strings.TrimSpace(text.Text), "{") {
		load = tree.JSON
	}
	root, faults, err := load(text.Text)
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

// reader reads one file into f.
type reader struct {
	f        *Framework
	at       places
	problems []Problem
}

func (r *reader) problem(line int, at, found, expected string) {
	const most = 200
	if len(r.problems) < most {
		r.problems = append(r.problems, Problem{line, at, found, expected})
	}
}

// field is a field of a mapping and what reads its value.
type field struct {
	name string
	read func(v *tree.Node, at string)
}

// fields reads the fields of a mapping. What is none, has another name or
// stands twice is a problem.
func (r *reader) fields(n *tree.Node, at string, all ...field) {
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.name
	}
	known := strings.Join(names, ", ")
	if n.Kind != tree.Map {
		r.problem(n.Line, at, describe(n), "a mapping with "+known)
		return
	}
	seen := map[string]bool{}
next:
	for _, f := range n.Fields {
		if seen[f.Key] {
			r.problem(f.Line, at, "the field "+f.Key+" a second time", "it once")
			continue
		}
		seen[f.Key] = true
		for _, want := range all {
			if want.name == f.Key {
				want.read(f.Value, join(at, f.Key))
				continue next
			}
		}
		r.problem(f.Line, at, "the field "+quote(f.Key), "one of "+known)
	}
}

func (r *reader) framework(root *tree.Node) {
	f := r.f
	for _, own := range root.Fields {
		r.at.fields[own.Key] = own.Line
	}
	r.fields(
		root, "",
		field{"id", r.text(&f.ID)},
		field{"name", r.text(&f.Name)},
		field{"version", r.text(&f.Version)},
		field{"levels", func(n *tree.Node, at string) {
			r.fields(n, at, field{"best", r.level(&f.Levels.Best)}, field{"worst", r.level(&f.Levels.Worst)})
		}},
		field{"threshold", r.level(&f.Threshold)},
		field{"elements", r.parts(&f.Elements)},
	)
}

func (r *reader) parts(dst *[]*Node) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if n.Kind != tree.List {
			r.problem(n.Line, at, describe(n), "a list of parts, each with id and name")
			return
		}
		for i, item := range n.Items {
			part := &Node{}
			r.at.parts[part] = item.Line
			r.part(item, join(at, strconv.Itoa(i+1)), part)
			*dst = append(*dst, part)
		}
	}
}

// part reads an element, strand or aspect.
func (r *reader) part(n *tree.Node, at string, part *Node) {
	for _, f := range n.Fields {
		if id := CanonicalID(f.Value.Text); f.Key == "id" && id != "" {
			at = id // which says more than its number in a list
		}
	}
	r.fields(
		n, at,
		field{"id", r.text(&part.ID)},
		field{"name", r.text(&part.Name)},
		field{"threshold", r.level(&part.Own)},
		field{"speakers", func(n *tree.Node, at string) {
			for _, s := range r.texts(n, at) {
				part.Speakers = append(part.Speakers, Role(s))
			}
		}},
		field{"levels", func(n *tree.Node, at string) { part.Statements = r.statements(n, at) }},
		field{"questions", func(n *tree.Node, at string) { part.Questions = r.questions(n, at) }},
		field{"strands", r.parts(&part.Strands)},
		field{"aspects", r.parts(&part.Aspects)},
	)
}

func (r *reader) statements(n *tree.Node, at string) map[Level]string {
	if n.Kind != tree.Map {
		r.problem(n.Line, at, describe(n), "a mapping from levels to their statements")
		return nil
	}
	all := map[Level]string{}
	for _, f := range n.Fields {
		level, err := strconv.Atoi(f.Key)
		if err != nil || level == 0 {
			r.problem(f.Line, at, quote(f.Key), "a level")
			continue
		}
		if _, twice := all[Level(level)]; twice {
			r.problem(f.Line, at, "level "+f.Key+" a second time", "it once")
			continue
		}
		var text string
		r.text(&text)(f.Value, join(at, f.Key))
		all[Level(level)] = text
	}
	return all
}

func (r *reader) questions(n *tree.Node, at string) map[Role][]string {
	if n.Kind != tree.Map {
		r.problem(n.Line, at, describe(n), "a mapping from roles to their questions")
		return nil
	}
	all := map[Role][]string{}
	for _, f := range n.Fields {
		all[Role(f.Key)] = r.texts(f.Value, join(at, f.Key))
	}
	return all
}

// text reads a text, or a number as it is written.
func (r *reader) text(dst *string) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if n.Kind == tree.List || n.Kind == tree.Map {
			r.problem(n.Line, at, describe(n), "a text")
			return
		}
		*dst = strings.TrimSpace(n.Text)
	}
}

func (r *reader) texts(n *tree.Node, at string) (all []string) {
	if n.Kind != tree.List {
		r.problem(n.Line, at, describe(n), "a list of texts")
		return nil
	}
	for _, item := range n.Items {
		var s string
		r.text(&s)(item, at)
		all = append(all, s)
	}
	return all
}

func (r *reader) level(dst *Level) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if n.Kind == tree.Null {
			return // to be filled in
		}
		number, err := strconv.Atoi(n.Text)
		if err != nil || !n.Single() {
			r.problem(n.Line, at, describe(n), "a level")
			return
		}
		*dst = Level(number)
	}
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

// describe says what a node is, and quotes the beginning of it.
func describe(n *tree.Node) string {
	switch n.Kind {
	case tree.Null:
		return "nothing"
	case tree.List:
		return "a list"
	case tree.Map:
		return "a mapping"
	}
	return quote(n.Text)
}

// quote quotes the beginning of a text so that nothing in it is hidden.
func quote(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return strconv.Quote(string(runes[:most])) + "…"
	}
	return strconv.Quote(s)
}
