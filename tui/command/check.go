package command

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
)

// papersAre says what a command takes for a school's papers, and frameworkFlag
// what a framework is named by.
const (
	papersAre     = "PAPERS is the school's folder, a zip of it, or\na single file: .yaml, .json, .xlsx, .csv or .tsv."
	frameworkFlag = "framework to read them with, by its id or file (default: the one they name, or srf-2010)"
)

func (d *desk) check() *cobra.Command {
	asJSON, named := false, ""
	cmd := &cobra.Command{
		Use:   "check PAPERS",
		Short: "Print the causes for concern in a submission",
		Long: "Prints the causes for concern in a school's submission, each with the words that triggered it and\n" +
			"what would settle it. " + papersAre + "\n\nExit code: 0 none, 1 concerns, 2 the submission could not be read.",
		Example: "halfday check ./a-schools-folder",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, at, err := d.papers().Prepare(args[0], named)
			if err != nil {
				return exit{exitNotRead, err}
			}
			defer at.Close()
			out := cmd.OutOrStdout()
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
	return cmd
}
