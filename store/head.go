package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// head says what the store must hold. It is written with every change, to the
// file and to the journal: a record that is missing, doubled or too old, or a
// whole file that is, does not agree with it.
type head struct {
	// Number is the number of the last change, from 1.
	Number uint64
	// Count is how many records there are, the head itself not among them.
	Count uint64
	// Set is the exclusive or of the sums of all of them, so that it does not
	// depend on their order and follows from the last one by what has changed.
	Set [sha256.Size]byte
}

// add counts a record.
func (h *head) add(sum [sha256.Size]byte) {
	h.Count++
	h.turn(sum)
}

// drop takes a record out.
func (h *head) drop(sum [sha256.Size]byte) {
	h.Count--
	h.turn(sum)
}

func (h *head) turn(sum [sha256.Size]byte) {
	for i := range h.Set {
		h.Set[i] ^= sum[i]
	}
}

// bytes is the head as it is sealed.
func (h head) bytes() []byte {
	data := binary.BigEndian.AppendUint64(nil, h.Number)
	data = binary.BigEndian.AppendUint64(data, h.Count)
	return append(data, h.Set[:]...)
}

// readHead reads what bytes wrote.
func readHead(data []byte) (h head, err error) {
	if len(data) != 16+len(h.Set) {
		return head{}, fmt.Errorf("%w: %s", errSeal, headPlace)
	}
	h.Number, h.Count = binary.BigEndian.Uint64(data), binary.BigEndian.Uint64(data[8:])
	copy(h.Set[:], data[16:])
	return h, nil
}
