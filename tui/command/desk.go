package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
	"halfday/visit"
	"halfday/visit/safe"
)

// desk is what the commands share.
type desk struct {
	data string // the folder of the store; "" for this system's place
	out  string // the folder that files for the user go to
	// frameworks is the folder of the user's own; "" for this system's place.
	frameworks string
	author     visit.Author
	// passphraseFile is the file that the passphrase stands in; "" where the
	// user is to be asked.
	passphraseFile string
	// readOnly and anywhere are those of store.Options.
	readOnly, anywhere bool
}

func (d *desk) withVisit(cmd *cobra.Command, name string, do func(*store.Record) error) error {
	return d.withStore(cmd, func(s *store.Store) error {
		found, err := s.Find(name)
		if err != nil {
			return err
		}
		r, err := s.Visit(found.ID)
		if err != nil {
			return err
		}
		return do(r)
	})
}

func (d *desk) withStore(cmd *cobra.Command, do func(*store.Store) error) error {
	return d.withStoreAt(cmd, d.dataDir(), do)
}

func (d *desk) withStoreAt(cmd *cobra.Command, dir string, do func(*store.Store) error) error {
	s, err := d.openStore(cmd, dir)
	if err != nil {
		return err
	}
	for _, notice := range s.Notices() {
		_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "halfday: "+safe.Line(notice))
	}
	return errors.Join(do(s), s.Close())
}

// openStore opens the store in a folder, with the passphrase where it has one.
func (d *desk) openStore(cmd *cobra.Command, dir string) (*store.Store, error) {
	s, err := store.Open(dir, d.options(""))
	if !errors.Is(err, keys.ErrLocked) {
		return s, err
	}
	var opened *store.Store
	err = d.withPassphrase(cmd, "Passphrase:", func(secret string) (err error) {
		opened, err = store.Open(dir, d.options(secret))
		return err
	})
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// mayChange is an error where the store is only to be looked at. It is said
// before anything is asked.
func (d *desk) mayChange() error {
	if d.readOnly {
		return fmt.Errorf("%w; leave out --read-only to change something", store.ErrLook)
	}
	return nil
}

// options are those of a store that opens with a secret, or without one.
func (d *desk) options(secret string) store.Options {
	opt := store.Options{
		Now: d.author.Now, Entropy: d.author.Entropy, Secret: secret, ReadOnly: d.readOnly, Anywhere: d.anywhere,
	}
	if self, err := os.Executable(); err == nil {
		opt.Checker = []string{self, store.CheckerArgument}
	}
	return opt
}

// dataDir is the folder of the user's store.
func (d *desk) dataDir() string {
	if d.data != "" {
		return d.data
	}
	return filepath.Join(xdg.DataHome, "halfday")
}

// sampleDir is the sample school's own store.
func (d *desk) sampleDir() string { return d.dataDir() + "-try" }
