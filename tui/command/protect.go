package command

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
	"halfday/tui/papers"
)

func (d *desk) protect() *cobra.Command {
	say := func(cmd *cobra.Command, _ []string) error {
		return d.withStore(cmd, func(s *store.Store) error { return status(cmd.OutOrStdout(), s) })
	}
	cmd := &cobra.Command{
		Use:   "passphrase",
		Short: "Say what protects the store; set, change or remove its passphrase",
		Long: "Says what protects the store; the commands below change it. The store is always encrypted. Without a passphrase\n" +
			"its key lies beside it, which protects nothing from somebody who has your laptop; with one nobody opens it\n" +
			"without the passphrase or the recovery key.",
		Args: needs(0),
		RunE: say,
	}
	cmd.AddCommand(&cobra.Command{Use: "status", Short: "Say what protects the store", Args: needs(0), RunE: say},
		d.setPassphrase("set", "Set a passphrase, or change it"),
		d.setPassphrase("change", "Change the passphrase: the same as set"),
		d.removePassphrase(), d.idle(), d.keyring())
	return cmd
}

// changing is what a command of passphrase does with the store, and then says
// what protects it.
func (d *desk) changing(cmd *cobra.Command, change func(*store.Store) error) error {
	if err := d.mayChange(); err != nil {
		return err
	}
	return d.withStore(cmd, func(s *store.Store) error {
		if err := change(s); err != nil {
			return err
		}
		return status(cmd.OutOrStdout(), s)
	})
}

func (d *desk) removePassphrase() *cobra.Command {
	sure := false
	cmd := &cobra.Command{
		Use:   "remove",
		Short: "Remove the passphrase: the key lies beside the store again",
		Long: "Removes the passphrase, the recovery key and the way by the keyring, after asking. The key then lies in the\n" +
			"store's folder again: whoever has this laptop unlocked, or its disk, can read everything.",
		Args: needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.changing(cmd, func(s *store.Store) (err error) {
				if !s.Protected() && !s.InKeyring() {
					return nil
				}
				if !sure {
					sure, err = ask(cmd, "Without a passphrase the key lies in the store's folder again: whoever has this laptop unlocked, or its\n"+
						"disk, can read everything. The recovery key is then of no use.\nRemove the passphrase?", "--yes")
					if err != nil {
						return err
					} else if !sure {
						return declined(cmd, "Nothing was changed.")
					}
				}
				return s.Unprotect()
			})
		},
	}
	cmd.Flags().BoolVar(&sure, "yes", false, "remove it without asking")
	return cmd
}

// longestIdle is the longest time without a key that can be set, in minutes.
const longestIdle = 24 * 60

func (d *desk) idle() *cobra.Command {
	return &cobra.Command{
		Use:     "idle MINUTES",
		Short:   "Set after how many minutes without a key halfday locks; 0 is never",
		Long:    "Sets after how many minutes without a key halfday locks itself on the screen, up to a day. 0 is never.\nOnly a store with a passphrase locks.",
		Example: "halfday passphrase idle 20",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			minutes, err := strconv.Atoi(args[0])
			if err != nil || minutes < 0 || minutes > longestIdle {
				return misused(cmd, fmt.Errorf("%q is no number of minutes from 0 to %d", args[0], longestIdle))
			}
			return d.changing(cmd, func(s *store.Store) error {
				err := s.SetIdle(time.Duration(minutes) * time.Minute)
				if err == nil && !s.Protected() {
					tell(cmd, "Kept for the day there is a passphrase: without one nothing locks.\n")
				}
				return err
			})
		},
	}
}

func (d *desk) keyring() *cobra.Command {
	return &cobra.Command{
		Use:   "keyring on|off",
		Short: "Keep a way to the key in this system's keyring, or take it away",
		Long: "With the keyring, halfday opens without the passphrase while you are logged in: convenient, and as safe as\n" +
			"your login. It is off unless you switch it on.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "on" && args[0] != "off" {
				return misused(cmd, fmt.Errorf("%q is neither on nor off", args[0]))
			}
			return d.changing(cmd, func(s *store.Store) error {
				return keyringWords(s.Keyring(args[0] == "on"))
			})
		},
	}
}

// keyringWords says in plain words why the keyring cannot be used.
func keyringWords(err error) error {
	switch {
	case errors.Is(err, keys.ErrNoKeyring):
		return papers.InWords(err, "this computer has no keyring that halfday can use; nothing was changed, go on with the passphrase")
	case errors.Is(err, keys.ErrUnprotected):
		return papers.InWords(err, "the store has no passphrase, so there is nothing to keep in a keyring; set one with halfday passphrase set")
	}
	return err
}

// status says what protects the store.
func status(out io.Writer, s *store.Store) error {
	text := ""
	switch {
	case s.InKeyring():
		text = "The store opens with your passphrase or your recovery key, and without them while you are logged in, by this\n" +
			"system's keyring: it is as safe as your login, and does not lock. halfday passphrase keyring off changes that."
	case !s.Protected():
		text = "No passphrase. The store is encrypted, but its key lies beside it, readable by you alone: whoever has this\n" +
			"laptop unlocked, or its disk, can read it. halfday passphrase set changes that."
	case s.Idle() == 0:
		text = "The store opens with your passphrase or your recovery key only. It does not lock by itself."
	default:
		text = "The store opens with your passphrase or your recovery key only. It locks after " +
			count(int(s.Idle().Minutes()), "minute") + " without a key."
	}
	_, err := fmt.Fprintln(out, text)
	return err
}
