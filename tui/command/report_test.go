//go:build unix

package command

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"halfday/store"
	"halfday/visit"
)

// withSample does something with the visit on the sample school in a store.
func withSample(t *testing.T, dir string, do func(*store.Record)) {
	t.Helper()
	s, err := store.Open(dir, store.Options{Now: time.Now, Entropy: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r, err := beginSample(s)
	if err != nil {
		t.Fatal(err)
	}
	do(r)
}

// TestReportAsks asks at a terminal before a report is printed that may name
// somebody. A no prints nothing and a yes is kept: it asks once.
func TestReportAsks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ask := []string{"report", "sallowby", "--data", dir}
	withSample(t, dir, func(r *store.Record) {
		for _, text := range []string{"Amy Carter in Year 5 shows her blog", "ring\x1b]2;x\a 07700 900456"} {
			if err := r.Do(visit.NoteAdded{NoteText: visit.NoteText{Text: text, Items: []string{"3b"}}}); err != nil {
				t.Fatal(err)
			}
		}
	})
	const title = "# ICT Mark: recommendation report for Sallowby Community Primary School"

	a := startCommand(t, ask...)
	a.Wait("to look at: “Amy Carter”, a pupil's name? In a note on 3b.", "“07700 900456”, a telephone number?", "let these words stand? [y/N]")
	a.Type("\r")
	a.ends(endedOtherwise, "the report is not printed; write roles in place of names, or say --with-names")

	a = startCommand(t, ask...)
	a.Wait("let these words stand? [y/N]")
	a.Type("y\r")
	a.ends(0, title)

	a = startCommand(t, ask...)
	if written := a.ends(0, title); strings.Contains(written, "to look at") || strings.Contains(written, "personal detail") {
		t.Errorf("it is not asked once:\n%s", written)
	}
	withSample(t, dir, func(r *store.Record) {
		if found := r.Visit().Private(); len(found) > 0 {
			t.Errorf("still to be allowed: %v", found)
		}
	})
}
