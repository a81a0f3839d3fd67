package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Concerns is the outcome of a check for people to read: 80 columns, no
// colour, grouped by severity. The name is the school's, or what the submission
// is called.
func Concerns(name string, f *framework.Framework, r concern.Report) string {
	var b strings.Builder
	b.WriteString(wrap("", plain(fmt.Sprintf("%s, checked against %s %s", name, f.Name, f.Version))))
	if len(r.Concerns) == 0 {
		b.WriteString("\nNothing here gives cause for concern. Enjoy the visit.\n")
	} else {
		b.WriteString(count(len(r.Concerns), "cause") + " for concern\n")
	}
	for _, s := range severities(r.Concerns) {
		b.WriteString("\n" + underlined(heading(s)))
		for _, c := range r.Concerns {
			if c.Severity == s {
				b.WriteString("\n")
				writeConcern(&b, f, c)
			}
		}
	}
	if len(r.Questions) > 0 {
		b.WriteString("\n" + underlined("Worth asking, though no cause for concern") + "\n")
		for _, q := range r.Questions {
			writeQuestion(&b, f, q)
		}
	}
	if len(r.Focus) > 0 {
		b.WriteString("\n" + underlined("Elements to look at in depth") + "\n")
		for _, at := range r.Focus {
			b.WriteString(wrap("", plain(labelOf(f, at.Element)+": "+at.Reason)))
		}
	}
	return b.String()
}

// severities are those that occur, gravest first; one that is not known comes last.
func severities(cs []concern.Concern) []concern.Severity {
	all := []concern.Severity{concern.High, concern.Medium, concern.Low}
	for _, c := range cs {
		if !slices.Contains(all, c.Severity) {
			all = append(all, c.Severity)
		}
	}
	return slices.DeleteFunc(all, func(s concern.Severity) bool {
		return !slices.ContainsFunc(cs, func(c concern.Concern) bool { return c.Severity == s })
	})
}

func heading(s concern.Severity) string {
	switch s {
	case concern.High:
		return "High: to settle first"
	case concern.Medium:
		return "Medium: to ask about"
	case concern.Low:
		return "Low: if there is time"
	}
	return plain(string(s))
}

func writeConcern(b *strings.Builder, f *framework.Framework, c concern.Concern) {
	const indent = "    "
	b.WriteString(wrap("", plain(labelOf(f, c.Item))))
	found := concern.Title(c.Rule)
	for _, rule := range c.Also {
		found += "; also: " + concern.Title(rule)
	}
	if c.Threshold != 0 {
		found += fmt.Sprintf(" (claimed %s, threshold %s)", c.Claimed, c.Threshold)
	}
	b.WriteString(wrap(indent, plain(found)))
	if quote := unquoted(c.Quote); quote != "" {
		b.WriteString(wrap(indent, plain(fmt.Sprintf("“%s” (%s)", quote, c.Source))))
	}
	b.WriteString(wrap(indent, plain(c.Why)))
	if c.Settle.Ask != "" {
		b.WriteString(wrap(indent, plain(ask(c.Settle.Of, c.Settle.Ask))))
	}
	if c.Settle.See != "" {
		b.WriteString(wrap(indent, plain("See: "+c.Settle.See)))
	}
}

func writeQuestion(b *strings.Builder, f *framework.Framework, q concern.Question) {
	const indent = "    "
	b.WriteString(wrap("", plain(labelOf(f, q.Item))))
	b.WriteString(wrap(indent, plain(q.Why)))
	b.WriteString(wrap(indent, plain(ask(q.Of, q.Ask))))
}

// ask is a question with those it is for.
func ask(of []framework.Role, question string) string {
	if len(of) > 0 {
		return "Ask (" + roles(of) + "): " + question
	}
	return "Ask: " + question
}

// ConcernsJSON is the outcome of a check for programs: always the same fields
// in the same order, lists never null. It may be shown on a terminal as it is:
// characters that cannot be seen are written as \u escapes.
func ConcernsJSON(name, frameworkID string, r concern.Report) ([]byte, error) {
	out := struct {
		Submission string             `json:"submission"`
		Framework  string             `json:"framework"`
		Concerns   []concern.Concern  `json:"concerns"`
		Questions  []concern.Question `json:"questions"`
		Focus      []concern.Focus    `json:"focus"`
	}{name, frameworkID, append([]concern.Concern{}, r.Concerns...), append([]concern.Question{}, r.Questions...), append([]concern.Focus{}, r.Focus...)}
	return visibleJSON(out)
}

// visibleJSON is a value as JSON that may be shown on a terminal.
func visibleJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return Visible(b.Bytes()), nil
}

// visible escapes the characters of a JSON text that cannot be seen. Outside
// its strings there are none but newlines.
func Visible(data []byte) []byte {
	var b []byte
	for _, r := range string(data) {
		if r == '\n' || unicode.IsPrint(r) {
			b = append(b, string(r)...)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			b = fmt.Appendf(b, `\u%04x`, u)
		}
	}
	return b
}

// Problems are what the reader of the submission could not use, a line each.
func Problems(s *submission.Submission) string {
	if len(s.Problems) == 0 {
		return "The submission was read without a problem.\n"
	}
	var b strings.Builder
	b.WriteString(count(len(s.Problems), "problem") + " in the submission; everything else was read:\n")
	for _, p := range s.Problems {
		b.WriteString("- " + plain(p.String()) + "\n")
	}
	return b.String()
}
