package keys

import (
	"encoding/base64"
	"fmt"
	"io"

	"github.com/zalando/go-keyring"
)

// service is the name under which keyrings show what is halfday's.
const service = "halfday"

// InKeyring reports whether the keyring of the system opens a root key too.
func (k *Keys) InKeyring(id ID) bool {
	e := k.entry(id)
	return e != nil && e.Keyring != nil
}

// Keyring lets the keyring of the system open a root key too, or no longer:
// then nobody who is logged in as the user needs the passphrase. It returns
// [ErrNoKeyring] where the system has none, or none that is open to us. The
// system may ask the user something first, for as long as it takes.
func (k *Keys) Keyring(entropy io.Reader, root Root, on bool) error {
	e, err := k.own(root)
	if err != nil {
		return err
	}
	if e.File != nil {
		return ErrUnprotected
	}
	if !on {
		had := k.keyringUsed()
		e.Keyring = nil
		k.tidyKeyring(had)
		return nil
	}
	// Two root keys of a store share the secret, while one replaces the other.
	secret, err := k.keyringSecret()
	if err != nil {
		secret = make([]byte, keySize)
		if err := fill(entropy, secret); err != nil {
			return err
		}
		if err := keyring.Set(service, k.store, base64.StdEncoding.EncodeToString(secret)); err != nil {
			return fmt.Errorf("%w (%w); go on with the passphrase", ErrNoKeyring, err)
		}
	}
	sealed, err := seal(entropy, secret, root.Key[:], k.bind(root.ID, "keyring"))
	if err != nil {
		return err
	}
	e.Keyring = sealed
	return nil
}

// fromKeyring opens a root key with the keyring of the system.
func (k *Keys) fromKeyring(e *entry) ([]byte, error) {
	secret, err := k.keyringSecret()
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrLocked, err)
	}
	key, err := unseal(secret, e.Keyring, k.bind(e.ID, "keyring"))
	if err != nil {
		return nil, fmt.Errorf("%w (the keyring of this system has another key)", ErrLocked)
	}
	return key, nil
}

func (k *Keys) keyringSecret() ([]byte, error) {
	text, err := keyring.Get(service, k.store)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	secret, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(secret) != keySize {
		return nil, fmt.Errorf("%w: what it has is not halfday's", ErrNoKeyring)
	}
	return secret, nil
}

func (k *Keys) keyringUsed() bool {
	for _, e := range k.entries {
		if e.Keyring != nil {
			return true
		}
	}
	return false
}

// tidyKeyring takes the secret out of the keyring once it opens nothing. One
// that stays there does no harm.
func (k *Keys) tidyKeyring(had bool) {
	if had && !k.keyringUsed() {
		_ = keyring.Delete(service, k.store)
	}
}
