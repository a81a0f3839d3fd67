//go:build unix

package command

import (
	"bytes"
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"halfday/store"
	"halfday/visit"
)

// questionedStore says in the environment where the store is that the test
// binary is to report on.
const questionedStore = "HALFDAY_TEST_STORE"

// firstLine is the first line that a command prints on standard output.
func firstLine(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(context.Background())
	line, _, _ := strings.Cut(out.String(), "\n")
	return line, err
}

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
	dir := t.TempDir()
	t.Setenv(questionedStore, dir)
	withSample(t, dir, func(r *store.Record) {
		for _, text := range []string{"Amy Carter in Year 5 shows her blog", "ring\x1b]2;x\a 07700 900456"} {
			if err := r.Do(visit.NoteAdded{NoteText: visit.NoteText{Text: text, Items: []string{"3b"}}}); err != nil {
				t.Fatal(err)
			}
		}
	})
	const title = "# ICT Mark: recommendation report for Sallowby Community Primary School"

	a := startAsker(t, "report", controlling)
	a.Wait("to look at: “Amy Carter”, a pupil's name? In a note on 3b.", "“07700 900456”, a telephone number?", "let these words stand? [y/N]")
	a.Type("\r")
	a.ends(endedOtherwise, "the report is not printed; write roles in place of names, or say --with-names")

	a = startAsker(t, "report", controlling)
	a.Wait("let these words stand? [y/N]")
	a.Type("y\r")
	a.ends(0, title)

	a = startAsker(t, "report", controlling)
	if written := a.ends(0, title); strings.Contains(written, "to look at") || strings.Contains(written, "personal detail") {
		t.Errorf("it is not asked once:\n%s", written)
	}
	withSample(t, dir, func(r *store.Record) {
		if found := r.Visit().Private(); len(found) > 0 {
			t.Errorf("still to be allowed: %v", found)
		}
	})
}
