package framework

import (
	"strconv"
	"strings"

	"halfday/visit/internal/tree"
)

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
