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
	"github.com/zalando/go-keyring"
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

func TestKeyring(t *testing.T) {
	keyring.MockInit()
	k, r, recovery := protected(t, "store", 1)
	turn := func(r Root, on bool) {
		t.Helper()
		if err := k.Keyring(entropy(3), r, on); err != nil {
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
