package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"halfday/store/keys"
)

// isPart reports whether a name in the store's folder is the store's.
func isPart(name string) bool {
	return slices.Contains([]string{lockName, reserveName, evidenceDir, snapshotDir}, name) ||
		slices.ContainsFunc([]string{fileName, "journal-", "keys.", reserveName + ".", damagedPrefix, asidePrefix}, func(prefix string) bool {
			return strings.HasPrefix(name, prefix)
		})
}

// Discard takes away the store in a folder with all that is in it. It opens
// the store first, so that one in use or a file that is not halfday's stays; a
// damaged one goes. A folder without a store is as good as a store discarded.
func Discard(dir string, opt Options) error {
	if opt.ReadOnly {
		return fmt.Errorf("%s: %w; leave out --read-only to begin anew", dir, ErrLook)
	}
	if !exists(filepath.Join(dir, fileName)) {
		return nil
	}
	s, err := Open(dir, opt)
	if err == nil {
		err = s.Close()
	}
	if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, keys.ErrDamaged) {
		return err
	}
	all, err := os.ReadDir(dir)
	for _, e := range all {
		if err == nil && isPart(e.Name()) {
			err = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
	return explain(dir, err)
}
