package command

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/safe"
)

func (d *desk) open() *cobra.Command {
	return &cobra.Command{
		Use:   "open FOLDER",
		Short: "Open a school's submission, or go on with its visit",
		Args:  needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				record, renewed, err := begin(cmd, s, args[0])
				if err != nil {
					return err
				}
				if !atTerminal() {
					v := record.Visit().Summary(record.ID(), record.LastSaved())
					_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits([]visit.Summary{v}))
					return err
				}
				start := ui.Route{Visit: record.ID(), Stage: record.Visit().Resume()}
				if renewed || start.Stage < visit.StageNotes {
					start.Stage = visit.StageSubmission
				}
				return d.show(cmd, s, start, renewed)
			})
		},
	}
}

// begin opens the visit on the submission in a folder, and keeps the files that
// came with it.
func begin(cmd *cobra.Command, s *store.Store, folder string) (r *store.Record, renewed bool, err error) {
	p, err := prepare(folder, "")
	if err != nil {
		return nil, false, err
	}
	if r, renewed, err = s.Enter(p, agenda.Begin(p, agenda.Options{})...); err != nil {
		return nil, false, err
	}
	dir, err := os.OpenRoot(folder)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = dir.Close() }()
	if left := r.Keep(dir.FS(), p.Submission.Supplied()); left != nil && !errors.Is(left, store.ErrLook) {
		_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "halfday: "+safe.Line(left.Error()))
	}
	return r, renewed, nil
}

func (d *desk) visits() *cobra.Command {
	return &cobra.Command{
		Use:   "visits",
		Short: "List your visits",
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
