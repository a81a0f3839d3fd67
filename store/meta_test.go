package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// What halfday reads of the meta pages must be what bbolt itself goes by.
func TestMetaAsBboltHasIt(t *testing.T) {
	for _, size := range []int{1 << 10, 1 << 12, 1 << 14, 1 << 16} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file")
			for i := range 7 {
				var used int64
				var tx uint64
				editFile(t, path, &bolt.Options{PageSize: size}, func(btx *bolt.Tx) error {
					b, err := btx.CreateBucket(fmt.Append(nil, i))
					if err != nil {
						return err
					}
					return b.Put([]byte("k"), make([]byte, 3*size))
				})
				db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
				if err != nil {
					t.Fatal(err)
				}
				if err := db.View(func(btx *bolt.Tx) error {
					used, tx = btx.Size(), uint64(btx.ID())
					return nil
				}); err != nil {
					t.Fatal(err)
				}
				_ = db.Close()
				m, needed := metaOf(t, path)
				if m.pageSize != int64(size) || needed != used || m.tx != tx {
					t.Fatalf("transaction %d: read %+v; bbolt has page size %d, %d bytes, transaction %d", i, m, size, used, tx)
				}
			}
			// Either page will do where the other is gone.
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			newest, _, _ := newestMeta(bytes.NewReader(data))
			for page := range 2 {
				hurt := bytes.Clone(data)
				hurt[page*size+pageHeader+20] ^= 1
				m, ok, err := newestMeta(bytes.NewReader(hurt))
				if err != nil || !ok || m.pageSize != int64(size) || newest.tx-m.tx > 1 {
					t.Errorf("without page %d: %+v, %v, %v", page, m, ok, err)
				}
			}
		})
	}
}

func FuzzMeta(f *testing.F) {
	path := filepath.Join(f.TempDir(), "file")
	editFile(f, path, &bolt.Options{PageSize: 1024}, func(*bolt.Tx) error { return nil })
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[1024:])
	f.Add(data[:80])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, ok, err := newestMeta(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if ok && m.pageSize < smallestPage {
			t.Errorf("%+v", m)
		}
	})
}
