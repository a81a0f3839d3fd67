package framework

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// Encode writes the framework as a file that Read reads, to be changed in an
// editor: in the order of the format, with long texts on lines of their own.
func Encode(f *Framework) ([]byte, error) {
	root := mapping(
		"id", text(f.ID), "name", text(f.Name), "version", text(f.Version),
		"levels", mapping("best", number(f.Levels.Best), "worst", number(f.Levels.Worst)),
		"threshold", number(f.Threshold),
		"elements", parts(f.Elements),
	)
	return yaml.Dump(root, yaml.WithIndent(2), yaml.WithLineWidth(110))
}

// mapping makes a mapping of names and values in turn; nil values are left out.
func mapping(pairs ...any) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for i := 0; i < len(pairs); i += 2 {
		if value, ok := pairs[i+1].(*yaml.Node); ok && value != nil {
			m.Content = append(m.Content, key(pairs[i].(string)), value)
		}
	}
	return m
}

func key(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}

// text is a text that no reader takes for a number.
func text(s string) *yaml.Node {
	if s == "" {
		return nil
	}
	return key(s)
}

func number(l Level) *yaml.Node {
	if l == 0 {
		return nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: l.String()}
}

func list[T any](all []T, each func(T) *yaml.Node) *yaml.Node {
	if len(all) == 0 {
		return nil
	}
	l := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for _, one := range all {
		l.Content = append(l.Content, each(one))
	}
	return l
}

func parts(all []*Node) *yaml.Node { return list(all, part) }

func part(n *Node) *yaml.Node {
	return mapping(
		"id", text(n.ID), "name", text(n.Name), "threshold", number(n.Own),
		"speakers", speakers(n.Speakers), "levels", statements(n.Statements), "questions", questions(n.Questions),
		"strands", parts(n.Strands), "aspects", parts(n.Aspects),
	)
}

func speakers(all []Role) *yaml.Node {
	l := list(all, func(r Role) *yaml.Node { return key(string(r)) })
	if l != nil {
		l.Style = yaml.FlowStyle
	}
	return l
}

// statements are written the lowest level first, as the official text has them.
func statements(all map[Level]string) *yaml.Node {
	if len(all) == 0 {
		return nil
	}
	m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, l := range slices.Backward(sorted(all)) {
		m.Content = append(m.Content, number(l), key(all[l]))
	}
	return m
}

func questions(all map[Role][]string) *yaml.Node {
	if len(all) == 0 {
		return nil
	}
	m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, r := range sorted(all) {
		m.Content = append(m.Content, key(string(r)), list(all[r], key))
	}
	return m
}
