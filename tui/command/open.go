package command

import (
	"errors"
	"fmt"
	"io/fs"

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
		Long: "Begins a visit on the submission in FOLDER, and shows it; where there is one already, goes on with it, and takes\n" +
			"in papers that have changed since. Where there is no terminal it only says which visit that is.",
		Example: "halfday open ./a-schools-folder",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if atTerminal() {
				return d.show(cmd, d.dataDir(), func(s *store.Store) (ui.Route, string, error) {
					b, err := begin(s, args[0])
					if err != nil {
						return ui.Route{}, "", err
					}
					start := ui.Route{Visit: b.Record.ID(), Stage: b.Record.Visit().Resume()}
					if b.Renewed || start.Stage < visit.StageNotes {
						start.Stage = visit.StageSubmission
					}
					return start, b.Say(), nil
				})
			}
			return d.withStore(cmd, func(s *store.Store) error {
				b, err := begin(s, args[0])
				if err != nil {
					return err
				}
				if say := b.Say(); say != "" {
					_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "halfday: "+safe.Line(say))
				}
				v := b.Record.Visit().Summary(b.Record.ID(), b.Record.LastSaved())
				_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits([]visit.Summary{v}))
				return err
			})
		},
	}
}

// begin opens the visit on the submission in a folder, and keeps the files that
// came with it.
func begin(s *store.Store, folder string) (b ui.Begun, err error) {
	p, err := prepare(folder, "")
	if err != nil {
		return b, err
	}
	dir, err := openSubmission(folder)
	if err != nil {
		return b, err
	}
	defer func() { _ = dir.Close() }()
	return enter(s, p, dir.FS())
}

// enter opens the visit on what was prepared from a folder, and keeps the files
// that came with it. In a look only nothing is kept.
func enter(s *store.Store, p visit.Prepared, folder fs.FS) (b ui.Begun, err error) {
	if b.Record, b.Renewed, err = s.Enter(p, agenda.Begin(p, agenda.Options{})...); err != nil {
		return b, err
	}
	if left := b.Record.Keep(folder, p.Submission.Supplied()); !errors.Is(left, store.ErrLook) {
		b.Left = left
	}
	return b, nil
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
