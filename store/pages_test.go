package store

import (
	"os"
	"testing"
)

func FuzzEachLeaf(f *testing.F) {
	s := makeSample(f, false)
	page := os.Getpagesize()
	data := s.files[fileName]
	for at := 0; at+page <= len(data); at += 4 * page {
		f.Add(data[at : at+page])
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		eachLeaf(data, func(key, value []byte) {
			n++
			if len(key) == 0 || !inside(data, key) || !inside(data, value) {
				t.Fatalf("a key of %d and a value of %d bytes that are not of the data", len(key), len(value))
			}
		})
		if most := (len(data)/smallestPage + 1) * (1 << 16) * 2; n > most {
			t.Fatalf("%d records in %d bytes", n, len(data))
		}
	})
}

// inside reports whether part is a part of data's own memory.
func inside(data, part []byte) bool {
	if cap(part) == 0 || len(part) == 0 {
		return true
	}
	start := cap(data) - cap(part) // both end where the memory does
	return start >= 0 && start+len(part) <= len(data) && &data[start] == &part[0]
}
