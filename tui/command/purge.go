package command

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/templates"
	"halfday/visit"
)

func (d *desk) purge() *cobra.Command {
	sure := false
	cmd := &cobra.Command{
		Use:   "purge VISIT",
		Short: "Destroy a visit for ever, with every copy in the store",
		Long: "Destroys a visit, named by its id or part of the school's name: its key, its notes, judgements, report and\n" +
			"evidence, and all copies of them in the journal and in snapshots. Stores that a restore had set aside go with\n" +
			"it, with all visits in them. It says first what goes and asks, and prints a certificate at the end. Files you\n" +
			"saved yourself and backups are yours to destroy. Answered with no, it destroys nothing and the exit code is 1.",
		Example: "halfday purge sallowby",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := d.mayChange(); err != nil {
				return err
			}
			return d.withStore(cmd, func(s *store.Store) error {
				v, err := s.Find(args[0])
				if err != nil {
					return err
				}
				yes, err := askPurge(cmd, s, v, sure)
				if err != nil {
					return err
				} else if !yes {
					return declined(cmd, "Nothing was destroyed.")
				}
				cert, err := s.Purge(v.ID)
				if err != nil {
					return err
				}
				text, err := cert.Markdown(templates.Markdown("certificate"))
				_, _ = fmt.Fprint(cmd.OutOrStdout(), text)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&sure, "yes", false, "destroy it without asking, and all that a restore had set aside")
	return cmd
}

// askPurge says what goes with a visit, and asks whether it may, unless that is
// sure. Visits that go although they were not named are asked about by themselves.
func askPurge(cmd *cobra.Command, s *store.Store, v visit.Summary, sure bool) (yes bool, err error) {
	r, err := s.Visit(v.ID)
	if err != nil {
		return false, err
	}
	files, err := r.Files()
	if err != nil {
		return false, err
	}
	ring, err := s.Snapshots()
	if err != nil {
		return false, err
	}
	asides, err := s.Asides()
	if err != nil {
		return false, err
	}
	tell(cmd, fmt.Sprintf("With the visit to %q go its %s and %s of evidence, and the copies of it in the journal and in %s.\n",
		v.School, count(len(r.Visit().Notes), "note"), count(len(files), "file"), count(len(ring), "snapshot")))
	if len(asides) > 0 {
		tell(cmd, "What a restore had set aside goes as a whole, with all visits in it:\n"+asideTexts(asides))
	}
	if sure {
		return true, nil
	}
	yes, err = ask(cmd, fmt.Sprintf("Destroy the visit to %q for ever? Nothing brings it back.", v.School), "--yes")
	if err != nil || !yes {
		return false, err
	}
	lost := slices.DeleteFunc(asides, func(a store.Aside) bool { return !a.HoldsMore(v.ID) })
	if len(lost) == 0 {
		return true, nil
	}
	tell(cmd, "These hold more than your store, or may do:\n"+asideTexts(lost)+
		"To keep them, answer no and move them out of this folder first: "+s.Dir()+"\n")
	return ask(cmd, "Destroy these too?", "--yes")
}
