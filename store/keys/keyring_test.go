package keys

import (
	"errors"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

func TestKeyring(t *testing.T) {
	keyring.MockInit()
	k, r, recovery := protected(t, "store", 1)
	source := entropy(3)
	turn := func(r Root, on bool) {
		t.Helper()
		if err := k.Keyring(source, r, on); err != nil {
			t.Fatal(err)
		}
	}
	inKeyring := func() bool { _, err := keyring.Get("halfday", "store"); return err == nil }

	turn(r, true)
	k = reread(t, k)
	k.Cost = quick
	if !k.InKeyring(r.ID) || k.Protected(r.ID) {
		t.Error("it does not say that the keyring opens it")
	}
	opens(t, k, r, "", nil)
	opens(t, k, r, right, nil)
	opens(t, k, r, recovery, nil)
	opens(t, k, r, other, ErrWrong) // not the keyring's secret instead

	// While the root key is replaced, both are in it.
	fresh := must2[Root](t)(k.Add(entropy(4)))
	must2[string](t)(k.Protect(entropy(5), fresh, other))
	turn(fresh, true)
	opens(t, k, r, "", nil)
	opens(t, k, fresh, "", nil)
	turn(r, false)
	opens(t, k, r, "", ErrLocked)
	opens(t, k, fresh, "", nil)
	if err := k.Keep(r.ID); err != nil {
		t.Fatal(err)
	}
	if inKeyring() {
		t.Error("the secret of a dropped key stays in the keyring")
	}
	if err := k.Keep(r.ID); err != nil {
		t.Fatal(err)
	}

	turn(r, true)
	if err := k.Unprotect(r); err != nil {
		t.Fatal(err)
	}
	if inKeyring() || k.InKeyring(r.ID) {
		t.Error("the secret of an open store stays in the keyring")
	}
}

// A keyring that is gone, closed, or has something else leaves the passphrase.
func TestKeyringFails(t *testing.T) {
	keyring.MockInit()
	k, r, _ := protected(t, "store", 1)
	if err := k.Keyring(entropy(3), r, true); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("there is no bus")
	for name, spoil := range map[string]func() error{
		"gone":    func() error { return keyring.Delete("halfday", "store") },
		"closed":  func() error { keyring.MockInitWithError(broken); return nil },
		"rubbish": func() error { return keyring.Set("halfday", "store", "rubbish") },
		"another": func() error { return keyring.Set("halfday", "store", strings.Repeat("A", 43)+"=") },
	} {
		keyring.MockInit()
		if err := spoil(); err != nil && !errors.Is(err, keyring.ErrNotFound) {
			t.Fatal(err)
		}
		if _, err := k.Open(r.ID, ""); !errors.Is(err, ErrLocked) {
			t.Errorf("%s: %v", name, err)
		}
		opens(t, k, r, right, nil)
	}

	keyring.MockInitWithError(broken)
	if err := k.Keyring(entropy(3), r, false); err != nil { // what is on the disk is what counts
		t.Error(err)
	}
	err := k.Keyring(entropy(3), r, true)
	if !errors.Is(err, ErrNoKeyring) || !errors.Is(err, broken) || k.InKeyring(r.ID) {
		t.Error(err)
	}
}
