package command

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
)

func (d *desk) protect() *cobra.Command {
	say := func(cmd *cobra.Command, _ []string) error {
		return d.withStore(cmd, func(s *store.Store) error { return status(cmd.OutOrStdout(), s) })
	}
	cmd := &cobra.Command{
		Use:   "passphrase",
		Short: "Set, change or remove the passphrase of the store",
		Long: "The store is always encrypted. Without a passphrase its key lies beside it, which protects nothing from\n" +
			"somebody who has your laptop; with one nobody opens it without the passphrase or the recovery key.",
		Args: needs(0),
		RunE: say,
	}
	file := ""
	set := &cobra.Command{
		Use:     "set",
		Aliases: []string{"change"},
		Short:   "Set a passphrase, or change it",
		Args:    needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				phrase, err := newPassphrase(cmd, file)
				if err != nil {
					return err
				}
				recovery, err := s.Protect(phrase)
				if recovery != "" || err == nil { // it may be needed although something failed late
					err = errors.Join(err, d.handOver(cmd, recovery, file != ""))
				}
				return err
			})
		},
	}
	set.Flags().StringVar(&file, "new-passphrase-file", "", "file whose first line is the new passphrase")
	remove := &cobra.Command{
		Use:   "remove",
		Short: "Remove the passphrase: the key lies beside the store again",
		Args:  needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.withStore(cmd, func(s *store.Store) error {
				if err := s.Unprotect(); err != nil {
					return err
				}
				return status(cmd.OutOrStdout(), s)
			})
		},
	}
	idle := &cobra.Command{
		Use:   "idle MINUTES",
		Short: "Set after how many minutes without a key halfday locks; 0 is never",
		Args:  needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			minutes := 0
			if _, err := fmt.Sscanf(args[0], "%d", &minutes); err != nil || minutes < 0 || minutes > 24*60 {
				return misused(cmd, fmt.Errorf("%q is no number of minutes", args[0]))
			}
			return d.withStore(cmd, func(s *store.Store) error {
				if err := s.SetIdle(time.Duration(minutes) * time.Minute); err != nil {
					return err
				}
				return status(cmd.OutOrStdout(), s)
			})
		},
	}
	keyring := &cobra.Command{
		Use:   "keyring on|off",
		Short: "Keep a way to the key in this system's keyring, or take it away",
		Long: "With the keyring, halfday opens without the passphrase while you are logged in: convenient, and as safe as\n" +
			"your login. It is off unless you switch it on.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "on" && args[0] != "off" {
				return misused(cmd, fmt.Errorf("%q is neither on nor off", args[0]))
			}
			return d.withStore(cmd, func(s *store.Store) error {
				if err := s.Keyring(args[0] == "on"); err != nil {
					return err
				}
				return status(cmd.OutOrStdout(), s)
			})
		},
	}
	cmd.AddCommand(&cobra.Command{Use: "status", Short: "Say what protects the store", Args: needs(0), RunE: say},
		set, remove, idle, keyring)
	return cmd
}

// status says what protects the store.
func status(out io.Writer, s *store.Store) error {
	if s.InKeyring() {
		_, err := fmt.Fprintln(out, "The store opens with your passphrase or your recovery key, and without them while you are logged in, by this\n"+
			"system's keyring: it is as safe as your login, and does not lock. halfday passphrase keyring off changes that.")
		return err
	}
	if !s.Protected() {
		_, err := fmt.Fprintln(out, "No passphrase. The store is encrypted, but its key lies beside it, readable by you alone: whoever has this\n"+
			"laptop unlocked, or its disk, can read it. halfday passphrase set changes that.")
		return err
	}
	lock := "It does not lock by itself."
	if s.Idle() > 0 {
		lock = fmt.Sprintf("It locks after %d minutes without a key.", int(s.Idle().Minutes()))
	}
	_, err := fmt.Fprintln(out, "The store opens with your passphrase or your recovery key only. "+lock)
	return err
}

// newPassphrase reads the new passphrase, from a file or twice from the terminal.
func newPassphrase(cmd *cobra.Command, file string) (phrase string, err error) {
	if file != "" {
		if phrase, err = readPassphrase(file); err != nil {
			return "", fmt.Errorf("%s: %w", file, err)
		}
	} else {
		if phrase, err = secret(cmd, "New passphrase (four random words are good):"); err != nil {
			return "", err
		}
	}
	if why := keys.Weak(phrase); why != "" {
		return "", fmt.Errorf("this passphrase is too weak: %s", why)
	}
	if file != "" {
		return phrase, nil
	}
	again, err := secret(cmd, "The same again:")
	if err == nil && again != phrase {
		err = errors.New("the two are not the same; nothing was changed, try again")
	}
	return phrase, err
}

// handOver shows the recovery key, and at a terminal asks whether it was written
// down.
func (d *desk) handOver(cmd *cobra.Command, recovery string, quiet bool) error {
	out := cmd.OutOrStdout()
	if recovery == "" {
		_, err := fmt.Fprintln(out, "The passphrase is changed. Your recovery key stays as it was.")
		return err
	}
	_, _ = fmt.Fprintf(out, "The passphrase is set, and everything was encrypted anew.\n\nYour recovery key, shown this once:\n\n    %s\n\n"+
		"Write it on paper and keep it apart from the laptop. It opens the store when the passphrase is forgotten;\n"+
		"without either nobody can.\n", recovery)
	if quiet || !atTerminal() {
		return nil
	}
	group, _, _ := strings.Cut(recovery, "-")
	for {
		typed, err := secret(cmd, "Type its first four characters when you have it on paper:")
		if err != nil || strings.EqualFold(strings.TrimSpace(typed), group) {
			return err
		}
		_, _ = fmt.Fprintln(out, "That is not what it begins with.")
	}
}
