package command

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"halfday/store"
	"halfday/tui/tuitest"
)

// TestStatus says what protects a store: nothing, a passphrase, a passphrase
// with the keyring of the system beside it.
func TestStatus(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	open := func(secret string) *store.Store {
		t.Helper()
		s, err := store.Open(dir, store.Options{Now: time.Now, Entropy: rand.Reader, Secret: secret})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	says := func(s *store.Store, want string) {
		t.Helper()
		var out strings.Builder
		if err := status(&out, s); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%v, and it says\n%swant %q", err, &out, want)
		}
	}
	s := open("")
	says(s, "No passphrase.")
	if err := s.Keyring(true); err == nil {
		t.Error("the keyring opens a store without a passphrase")
	}
	closed(t, s)

	const phrase = "plover walnut ember seven"
	tuitest.ProtectFolder(t, dir, phrase)
	s = open(phrase)
	says(s, "locks after 10 minutes")
	if err := s.SetIdle(0); err != nil {
		t.Fatal(err)
	}
	says(s, "does not lock by itself")
	if err := s.Keyring(true); err != nil {
		t.Fatal(err)
	}
	closed(t, s)

	s = open("") // the keyring opens it
	says(s, "as safe as your login")
	if err := s.Keyring(false); err != nil {
		t.Fatal(err)
	}
	says(s, "opens with your passphrase or your recovery key only")
	closed(t, s)
}

func closed(t *testing.T, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
