package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"halfday/visit/internal/raw"
)

// zeros are n times 1 MB of zeros, deflated.
func zeros(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	var first, all []byte
	for i := range min(n, 3) {
		_, err := w.Write(make([]byte, 1<<20))
		if err = errors.Join(err, w.Flush()); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			first = bytes.Clone(b.Bytes())
		}
	}
	all = b.Bytes()
	if n > 3 { // every further megabyte is packed like the third
		all = append(all, bytes.Repeat(all[len(first):], n-3)...)
	}
	return append(all, 1, 0, 0, 0xff, 0xff) // an empty last block
}

// rawZip makes a zip of one file whose header says of it what it likes.
func rawZip(t testing.TB, content []byte, header *zip.FileHeader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(header)
	if err == nil {
		_, err = w.Write(content)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// says makes a zip of some megabytes of zeros that says they are so many bytes.
func says(t testing.TB, megabytes int, bytes uint64) []byte {
	content := zeros(t, megabytes)
	return rawZip(t, content, &zip.FileHeader{
		Name: "plan.txt", Method: zip.Deflate, CompressedSize64: uint64(len(content)), UncompressedSize64: bytes,
	})
}

// overlapping makes a zip of n files in which each file's data hold, quoted, all
// files after it, down to 1 MB of zeros that are there once.
func overlapping(t testing.TB, n int) []byte {
	t.Helper()
	const method, names = zip.Deflate, "%06d"
	kernel := zeros(t, 1)
	le := binary.LittleEndian
	packed, unpacked := len(kernel), 1<<20
	data := kernel
	sizes := make([][2]int, n)
	for i := n - 1; i >= 0; i-- {
		sizes[i] = [2]int{packed, unpacked}
		local := append([]byte("PK\x03\x04"), make([]byte, 26)...)
		le.PutUint16(local[8:], method)
		le.PutUint32(local[18:], uint32(packed))
		le.PutUint32(local[22:], uint32(unpacked))
		le.PutUint16(local[26:], 6)
		local = fmt.Appendf(local, names, i)
		block := []byte{}
		if i > 0 {
			block = append(block, 0, byte(len(local)), 0, ^byte(len(local)), 0xff)
		}
		data = append(append(block, local...), data...)
		packed += len(block) + len(local)
		unpacked += len(local)
	}
	var list []byte
	for i, offset := 0, 0; i < n; i++ {
		central := append([]byte("PK\x01\x02"), make([]byte, 42)...)
		le.PutUint16(central[10:], method)
		le.PutUint32(central[20:], uint32(sizes[i][0]))
		le.PutUint32(central[24:], uint32(sizes[i][1]))
		le.PutUint16(central[28:], 6)
		le.PutUint32(central[42:], uint32(offset))
		list = append(list, fmt.Appendf(central, names, i)...)
		offset += 30 + 6 + 5
	}
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	le.PutUint16(end[8:], uint16(n))
	le.PutUint16(end[10:], uint16(n))
	le.PutUint32(end[12:], uint32(len(list)))
	le.PutUint32(end[16:], uint32(len(data)))
	return append(append(data, list...), end...)
}

// Every bomb is refused with its figure before anything of it is unpacked.
func TestBombs(t *testing.T) {
	t.Parallel()
	many := func(n int, format string) []string {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf(format, i)
		}
		return names
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"1 GB of zeros", says(t, 1024, 1<<30), "1073741824 bytes"},
		{"200 MB of zeros", says(t, 200, 200<<20), "more than 100 times its size"},
		{"more than can be counted", says(t, 1, 1<<63), "at most 524288000 (500 MB)"},
		{"files that overlap", overlapping(t, 1000), "bytes, where at most"},
		{"few files that overlap", overlapping(t, 100), "more than 100 times its size"},
		{"many files", pack(t, nil, many(2001, "%d.txt")...), "2001 files"},
		{"many folders", pack(t, nil, many(2000, "%d/a/b.txt")...), "2000 folders"},
		{"deep folders", pack(t, nil, many(20, "%d"+strings.Repeat("/a", 500)+"/b.txt")...), "2000 folders"},
		{"a list without end", pack(t, nil, many(40000, strings.Repeat("a/", 40)+"%d/")...), "4194304 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			fsys, _, err := open(c.data)
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("it took %v", took)
			}
			if !errors.Is(err, raw.ErrTooLarge) || fsys != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, which does not say %q", err, c.want)
			}
		})
	}
}

// The limits let through what a school may send.
func TestAllowed(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 2000 {
		names = append(names, fmt.Sprintf("%d/%d.txt", i/2, i), fmt.Sprintf("__MACOSX/%d/._%d.txt", i/2, i))
	}
	for name, data := range map[string][]byte{
		"2,000 files":        pack(t, nil, names...),
		"10 MB of zeros":     says(t, 10, 10<<20),
		"files that overlap": overlapping(t, 9),
	} {
		if _, refused, err := open(data); err != nil || len(refused) > 0 {
			t.Errorf("%s: %v %v", name, refused, err)
		}
	}
}

// An archive that lies about a file is held to what it said.
func TestSizesThatLie(t *testing.T) {
	t.Parallel()
	for _, said := range []uint64{0, 1000, 1<<20 - 1, 1<<20 + 1} {
		fsys, _, err := open(says(t, 1, said))
		if err != nil {
			t.Fatal(err)
		}
		data, err := fs.ReadFile(fsys, "plan.txt")
		if !errors.Is(err, raw.ErrMalformed) || uint64(len(data)) > said {
			t.Errorf("of %d bytes it gave %d and %v", said, len(data), err)
		}
	}
}
