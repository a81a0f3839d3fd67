package submission

import (
	"cmp"
	"fmt"
	"strings"

	"halfday/visit/framework"
)

// Account is what the assessor is told of papers that were read: sentences, in
// which texts of the school's stand as they came.
type Account struct {
	// Read says what was read and from where.
	Read []string
	// Columns are those of a table, with what each was taken for.
	Columns []Column
	// Passed are rows and sheets that hold no review and were passed over.
	Passed []string
	// Problems are what could not be read as it stands.
	Problems []Problem
	// Missing says what the papers do not say although it is needed.
	Missing []string
}

// Account sums up how the submission was read against a framework.
func (s *Submission) Account(fw *framework.Framework) Account {
	return Account{
		Read: s.wasRead(fw), Columns: s.Source.Columns, Passed: s.Source.Passed,
		Problems: s.Problems, Missing: append(s.missing(fw), fw.Missing()...),
	}
}

func (s *Submission) wasRead(fw *framework.Framework) []string {
	said := []string{s.Source.sentence(cmp.Or(s.Source.File, s.Name))}
	levels, texts, evidence := 0, 0, len(s.Documents)
	var items, unknown []string
	for _, r := range s.Reviews {
		if node := fw.Find(r.Item); node == nil {
			unknown = append(unknown, r.Item)
		} else if node.IsItem() {
			items = append(items, r.Item)
			if r.Level != 0 {
				levels++
			}
		}
		if r.Commentary != "" {
			texts++
		}
		evidence += len(r.Evidence)
	}
	said = append(said, fmt.Sprintf("Reviews of %d of the %s of %s: %s, %s, %s of evidence.",
		len(items), plural(len(fw.Items()), "item"), fw.ID, plural(levels, "level"), commentaries(texts), plural(evidence, "piece")))
	if len(unknown) > 0 {
		said = append(said, fmt.Sprintf("Not in the framework, but kept and shown: %s.", strings.Join(quoted(unknown), ", ")))
	}
	if n := len(s.Files); n > 0 {
		said = append(said, plural(n, "file")+" came along.")
	}
	return said
}

// sentence says what the file is.
func (s Source) sentence(file string) string {
	parts := []string{}
	switch s.Form {
	case "table":
		parts = append(parts, "a table with a "+s.Separator+" between the cells")
	case "workbook":
		parts = append(parts, "a workbook, of which the sheet "+quote(s.Sheet)+" was read")
	case "":
	default:
		parts = append(parts, "a file in "+s.Form)
	}
	if s.SchoolSheet != "" {
		parts = append(parts, "facts about the school from the sheet "+quote(s.SchoolSheet))
	}
	if s.Encoding != "" {
		parts = append(parts, "written in "+s.Encoding)
	}
	switch {
	case s.ByHand:
		parts = append(parts, "its columns as you said")
	case len(s.Heading) == 1:
		parts = append(parts, fmt.Sprintf("its heading in row %d", s.Heading[0]))
	case len(s.Heading) == 2:
		parts = append(parts, fmt.Sprintf("its heading in rows %d and %d", s.Heading[0], s.Heading[1]))
	case len(s.Columns) > 0:
		parts = append(parts, "without a heading: the columns were told apart by what is in them")
	}
	if len(parts) == 0 {
		return file + "."
	}
	return file + ": " + strings.Join(parts, "; ") + "."
}

// missing says what the assessor has to find out, or fill in by hand.
func (s *Submission) missing(fw *framework.Framework) (said []string) {
	var facts []string
	for _, wanted := range []struct{ field, name string }{
		{"school.name", "its name"},
		{"school.nation", "its nation"},
		{"school.phase", "its phase"},
		{"application.submitted", "the date it was submitted"},
	} {
		if s.Text(wanted.field) == "" {
			facts = append(facts, wanted.name)
		}
	}
	if len(facts) > 0 {
		said = append(said, "Not said of the school: "+strings.Join(facts, ", ")+".")
	}
	if len(s.Day) == 0 {
		said = append(said, "The school’s own day: without it the half-day cannot be fitted round break and lunch.")
	}
	var levels, texts []string
	for _, n := range fw.Items() {
		r := s.Review(n.ID)
		if r == nil || r.Level == 0 {
			levels = append(levels, n.ID)
		}
		if (r == nil || r.Commentary == "") && !s.coveredAbove(n) {
			texts = append(texts, n.ID)
		}
	}
	said = append(said, lacking("No level", levels, len(fw.Items()))...)
	return append(said, lacking("Nothing written, neither at the item nor above it", texts, len(fw.Items()))...)
}

// lacking says at which items something is missing.
func lacking(what string, items []string, of int) []string {
	switch len(items) {
	case 0:
		return nil
	case of:
		return []string{what + " at any item."}
	}
	return []string{what + ": " + strings.Join(items, ", ") + "."}
}

// coveredAbove reports whether something was written for the strand or element
// that a node belongs to.
func (s *Submission) coveredAbove(n *framework.Node) bool {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if r := s.Review(up.ID); r != nil && r.Commentary != "" {
			return true
		}
	}
	return false
}

func quoted(all []string) (q []string) {
	for _, s := range all {
		q = append(q, quote(s))
	}
	return q
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func commentaries(n int) string {
	if n == 1 {
		return "1 commentary"
	}
	return fmt.Sprintf("%d commentaries", n)
}
