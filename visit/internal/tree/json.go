package tree

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"halfday/visit/internal/raw"
)

// JSON loads a JSON text of at most MaxJSON bytes.
func JSON(text string) (root *Node, faults []raw.Fault, err error) {
	if len(text) > MaxJSON {
		return nil, nil, fmt.Errorf("%w: %d bytes, where at most %d (5 MB) are read", raw.ErrTooLarge, len(text), MaxJSON)
	}
	whole := text
	if !json.Valid([]byte(text)) {
		if text, err = first(text); err != nil {
			return nil, nil, err
		}
	}
	w := &jsonWalker{text: text, line: 1}
	if root, err = w.value(0); err != nil {
		return nil, nil, err
	}
	if root.Kind == Null {
		return nil, nil, raw.ErrEmpty
	}
	if len(text) < len(whole) {
		rest := whole[len(text):]
		blank := rest[:len(rest)-len(strings.TrimSpace(rest))]
		faults = append(faults, raw.Fault{
			Line:  w.line + strings.Count(blank, "\n"),
			Found: "more text behind the closing bracket", Expected: "the end of the file",
		})
	}
	return root, faults, nil
}

// first is the first value of a text that is not one well-formed value as a
// whole, or says where and why there is none.
func first(text string) (string, error) {
	var value json.RawMessage
	dec := json.NewDecoder(strings.NewReader(text))
	err := dec.Decode(&value)
	if err == nil {
		return text[:dec.InputOffset()], nil
	}
	at := len(text)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Error(), "max depth"):
		return "", tooDeep(1 + strings.Count(text[:min(int(syntax.Offset), len(text))], "\n"))
	case errors.As(err, &syntax):
		at = min(int(syntax.Offset), len(text))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the file ends before its last bracket is closed")
	}
	return "", raw.Malformed(1+strings.Count(text[:at], "\n"), err.Error(), "look for a missing comma, quote or bracket there or just before")
}

// jsonWalker builds nodes from a text that is known to be well-formed, so that
// what stands at each place is clear from its first character.
type jsonWalker struct {
	text string
	budget
	at, line int
}

// next skips space and is the character behind it.
func (w *jsonWalker) next() byte {
	for ; ; w.at++ {
		switch c := w.text[w.at]; c {
		case '\n':
			w.line++
		case ' ', '\t', '\r':
		default:
			return c
		}
	}
}

func (w *jsonWalker) value(depth int) (*Node, error) {
	begins := w.next()
	n := &Node{Line: w.line}
	if err := w.spend(depth, w.line); err != nil {
		return nil, err
	}
	switch begins {
	case '"':
		n.Kind, n.Text = Text, w.str()
	case '{':
		n.Kind = Map
		return n, w.each('}', func() error {
			key, err := w.value(depth + 1)
			if err != nil {
				return err
			}
			w.next()
			w.at++ // the colon
			value, err := w.value(depth + 1)
			n.Fields = append(n.Fields, Field{key.Text, key.Line, value})
			return err
		})
	case '[':
		n.Kind = List
		return n, w.each(']', func() error {
			item, err := w.value(depth + 1)
			n.Items = append(n.Items, item)
			return err
		})
	default:
		from := w.at
		for w.at < len(w.text) && strings.IndexByte(" \t\r\n,]}", w.text[w.at]) < 0 {
			w.at++
		}
		switch word := w.text[from:w.at]; word {
		case "null":
		case "true", "false":
			n.Kind, n.Text = Bool, word
		default:
			n.Kind, n.Text = Number, word
		}
	}
	return n, nil
}

// each reads what stands between brackets.
func (w *jsonWalker) each(closes byte, read func() error) error {
	w.at++ // the opening bracket
	for w.next() != closes {
		if w.text[w.at] == ',' {
			w.at++
		}
		if err := read(); err != nil {
			return err
		}
	}
	w.at++
	return nil
}

// str reads a string. Most have nothing escaped, and are a part of the text.
func (w *jsonWalker) str() string {
	from := w.at
	for w.at++; w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			w.at++
		}
	}
	w.at++
	literal := w.text[from:w.at]
	if strings.IndexByte(literal, '\\') < 0 {
		return literal[1 : len(literal)-1]
	}
	return unescape(literal[1 : len(literal)-1])
}

// unescape resolves the escapes of a well-formed string.
func unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		plain, rest, escaped := strings.Cut(s, `\`)
		b.WriteString(plain)
		if !escaped {
			return b.String()
		}
		s = rest[1:]
		switch c := rest[0]; c {
		case 'u':
			r := hex(s)
			s = s[4:]
			if utf16.IsSurrogate(r) {
				low := utf8.RuneError
				if strings.HasPrefix(s, `\u`) {
					low = hex(s[2:])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					s = s[6:]
				}
			}
			b.WriteRune(r)
		case 'b', 'f', 'n', 'r', 't':
			b.WriteByte("\b\f\n\r\t"[strings.IndexByte("bfnrt", c)])
		default:
			b.WriteByte(c)
		}
	}
}

// hex is the number that four digits stand for.
func hex(digits string) rune {
	n, err := strconv.ParseUint(digits[:4], 16, 16)
	if err != nil {
		return utf8.RuneError // which four digits of a well-formed escape never are
	}
	return rune(n)
}
