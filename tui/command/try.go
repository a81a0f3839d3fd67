package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/tui/papers"
	"halfday/tui/ui"
	"halfday/visit"
)

func (d *desk) try() *cobra.Command {
	fresh := false
	cmd := &cobra.Command{
		Use:   "try",
		Short: "Open the sample school and look round",
		Long: "Opens a sample school, in a store of its own apart from yours. Where there is no terminal it prints\n" +
			"what the stages would show: concerns, agenda, coverage and an outline of the report.",
		Args: needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir := d.sampleDir()
			if fresh {
				if err := store.Discard(dir, d.options("")); err != nil {
					return err
				}
			}
			if atTerminal() {
				return d.show(cmd, dir, func(env *ui.Env) (ui.Intent, error) {
					record, err := beginSample(env.Store)
					if err != nil {
						return ui.Intent{}, err
					}
					return ui.Go(ui.Route{Visit: record.ID()}), nil
				})
			}
			return d.withStoreAt(cmd, dir, func(s *store.Store) error {
				record, err := beginSample(s)
				if err != nil {
					return err
				}
				text, err := report.Stages(record.Visit(), templates.Markdown("agenda"))
				_, _ = fmt.Fprint(cmd.OutOrStdout(), text)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "begin anew: forget what was tried before")
	return cmd
}

// beginSample opens the visit on the sample school.
func beginSample(s *store.Store) (*store.Record, error) {
	f, err := visit.DefaultFramework()
	if err != nil {
		return nil, err
	}
	p, err := visit.Prepare(templates.Sample(), "sample school", f)
	if err != nil {
		return nil, err
	}
	b, err := papers.Enter(s, p, false)
	return b.Record, err
}
