package keys

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// quick costs next to nothing.
var quick = Cost{Time: 1, Memory: 8, Threads: 1}

const right, other = "tŷ coch dros y bont", "four more of them here"

func entropy(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

// must2 ends a test at an error.
func must2[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// open is a store's keys with one root key and no passphrase.
func open(t testing.TB, store string, seed byte) (*Keys, Root) {
	t.Helper()
	k := New(store)
	k.Cost = quick
	return k, must2[Root](t)(k.Add(entropy(seed)))
}

// protected is the same with the right passphrase.
func protected(t testing.TB, store string, seed byte) (k *Keys, r Root, recovery string) {
	t.Helper()
	k, r = open(t, store, seed)
	return k, r, must2[string](t)(k.Protect(entropy(seed+1), r, right))
}

// opens requires that a secret opens a root key, or fails with the given error.
func opens(t testing.TB, k *Keys, r Root, secret string, want error) {
	t.Helper()
	got, err := k.Open(r.ID, secret)
	switch {
	case !errors.Is(err, want):
		t.Errorf("%q: %v, want %v", secret, err, want)
	case err == nil && got.Key != r.Key, err == nil && got.ID != r.ID:
		t.Errorf("%q opens another key", secret)
	}
}

// reread writes and reads keys.
func reread(t testing.TB, k *Keys) *Keys {
	t.Helper()
	back := must2[*Keys](t)(decode(must2[[]byte](t)(k.encode())))
	back.Cost = quick
	return back
}

func TestOpenWithoutPassphrase(t *testing.T) {
	k, r := open(t, "store", 1)
	for _, k := range []*Keys{k, reread(t, k)} {
		opens(t, k, r, "", nil)
		opens(t, k, r, "anything", nil)
		if k.Protected(r.ID) || k.InKeyring(r.ID) {
			t.Error("it says it is protected")
		}
		if err := k.Change(entropy(9), r, other); !errors.Is(err, ErrUnprotected) {
			t.Error(err)
		}
		if err := k.Keyring(entropy(9), r, true); !errors.Is(err, ErrUnprotected) {
			t.Error(err)
		}
		opens(t, k, Root{ID: "00000000"}, "", ErrNoKey)
	}
}

func TestProtect(t *testing.T) {
	k, r, recovery := protected(t, "store", 1)
	for _, k := range []*Keys{k, reread(t, k)} {
		opens(t, k, r, "", ErrLocked)
		opens(t, k, r, right, nil)
		opens(t, k, r, recovery, nil)
		for _, wrong := range []string{other, " ", right + " ", strings.ToUpper(right), recovery[1:], strings.Repeat("0", 32)} {
			opens(t, k, r, wrong, ErrWrong)
		}
		if !k.Protected(r.ID) {
			t.Error("it says it is open")
		}
	}

	if err := k.Change(entropy(5), r, other); err != nil {
		t.Fatal(err)
	}
	k = reread(t, k)
	opens(t, k, r, right, ErrWrong)
	opens(t, k, r, other, nil)
	opens(t, k, r, recovery, nil)

	second := must2[string](t)(k.Protect(entropy(6), r, right))
	opens(t, k, r, other, ErrWrong)
	opens(t, k, r, right, nil)
	opens(t, k, r, recovery, ErrWrong)
	opens(t, k, r, second, nil)

	if err := k.Unprotect(r); err != nil {
		t.Fatal(err)
	}
	opens(t, reread(t, k), r, "", nil)
}

// The same passphrase is typed as other characters on other machines.
func TestPassphraseIsNormalised(t *testing.T) {
	k, r, _ := protected(t, "store", 1)
	opens(t, k, r, "ty\u0302 coch dros y bont", nil)
}

// A recovery key that somebody took for a passphrase is one.
func TestPassphraseLikeARecoveryKey(t *testing.T) {
	k, r := open(t, "store", 1)
	secret := "OIL0-1234-5678-9abc-defg-hjkm-npqr-stvw"
	must2[string](t)(k.Protect(entropy(2), r, secret))
	opens(t, k, r, secret, nil)
}

// What does not match is refused before anything is changed.
func TestRefused(t *testing.T) {
	k, r, _ := protected(t, "store", 1)
	before := must2[[]byte](t)(k.encode())
	stranger := Root{ID: "00000000"}
	impostor := Root{ID: r.ID, Key: [32]byte{1}}
	short := func() io.Reader { return io.LimitReader(entropy(3), 30) }
	absurd := Cost{Time: 1, Memory: mostMemoryRead + 1, Threads: 1}
	for name, c := range map[string]struct {
		do   func() error
		want error
	}{
		"protect a stranger":   {func() error { _, err := k.Protect(entropy(3), stranger, other); return err }, ErrNoKey},
		"protect an impostor":  {func() error { _, err := k.Protect(entropy(3), impostor, other); return err }, ErrDamaged},
		"change an impostor":   {func() error { return k.Change(entropy(3), impostor, other) }, ErrDamaged},
		"open up an impostor":  {func() error { return k.Unprotect(impostor) }, ErrDamaged},
		"keyring for impostor": {func() error { return k.Keyring(entropy(3), impostor, true) }, ErrDamaged},
		"keep a stranger":      {func() error { return k.Keep(stranger.ID) }, ErrNoKey},
		"protect, no entropy":  {func() error { _, err := k.Protect(short(), r, other); return err }, io.ErrUnexpectedEOF},
		"change, no entropy":   {func() error { return k.Change(short(), r, other) }, io.ErrUnexpectedEOF},
		"add, no entropy":      {func() error { _, err := k.Add(short()); return err }, io.ErrUnexpectedEOF},
		"add, none at all":     {func() error { _, err := k.Add(strings.NewReader("")); return err }, io.EOF},
	} {
		if err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := k.Change(entropy(3), r, ""); err == nil {
		t.Error("an empty passphrase is accepted")
	}
	k.Cost = absurd
	if err := k.Change(entropy(3), r, other); err == nil {
		t.Error("an absurd cost is accepted")
	}
	if diff := cmp.Diff(string(before), string(must2[[]byte](t)(k.encode()))); diff != "" {
		t.Error(diff)
	}
}

func TestChangeOfRootKey(t *testing.T) {
	k, old, _ := protected(t, "store", 1)
	fresh := must2[Root](t)(k.Add(entropy(7)))
	if diff := cmp.Diff([]ID{old.ID, fresh.ID}, reread(t, k).IDs()); diff != "" {
		t.Error(diff)
	}
	opens(t, k, old, right, nil)
	opens(t, k, fresh, "", nil)
	if old.Key == fresh.Key {
		t.Error("the same key twice")
	}
	must2[string](t)(k.Protect(entropy(8), fresh, other))
	if err := k.Keep(fresh.ID); err != nil {
		t.Fatal(err)
	}
	k = reread(t, k)
	opens(t, k, old, right, ErrNoKey)
	opens(t, k, fresh, other, nil)
	opens(t, k, fresh, right, ErrWrong)
}

// Two root keys never have the same name.
func TestIDsDiffer(t *testing.T) {
	k := New("store")
	same := bytes.Repeat([]byte{7}, 36)
	must2[Root](t)(k.Add(bytes.NewReader(same)))
	must2[Root](t)(k.Add(io.MultiReader(bytes.NewReader(same[:4]), entropy(1))))
	if ids := k.IDs(); len(ids) != 2 || ids[0] == ids[1] {
		t.Error(ids)
	}
}

func TestKeysAreNotShown(t *testing.T) {
	k, r := open(t, "store", 1)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		if got := fmt.Sprintf(verb+" "+verb, r, k); got != "root key "+string(r.ID)+" keys of store store" {
			t.Errorf("%s: %s", verb, got)
		}
	}
	protected, _, recovery := protected(t, "store", 1)
	text := string(must2[[]byte](t)(protected.encode()))
	key := string(must2[[]byte](t)(json.Marshal(r.Key[:])))
	for _, secret := range []string{key[1:20], right, recovery[:4], strings.ReplaceAll(recovery, "-", "")} {
		if strings.Contains(text, secret) {
			t.Errorf("the file shows %q", secret)
		}
	}
	if open := string(must2[[]byte](t)(k.encode())); !strings.Contains(open, key[1:20]) {
		t.Error("the file would not show an open key: the test looks for the wrong text")
	}
}

// Whatever was done, a root key opens with what was set last, before and after
// it was saved, and with nothing else.
func TestAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := entropy(rapid.Byte().Draw(t, "seed"))
		k := New("store")
		k.Cost = quick
		type state struct{ secret, recovery string }
		roots, model := map[ID]Root{}, map[ID]state{}
		check := func() {
			for id, r := range roots {
				for _, secret := range []string{"", right, other, model[id].recovery} {
					want := error(nil)
					switch is, there := model[id]; {
					case !there:
						want = ErrNoKey
					case is.secret == "":
					case secret == "":
						want = ErrLocked
					case secret != is.secret && secret != is.recovery:
						want = ErrWrong
					}
					got, err := k.Open(id, secret)
					if !errors.Is(err, want) || err == nil && got != r {
						t.Fatalf("%s with %q: %v, want %v", id, secret, err, want)
					}
				}
			}
		}
		pick := func(t *rapid.T) Root {
			if len(k.IDs()) == 0 {
				t.Skip("no root key yet")
			}
			return roots[rapid.SampledFrom(k.IDs()).Draw(t, "root key")]
		}
		do := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { check() },
			"add": func(t *rapid.T) {
				if len(k.IDs()) > 1 {
					t.Skip("two are enough")
				}
				r, err := k.Add(source)
				do(err)
				roots[r.ID], model[r.ID] = r, state{}
			},
			"protect": func(t *rapid.T) {
				r, secret := pick(t), rapid.SampledFrom([]string{right, other}).Draw(t, "secret")
				recovery, err := k.Protect(source, r, secret)
				do(err)
				model[r.ID] = state{secret: secret, recovery: recovery}
			},
			"change": func(t *rapid.T) {
				r, secret := pick(t), rapid.SampledFrom([]string{right, other}).Draw(t, "secret")
				if model[r.ID].secret == "" {
					t.Skip("no passphrase")
				}
				do(k.Change(source, r, secret))
				model[r.ID] = state{secret: secret, recovery: model[r.ID].recovery}
			},
			"unprotect": func(t *rapid.T) { r := pick(t); do(k.Unprotect(r)); model[r.ID] = state{} },
			"keep": func(t *rapid.T) {
				r := pick(t)
				do(k.Keep(r.ID))
				model = map[ID]state{r.ID: model[r.ID]}
			},
			"save": func(t *rapid.T) {
				pick(t)
				data, err := k.encode()
				do(err)
				k, err = decode(data)
				do(err)
				k.Cost = quick
			},
		})
	})
}
