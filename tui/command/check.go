package command

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/visit"
	"halfday/visit/concern"
)

// papersAre says what a command takes for a school's papers, and frameworkFlag
// what a framework is named by.
const (
	papersAre     = "PAPERS is the school's folder, a zip of it, or\na single file: .yaml, .json, .xlsx, .csv or .tsv."
	frameworkFlag = "framework to read them with, by its id or file (default: the one they name, or srf-2010)"
)

func (d *desk) check() *cobra.Command {
	asJSON, named, item := false, "", ""
	cmd := &cobra.Command{
		Use:   "check PAPERS",
		Short: "Print the causes for concern in a submission",
		Long: "Prints the causes for concern in a school's submission, each with the words that triggered it and\n" +
			"what would settle it. " + papersAre + "\n\nWith --explain it shows how one item was read instead: the school's text with the phrases that\n" +
			"speak for and against its level. They are pointed out for you to weigh; no level is ever given." +
			"\n\nExit code: 0 none, 1 concerns (with --explain, at that item), 2 the submission could not be read or has no\nsuch item.",
		Example: "halfday check ./a-schools-folder\nhalfday check ./a-schools-folder --explain 1b4",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, at, err := d.papers().Prepare(args[0], named)
			if err != nil {
				return exit{exitNotRead, err}
			}
			defer at.Close()
			out := cmd.OutOrStdout()
			if cmd.Flags().Changed("explain") {
				return explain(out, p, item, asJSON)
			}
			if asJSON {
				data, err := report.ConcernsJSON(p.Submission.Name, p.Framework.ID, p.Check)
				if err != nil {
					return err
				}
				_, _ = fmt.Fprintln(out, string(data))
			} else {
				school := cmp.Or(p.Submission.School.Name, p.Submission.Name)
				_, _ = fmt.Fprint(out, report.Problems(p.Submission), report.Concerns(school, p.Framework, p.Check))
			}
			if len(p.Check.Concerns) > 0 {
				return exit{code: exitConcerns}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON for other programs")
	cmd.Flags().StringVar(&named, "framework", "", frameworkFlag)
	cmd.Flags().StringVar(&item, "explain", "", "item, such as 1b4, whose reading to show phrase by phrase")
	return cmd
}

// explain prints how one item was read, or what is of concern in the application.
func explain(out io.Writer, p visit.Prepared, item string, asJSON bool) error {
	x, ok := p.Explain(item)
	if item == concern.Application {
		x, ok = concern.Explanation{Item: item, Texts: []concern.Marked{}}, true
	}
	if !ok {
		return exit{exitNotRead, fmt.Errorf("%s has no item called %q; it has ids such as %s, and “application”", p.Framework.ID, item, p.Framework.Items()[0].ID)}
	}
	if asJSON {
		data, err := report.ExplanationJSON(x)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintln(out, string(data))
	} else {
		_, _ = fmt.Fprint(out, report.Explanation(p.Framework, x, p.Check))
	}
	if slices.ContainsFunc(p.Check.Concerns, func(c concern.Concern) bool { return c.Item == x.Item }) {
		return exit{code: exitConcerns}
	}
	return nil
}
