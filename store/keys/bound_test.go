package keys

import (
	"bytes"
	"errors"
	"testing"

	"github.com/zalando/go-keyring"
)

// Everything that leads to a root key is bound to its store, its entry and its
// place there: put elsewhere it opens nothing.
func TestSwap(t *testing.T) {
	keyring.MockInit()
	setup := func() (keys [2]*Keys, roots [2]Root, recoveries [2]string) {
		for i, store := range []string{"here", "there"} {
			keys[i], roots[i], recoveries[i] = protected(t, store, byte(10*i+1))
			if err := keys[i].Keyring(entropy(byte(10*i+5)), roots[i], true); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	for name, c := range map[string]struct {
		swap func(a, b *entry)
		want [3]error // of opening with the keyring, the passphrase, the recovery key
	}{
		"nothing":             {func(_, _ *entry) {}, [3]error{}},
		"the passphrase":      {func(a, b *entry) { *a.Passphrase = *b.Passphrase }, [3]error{nil, ErrWrong, nil}},
		"the salt":            {func(a, b *entry) { a.Passphrase.Salt = b.Passphrase.Salt }, [3]error{nil, ErrWrong, nil}},
		"the cost":            {func(a, _ *entry) { a.Passphrase.Time++ }, [3]error{nil, ErrWrong, nil}},
		"the recovery key":    {func(a, b *entry) { a.Recovery = b.Recovery }, [3]error{nil, nil, ErrWrong}},
		"the keyring":         {func(a, b *entry) { a.Keyring = b.Keyring }, [3]error{ErrLocked, nil, nil}},
		"recovery as keyring": {func(a, _ *entry) { a.Keyring = a.Recovery }, [3]error{ErrLocked, nil, nil}},
		"keyring as recovery": {func(a, _ *entry) { a.Recovery = a.Keyring }, [3]error{nil, nil, ErrWrong}},
		"the check":           {func(a, b *entry) { a.Check = b.Check }, [3]error{ErrDamaged, ErrDamaged, ErrDamaged}},
		"the entry":           {func(a, b *entry) { id := a.ID; *a = *b; a.ID = id }, [3]error{ErrLocked, ErrWrong, ErrWrong}},
		"the open key": {func(a, b *entry) {
			*a = entry{ID: a.ID, Check: a.Check, File: bytes.Repeat([]byte{1}, keySize)}
		}, [3]error{ErrDamaged, ErrDamaged, ErrDamaged}},
		"the entry, opened": {func(a, b *entry) {
			*a = entry{ID: a.ID, Check: b.Check, File: bytes.Repeat([]byte{1}, keySize)}
		}, [3]error{ErrDamaged, ErrDamaged, ErrDamaged}},
	} {
		keys, roots, recoveries := setup()
		c.swap(keys[0].entry(roots[0].ID), keys[1].entry(roots[1].ID))
		k := reread(t, keys[0]) // in form nothing is wrong
		for i, secret := range []string{"", right, recoveries[0]} {
			if _, err := k.Open(roots[0].ID, secret); !errors.Is(err, c.want[i]) {
				t.Errorf("%s, way %d: %v, want %v", name, i, err, c.want[i])
			}
		}
	}
}

// The same entry under another id or in another store opens nothing, though its
// passphrase is right.
func TestEntryElsewhere(t *testing.T) {
	k, r, recovery := protected(t, "here", 1)
	k.store = "there"
	opens(t, k, r, right, ErrWrong)
	opens(t, k, r, recovery, ErrWrong)
	k.store, k.entries[0].ID = "here", "00000000"
	opens(t, k, Root{ID: "00000000"}, right, ErrWrong)

	k, r = open(t, "here", 1)
	k.store = "there"
	opens(t, k, r, "", ErrDamaged)
	k.store, k.entries[0].ID = "here", "00000000"
	opens(t, k, Root{ID: "00000000"}, "", ErrDamaged)
}

// Every bit of what is encrypted counts.
func TestEveryBitOfWhatIsSealed(t *testing.T) {
	k, r, recovery := protected(t, "store", 1)
	e := k.entry(r.ID)
	for i := range 8 * sealedSize {
		for secret, sealed := range map[string][]byte{right: e.Passphrase.Sealed, recovery: e.Recovery} {
			sealed[i/8] ^= 1 << (i % 8)
			opens(t, k, r, secret, ErrWrong)
			sealed[i/8] ^= 1 << (i % 8)
		}
	}
	for i := range 8 * saltSize {
		e.Passphrase.Salt[i/8] ^= 1 << (i % 8)
		opens(t, k, r, right, ErrWrong)
		e.Passphrase.Salt[i/8] ^= 1 << (i % 8)
	}
	for i := range 8 * checkSize {
		e.Check[i/8] ^= 1 << (i % 8)
		opens(t, k, r, right, ErrDamaged)
		e.Check[i/8] ^= 1 << (i % 8)
	}
	opens(t, k, r, right, nil)
}
