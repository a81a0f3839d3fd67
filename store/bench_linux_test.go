package store

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkDo adds a note of 300 bytes. As disks differ, it is also given as a
// multiple of what the three syncs take that it cannot do without (x-fsyncs): of a
// file that grows, the journal, and of two blocks in place, the file's pages and
// its head.
func BenchmarkDo(b *testing.B) {
	for _, notes := range []int{0, 200, 1000} {
		b.Run(fmt.Sprint("after ", notes), func(b *testing.B) {
			dir := b.TempDir()
			s := mustOpen(b, dir, Options{Now: time.Now, Entropy: rand.Reader})
			r := mustCreate(b, s, "Hollin Bank School")
			for range notes / 10 {
				n := note(strings.Repeat("n", 300))
				do(b, r, n, n, n, n, n, n, n, n, n, n)
			}
			grown, err := os.Create(filepath.Join(dir, "grown"))
			if err != nil {
				b.Fatal(err)
			}
			defer grown.Close()
			f, err := os.Create(filepath.Join(dir, "block"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			block := make([]byte, 4096)
			syncBlocks := func() {
				_, err := grown.Write(block[:1024])
				if err = cmp.Or(err, grown.Sync()); err != nil {
					b.Fatal(err)
				}
				for range 2 {
					_, err := f.WriteAt(block, 0)
					if err = cmp.Or(err, syscall.Fdatasync(int(f.Fd()))); err != nil {
						b.Fatal(err)
					}
				}
			}
			syncBlocks()
			var bare time.Duration
			n := 0
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				syncBlocks()
				bare += time.Since(start)
				n++
				b.StartTimer()
				do(b, r, note(strings.Repeat("n", 300)))
			}
			b.ReportMetric(float64(b.Elapsed())/float64(bare), "x-fsyncs")
		})
	}
}
