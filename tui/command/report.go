package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/visit/safe"
)

func (d *desk) report() *cobra.Command {
	assessor := ""
	cmd := &cobra.Command{
		Use:   "report VISIT",
		Short: "Print a visit's report as Markdown",
		Args:  needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withVisit(cmd, args[0], func(r *store.Record) error {
				text, err := report.Markdown(templates.Markdown("report"), r.Visit(), report.Options{Now: d.author.Now(), Assessor: assessor})
				if err != nil {
					return err
				}
				for _, open := range report.Open(r.Visit()) {
					_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "still open: "+safe.Line(open))
				}
				_, err = fmt.Fprint(cmd.OutOrStdout(), text)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&assessor, "assessor", "", "your name, to stand in the report")
	return cmd
}
