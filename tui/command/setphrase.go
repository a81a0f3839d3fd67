package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
)

// setPassphrase is the command that sets a passphrase, under one of its names.
func (d *desk) setPassphrase(name, short string) *cobra.Command {
	file, sure := "", false
	cmd := &cobra.Command{
		Use:   name,
		Short: short,
		Long: short + ".\n\n" + phraseRule + "\n\nThe first one encrypts everything anew, and a recovery key is shown once: have paper ready. Changing it leaves the\n" +
			"recovery key as it was. Where there is no terminal, give it with --new-passphrase-file, and the present one with\n" +
			"--passphrase-file.",
		Args: needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := d.mayChange(); err != nil {
				return err
			}
			phrase := ""
			if file != "" {
				var err error
				if phrase, err = phraseFrom(file); err != nil {
					return err
				}
			}
			return d.withStore(cmd, func(s *store.Store) error {
				bare, err := askAsides(cmd, s, sure)
				if err != nil {
					return err
				}
				if file != "" {
					_, err = protect(cmd, s, phrase)
				} else {
					err = typePassphrase(cmd, s)
				}
				for _, a := range bare {
					if err == nil {
						err = s.RemoveAside(a)
					}
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&file, "new-passphrase-file", "", "file whose first line is the new passphrase")
	cmd.Flags().BoolVar(&sure, "yes", false, "remove stores without a passphrase that a restore had set aside, without asking")
	return cmd
}

// phraseRule is what keys.Weak asks for.
const phraseRule = "A passphrase is four words that have nothing to do with each other, or at least 14 characters of several kinds."

// phraseFrom is the new passphrase in a file.
func phraseFrom(file string) (string, error) {
	phrase, err := readPassphrase(file)
	if err != nil {
		return "", fmt.Errorf("the new passphrase cannot be taken from %s: %w; --new-passphrase-file takes a file whose first line is the passphrase", file, err)
	}
	if why := keys.Weak(phrase); why != "" {
		return "", fmt.Errorf("this passphrase is too weak: %s", why)
	}
	return phrase, nil
}

// phraseTries is how often a new passphrase may be typed.
const phraseTries = 3

// typePassphrase sets the passphrase that is typed twice at the terminal.
func typePassphrase(cmd *cobra.Command, s *store.Store) error {
	recovery := ""
	err := withHidden(cmd, "--new-passphrase-file", func(h *hidden) error {
		tell(cmd, phraseRule+"\n")
		phrase, err := h.readTwice()
		if err != nil {
			return err
		}
		wait(cmd)
		return h.undisturbed(func() (err error) {
			recovery, err = protect(cmd, s, phrase)
			return err
		})
	})
	if err != nil || recovery == "" || !atTerminal() {
		return err
	}
	return confirmRecovery(cmd, recovery)
}

// readTwice reads a new passphrase, and once more to be sure of it.
func (h *hidden) readTwice() (string, error) {
	for try := 1; ; try++ {
		phrase, err := h.read("New passphrase:")
		if err != nil {
			return "", err
		}
		why := keys.Weak(phrase)
		if why != "" {
			why = "this passphrase is too weak: " + why
		} else {
			again, err := h.read("The same again:")
			switch {
			case err != nil:
				return "", err
			case again == phrase:
				return phrase, nil
			}
			why = "the two are not the same"
		}
		if try == phraseTries {
			return "", fmt.Errorf("%s; nothing was changed", why)
		}
		tell(h.cmd, "halfday: "+why+"; try again\n")
	}
}

// protect sets the passphrase, and says what that means. A recovery key may be
// needed although something failed late.
func protect(cmd *cobra.Command, s *store.Store, phrase string) (recovery string, err error) {
	recovery, err = s.Protect(phrase)
	text := ""
	switch {
	case recovery != "" && err != nil:
		text = "This recovery key may be needed; write it on paper:\n\n    " + recovery +
			"\n\nWhether the passphrase is set, halfday passphrase says.\n"
	case recovery != "":
		text = "The passphrase is set, and everything was encrypted anew.\n\nYour recovery key, shown this once:\n\n    " + recovery +
			"\n\nWrite it on paper and keep it apart from the laptop. It opens the store when the\n" +
			"passphrase is forgotten; without either nobody can.\n"
	case err == nil:
		text = "The passphrase is changed. Your recovery key stays as it was.\n"
	}
	_, told := fmt.Fprint(cmd.OutOrStdout(), text)
	return recovery, errors.Join(err, told)
}

// confirmRecovery asks until the recovery key seems to be on paper.
func confirmRecovery(cmd *cobra.Command, recovery string) error {
	group, _, _ := strings.Cut(recovery, "-")
	err := withHidden(cmd, "--new-passphrase-file", func(h *hidden) error {
		for {
			typed, err := h.read("Type its first four characters when you have it on paper:")
			if err != nil || strings.EqualFold(strings.TrimSpace(typed), group) {
				return err
			}
			tell(cmd, "That is not what it begins with.\n")
		}
	})
	if errors.Is(err, errInterrupted) {
		tell(cmd, "The passphrase is set all the same; the recovery key stands above.\n")
		return nil
	}
	return err
}

// askAsides asks whether stores are to be removed that a restore had set aside
// and that stay readable without a passphrase, and returns those that are; sure
// says yes.
func askAsides(cmd *cobra.Command, s *store.Store, sure bool) ([]store.Aside, error) {
	bare, err := s.Asides()
	if err != nil {
		return nil, err
	}
	bare = slices.DeleteFunc(bare, func(a store.Aside) bool { return !a.Bare })
	if len(bare) == 0 {
		return nil, nil
	}
	tell(cmd, "A restore had set aside stores that have no passphrase:\n"+asideTexts(bare)+
		"Whoever has this folder can still read them: "+s.Dir()+"\n")
	if sure {
		tell(cmd, "They are removed for ever when the passphrase is set.\n")
		return bare, nil
	}
	yes, err := ask(cmd, "Remove them for ever when the passphrase is set?", "--yes")
	if err != nil || yes {
		return bare, err
	}
	tell(cmd, "They stay, and can be read without a passphrase.\n")
	return nil, nil
}
