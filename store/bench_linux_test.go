package store

import (
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
// multiple of what bringing one block of 4 KiB to the disk takes (x-fsync).
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
			f, err := os.Create(filepath.Join(dir, "block"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			block := make([]byte, 4096)
			syncBlock := func() {
				if _, err := f.WriteAt(block, 0); err != nil {
					b.Fatal(err)
				}
				if err := syscall.Fdatasync(int(f.Fd())); err != nil {
					b.Fatal(err)
				}
			}
			syncBlock()
			var bare time.Duration
			n := 0
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				syncBlock()
				bare += time.Since(start)
				n++
				b.StartTimer()
				do(b, r, note(strings.Repeat("n", 300)))
			}
			b.ReportMetric(float64(b.Elapsed())/float64(bare), "x-fsync")
		})
	}
}
