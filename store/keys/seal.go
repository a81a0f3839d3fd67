package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// Lengths in bytes.
const (
	keySize    = 32
	checkSize  = 16
	saltSize   = 16
	codeSize   = 20 // 160 bits
	sealedSize = chacha20poly1305.NonceSizeX + keySize + chacha20poly1305.Overhead
)

// seal encrypts a key under another with XChaCha20-Poly1305. The nonce, which
// is random, goes before the result.
func seal(entropy io.Reader, under, key, bound []byte) ([]byte, error) {
	nonce := make([]byte, chacha20poly1305.NonceSizeX, sealedSize)
	if err := fill(entropy, nonce); err != nil {
		return nil, err
	}
	return must(chacha20poly1305.NewX(under)).Seal(nonce, nonce, key, bound), nil
}

func unseal(under, sealed, bound []byte) ([]byte, error) {
	nonce, box := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	return must(chacha20poly1305.NewX(under)).Open(nil, nonce, box, bound)
}

// Cost is what Argon2id (RFC 9106) takes to make a key of a passphrase.
type Cost struct {
	Time    uint32 `json:"time"`   // passes over the memory
	Memory  uint32 `json:"memory"` // KiB
	Threads uint8  `json:"threads"`
}

// floor is the second of the choices that RFC 9106 recommends.
var floor = Cost{Time: 3, Memory: 64 << 10, Threads: 4}

// The most memory and passes that are used when a passphrase is set, and that
// are accepted from a file, which must not bring the machine down.
const (
	mostMemorySet, mostTimeSet   = 256 << 10, 64
	mostMemoryRead, mostTimeRead = 1 << 20, 64
)

// sane reports whether a cost from a file can be afforded.
func (c Cost) sane() bool {
	return 1 <= c.Time && c.Time <= mostTimeRead && 1 <= c.Threads &&
		8*uint32(c.Threads) <= c.Memory && c.Memory <= mostMemoryRead
}

// derive makes a key of a passphrase. The same one typed on another keyboard
// may be composed of other characters, so it is brought to the form NFC.
func (c Cost) derive(passphrase string, salt []byte) []byte {
	key := argon2.IDKey(norm.NFC.Bytes([]byte(passphrase)), salt, c.Time, c.Memory, c.Threads, keySize)
	if c.Memory >= floor.Memory {
		debug.FreeOSMemory() // which would otherwise be kept for a while
	}
	return key
}

// calibrate finds the cost that takes about half a second, given how long the
// floor takes: more memory first, as that is what an attacker lacks, then more
// passes. On a slow machine it is the floor all the same.
func calibrate(floorTakes time.Duration) Cost {
	c := floor
	times := 500 * time.Millisecond / max(floorTakes, time.Millisecond)
	for times >= 2 && c.Memory < mostMemorySet {
		c.Memory, times = 2*c.Memory, times/2
	}
	c.Time = min(c.Time*uint32(max(times, 1)), mostTimeSet)
	return c
}

// passphrase is a root key encrypted under a passphrase.
type passphrase struct {
	Cost
	Salt   []byte `json:"salt"`
	Sealed []byte `json:"sealed"`
}

// String is what the encrypted key is bound to.
func (p *passphrase) String() string {
	return fmt.Sprintf("argon2id t=%d m=%d p=%d %x", p.Time, p.Memory, p.Threads, p.Salt)
}

func (k *Keys) underPassphrase(entropy io.Reader, root Root, secret string) (*passphrase, error) {
	if secret == "" {
		return nil, errors.New("an empty passphrase protects nothing")
	}
	p := &passphrase{Cost: k.Cost, Salt: make([]byte, saltSize)}
	if err := fill(entropy, p.Salt); err != nil {
		return nil, err
	}
	if p.Cost == (Cost{}) {
		start := time.Now()
		floor.derive(secret, p.Salt)
		p.Cost = calibrate(time.Since(start))
	}
	if !p.sane() {
		return nil, fmt.Errorf("a cost of %+v cannot be afforded", p.Cost)
	}
	var err error
	p.Sealed, err = seal(entropy, p.derive(secret, p.Salt), root.Key[:], k.bind(root.ID, "passphrase", p))
	return p, err
}

// recoveryKey is the key that a recovery key stands for. It is random enough to
// need no more than that.
func (k *Keys) recoveryKey(code []byte) []byte {
	return must(hkdf.Key(sha256.New, code, nil, "halfday keys 1 recovery "+k.store, keySize))
}

// crockford is Crockford's base 32, whose digits are hard to mistake.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// writeRecovery writes a recovery key in eight groups of four.
func writeRecovery(code []byte) string {
	var b strings.Builder
	for i, c := range crockford.EncodeToString(code) {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// parseRecovery reads a recovery key as somebody may type it: in small letters,
// with other spaces and hyphens or none, and with letters for 0 and 1.
func parseRecovery(typed string) (code []byte, ok bool) {
	plain := strings.Map(func(r rune) rune {
		switch r = unicode.ToUpper(r); {
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r):
			return -1
		case r == 'O':
			return '0'
		case r == 'I', r == 'L':
			return '1'
		}
		return r
	}, typed)
	code, err := crockford.DecodeString(plain)
	return code, err == nil && len(code) == codeSize && crockford.EncodeToString(code) == plain
}
