package submission

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/tree"
)

const (
	maxProblems = 500 // listed; further ones are counted
	maxQuote    = 80  // characters of a value that a problem quotes
)

// reader reads one submission into sub.
type reader struct {
	fsys fs.FS
	file string // the submission file
	fw   *framework.Framework
	sub  *Submission
	// items finds a review in sub.Reviews by its item.
	items map[string]int
	// supplied finds a file in either case of its letters.
	supplied map[string]string
	unlisted int // problems past maxProblems
}

func (r *reader) problem(line int, at, found, expected string) {
	r.add(Problem{File: r.file, Line: line, At: at, Found: found, Expected: expected})
}

func (r *reader) problemIn(file, found, expected string) {
	r.add(Problem{File: file, Found: found, Expected: expected})
}

func (r *reader) add(p Problem) {
	if len(r.sub.Problems) == maxProblems {
		r.unlisted++
		return
	}
	r.sub.Problems = append(r.sub.Problems, p)
}

// finish says how many problems are not listed.
func (r *reader) finish() {
	if r.unlisted > 0 {
		r.sub.Problems = append(r.sub.Problems, Problem{
			File: r.file, Found: fmt.Sprintf("%d more problems, which are not listed", r.unlisted),
		})
	}
}

// field is a field of a mapping and what reads its value.
type field struct {
	name string
	read func(v *tree.Node, at string)
}

// mapping reads the fields of a mapping in the order of the file. Names match
// in any case and with any punctuation. What is no mapping, has another name
// or stands twice is a problem; of a field that stands twice each reader gets
// both values.
func (r *reader) mapping(n *tree.Node, at string, fields ...field) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	expected := "one of " + strings.Join(names, ", ")
	switch n.Kind {
	case tree.Null:
		return
	case tree.Map:
	default:
		r.problem(n.Line, at, describe(n), "a mapping with "+strings.TrimPrefix(expected, "one of "))
		return
	}
	first := map[string]int{}
	for _, f := range n.Fields {
		i := slices.IndexFunc(fields, func(known field) bool { return sameName(known.name, f.Key) })
		if i < 0 {
			r.problem(f.Line, at, fmt.Sprintf("the field %s with %s", quote(f.Key), describe(f.Value)), expected)
			continue
		}
		name := fields[i].name
		if line, twice := first[name]; twice {
			r.problem(f.Line, join(at, name), fmt.Sprintf("it a second time, with %s", describe(f.Value)),
				fmt.Sprintf("it once, as at line %d", line))
		} else {
			first[name] = f.Line
		}
		fields[i].read(f.Value, join(at, name))
	}
}

func sameName(a, b string) bool { return framework.CanonicalID(a) == framework.CanonicalID(b) }

// each reads the entries of a list; a single value or mapping counts as a list of one.
func (r *reader) each(n *tree.Node, at string, read func(v *tree.Node, at string)) {
	switch n.Kind {
	case tree.Null:
	case tree.List:
		for i, item := range n.Items {
			read(item, join(at, strconv.Itoa(i+1)))
		}
	default:
		read(n, at)
	}
}

// text reads a text into dst; of two texts the first stands.
func (r *reader) text(dst *string) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if s := r.value(n, at, "a text"); *dst == "" {
			*dst = s
		}
	}
}

// prose reads a text of any length into dst; two texts become one.
func (r *reader) prose(dst *string) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		s := ""
		switch n.Kind {
		case tree.Number, tree.Bool:
			r.problem(n.Line, at, describe(n), "a text")
			s = n.Text
		case tree.List:
			r.problem(n.Line, at, describe(n), "a text; the list was read as its paragraphs")
			for _, item := range n.Items {
				s = paragraphs(s, item.String())
			}
		default:
			s = r.value(n, at, "a text")
		}
		*dst = paragraphs(*dst, s)
	}
}

// value is a node's text; a list or mapping is a problem and its text is used.
func (r *reader) value(n *tree.Node, at, expected string) string {
	if n.Kind == tree.List || n.Kind == tree.Map {
		r.problem(n.Line, at, describe(n), expected)
	}
	return strings.TrimSpace(n.String())
}

// choice reads one of a few words. Another word is a problem and kept.
func choice[T ~string](r *reader, dst *T, options ...T) func(*tree.Node, string) {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = string(o)
	}
	expected := "one of " + strings.Join(names, ", ")
	return func(n *tree.Node, at string) {
		s := r.value(n, at, expected)
		if s == "" || *dst != "" {
			return
		}
		*dst = T(s)
		for _, o := range options {
			if sameName(s, string(o)) {
				*dst = o
				return
			}
		}
		if n.Single() {
			r.problem(n.Line, at, describe(n), expected)
		}
	}
}

// paragraphs sets two texts one below the other.
func paragraphs(a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// none reports whether a value says that there is nothing.
func none(n *tree.Node) bool {
	switch strings.ToLower(strings.Trim(n.Text, " \t\r\n.")) {
	case "none", "no", "n/a", "na", "nil", "-", "–", "false":
		return true
	}
	return n.Kind == tree.Null
}

// join names a field inside another.
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
		return "a list: " + quote(n.String())
	case tree.Map:
		return "a mapping: " + quote(n.String())
	}
	return quote(n.Text)
}

// quote quotes the beginning of a text so that nothing in it is hidden.
func quote(s string) string {
	s = strings.TrimSpace(s)
	for i := range s {
		if maxQuote--; maxQuote == 0 {
			return strconv.Quote(s[:i]) + "…"
		}
	}
	return strconv.Quote(s)
}
