package keys

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"pgregory.net/rapid"
)

// The known answers are those of the reference implementation of Argon2, in
// https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c. The one of
// RFC 9106 has a secret and associated data, which golang.org/x/crypto checks
// but does not offer.
func TestArgon2idKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		time, memory uint32
		threads      uint8
		password     string
		salt         string
		want         string
	}{
		{2, 1 << 16, 1, "password", "somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"},
		{2, 1 << 8, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"},
		{2, 1 << 8, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"},
		{1, 1 << 16, 1, "password", "somesalt", "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"},
		{4, 1 << 16, 1, "password", "somesalt", "9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c"},
		{2, 1 << 16, 1, "differentpassword", "somesalt", "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"},
		{2, 1 << 16, 1, "password", "diffsalt", "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"},
	} {
		got := Cost{c.time, c.memory, c.threads}.derive(c.password, []byte(c.salt))
		if hex.EncodeToString(got) != c.want {
			t.Errorf("%+v: %x", c, got)
		}
	}
}

// The format of the file: a root key encrypted by the description of it alone.
func TestFormatOfAPassphrase(t *testing.T) {
	k, r, _ := protected(t, "store", 1)
	p := k.entry(r.ID).Passphrase
	under := argon2.IDKey([]byte(right), p.Salt, 1, 8, 1, 32)
	aead, err := chacha20poly1305.NewX(under)
	if err != nil {
		t.Fatal(err)
	}
	bound := "halfday keys 1 store " + string(r.ID) + " passphrase argon2id t=1 m=8 p=1 " + hex.EncodeToString(p.Salt)
	got, err := aead.Open(nil, p.Sealed[:24], p.Sealed[24:], []byte(bound))
	if err != nil || !bytes.Equal(got, r.Key[:]) {
		t.Error(err)
	}
}

func TestCalibrate(t *testing.T) {
	ms := time.Millisecond
	for took, want := range map[time.Duration]Cost{
		5 * time.Second: {3, 64 << 10, 4},
		500 * ms:        {3, 64 << 10, 4},
		260 * ms:        {3, 64 << 10, 4},
		250 * ms:        {3, 128 << 10, 4},
		125 * ms:        {3, 256 << 10, 4},
		30 * ms:         {12, 256 << 10, 4},
		10 * ms:         {36, 256 << 10, 4},
		0:               {64, 256 << 10, 4},
	} {
		if got := calibrate(took); got != want {
			t.Errorf("%v: %v, want %v", took, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := calibrate(time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "took")))
		if !c.sane() || c.Time < floor.Time || c.Memory < floor.Memory || c.Threads != floor.Threads {
			t.Error(c)
		}
	})
}

// Without a cost, setting a passphrase finds one itself.
func TestCostOfItsOwn(t *testing.T) {
	k, r := open(t, "store", 1)
	k.Cost = Cost{}
	must2[string](t)(k.Protect(entropy(2), r, right))
	if c := k.entry(r.ID).Passphrase.Cost; c.Time < floor.Time || c.Memory < floor.Memory || c.Threads != floor.Threads {
		t.Error(c)
	}
	opens(t, reread(t, k), r, right, nil)
}

func TestSane(t *testing.T) {
	for c, want := range map[Cost]bool{
		floor:               true,
		{1, 8, 1}:           true,
		{64, 1 << 20, 4}:    true,
		{65, 1 << 20, 4}:    false,
		{64, 1<<20 + 1, 4}:  false,
		{3, 1<<32 - 1, 4}:   false,
		{1<<32 - 1, 64, 4}:  false,
		{0, 64 << 10, 4}:    false,
		{3, 64 << 10, 0}:    false,
		{3, 8*255 - 1, 255}: false,
		{3, 8 * 255, 255}:   true,
		{}:                  false,
	} {
		if c.sane() != want {
			t.Error(c)
		}
	}
}

func TestRecoveryKeyAsTyped(t *testing.T) {
	code := make([]byte, codeSize)
	for i := range code {
		code[i] = byte(i*7 + 1)
	}
	written := writeRecovery(code)
	if want := "0440-Y5GX-4GNK-4EA0-8X75-AQ33-D9RQ-GZW6"; written != want {
		t.Fatalf("%s, want %s", written, want)
	}
	zero := strings.Repeat("0", 32)
	for typed, want := range map[string][]byte{
		written:                                 code,
		strings.ToLower(written):                code,
		strings.ReplaceAll(written, "-", ""):    code,
		strings.ReplaceAll(written, "-", " "):   code,
		strings.ReplaceAll(written, "-", " – "): code,
		" \t" + written + "\r\n":                code,
		zero:                                    make([]byte, codeSize),
		strings.Repeat("Oo0O", 8):               make([]byte, codeSize),
		zero[1:]:                                nil,
		zero + "0":                              nil,
		zero[1:] + "U":                          nil,
		zero[1:] + "=":                          nil,
		zero[1:] + "é":                          nil,
		"":                                      nil,
	} {
		got, ok := parseRecovery(typed)
		if ok != (want != nil) || ok && !bytes.Equal(got, want) {
			t.Errorf("%q: %x, %v", typed, got, ok)
		}
	}
	ones, ok := parseRecovery(strings.Repeat("1", 32))
	for _, alike := range []string{"I", "l", "i", "L"} {
		if got, ok2 := parseRecovery(strings.Repeat(alike, 32)); !ok || !ok2 || !bytes.Equal(got, ones) {
			t.Errorf("%s: %x", alike, got)
		}
	}
}

func TestRecoveryKeyAlways(t *testing.T) {
	groups := func(s string) bool {
		parts := strings.Split(s, "-")
		return len(parts) == 8 && !slices.ContainsFunc(parts, func(p string) bool { return len(p) != 4 })
	}
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SliceOfN(rapid.Byte(), codeSize, codeSize).Draw(t, "code")
		written := writeRecovery(code)
		got, ok := parseRecovery(written)
		if !ok || !bytes.Equal(got, code) || !groups(written) || strings.ContainsAny(written, "OILU") {
			t.Errorf("%x is written %s and read %x", code, written, got)
		}
	})
}
