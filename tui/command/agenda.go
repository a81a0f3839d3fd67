package command

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"halfday/agenda"
	"halfday/store"
	"halfday/templates"
	"halfday/visit"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

func (d *desk) agenda() *cobra.Command {
	wish, start, named := agenda.Options{}, "", ""
	cmd := &cobra.Command{
		Use:   "agenda PAPERS|VISIT",
		Short: "Print the half-day for a school, as Markdown",
		Long: "Prints the agenda for the school as Markdown: drafted from a school's papers, or as you left it on a\n" +
			"visit, named by its id or part of the school's name. The flags are wishes for a draft. What breaks a rule of\n" +
			"the scheme is said on standard error.",
		Example: "halfday agenda ./a-schools-folder --start 9.15\nhalfday agenda sallowby > agenda.md",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err != nil {
				if err := d.withVisit(cmd, args[0], func(r *store.Record) error { return printAgenda(cmd, r.Visit()) }); !errors.Is(err, store.ErrNoVisit) {
					return err
				}
			}
			p, at, err := d.papers().Prepare(args[0], named)
			if err != nil {
				return err
			}
			defer at.Close()
			if start != "" {
				if wish.Start, err = submission.ParseClock(start); err != nil {
					return misused(cmd, err)
				}
			}
			log, _, err := visit.Begin(d.author, agenda.Begin(p, wish)...)
			if err != nil {
				return err
			}
			return printAgenda(cmd, log.Visit())
		},
	}
	cmd.Flags().StringVar(&named, "framework", "", frameworkFlag)
	cmd.Flags().StringVar(&start, "start", "", "when the visit begins, such as 9.15")
	cmd.Flags().IntVar(&wish.Minutes, "minutes", 0, "how many minutes it may take (default: 180)")
	cmd.Flags().BoolVar(&wish.Afternoon, "afternoon", false, "after lunch instead of in the morning")
	cmd.Flags().BoolVar(&wish.Moderated, "moderated", false, "a lead assessor is there too")
	return cmd
}

// printAgenda prints a visit's agenda, and on standard error what it breaks.
func printAgenda(cmd *cobra.Command, v *visit.Visit) error {
	text, err := agenda.Markdown(templates.Markdown("agenda"), v)
	if err != nil {
		return err
	}
	for _, b := range agenda.Check(v.Agenda, v.Submission.Day) {
		_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "to look at: "+safe.Line(b.Text))
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), text)
	return err
}
