package concern

import "halfday/visit/framework"

// topics are the words by which a text at a strand or an element is known to
// speak of one of its items.
type topics struct {
	*language
	// names are the stems of each node's name, own those that stand in the
	// name, the statements or the questions of that node and of no other.
	names, own map[*framework.Node]set
	// telling counts the stems of what the framework says of each node.
	telling map[*framework.Node]map[string]int
	// all are the stems of the framework's words.
	all set
	// matters are what texts about each item speak of.
	matters map[*framework.Node]set
	// itemsOf are the items whose matter a stem belongs to.
	itemsOf map[string][]*framework.Node
}

// learn gathers the framework's own words.
func learn(f *framework.Framework, l *language) topics {
	t := topics{language: l, telling: map[*framework.Node]map[string]int{}, names: map[*framework.Node]set{}, own: map[*framework.Node]set{}, all: set{}}
	uses := map[string]int{} // nodes that have the word
	var walk func(n *framework.Node)
	walk = func(n *framework.Node) {
		t.names[n], t.own[n] = set{}, set{}
		t.gather(t.names[n], n.Name)
		t.telling[n] = t.count(n)
		for w := range t.telling[n] {
			t.own[n][w] = true
			t.all[w] = true
			uses[w]++
		}
		for _, part := range n.Parts() {
			walk(part)
		}
	}
	for _, e := range f.Elements {
		walk(e)
	}
	for _, own := range t.own {
		for w := range own {
			if uses[w] > 1 {
				delete(own, w)
			}
		}
	}
	t.matters, t.itemsOf = map[*framework.Node]set{}, map[string][]*framework.Node{}
	for _, n := range f.Items() {
		t.matters[n] = t.matter(n)
		for w := range t.matters[n] {
			t.itemsOf[w] = append(t.itemsOf[w], n)
		}
	}
	return t
}

func (t topics) gather(into set, text string) {
	for _, w := range t.read(text).words {
		if !w.figure && !t.lexicon.functionWords[w.lower] {
			into[w.stem] = true
		}
	}
}

// speaks reports whether a text written for a strand or element speaks of an
// item below it. It does where the item's name adds nothing to the strand's
// own, where it has a word of the item's subject, and where it has several
// words that the framework uses for this item and no other. In doubt it does:
// a school that wrote for the strand meant its aspects.
func (t topics) speaks(stems set, item, within *framework.Node) bool {
	subject := t.subject(item, within)
	if len(subject) == 0 || stems.overlap(subject) > 0 {
		return true
	}
	const several = 3
	return stems.overlap(t.own[item]) >= several
}

// subject is what an item is about beyond what the node above it is about: the
// telling words of the names in between, and what texts on that subject say.
func (t topics) subject(item, within *framework.Node) set {
	about := set{}
	for n := item; n != nil && n != within; n = n.Parent() {
		for w := range t.names[n] {
			if !t.names[within][w] && !t.lexicon.faint[w] {
				about[w] = true
			}
		}
	}
	subject := set{}
	for w := range about {
		subject[w] = true
	}
	for _, s := range t.lexicon.subjects {
		if s.name.overlap(about) > 0 {
			for w := range s.words {
				subject[w] = true
			}
		}
	}
	return subject
}

// overlap is the number of words that stand in both groups.
func (s set) overlap(other set) int {
	if len(s) > len(other) {
		s, other = other, s
	}
	n := 0
	for w := range s {
		if other[w] {
			n++
		}
	}
	return n
}

// count counts the telling stems of what the framework says of a node.
func (t topics) count(n *framework.Node) map[string]int {
	counts := map[string]int{}
	add := func(text string) {
		for _, w := range t.read(text).words {
			if !w.figure && !t.lexicon.functionWords[w.lower] {
				counts[w.stem]++
			}
		}
	}
	add(n.Name)
	for _, statement := range n.Statements {
		add(statement)
	}
	for _, questions := range n.Questions {
		for _, q := range questions {
			add(q)
		}
	}
	return counts
}
