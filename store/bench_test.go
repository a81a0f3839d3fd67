package store

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"
)

// BenchmarkOpenVisit opens a visit of 1,000 events.
func BenchmarkOpenVisit(b *testing.B) {
	s := mustOpen(b, b.TempDir(), Options{Now: time.Now, Entropy: rand.Reader})
	r := mustCreate(b, s, "Hollin Bank School")
	for range 998 / 2 {
		do(b, r, note(strings.Repeat("n", 300)), note("short"))
	}
	for b.Loop() {
		delete(s.records, r.ID())
		again, err := s.Visit(r.ID())
		if err != nil || len(again.Visit().Notes) != 998 {
			b.Fatal(err)
		}
	}
}

// BenchmarkVisits lists 500 visits.
func BenchmarkVisits(b *testing.B) {
	s := mustOpen(b, b.TempDir(), Options{Now: time.Now, Entropy: rand.Reader})
	for i := range 500 {
		mustCreate(b, s, fmt.Sprint("School ", i))
	}
	for b.Loop() {
		all, err := s.Visits()
		if err != nil || len(all) != 500 {
			b.Fatal(err)
		}
	}
}
