package tree

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"halfday/visit/internal/raw"
)

// JSON loads a JSON text of at most MaxJSON bytes.
func JSON(text string) (root *Node, faults []raw.Fault, err error) {
	if len(text) > MaxJSON {
		return nil, nil, fmt.Errorf("%w: %d bytes, where at most %d (5 MB) are read", raw.ErrTooLarge, len(text), MaxJSON)
	}
	p := &jsonParser{text: text, line: 1, dec: json.NewDecoder(strings.NewReader(text))}
	p.dec.UseNumber()
	if root, err = p.value(0); err != nil {
		return nil, nil, p.explain(err)
	}
	if root.Kind == Null {
		return nil, nil, raw.ErrEmpty
	}
	if _, err := p.token(); !errors.Is(err, io.EOF) {
		faults = append(faults, raw.Fault{Line: p.line, Found: "more text behind the closing bracket", Expected: "the end of the file"})
	}
	return root, faults, nil
}

// jsonParser builds nodes from a decoder's tokens.
type jsonParser struct {
	text string
	dec  *json.Decoder
	budget
	offset, line int // of the last token's end; a JSON token never spans lines
}

func (p *jsonParser) token() (json.Token, error) {
	t, err := p.dec.Token()
	p.seek(int(p.dec.InputOffset()))
	return t, err
}

func (p *jsonParser) seek(offset int) {
	offset = min(offset, len(p.text))
	if offset > p.offset {
		p.line += strings.Count(p.text[p.offset:offset], "\n")
		p.offset = offset
	}
}

func (p *jsonParser) value(depth int) (*Node, error) {
	t, err := p.token()
	if err != nil {
		return nil, err
	}
	if err := p.spend(depth, p.line); err != nil {
		return nil, err
	}
	n := &Node{Line: p.line}
	switch t := t.(type) {
	case nil:
	case string:
		n.Kind, n.Text = Text, t
	case json.Number:
		n.Kind, n.Text = Number, t.String()
	case bool:
		n.Kind, n.Text = Bool, fmt.Sprint(t)
	case json.Delim:
		if t == '{' {
			n.Kind, err = Map, p.fields(n, depth)
		} else {
			n.Kind, err = List, p.items(n, depth)
		}
	}
	return n, err
}

func (p *jsonParser) items(n *Node, depth int) error {
	for p.dec.More() {
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, item)
	}
	_, err := p.token()
	return err
}

func (p *jsonParser) fields(n *Node, depth int) error {
	for p.dec.More() {
		key, err := p.value(depth + 1) // the decoder lets only a string stand here
		if err != nil {
			return err
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.Fields = append(n.Fields, Field{key.Text, key.Line, value})
	}
	_, err := p.token()
	return err
}

// explain says where and why the decoder gave up.
func (p *jsonParser) explain(err error) error {
	if errors.Is(err, raw.ErrTooLarge) {
		return err
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		p.seek(int(syntax.Offset))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		p.seek(len(p.text))
		err = errors.New("the file ends before its last bracket is closed")
	}
	return raw.Malformed(p.line, err.Error(), "look for a missing comma, quote or bracket there or just before")
}
