package report

import (
	"fmt"
	"strings"

	"halfday/visit/framework"
)

// Frameworks lists frameworks for a terminal: id, name, what each has and what
// is missing. folder is where the user's own are.
func Frameworks(all []framework.Entry, folder string) string {
	var b strings.Builder
	for _, e := range all {
		where := "shipped"
		if e.Own {
			where = "your own, " + e.File
		}
		if e.Err != nil {
			b.WriteString(fit(plain(e.ID), 14) + "  " + plain("cannot be used, "+where) + "\n")
			b.WriteString(wrap("                ", plain(e.Err.Error())))
			continue
		}
		f := e.Framework
		b.WriteString(wrap("", fit(plain(e.ID), 14)+"  "+plain(f.Name+" "+f.Version+"; "+where)))
		b.WriteString(wrap("                ", plain(f.Count().String())))
		for _, m := range f.Missing() {
			b.WriteString(wrap("                ", plain("incomplete: "+m)))
		}
	}
	b.WriteString("\n" + wrap("", plain("Your own frameworks are looked for in "+folder)))
	return b.String()
}

// Framework is a framework in outline.
func Framework(f *framework.Framework) string {
	var b strings.Builder
	b.WriteString(underlined(plain(f.Name + " " + f.Version)))
	b.WriteString(wrap("", plain(fmt.Sprintf("%s: %s; levels %s, the highest, to %s", f.ID, f.Count(), f.Levels.Best, f.Levels.Worst))))
	var walk func(n *framework.Node, indent string)
	walk = func(n *framework.Node, indent string) {
		text := label(n)
		if n.IsItem() {
			threshold := "no threshold"
			if t := n.Threshold(); t != 0 {
				threshold = "threshold " + t.String()
			}
			text += " (" + threshold + ", " + count(len(n.Statements), "statement") + ")"
		}
		b.WriteString(wrap(indent, plain(text)))
		for _, p := range n.Parts() {
			walk(p, indent+"  ")
		}
	}
	for _, e := range f.Elements {
		b.WriteString("\n")
		walk(e, "")
	}
	listed(&b, "To be filled in", f.Missing())
	return b.String()
}

// FrameworkProblems is what is wrong in a framework's file and what is missing; f
// is nil where something is wrong.
func FrameworkProblems(file string, problems []framework.Problem, f *framework.Framework) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(wrap("", plain(file+": "+p.String())))
	}
	if f == nil {
		b.WriteString("\n" + count(len(problems), "fault") + ": the file cannot be used before that is put right.\n")
		return b.String()
	}
	b.WriteString(wrap("", plain("✓ "+file+": nothing is wrong; it has "+f.Count().String()+".")))
	listed(&b, "To be filled in", f.Missing())
	return b.String()
}

// Imported is what was read of an official text.
func Imported(file string, read *framework.Official) string {
	var b strings.Builder
	b.WriteString(wrap("", plain("Read from "+file+": "+read.Count().String()+".")))
	for _, e := range read.Elements {
		b.WriteString(wrap("  ", plain(label(e))))
	}
	var problems []string
	for _, p := range read.Problems {
		problems = append(problems, p.String())
	}
	listed(&b, "To look at", problems)
	return b.String()
}
