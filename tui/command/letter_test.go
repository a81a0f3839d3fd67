package command

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"halfday/store"
	"halfday/visit"
)

// TestLetterOfADecidedVisit writes what the assessor decided to ask, and points
// out who is named in the assessor's own words.
func TestLetterOfADecidedVisit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := store.Open(dir, store.Options{Now: time.Now, Entropy: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	r, err := beginSample(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Do(visit.ConcernAdded{Item: "3b", Text: "Mr Bailey says there is none."}); err != nil {
		t.Fatal(err)
	}
	found := r.Visit().Concerns()
	for i, c := range found {
		status := []visit.Status{visit.Asked, visit.Accepted, visit.Dismissed}[i%3]
		change := c.Decide(status, "my reason")
		if c.Own {
			change = c.AskSchool("May Amy Carter (Y5) show her blog?")
		}
		if err := r.Do(change); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	cmd, out, said := root(), &bytes.Buffer{}, &bytes.Buffer{}
	cmd.SetArgs([]string{"letter", "sallowby", "--data", dir})
	cmd.SetOut(out)
	cmd.SetErr(said)
	if err := cmd.Execute(); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{"## To send beforehand or to have ready", "## To clear up", "May Amy Carter (Y5) show her blog?", found[0].Settle.Ask} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	for _, never := range []string{"my reason", found[1].Settle.Ask, found[2].Settle.See, found[0].Why, "Bailey"} {
		if strings.Contains(text, never) {
			t.Errorf("%q stands in\n%s", never, text)
		}
	}
	if want := "to look at: “Amy Carter”, a pupil's name? It stands in what you ask about 3b; a role says enough.\n"; said.String() != want {
		t.Errorf("it says %q, want %q", said, want)
	}
}
