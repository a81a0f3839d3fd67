package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/templates"
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
			return d.withStoreAt(cmd, dir, func(s *store.Store) error {
				record, err := beginSample(s)
				if err != nil {
					return err
				}
				if !atTerminal() {
					text, err := report.Stages(record.Visit(), templates.Markdown("agenda"))
					_, _ = fmt.Fprint(cmd.OutOrStdout(), text)
					return err
				}
				return d.show(cmd, s, ui.Route{Visit: record.ID()}, false)
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
	r, _, err := s.Enter(p, agenda.Begin(p, agenda.Options{})...)
	if err == nil {
		if left := r.Keep(templates.Sample(), p.Submission.Supplied()); !errors.Is(left, store.ErrLook) {
			err = left
		}
	}
	return r, err
}
