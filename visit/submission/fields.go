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
	papers *Papers
	fsys   fs.FS
	file   string // the file with the review
	fw     *framework.Framework
	sub    *Submission
	// drafts are the reviews in the order of the file, and items finds one.
	drafts []*draft
	items  map[string]*draft
	// supplied finds a file by its path, as it is and in lower case.
	supplied map[string]string
	unlisted int // problems past maxProblems
	// spot is set while a table is read: nodes then have rows for lines.
	spot *spot
}

func (r *reader) problem(line int, at, found, expected string) {
	p := Problem{File: r.file, Line: line, At: at, Found: found, Expected: expected}
	if r.spot != nil {
		r.spot.place(&p)
	}
	r.add(p)
}

// line names a line of the file, or a row where a table is read.
func (r *reader) line(n int) string {
	if r.spot != nil {
		return fmt.Sprintf("row %d", n)
	}
	return fmt.Sprintf("line %d", n)
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

// finish completes the reviews and says how many problems are not listed.
func (r *reader) finish() {
	for _, d := range r.drafts {
		d.Commentary, d.Actions = paragraphs(d.commentary), paragraphs(d.actions)
		r.sub.Reviews = append(r.sub.Reviews, d.Review)
	}
	r.readTexts()
	if len(r.drafts) == 0 {
		r.problem(0, "reviews", "no review", "a level and a commentary for each item")
	}
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
	known := strings.Join(names, ", ")
	switch n.Kind {
	case tree.Null:
		return
	case tree.Map:
	default:
		r.problem(n.Line, at, describe(n), "a mapping with "+known)
		return
	}
	first := map[string]int{}
	for _, f := range n.Fields {
		i := slices.IndexFunc(fields, func(want field) bool { return sameName(want.name, f.Key) })
		if i < 0 {
			r.problem(f.Line, at, fmt.Sprintf("the field %s with %s", quote(f.Key), describe(f.Value)), "one of "+known)
			continue
		}
		name := fields[i].name
		if line, twice := first[name]; twice {
			r.problem(f.Line, join(at, name), fmt.Sprintf("it a second time, with %s", describe(f.Value)),
				"it once, as at "+r.line(line))
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

// prose reads a text of any length onto the end of dst unless it stands there
// already, a list as one text for each entry.
func (r *reader) prose(dst *[]string) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if n.Kind != tree.Null && n.Kind != tree.Text {
			r.problem(n.Line, at, describe(n), "a text")
		}
		texts := []*tree.Node{n}
		if n.Kind == tree.List {
			texts = n.Items
		}
		for _, t := range texts {
			if s := strings.TrimSpace(t.String()); s != "" && !slices.Contains(*dst, s) {
				*dst = append(*dst, s)
			}
		}
	}
}

// paragraphs sets texts one below the other.
func paragraphs(texts []string) string { return strings.Join(texts, "\n\n") }

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

// blank reports whether a field was left empty.
func blank(n *tree.Node) bool {
	return n.Kind == tree.Null || n.Single() && strings.TrimSpace(n.Text) == ""
}

// none reports whether a field was left empty or says that there is nothing.
func none(n *tree.Node) bool {
	switch strings.ToLower(strings.Trim(n.Text, " \t\r\n.")) {
	case "none", "no", "n/a", "na", "nil", "-", "–", "false":
		return true
	}
	return blank(n)
}

// join names a field inside another.
func join(at, name string) string {
	name, _ = shorten(name)
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
	s, cut := shorten(strings.TrimSpace(s))
	if cut {
		return strconv.Quote(s) + "…"
	}
	return strconv.Quote(s)
}

// shorten cuts a text to what a problem quotes of it.
func shorten(s string) (short string, cut bool) {
	n := 0
	for i := range s {
		if n++; n > maxQuote {
			return s[:i], true
		}
	}
	return s, false
}
