// Package keys keeps the root keys of a store: 32 random bytes each, from which
// everything in the store is encrypted, and the ways to get at them.
//
// Without a passphrase a root key lies open in the file of keys. That protects
// nothing from somebody who has the whole folder; it lets a passphrase be set
// later without writing the store anew, and lets what was removed be lost with
// its key. With a passphrase the key is there only encrypted, once under the
// passphrase and once under a recovery key for the day it is forgotten, and if
// one wishes under a secret in the keyring of the system.
//
// A new passphrase does not reach copies of the file made before: somebody who
// has one, and the passphrase of that day, has the root key. Only another root
// key helps, with everything encrypted anew: [Keys.Add], [Keys.Protect], and
// [Keys.Keep] at the end.
package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// What may be wrong with keys.
var (
	ErrLocked    = errors.New("it is locked, give its passphrase or recovery key")
	ErrWrong     = errors.New("that is neither its passphrase nor its recovery key")
	ErrDamaged   = errors.New("its keys are damaged")
	ErrNewer     = errors.New("a newer halfday has written its keys")
	ErrNoKey     = errors.New("its key is missing among its keys")
	ErrNoKeyring = errors.New("the keyring of this system cannot be used")
	// ErrUnprotected is returned for what makes sense only with a passphrase.
	ErrUnprotected = errors.New("it has no passphrase yet")
)

// ID names a root key with 8 hexadecimal digits. It is no secret.
type ID string

// Root is a root key. Whoever derives keys from it keeps away from labels that
// begin with "halfday keys".
type Root struct {
	ID  ID
	Key [32]byte
}

// Format names a root key without showing it, whatever the verb.
func (r Root) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "root key "+string(r.ID)) }

// Keys are the root keys of one store. They are not for use by several
// goroutines, and are on the disk only after [Keys.Save].
type Keys struct {
	// Idle is after how long without a key pressed a store with a passphrase
	// is locked, in whole seconds up to a day; never if 0.
	Idle time.Duration
	// Cost is what it takes to try a passphrase set from now on. The zero
	// value takes about half a second on this machine.
	Cost Cost

	store   string
	serial  uint64 // of the last saving
	entries []entry
}

// entry is a root key and the ways to it: the open one, or the encrypted ones.
type entry struct {
	ID ID `json:"id"`
	// Check is derived from the key, to know it again.
	Check      []byte      `json:"check"`
	File       []byte      `json:"file,omitempty"` // the key itself
	Passphrase *passphrase `json:"passphrase,omitempty"`
	Recovery   []byte      `json:"recovery,omitempty"` // sealed, as the next
	Keyring    []byte      `json:"keyring,omitempty"`
}

// New makes the keys of a store, none yet, from the id of the store: 1 to 64
// ASCII letters, digits and hyphens.
func New(store string) *Keys {
	return &Keys{Idle: 10 * time.Minute, store: store}
}

// Store is the id of the store.
func (k *Keys) Store() string { return k.store }

// Format names the keys without showing them, whatever the verb.
func (k *Keys) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "keys of store "+k.store) }

// IDs are the root keys, the oldest first: one, or two while one is replaced.
func (k *Keys) IDs() []ID {
	ids := make([]ID, len(k.entries))
	for i, e := range k.entries {
		ids[i] = e.ID
	}
	return ids
}

// Add makes a new root key, without a passphrase.
func (k *Keys) Add(entropy io.Reader) (Root, error) {
	var r Root
	var id [4]byte
	for r.ID == "" || k.entry(r.ID) != nil {
		if err := fill(entropy, id[:]); err != nil {
			return Root{}, err
		}
		r.ID = ID(hex.EncodeToString(id[:]))
	}
	if err := fill(entropy, r.Key[:]); err != nil {
		return Root{}, err
	}
	k.entries = append(k.entries, entry{ID: r.ID, Check: k.check(r), File: slices.Clone(r.Key[:])})
	return r, nil
}

// Keep drops all root keys but one, and with them whatever only they open. It
// drops none if that one is not there.
func (k *Keys) Keep(id ID) error {
	e := k.entry(id)
	if e == nil {
		return k.missing(id)
	}
	had := k.keyringUsed()
	k.entries = []entry{*e}
	k.tidyKeyring(had)
	return nil
}

// Protected reports whether a root key opens only with a passphrase or a
// recovery key.
func (k *Keys) Protected(id ID) bool {
	e := k.entry(id)
	return e != nil && e.File == nil && e.Keyring == nil
}

// Open opens a root key. The secret is the passphrase or the recovery key, and
// is not looked at while there is no passphrase; without a secret the keyring
// is tried, if it was chosen. It fails with [ErrLocked], [ErrWrong], [ErrNoKey]
// or [ErrDamaged].
func (k *Keys) Open(id ID, secret string) (Root, error) {
	e := k.entry(id)
	if e == nil {
		return Root{}, k.missing(id)
	}
	var key []byte
	var err error
	switch {
	case e.File != nil:
		key = e.File
	case secret != "":
		key, err = k.unlock(e, secret)
	case e.Keyring != nil:
		key, err = k.fromKeyring(e)
	default:
		err = ErrLocked
	}
	if err != nil {
		return Root{}, err
	}
	r := Root{ID: id}
	copy(r.Key[:], key)
	return r, k.verify(e, r)
}

// unlock opens a root key with a passphrase or a recovery key.
func (k *Keys) unlock(e *entry, secret string) ([]byte, error) {
	if code, ok := parseRecovery(secret); ok {
		if key, err := unseal(k.recoveryKey(code), e.Recovery, k.bind(e.ID, "recovery")); err == nil {
			return key, nil
		}
	}
	p := e.Passphrase
	key, err := unseal(p.Cost.derive(secret, p.Salt), p.Sealed, k.bind(e.ID, "passphrase", p))
	if err != nil {
		return nil, ErrWrong
	}
	return key, nil
}

// Protect sets a passphrase and returns the recovery key, which is shown once
// and not kept. Neither the open key nor any passphrase or recovery key from
// before leads to the root key afterwards. Whether the passphrase is good
// enough is for [Weak] to say.
func (k *Keys) Protect(entropy io.Reader, root Root, passphrase string) (recovery string, err error) {
	e, err := k.own(root)
	if err != nil {
		return "", err
	}
	code := make([]byte, codeSize)
	if err := fill(entropy, code); err != nil {
		return "", err
	}
	sealed, err := seal(entropy, k.recoveryKey(code), root.Key[:], k.bind(root.ID, "recovery"))
	if err != nil {
		return "", err
	}
	p, err := k.underPassphrase(entropy, root, passphrase)
	if err != nil {
		return "", err
	}
	e.File, e.Passphrase, e.Recovery = nil, p, sealed
	return writeRecovery(code), nil
}

// Change sets another passphrase. The recovery key stays as it is.
func (k *Keys) Change(entropy io.Reader, root Root, passphrase string) error {
	e, err := k.own(root)
	if err != nil {
		return err
	}
	if e.File != nil {
		return ErrUnprotected
	}
	p, err := k.underPassphrase(entropy, root, passphrase)
	if err != nil {
		return err
	}
	e.Passphrase = p
	return nil
}

// Unprotect takes the passphrase away, and all else that leads to the root key
// beside the file.
func (k *Keys) Unprotect(root Root) error {
	e, err := k.own(root)
	if err != nil {
		return err
	}
	had := k.keyringUsed()
	*e = entry{ID: e.ID, Check: e.Check, File: slices.Clone(root.Key[:])}
	k.tidyKeyring(had)
	return nil
}

// entry is a root key's entry, or nil.
func (k *Keys) entry(id ID) *entry {
	i := slices.IndexFunc(k.entries, func(e entry) bool { return e.ID == id })
	if i < 0 {
		return nil
	}
	return &k.entries[i]
}

func (k *Keys) missing(id ID) error { return fmt.Errorf("%w: %s", ErrNoKey, id) }

// own is the entry of a root key in hand. A wrong one must not take its place:
// nothing in the store could be read again.
func (k *Keys) own(root Root) (*entry, error) {
	e := k.entry(root.ID)
	if e == nil {
		return nil, k.missing(root.ID)
	}
	return e, k.verify(e, root)
}

// verify tells whether a key is that of the entry, made for this store.
func (k *Keys) verify(e *entry, root Root) error {
	if subtle.ConstantTimeCompare(e.Check, k.check(root)) != 1 {
		return fmt.Errorf("%w: %s is the key of something else", ErrDamaged, root.ID)
	}
	return nil
}

func (k *Keys) check(root Root) []byte {
	return must(hkdf.Key(sha256.New, root.Key[:], nil, string(k.bind(root.ID, "check")), checkSize))
}

// bind is what ties something encrypted, or derived, to its place: a copy of it
// elsewhere does not open.
func (k *Keys) bind(id ID, way string, details ...any) []byte {
	b := fmt.Appendf(nil, "halfday keys 1 %s %s %s", k.store, id, way)
	for _, d := range details {
		b = fmt.Appendf(b, " %v", d)
	}
	return b
}

// fill reads random bytes.
func fill(entropy io.Reader, b []byte) error {
	if _, err := io.ReadFull(entropy, b); err != nil {
		return fmt.Errorf("no random bytes for a key: %w", err)
	}
	return nil
}

// must is for errors that only other lengths than ours would cause.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
