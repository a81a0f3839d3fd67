package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/visit"
	"halfday/visit/safe"
)

func (d *desk) report() *cobra.Command {
	assessor, withNames := "", false
	cmd := &cobra.Command{
		Use:   "report VISIT",
		Short: "Print a visit's report as Markdown",
		Long: "Prints the report on standard output, and on standard error what is still open. Where your notes or texts\n" +
			"seem to name somebody, or to hold another personal detail, it lists these and asks first. Your yes is kept\n" +
			"with the visit: you are asked once. Where there is no terminal to answer at, --with-names says yes this time.\n" +
			"Answered with no, it prints nothing and the exit code is 1.",
		Example: "halfday report sallowby --assessor \"A. N. Assessor\" > report.md",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withVisit(cmd, args[0], func(r *store.Record) error {
				if !withNames {
					if err := d.allowNames(cmd, r); err != nil {
						return err
					}
				}
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
	cmd.Flags().BoolVar(&withNames, "with-names", false, "print it although it may tell names or other personal details")
	return cmd
}

// allowNames asks whether the names and other personal details on a visit may
// stand, if there are any; an error means that they may not.
func (d *desk) allowNames(cmd *cobra.Command, r *store.Record) error {
	found := r.Visit().Private()
	if len(found) == 0 {
		return nil
	}
	for _, f := range found {
		_, _ = fmt.Fprintln(cmd.ErrOrStderr(), safe.Line(fmt.Sprintf("to look at: “%s”, %s? In %s.", f.Text, f.Kind.Name(), f.Name)))
	}
	switch yes, err := ask(cmd, "Print the report all the same, and let these words stand?", "--with-names"); {
	case err != nil:
		return err
	case !yes:
		return errors.New("the report is not printed; write roles in place of names, or say --with-names")
	case d.readOnly: // then it is asked again
		return nil
	}
	return r.Do(visit.AllowPrivate(found))
}
