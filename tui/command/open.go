package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/safe"
)

func (d *desk) open() *cobra.Command {
	named := ""
	cmd := &cobra.Command{
		Use:   "open PAPERS",
		Short: "Open a school's submission, or go on with its visit",
		Long: "Begins a visit on a school's papers, and shows it; where there is one already, goes on with it, and takes in\n" +
			"papers that have changed since. Where there is no terminal it only says which visit that is, and what has\n" +
			"changed. " + papersAre,
		Example: "halfday open ./a-schools-folder",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if atTerminal() {
				return d.show(cmd, d.dataDir(), func(env *ui.Env) (ui.Intent, error) {
					b, err := d.papers().Begin(env.Store, args[0], named)
					if err != nil {
						return ui.Intent{}, err
					}
					start := ui.Route{Visit: b.Record.ID(), Stage: b.Record.Visit().Resume()}
					if b.Entry == store.Renewed || start.Stage < visit.StageNotes {
						start.Stage = visit.StageSubmission
					}
					in := ui.Go(start)
					in.Say, in.Show = b.Say(), widget.NewArrival(env.Theme, b)
					return in, nil
				})
			}
			return d.withStore(cmd, func(s *store.Store) error {
				b, err := d.papers().Begin(s, args[0], named)
				if err != nil {
					return err
				}
				if say := b.Say(); say != "" {
					_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "halfday: "+safe.Line(say))
				}
				if b.Entry == store.Renewed {
					_, _ = fmt.Fprint(cmd.ErrOrStderr(), report.Changes(b.Record.Visit()))
				}
				v := b.Record.Visit().Summary(b.Record.ID(), b.Record.LastSaved())
				_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits([]visit.Summary{v}))
				return err
			})
		},
	}
	cmd.Flags().StringVar(&named, "framework", "", frameworkFlag)
	return cmd
}

func (d *desk) visits() *cobra.Command {
	return &cobra.Command{
		Use:   "visits",
		Short: "List your visits",
		Long:  "Lists your visits, the one changed last first: id and school, how far each is, and what is to be done next.",
		Args:  needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				all, err := s.Visits()
				if err != nil {
					return err
				}
				_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits(all))
				return err
			})
		},
	}
}
