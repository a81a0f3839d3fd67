package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
	"halfday/visit/safe"
)

func (d *desk) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Copy the whole store to another disk, encrypted as it is",
		Long: "Makes a folder below FOLDER with a copy of everything the store holds, and looks through it. The copy is\n" +
			"encrypted as the store is: it opens with the same passphrase or recovery key.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				path, err := s.Backup(args[0])
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				_, _ = fmt.Fprintln(out, "Saved and looked through: "+safe.Line(path))
				if s.Protected() {
					_, _ = fmt.Fprintln(out, "It opens with your passphrase or your recovery key.")
				} else {
					_, _ = fmt.Fprintln(out, "The store has no passphrase: whoever has this copy can read it. halfday passphrase set changes that.")
				}
				return nil
			})
		},
	}
}

func (d *desk) restore() *cobra.Command {
	replace := false
	cmd := &cobra.Command{
		Use:   "restore FOLDER",
		Short: "Bring a backup back",
		Long: "Looks through the backup in FOLDER, or the newest one below it, and puts it in the store's place. The store\n" +
			"that was there is kept beside it, and where it is whole and holds visits, halfday asks first.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			backups, err := store.Backups(args[0])
			if err != nil {
				return fmt.Errorf("%s: %w; give the folder that halfday backup made", args[0], err)
			}
			if len(backups) == 0 {
				return fmt.Errorf("%s: there is no backup; give the folder that halfday backup made", args[0])
			}
			from, dir, opt := backups[len(backups)-1], d.dataDir(), d.options("")
			aside, err := store.Restore(dir, from, opt, replace)
			if errors.Is(err, keys.ErrLocked) {
				if opt.Secret, err = d.passphrase(cmd, "Passphrase of the backup:"); err != nil {
					return err
				}
				aside, err = store.Restore(dir, from, opt, replace)
			}
			if errors.Is(err, store.ErrThere) {
				yes, no := ask(cmd, err.Error()+"\nPut the backup in its place?", "--replace")
				if no != nil || !yes {
					return err
				}
				aside, err = store.Restore(dir, from, opt, true)
			}
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			_, _ = fmt.Fprintln(out, "Restored from "+safe.Line(from))
			if aside != "" {
				_, _ = fmt.Fprintln(out, "What was there before is kept in "+safe.Line(aside))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "also where the present store is whole; it is kept beside the new one")
	return cmd
}
