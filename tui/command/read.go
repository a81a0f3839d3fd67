package command

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
)

func (d *desk) read() *cobra.Command {
	asJSON, named := false, ""
	cmd := &cobra.Command{
		Use:   "read PAPERS",
		Short: "Print what was understood of a school's papers",
		Long: "Prints what was read of a school's papers and from where, what each column of a table was taken for, what\n" +
			"could not be read, and what is missing. " + papersAre + "\n\nExit code: 0 read, 2 it could not be read.",
		Example: "halfday read ./a-schools-folder\nhalfday read self-review.xlsx --json",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, at, err := d.papers().Prepare(args[0], named)
			if err != nil {
				return exit{exitNotRead, err}
			}
			defer at.Close()
			if asJSON {
				data, err := json.MarshalIndent(p.Submission, "", "  ")
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(cmd.OutOrStdout(), string(report.Visible(data)))
				return err
			}
			name := cmp.Or(p.Submission.School.Name, p.Submission.Name)
			_, err = fmt.Fprint(cmd.OutOrStdout(), report.Account(name, p.Submission.Account(p.Framework)))
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print all that was read, as JSON for other programs")
	cmd.Flags().StringVar(&named, "framework", "", frameworkFlag)
	return cmd
}
