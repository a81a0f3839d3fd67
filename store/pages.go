package store

import (
	"encoding/binary"
	"math"
)

// bbolt's pages, as far as is needed to find records in a file whose tree is
// broken. A page begins with
//
//	0 id uint64 · 8 flags uint16 · 10 count uint16 · 12 overflow uint32
//
// in the machine's byte order; a leaf goes on with count elements of
//
//	0 flags uint32 · 4 pos uint32 · 8 key size uint32 · 12 value size uint32
//
// where key and value stand pos bytes behind the element's own beginning.
const (
	leafFlag    = 0x02
	bucketFlag  = 0x01
	elementSize = 16
	// bucketHeader precedes the only page of a bucket small enough to stand in
	// its parent's leaf.
	bucketHeader = 16
)

// eachLeaf calls do for every key and value of every leaf in a file's bytes,
// without asking the tree. Much of it may be old or no record at all; what do is
// given refers into data.
func eachLeaf(data []byte, do func(key, value []byte)) {
	for at := 0; at+pageHeader <= len(data); at += smallestPage {
		leaf(data[at:], true, do)
	}
}

// leaf reads the page at the beginning of data, if it is a leaf; nested allows
// for a bucket in it.
func leaf(data []byte, nested bool, do func(key, value []byte)) {
	order := binary.NativeEndian
	if len(data) < pageHeader || order.Uint16(data[8:])&leafFlag == 0 {
		return
	}
	for i := range int(order.Uint16(data[10:])) {
		at := pageHeader + i*elementSize
		if at+elementSize > len(data) {
			return
		}
		e := data[at:]
		pos, keySize, valueSize := uint64(order.Uint32(e[4:])), uint64(order.Uint32(e[8:])), uint64(order.Uint32(e[12:]))
		if pos+keySize+valueSize > uint64(len(e)) || keySize == 0 || keySize > math.MaxInt16 {
			continue
		}
		key, value := e[pos:pos+keySize], e[pos+keySize:pos+keySize+valueSize]
		switch {
		case order.Uint32(e)&bucketFlag == 0:
			do(key, value)
		case nested && len(value) > bucketHeader:
			leaf(value[bucketHeader:], false, do)
		}
	}
}
