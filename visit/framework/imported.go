package framework

import (
	"cmp"
	"fmt"

	"halfday/visit/internal/raw"
)

// OfficialText is the text of a file that ReadOfficial reads, whatever it was
// written in.
func OfficialText(data []byte) (string, error) {
	const most = 5 << 20
	if len(data) > most {
		return "", fmt.Errorf("%w: %d bytes, where at most %d (5 MB) are read", ErrTooLarge, len(data), most)
	}
	text, err := raw.Decode(data)
	return text.Text, err
}

// Count counts what was read.
func (o *Official) Count() Count { return count(o.Elements) }

// Framework is what was read as a framework of its own, without thresholds: these
// the text does not give. Its id is the one given, or where that is empty the
// name of the file.
func (o *Official) Framework(id, file string) (*Framework, error) {
	f := &Framework{ID: cmp.Or(id, file), Name: "Self-review framework", Levels: Scale{Best: 1, Worst: 2}, Elements: o.Elements}
	if len(o.Elements) == 1 {
		f.Name = o.Elements[0].Name
	}
	var widen func(n *Node)
	widen = func(n *Node) {
		for l := range n.Statements {
			f.Levels.Worst = max(f.Levels.Worst, l)
		}
		for _, p := range n.Parts() {
			widen(p)
		}
	}
	for _, e := range o.Elements {
		widen(e)
	}
	if err := incomplete(f.check(places{})); err != nil {
		return nil, err
	}
	f.link()
	return f, nil
}
