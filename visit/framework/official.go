package framework

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ErrNoText is returned for a text in which no part of a framework is found.
var ErrNoText = errors.New("no part of a framework is in it")

// Official is what was read of the official text of a framework.
type Official struct {
	Elements []*Node
	Problems []Problem
}

// ReadOfficial reads the text of the official framework, or of one element, as it
// comes out of its PDF: heads such as "1. …", "1a: …" and "1a1: …"; for each aspect
// the labels of its levels, and their statements behind them, in the order of the
// labels and broken into lines. Labels may stand together before the statements,
// or each before its own.
//
// What else is in the text, as before the first head, is passed over. The error
// is ErrNoText.
func ReadOfficial(text string) (*Official, error) {
	r := &official{out: &Official{}, lines: lines(text)}
	r.width = usualWidth(r.lines)
	r.read()
	if len(r.out.Elements) == 0 {
		return nil, fmt.Errorf("%w: heads of aspects such as 1a1 and labels such as LEVEL 5 were looked for; save the text of the PDF again, in the order it is read in", ErrNoText)
	}
	return r.out, nil
}

// mendings are what the making of a PDF does to letters.
var mendings = strings.NewReplacer(
	"\uFB00", "ff", "\uFB01", "fi", "\uFB02", "fl", "\uFB03", "ffi", "\uFB04", "ffl", "\uFB05", "st", "\uFB06", "st",
	"\u00A0", " ", "\u2007", " ", "\u202F", " ", "\uFFFD", "", "\u200B", "", "\r\n", "\n", "\r", "\n", "\f", "\n\n", "\t", " ",
)

// line is a line of the text, without space round it.
type line struct {
	number int
	text   string
}

// lines are the lines of a text, mended, without what only stands on every page:
// numbers and what is repeated at the top or foot.
func lines(text string) []line {
	var all []line
	times := map[string]int{}
	for i, t := range strings.Split(mendings.Replace(text), "\n") {
		t = strings.Join(strings.Fields(t), " ")
		if soft := "\u00AD"; strings.Contains(t, soft) { // it counts at the end of a line only
			parted := strings.HasSuffix(t, soft)
			if t = strings.ReplaceAll(t, soft, ""); parted {
				t += soft
			}
		}
		all = append(all, line{i + 1, t})
		times[t]++
	}
	kept := all[:0]
	for _, l := range all {
		if pageNumber.MatchString(l.text) || times[l.text] > 2 && l.text != "" && len(l.text) < 60 && !isLabel(l.text) && !endsSentence(l.text) {
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

var (
	pageNumber  = regexp.MustCompile(`^(?i:page )?\d{1,3}(?i: of \d{1,3})?$`)
	elementHead = regexp.MustCompile(`^(\d{1,2})[.:]\s*(\p{L}.*)$`)
	strandHead  = regexp.MustCompile(`^(\d{1,2}\s?[a-z])\s?[.:]\s*(\p{L}.*)$`)
	aspectHead  = regexp.MustCompile(`^(\d{1,2}\s?[a-z][\s.-]?\d{1,2})\s?[.:]?\s+(\p{L}.*)$`)
	levelLabel  = regexp.MustCompile(`^(?:LEVEL|Level)\s?(\d)\s?[:.]?(?:\s+(.*))?$`)
)

func isLabel(text string) bool { return levelLabel.MatchString(text) }

// isHead reports whether a line begins another part.
func isHead(text string) bool {
	return strandHead.MatchString(text) || aspectHead.MatchString(text) || elementHead.MatchString(text) && !endsSentence(text)
}

// official reads one text.
type official struct {
	out   *Official
	lines []line
	width int // how many characters a full line has

	element, strand *Node
	// pending is an element's head, which counts once a strand of it follows.
	pending *Node
}

func (r *official) problem(line int, at, found, expected string) {
	r.out.Problems = append(r.out.Problems, Problem{line, at, found, expected})
}

func (r *official) read() {
	for i := 0; i < len(r.lines); i++ {
		text := r.lines[i].text
		if m := aspectHead.FindStringSubmatch(text); m != nil && r.hasLabels(i+1) {
			end := i + 1
			for end < len(r.lines) && !isHead(r.lines[end].text) {
				end++
			}
			r.aspect(CanonicalID(m[1]), m[2], r.lines[i].number, r.lines[i+1:end])
			i = end - 1
		} else if m := strandHead.FindStringSubmatch(text); m != nil {
			r.toStrand(CanonicalID(m[1]), name(m[2]), r.lines[i].number)
		} else if m := elementHead.FindStringSubmatch(text); m != nil && !endsSentence(text) {
			r.pending = &Node{ID: m[1], Name: name(m[2])}
		}
	}
}

// hasLabels reports whether a label follows before the next head: a line of prose
// may begin as a head does.
func (r *official) hasLabels(from int) bool {
	for _, l := range r.lines[from:] {
		if isLabel(l.text) {
			return true
		}
		if isHead(l.text) {
			return false
		}
	}
	return false
}

// name is a head's name without what stands round it.
func name(s string) string { return strings.Trim(s, " .:–-•") }

// toStrand goes to the strand of an id, and to its element.
func (r *official) toStrand(id, name string, at int) {
	element := strings.TrimRight(id, "abcdefghijklmnopqrstuvwxyz")
	if r.element == nil || r.element.ID != element {
		r.element = &Node{ID: element}
		if r.pending != nil && r.pending.ID == element {
			r.element = r.pending
		} else {
			r.problem(at, id, "the strand "+id, "its element's name before it; the name is left open")
		}
		r.out.Elements = append(r.out.Elements, r.element)
	}
	r.strand = &Node{ID: id, Name: name}
	r.element.Strands = append(r.element.Strands, r.strand)
}

// aspect reads an aspect from the lines behind its head.
func (r *official) aspect(id, title string, at int, body []line) {
	strand := strings.TrimRight(id, "0123456789")
	if r.strand == nil || r.strand.ID != strand {
		r.problem(at, id, "the aspect "+id, "its strand's name before it; the name is left open")
		r.toStrand(strand, "", at)
	}
	n := &Node{ID: id, Name: name(title), Statements: map[Level]string{}}
	r.strand.Aspects = append(r.strand.Aspects, n)
	labels, own, rest := labelled(body)
	texts := own
	if rest != nil {
		texts = cut(rest, len(labels), r.width, reference(n.Name, rest))
	}
	for i, l := range labels {
		if _, twice := n.Statements[l]; twice {
			r.problem(at, id, "the label of level "+l.String()+" a second time", "it once")
		} else if i < len(texts) && texts[i] != "" {
			n.Statements[l] = texts[i]
		}
	}
	if got := len(n.Statements); got < len(labels) {
		r.problem(at, id, fmt.Sprintf("%d labels of levels and %d statements", len(labels), got), "a statement for each; look at what was read here")
	}
}

// labelled parts an aspect's lines into its labels and either the statement behind
// each, or where the labels stand together the lines behind them all.
func labelled(body []line) (labels []Level, own []string, rest []line) {
	var behind [][]line
	for _, l := range body {
		m := levelLabel.FindStringSubmatch(l.text)
		switch {
		case m != nil:
			level, err := strconv.Atoi(m[1])
			if err != nil {
				continue // which one digit never is
			}
			labels = append(labels, Level(level))
			behind = append(behind, nil)
			if m[2] != "" {
				behind[len(behind)-1] = []line{{l.number, m[2]}}
			}
		case len(behind) > 0:
			behind[len(behind)-1] = append(behind[len(behind)-1], l)
		}
	}
	together := true
	for _, lines := range behind[:max(0, len(behind)-1)] {
		for _, l := range lines {
			together = together && l.text == ""
		}
	}
	if together && len(behind) > 0 {
		return labels, nil, behind[len(behind)-1]
	}
	for _, lines := range behind {
		own = append(own, joined(untilGap(lines)))
	}
	return labels, own, nil
}

// untilGap are the lines up to an empty one behind the end of a sentence.
func untilGap(lines []line) []line {
	for i, l := range lines {
		if l.text == "" && i > 0 && endsSentence(lines[i-1].text) {
			return lines[:i]
		}
	}
	return lines
}
