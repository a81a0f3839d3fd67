//go:build unix

package command

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/store"
	"halfday/visit"
)

// opened opens a store that may be under a passphrase, until the test has ended.
func opened(t *testing.T, dir, secret string) *store.Store {
	t.Helper()
	s, err := store.Open(dir, store.Options{Now: time.Now, Entropy: rand.Reader, Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// submissionOf makes the folder of a submission with one file of evidence.
func submissionOf(t *testing.T, school string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range map[string]string{
		"plan.txt": "Next year's plan.",
		"submission.yaml": "school: {name: " + school + "}\nreviews:\n" +
			"  1a1: {level: 2, commentary: See the office., evidence: [{title: Plan, file: plan.txt}]}\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// visitTo begins the visit to a school with a note.
func visitTo(t *testing.T, s *store.Store, school string) {
	t.Helper()
	b, err := new(desk).papers().Begin(s, submissionOf(t, school), "")
	if err == nil {
		err = b.Record.Do(visit.NoteAdded{NoteText: visit.NoteText{Text: "the plan hangs in the hall"}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// restored makes a store with the visit to Alder School, beside one set aside by a
// restore in which something more was done.
func restored(t *testing.T, more func(*store.Store)) (dir, aside string) {
	t.Helper()
	dir = t.TempDir()
	s := opened(t, dir, "")
	visitTo(t, s, "Alder School")
	backup, _, err := s.Backup(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	more(s)
	closed(t, s)
	opt := store.Options{Now: time.Now, Entropy: rand.Reader}
	if _, _, err = store.Restore(dir, backup, opt, true); err != nil {
		t.Fatal(err)
	}
	s = opened(t, dir, "")
	all, err := s.Asides()
	closed(t, s)
	if err != nil || len(all) != 1 {
		t.Fatalf("%v (%v), want one store set aside", all, err)
	}
	return dir, all[0].Dir
}

// schoolsIn are the schools of the visits in a store, sorted.
func schoolsIn(t *testing.T, dir, secret string) (names []string) {
	t.Helper()
	s := opened(t, dir, secret)
	defer closed(t, s)
	all, err := s.Visits()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		names = append(names, v.School)
	}
	slices.Sort(names)
	return names
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TestPurgeAsks destroys a visit only after a yes, having said what goes.
func TestPurgeAsks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, dir, "")
	visitTo(t, s, "Alder School")
	closed(t, s)
	purge := []string{"purge", "alder", "--data", dir}

	for _, answer := range []string{"n\r", "\r"} {
		a := startCommand(t, purge...)
		a.Wait("1 note and 2 files of evidence", "in 1 snapshot.", `Destroy the visit to "Alder School" for ever? Nothing brings it back. [y/N]`)
		a.Type(answer)
		if written := a.ends(endedOtherwise, ""); !strings.HasSuffix(written, "\nNothing was destroyed.\r\n") {
			t.Errorf("it ends with %q", written)
		}
	}
	if diff := cmp.Diff([]string{"Alder School"}, schoolsIn(t, dir, "")); diff != "" {
		t.Errorf("after a no: %s", diff)
	}
	a := startCommand(t, purge...)
	a.Wait("[y/N]")
	a.Type("y\r")
	a.ends(0, "# Certificate of destruction")
	if left := schoolsIn(t, dir, ""); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
}

// TestPurgeAsksTwice asks about visits that go although they were not named: those
// that only a store set aside by a restore holds.
func TestPurgeAsksTwice(t *testing.T) {
	t.Parallel()
	dir, aside := restored(t, func(s *store.Store) { visitTo(t, s, "Rowan School") })
	purge := []string{"purge", "alder", "--data", dir}
	what := filepath.Base(aside) + ": 2 visits\r\n    \"Rowan School\", missing or older in your store\r\n"

	a := startCommand(t, purge...)
	a.Wait(filepath.Base(aside)+": 2 visits", "for ever? Nothing brings it back. [y/N]")
	a.Type("y\r")
	a.Wait("Destroy these too? [y/N]")
	a.Type("n\r")
	written := a.ends(endedOtherwise, "")
	if !strings.HasSuffix(written, "\nNothing was destroyed.\r\n") || strings.Count(written, what) != 2 {
		t.Errorf("it says %q", written)
	}
	if got := schoolsIn(t, dir, ""); !slices.Equal(got, []string{"Alder School"}) || !exists(aside) {
		t.Errorf("after a no there are %v", got)
	}

	a = startCommand(t, purge...)
	a.Wait("Nothing brings it back. [y/N]")
	a.Type("y\r")
	a.Wait("Destroy these too? [y/N]")
	a.Type("y\r")
	a.ends(0, "# Certificate of destruction")
	if left := schoolsIn(t, dir, ""); len(left) > 0 || exists(aside) {
		t.Errorf("still there: %v", left)
	}
}

// TestPurgeAsksOnce asks once where what was set aside holds nothing more than the
// store, but for the visit to be destroyed.
func TestPurgeAsksOnce(t *testing.T) {
	t.Parallel()
	dir, aside := restored(t, func(s *store.Store) {
		found, err := s.Find("alder")
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Visit(found.ID)
		if err == nil {
			err = r.Do(visit.NoteAdded{NoteText: visit.NoteText{Text: "a note after the backup"}})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	a := startCommand(t, "purge", "alder", "--data", dir)
	a.Wait(filepath.Base(aside)+": 1 visit", `"Alder School", missing or older in your store`, "[y/N]")
	a.Type("y\r")
	a.ends(0, "# Certificate of destruction")
	if exists(aside) {
		t.Error("what was set aside is still there")
	}
}

// TestSetPassphraseAsks asks whether a store set aside stays readable.
func TestSetPassphraseAsks(t *testing.T) {
	t.Parallel()
	const phrase = "plover walnut ember seven"
	for answer, stays := range map[string]bool{"y": false, "n": true} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			dir, aside := restored(t, func(s *store.Store) { visitTo(t, s, "Rowan School") })
			a := startCommand(t, "passphrase", "set", "--data", dir)
			a.Wait("have no passphrase", `"Rowan School"`, "Remove them for ever when the passphrase is set? [y/N]")
			a.Type(answer + "\r")
			a.Wait("at least 14 characters", "New passphrase:")
			a.hides()
			a.Type(phrase + "\r")
			a.Wait("The same again:")
			a.Type(phrase + "\r")
			written := a.ends(0, "The passphrase is set, and everything was encrypted anew.")
			if strings.Contains(written, phrase) || strings.Contains(written, "They stay") != stays {
				t.Errorf("it says %q", written)
			}
			if exists(aside) != stays {
				t.Errorf("what was set aside is there: %v, want %v", !stays, stays)
			}
			if got := schoolsIn(t, dir, phrase); !slices.Equal(got, []string{"Alder School"}) {
				t.Errorf("there are %v", got)
			}
		})
	}
}

// TestRemovePassphraseAsks removes a passphrase only after a yes.
func TestRemovePassphraseAsks(t *testing.T) {
	t.Parallel()
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "phrase")
	if err := os.WriteFile(file, []byte("plover walnut ember seven\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := firstLine("passphrase", "set", "--new-passphrase-file", file, "--data", dir); err != nil {
		t.Fatal(err)
	}
	remove := []string{"passphrase", "remove", "--passphrase-file", file, "--data", dir}
	a := startCommand(t, remove...)
	a.Wait("the key lies in the store's folder again", "Remove the passphrase? [y/N]")
	a.Type("\r")
	if written := a.ends(endedOtherwise, ""); !strings.HasSuffix(written, "\nNothing was changed.\r\n") {
		t.Errorf("it ends with %q", written)
	}
	if s := opened(t, dir, "plover walnut ember seven"); !s.Protected() {
		t.Error("it is not protected after a no")
	} else {
		closed(t, s)
	}
	a = startCommand(t, remove...)
	a.Wait("[y/N]")
	a.Type("y\r")
	a.ends(0, "No passphrase. The store is encrypted, but its key lies beside it, readable by you alone: whoever has this")
	if s := opened(t, dir, ""); s.Protected() {
		t.Error("it is protected after a yes")
	}
}
