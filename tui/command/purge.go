package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/templates"
)

func (d *desk) purge() *cobra.Command {
	sure := false
	cmd := &cobra.Command{
		Use:   "purge VISIT",
		Short: "Destroy a visit for ever, with every copy in the store",
		Long: "Destroys a visit's key, its notes, judgements, report, evidence, and all copies of them in the store's journal,\n" +
			"snapshots and in stores kept aside by a restore, whole as those are, and prints a certificate. Files you saved yourself and backups are yours to destroy.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				v, err := s.Find(args[0])
				if err != nil {
					return err
				}
				if !sure {
					sure, err = ask(cmd, fmt.Sprintf("Destroy the visit to %q for ever? Nothing brings it back.", v.School), "--yes")
					if err != nil || !sure {
						return err
					}
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
	cmd.Flags().BoolVar(&sure, "yes", false, "destroy it without asking")
	return cmd
}
