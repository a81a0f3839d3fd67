package keys

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWeak(t *testing.T) {
	for passphrase, weak := range map[string]string{
		"":                                 "fewer than 14",
		"x7$Kq2!vPz9":                      "fewer than 14",
		"aaaaaaaaaaaaaaaaaaaaaaaa":         "repeats",
		"abcdefghijklmnopqrst":             "repeats",
		"zyxwvutsrqponmlkjihg":             "repeats",
		"12345678901234567890":             "repeats",
		"qwertyuiopasdfghjklzxcvbnm":       "repeats",
		"1qaz2wsx3edc4rfv":                 "repeats",
		"Password123456!":                  "repeats",
		"Passw0rd-Passw0rd-Passw0rd":       "repeats",
		"x7$Kx7$Kx7$Kx7$Kx7$K":             "repeats",
		"School2026School!":                "repeats",
		"Welcome2Wales?":                   "repeats",
		"school teacher visit summer":      "repeats",
		"Liverpool Football Monday 1":      "repeats",
		"correct horse battery staple":     "everybody",
		"Correct-Horse-Battery-Staple":     "everybody",
		"To be, or not to be!":             "everybody",
		"nobodyknowsthis":                  "variety",
		"59281746302957":                   "variety",
		"brown cow field":                  "variety",
		"7 brown cows out":                 "variety",
		"brown cows 1977":                  "variety",
		"pebble pebble pebble pebble":      "repeats",
		"walrus candle orbit thistle":      "",
		"WalrusCandleOrbitThistle":         "",
		"walrus.candle.orbit.thistle":      "",
		"wal rus can dle":                  "",
		"crwth glöyn byw môr tŷ":           "",
		"x7$Kq2!vPz9mR4":                   "",
		"kT9vQx2LmZ4rWb":                   "",
		"hqzkvwyfbtnrmjxgplsd":             "",
		"wollte morgens schüchtern nichts": "",
	} {
		got := Weak(passphrase)
		if weak == "" && got != "" {
			t.Errorf("%q: %s", passphrase, got)
		}
		if weak != "" && (got == "" || !strings.Contains(got, weak)) {
			t.Errorf("%q: %q, want %q", passphrase, got, weak)
		}
	}
}

// Passphrases made by chance are accepted, as good as always.
func TestWeakAcceptsChance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const mixed = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!$%&*+-?@"
	const small = "abcdefghijklmnopqrstuvwxyz"
	pick := func(from string, n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = from[random.IntN(len(from))]
		}
		return string(b)
	}
	refused := 0
	for range 2000 {
		words := make([]string, 4)
		for i := range words {
			words[i] = pick(small, 4+random.IntN(5))
		}
		for _, p := range []string{pick(mixed, 14), pick(mixed, 20), strings.Join(words, " "), strings.Join(words, "-")} {
			if Weak(p) != "" {
				refused++
			}
		}
	}
	if refused > 8 { // one in a thousand; a random text may happen to lack variety
		t.Errorf("%d of 8000 refused", refused)
	}
}

// No text breaks it, and a text said twice is no stronger for that.
func TestWeakAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.String().Draw(t, "passphrase")
		Weak(p)
		if r := []rune(strings.ToLower(p)); surprises(append(r, r...)) > surprises(r)+2 {
			t.Errorf("%q", p)
		}
	})
	if Weak(strings.Repeat("walrus candle orbit thistle ", 100_000)) != "" {
		t.Error("a long passphrase is refused")
	}
}
