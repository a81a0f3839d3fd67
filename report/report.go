// Package report writes what the assessor hands on or reads back: the
// recommendation report for the awarding body, first drafts of its sections,
// what is still open before it is finished, and the plain texts that stand in
// for the screens where there is no terminal.
//
// The report is Markdown and that file is the report of record. Its words are
// kind and exact: it gives a recommendation, never a verdict, and says plainly
// what is not written yet. What people wrote is put in as text and can never
// become anything else: see line and prose.
package report

import (
	"fmt"
	"strings"
	"text/template"
	"time"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/safe"
)

// Options are what a report needs to know beside the visit.
type Options struct {
	// Now is the time of writing.
	Now time.Time
	// Assessor is the assessor's name, empty where it is not given.
	Assessor string
}

// Markdown writes the visit's report with a template, as CommonMark with one
// extension, GitHub's tables. It works at any stage of the visit: what is not
// there yet is said to be so. An error means that the template is at fault.
func Markdown(tmpl string, v *visit.Visit, opt Options) (string, error) {
	return fill("report", tmpl, newPage(v, opt))
}

// fill writes what a template makes of a page. The name is for its errors.
func fill(name, tmpl string, page any) (string, error) {
	t, err := template.New(name).Parse(tmpl)
	if err != nil {
		return "", fmt.Errorf("reading the template of the %s: %w", name, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, page); err != nil {
		return "", fmt.Errorf("filling in the template of the %s: %w", name, err)
	}
	return tidy(b.String()), nil
}

// tidy leaves one blank line where the template's branches left several. No
// written text is touched: line and prose leave no two blank lines in a row.
func tidy(s string) string {
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(s) + "\n"
}

// md is Markdown to be put into the report as it is. Only line, prose and
// this package's own words make one.
type md string

// line makes one line of text from what people wrote. Other than safe.Markdown
// expects, the template may set it behind a quotation mark or the asterisks of
// bold, where a tilde that comes first could strike words through.
func line(s string) md {
	m := safe.Markdown(oneLine(s))
	if strings.HasPrefix(m, "~") {
		m = `\` + m
	}
	return md(m)
}

// oneLine joins lines and runs of spaces, as a reader sees them.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// label is a node's id and name: "1a1 The vision".
func label(n *framework.Node) string { return strings.TrimSpace(n.ID + " " + n.Name) }

// labelOf is the label of the node with this id; an id the framework does not
// know is shown as such.
func labelOf(f *framework.Framework, id string) string {
	if n := f.Find(id); n != nil {
		return label(n)
	}
	if id == concern.Application {
		return "The application as a whole"
	}
	return strings.TrimSpace(id + " (not in the framework)")
}

// list joins words for a sentence: "1a1, 1b2 and 2a".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// ids are the nodes' ids.
func ids(nodes []*framework.Node) []string {
	s := make([]string, len(nodes))
	for i, n := range nodes {
		s[i] = n.ID
	}
	return s
}
