package visit

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"halfday/visit/framework"
)

// Sense is what a note does for the judgement.
type Sense string

// The senses. A note begins with the sign of its sense, or with none.
const (
	Plain    Sense = ""
	Supports Sense = "supports"
	Against  Sense = "against"
	FollowUp Sense = "follow-up"
	Words    Sense = "words"
)

// Sign is the character that gives a note this sense, empty for a plain note.
func (s Sense) Sign() string {
	switch s {
	case Supports:
		return "+"
	case Against:
		return "-"
	case FollowUp:
		return "?"
	case Words:
		return `"`
	}
	return ""
}

// Name is the sense in a word.
func (s Sense) Name() string {
	switch s {
	case Supports:
		return "supports"
	case Against:
		return "counts against"
	case FollowUp:
		return "follow up"
	case Words:
		return "their words"
	}
	return "note"
}

// NoteText is what the assessor writes in a note.
type NoteText struct {
	Text  string `json:"text"`
	Sense Sense  `json:"sense,omitempty"`
	// Speaker is who said it, empty where nobody is named.
	Speaker framework.Role `json:"speaker,omitempty"`
	// Items are ids of the nodes the note is about.
	Items []string `json:"items,omitempty"`
}

// Note is a note as it stands.
type Note struct {
	ID string
	At time.Time
	By string
	NoteText
	// Slot is the agenda item that was running, if any.
	Slot string
	// Was holds the note's earlier wordings, oldest first, and Amended when it
	// was last changed.
	Was     []NoteText
	Amended time.Time
}

// ParseNote reads a note as it is typed: an optional sign, the text, and in any
// place, the very beginning included, #tags for items and @words for the
// speaker; of two speakers the last counts. A tag that is not understood stays
// in the text and is returned in unknown.
func ParseNote(line string, f *framework.Framework) (n NoteText, unknown []string) {
	var lines []string
	begun := false
	for _, line := range strings.Split(line, "\n") {
		var kept []string
		for _, w := range strings.Fields(line) {
			if !begun {
				n.Sense, w = cutSign(w)
				begun = n.Sense != Plain
			}
			if rest, ok := n.tag(w, f); ok {
				if len(kept) > 0 {
					kept[len(kept)-1] = punctuate(kept[len(kept)-1], rest)
				}
				continue
			}
			if tag := strings.TrimRight(w, closers); len(tag) > 1 && (tag[0] == '#' || tag[0] == '@') {
				unknown = append(unknown, tag)
			}
			if w != "" {
				kept, begun = append(kept, w), true
			}
		}
		lines = append(lines, strings.Join(kept, " "))
	}
	n.Text = strings.TrimSpace(strings.Join(lines, "\n"))
	if n.Sense == Words && strings.Count(n.Text, `"`)%2 == 1 { // the end of what the sign began
		n.Text = strings.TrimSpace(strings.TrimSuffix(n.Text, `"`))
	}
	return n, unknown
}

// cutSign takes the sign of a sense off the beginning of a note's first word.
func cutSign(w string) (Sense, string) {
	for _, s := range []Sense{Supports, Against, FollowUp, Words} {
		if rest, ok := strings.CutPrefix(w, s.Sign()); ok {
			return s, rest
		}
	}
	return Plain, w
}

const (
	stops   = ".,;:!?…"
	closers = stops + `)]}"”`
)

// punctuate puts what stood behind a tag behind the word before it. A word that
// has a stop already gets no other: "good #1a1, #1b2." is "good,".
func punctuate(word, rest string) string {
	if strings.TrimRight(word, stops) != word {
		rest = strings.TrimLeft(rest, stops)
	}
	return word + rest
}

// tag takes a word that is a tag. It returns the punctuation behind the tag,
// which belongs to the text, and whether the word was a tag that is understood.
func (n *NoteText) tag(w string, f *framework.Framework) (rest string, ok bool) {
	if w == "" || w[0] != '#' && w[0] != '@' {
		return "", false
	}
	name := strings.TrimRight(w[1:], closers)
	rest = w[1+len(name):]
	if name != strings.TrimFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return "", false // no id or word begins or ends so
	}
	if w[0] == '@' {
		role, found := framework.FindRole(name)
		if found {
			n.Speaker = role
		}
		return rest, found
	}
	node := FindNode(f, name)
	if node == nil {
		return "", false
	}
	if !slices.Contains(n.Items, node.ID) {
		n.Items = append(n.Items, node.ID)
	}
	return rest, true
}

// FindNode finds the node a tag means: by id, else by the beginning of a word
// of its name where only one item fits ("safeg").
func FindNode(f *framework.Framework, tag string) *framework.Node {
	if n := f.Find(tag); n != nil {
		return n
	}
	tag = strings.ToLower(tag)
	if len(tag) < 3 {
		return nil
	}
	var found *framework.Node
	for _, n := range f.Items() {
		for _, w := range strings.Fields(strings.ToLower(n.Name)) {
			if !strings.HasPrefix(w, tag) {
				continue
			}
			if found != nil && found != n {
				return nil
			}
			found = n
		}
	}
	return found
}

// Line writes a note the way it would be typed.
func (n NoteText) Line() string {
	parts := []string{}
	if s := n.Sense.Sign(); s != "" {
		parts = append(parts, s)
	}
	if n.Text != "" {
		parts = append(parts, n.Text)
	}
	for _, id := range n.Items {
		parts = append(parts, "#"+id)
	}
	if n.Speaker != "" {
		parts = append(parts, "@"+string(n.Speaker))
	}
	return strings.Join(parts, " ")
}
