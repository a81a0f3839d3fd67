package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
	"halfday/visit/safe"
)

func (d *desk) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Copy the store to another disk",
		Long: "Makes a folder below FOLDER with a copy of everything the store holds, and looks through it. The copy is\n" +
			"encrypted as the store is: it opens with the same passphrase or recovery key.\n" +
			"Exit code: 0 all of it is there, 1 something is damaged in the store and so not in the copy.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				all, err := s.Visits()
				if err == nil && len(all) == 0 {
					err = fmt.Errorf("%s: there are no visits in it, so nothing was saved; choose the store's folder with --data", s.Dir())
				}
				if err != nil {
					return err
				}
				path, missing, err := s.Backup(args[0])
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				_, _ = fmt.Fprintf(out, "Saved and looked through, %s: %s\n", count(len(all), "visit"), safe.Line(path))
				if s.Protected() || s.InKeyring() {
					_, _ = fmt.Fprintln(out, "It opens with your passphrase or your recovery key.")
				} else {
					_, _ = fmt.Fprintln(out, "The store has no passphrase: whoever has this copy can read it. halfday passphrase set changes that.")
				}
				return incomplete(out, missing)
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
			"that was there is kept beside it, and where it is whole and holds visits, halfday asks first.\n" +
			"Exit code: 0 all of it was restored, 1 something was not or you said no.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, err := newestBackup(args[0])
			if err != nil {
				return err
			}
			dir, opt := d.dataDir(), d.options("")
			aside, missing, err := store.Restore(dir, from, opt, replace)
			if errors.Is(err, keys.ErrLocked) {
				err = d.withPassphrase(cmd, "Passphrase of the backup:", func(secret string) (err error) {
					opt.Secret = secret
					aside, missing, err = store.Restore(dir, from, opt, replace)
					return err
				})
			}
			out := cmd.OutOrStdout()
			if errors.Is(err, store.ErrThere) {
				yes, no := d.askToReplace(cmd, from, opt, err)
				switch {
				case no != nil:
					return fmt.Errorf("%w; %w", err, no)
				case !yes:
					return declined(cmd, "Nothing was changed.")
				}
				aside, missing, err = store.Restore(dir, from, opt, true)
			}
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintln(out, "Restored from "+safe.Line(from))
			if k, _, err := keys.Look(dir); err == nil && !slices.ContainsFunc(k.IDs(), k.Protected) {
				_, _ = fmt.Fprintln(out, "The store has no passphrase now. halfday passphrase set changes that.")
			}
			if aside != "" {
				_, _ = fmt.Fprintln(out, "What was there before is kept in "+safe.Line(aside))
			}
			return incomplete(out, missing)
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "also where the present store is whole; it is kept beside the new one")
	return cmd
}

// newestBackup is the newest backup in a folder, or the folder itself.
func newestBackup(folder string) (string, error) {
	backups, err := store.Backups(folder)
	why := "there is no backup in it"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such folder"
	case err != nil:
		why = "it cannot be read as a folder"
	case len(backups) > 0:
		return backups[len(backups)-1], nil
	}
	return "", fmt.Errorf("%s: %s; give the folder that halfday backup made", folder, why)
}

// askToReplace asks whether a backup is to take the place of a store that is
// whole, as there says.
func (d *desk) askToReplace(cmd *cobra.Command, from string, opt store.Options, there error) (bool, error) {
	found, err := store.Examine(from, opt)
	if err != nil {
		return false, err
	}
	visits := fmt.Sprintf("%d visits", found.Visits)
	if found.Visits == 1 {
		visits = "1 visit"
	}
	made := store.Made(from)
	question := fmt.Sprintf("The backup holds %s and was made %s, on %s.\n%s. It is kept beside the new one.\nPut the backup in its place?",
		visits, ago(made, d.author.Now()), made.Local().Format("2 January 2006 at 15.04"), there)
	return ask(cmd, question, "--replace")
}

// ago is how many days before now something was.
func ago(then, now time.Time) string {
	day := func(t time.Time) time.Time {
		y, m, d := t.Local().Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	switch n := int(day(now).Sub(day(then)).Hours() / 24); {
	case n <= 0:
		return "today"
	case n == 1:
		return "yesterday"
	default:
		return fmt.Sprintf("%d days ago", n)
	}
}

// incomplete lists what is not in a copy of the store, and is the command's end
// where that is anything.
func incomplete(out io.Writer, missing []store.Part) error {
	for _, p := range missing {
		_, _ = fmt.Fprintf(out, "not whole in it: %s: %s\n", safe.Line(p.Name), safe.Line(p.Says))
	}
	if len(missing) > 0 {
		return exit{code: exitFailed}
	}
	return nil
}
