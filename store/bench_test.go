package store

import (
	"crypto/rand"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"halfday/visit"
	"halfday/visit/submission"
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

// BenchmarkOpen opens a store of 500 visits, each as large as the sample
// school's after its visit, looked through in a child.
func BenchmarkOpen(b *testing.B) {
	opt := Options{Now: time.Now, Entropy: rand.Reader, Checker: []string{os.Args[0], CheckerArgument}}
	dir := b.TempDir()
	s := mustOpen(b, dir, opt)
	for i := range 500 {
		school := fmt.Sprint("School ", i)
		large := visit.SubmissionLoaded{Submission: &submission.Submission{
			Name: school, School: submission.School{Name: school},
			Reviews: []submission.Review{{Item: "1a", Commentary: strings.Repeat("What the school does. ", 3000)}},
		}}
		r, err := s.Create(opening(school)[0], large)
		if err != nil {
			b.Fatal(err)
		}
		notes := make([]visit.Change, 60)
		for n := range notes {
			notes[n] = note(strings.Repeat("n", 300))
		}
		do(b, r, notes...)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(s.path())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(dir, opt)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MB")
}
