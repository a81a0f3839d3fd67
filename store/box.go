package store

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"

	"halfday/store/keys"
)

// A record is sealed with XChaCha20-Poly1305:
//
//	0 version 1 byte · 1 number of the change that wrote it, uint64 big-endian ·
//	9 nonce 24 bytes, random · 33 ciphertext · tag 16 bytes
//
// The store's id, the place and the number are authenticated with it: a record
// proves by itself that it belongs where it stands.
const (
	sealVersion = 1
	sealHeader  = 1 + 8 + chacha20poly1305.NonceSizeX
	keySize     = chacha20poly1305.KeySize
)

// errSeal is the error of a record that is not what was written at its place.
var errSeal = errors.New("a record does not prove itself")

// box seals and opens records: the root key, and what follows from it.
type box struct {
	store string // the store's id
	root  keys.Root
	own   cipher.AEAD // for what belongs to no visit
	// journal is the journal's key, sums the key of the sum over all records.
	journal, sums []byte

	mu     sync.RWMutex
	visits map[string]cipher.AEAD
}

func newBox(store string, root keys.Root) (*box, error) {
	b := &box{store: store, root: root, visits: map[string]cipher.AEAD{}}
	derive := func(purpose string) ([]byte, error) {
		return hkdf.Key(sha256.New, root.Key[:], []byte(store), "halfday "+purpose, keySize)
	}
	var err error
	if b.journal, err = derive("journal"); err != nil {
		return nil, err
	}
	if b.sums, err = derive("sums"); err != nil {
		return nil, err
	}
	own, err := derive("records")
	if err != nil {
		return nil, err
	}
	b.own, err = chacha20poly1305.NewX(own)
	return b, err
}

// wipe forgets the keys, as far as Go allows.
func (b *box) wipe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.root.Key[:])
	clear(b.journal)
	clear(b.sums)
	clear(b.visits)
	b.own = nil
}

// learn takes the key of a visit from its record.
func (b *box) learn(visit string, record []byte) error {
	key, _, err := b.open(keyPlace(visit), record, nil)
	if err != nil {
		return err
	}
	return b.know(visit, key)
}

// know takes the key of a visit.
func (b *box) know(visit string, key []byte) error {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return fmt.Errorf("%w: the key of visit %s", errSeal, visit)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.visits[visit] = aead
	return nil
}

// forget forgets the key of a visit: nothing more can be sealed for it.
func (b *box) forget(visit string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.visits, visit)
}

// aead is what seals the records of a place.
func (b *box) aead(place string) (cipher.AEAD, error) {
	visit := visitOf(place)
	b.mu.RLock()
	defer b.mu.RUnlock()
	if visit == "" {
		return b.own, nil
	}
	if a := b.visits[visit]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("%w: %s: the key of the visit is not there", errSeal, place)
}

// seal makes a record of what is to stand at a place, written by the change of
// a number.
func (b *box) seal(entropy io.Reader, place string, number uint64, plain []byte) ([]byte, error) {
	aead, err := b.aead(place)
	if err != nil {
		return nil, err
	}
	record := make([]byte, sealHeader, sealHeader+len(plain)+chacha20poly1305.Overhead)
	record[0] = sealVersion
	binary.BigEndian.PutUint64(record[1:], number)
	nonce := record[9:sealHeader]
	if _, err := io.ReadFull(entropy, nonce); err != nil {
		return nil, fmt.Errorf("making a nonce: %w", err)
	}
	return aead.Seal(record, nonce, plain, b.bound(place, record)), nil
}

// open reads the record at a place onto the end of to, and says which change
// wrote it.
func (b *box) open(place string, record, to []byte) (plain []byte, number uint64, err error) {
	if len(record) < sealHeader+chacha20poly1305.Overhead || record[0] != sealVersion {
		return nil, 0, fmt.Errorf("%w: %s", errSeal, place)
	}
	aead, err := b.aead(place)
	if err != nil {
		return nil, 0, err
	}
	plain, err = aead.Open(to, record[9:sealHeader], record[sealHeader:], b.bound(place, record))
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %s", errSeal, place)
	}
	return plain, numberOf(record), nil
}

// numberOf is the number of the change that wrote a record.
func numberOf(record []byte) uint64 { return binary.BigEndian.Uint64(record[1:]) }

// bound is what a record is authenticated with beside its content.
func (b *box) bound(place string, record []byte) []byte {
	return append([]byte(strings.Join([]string{"halfday record", b.store, place}, "\x00")), record[:9]...)
}

// summer sums records; it is for one goroutine.
type summer struct{ mac hash.Hash }

func (b *box) summer() summer { return summer{hmac.New(sha256.New, b.sums)} }

// sum is a record's part in the sum over all of them: that the record's tag
// stands at this place. The tag vouches for the rest.
func (s summer) sum(place string, record []byte) (sum [sha256.Size]byte) {
	s.mac.Reset()
	s.mac.Write([]byte(place))
	s.mac.Write([]byte{0})
	s.mac.Write(record[:min(len(record), sealHeader)])
	s.mac.Write(record[max(0, len(record)-chacha20poly1305.Overhead):])
	s.mac.Sum(sum[:0])
	return sum
}
