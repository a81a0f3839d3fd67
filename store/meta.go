package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// A bbolt file begins with two meta pages, written in turn. bbolt maps as much
// of the file as the newer valid one speaks of, and reading mapped pages that
// the file does not have ends the process; so halfday reads the two itself
// before bbolt does. A meta page is a page header of 16 bytes, then, in the
// machine's byte order:
//
//	 0 magic      uint32      24 root bucket's sequence  uint64
//	 4 version    uint32      32 free list's page        uint64
//	 8 page size  uint32      40 pages in use            uint64
//	12 flags      uint32      48 transaction             uint64
//	16 root page  uint64      56 FNV-1a of what precedes uint64
const (
	pageHeader  = 16
	metaSize    = 64
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	// Page sizes in bytes: those that bbolt tries when the first meta page
	// does not tell.
	smallestPage = 1 << 10
	largestPage  = 1 << 24
)

// meta is what a meta page says of the file.
type meta struct {
	pageSize int64 // bytes
	pages    uint64
	tx       uint64
}

// readMeta reads the meta page at an offset; ok is false where there is none.
func readMeta(r io.ReaderAt, at int64) (m meta, ok bool, err error) {
	var page [pageHeader + metaSize]byte
	if _, err := r.ReadAt(page[:], at); err != nil {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return meta{}, false, err
	}
	b, order := page[pageHeader:], binary.NativeEndian
	sum := fnv.New64a()
	sum.Write(b[:56])
	m = meta{pageSize: int64(order.Uint32(b[8:])), pages: order.Uint64(b[40:]), tx: order.Uint64(b[48:])}
	ok = order.Uint32(b) == boltMagic && order.Uint32(b[4:]) == boltVersion &&
		order.Uint64(b[56:]) == sum.Sum64() && m.pageSize >= smallestPage
	return m, ok, nil
}

// newestMeta is the newer of the valid meta pages; ok is false where neither is.
func newestMeta(r io.ReaderAt) (newest meta, ok bool, err error) {
	newest, ok, err = readMeta(r, 0)
	if err != nil {
		return meta{}, false, err
	}
	from, to := int64(smallestPage), int64(largestPage)
	if ok {
		from, to = newest.pageSize, newest.pageSize
	}
	for size := from; size <= to; size *= 2 {
		m, valid, err := readMeta(r, size)
		switch {
		case err != nil:
			return meta{}, false, err
		case valid && m.pageSize == size && (!ok || m.tx > newest.tx):
			return m, true, nil
		}
	}
	return newest, ok, nil
}

// checkSize refuses a file that is no bbolt file, or shorter than its meta
// pages say. The size is taken last: a file that another window is writing grows
// before its meta page says so.
func checkSize(f *os.File) error {
	m, ok, err := newestMeta(f)
	if err != nil {
		return err
	}
	if !ok {
		return ErrNotOurs
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if pages := uint64(info.Size() / m.pageSize); pages < max(m.pages, 2) {
		return fmt.Errorf("%w: it was cut short", ErrDamaged)
	}
	return nil
}
