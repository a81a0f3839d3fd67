package store

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// childDir names the folder in which the test binary, run by TestKill, writes
// notes until it is killed.
const childDir = "HALFDAY_STORE_TEST_DIR"

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == CheckerArgument {
		os.Exit(Checker(os.Stdin, os.Stdout))
	}
	if dir := os.Getenv(scenarioDir); dir != "" {
		if passphrase := os.Getenv(scenarioPassphrase); passphrase != "" {
			os.Exit(protecting(dir, passphrase))
		}
		os.Exit(scenario(dir))
	}
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(dir))
		os.Exit(1)
	}
	// Under the race detector every child would wait a second before it ends.
	if err := os.Setenv("GORACE", "atexit_sleep_ms=0"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// writeUntilKilled goes on with the notes of a store's only visit, numbering
// them, and prints each number once the store has accepted it.
func writeUntilKilled(dir string) error {
	fmt.Println("ready")
	opt := Options{Now: time.Now, Entropy: rand.NewChaCha8([32]byte{byte(os.Getpid()), byte(os.Getpid() >> 8)})}
	s, err := Open(dir, opt)
	if err != nil {
		return err
	}
	r, err := onlyVisit(s)
	if err != nil {
		return err
	}
	if r == nil {
		if r, err = s.Create(opening("Hollin Bank School")...); err != nil {
			return err
		}
	}
	for n := len(r.Visit().Notes); ; {
		text := fmt.Sprint(n, strings.Repeat(" and so on", n%97))
		if err := r.SaveDraft("note", Draft{Text: text}); err != nil {
			return err
		}
		if n%5 == 0 { // several at once, seen all or none
			err = r.Commit("note", note(text), note(fmt.Sprint(n+1)), note(fmt.Sprint(n+2)))
			n += 3
		} else {
			err = r.Commit("note", note(text))
			n++
		}
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func onlyVisit(s *Store) (*Record, error) {
	all, err := s.Visits()
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return s.Visit(all[0].ID)
}

// TestKill kills a writing program at random moments, those of making and
// opening the store among them. Every note it was told is saved must be there,
// in order, once. HALFDAY_KILLS asks for more than the usual.
func TestKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	total := 0
	var dir string
	usual := 190
	if testing.Short() {
		usual = 20
	}
	for cycle := range amount(t, "HALFDAY_KILLS", usual) {
		if cycle%50 == 0 {
			dir = filepath.Join(t.TempDir(), "halfday")
		}
		acknowledged := runAndKill(t, dir, random)
		total += acknowledged
		checkNotes(t, dir, acknowledged)
		if t.Failed() {
			t.Fatalf("in cycle %d", cycle)
		}
	}
	t.Logf("%d notes acknowledged", total)
}

// runAndKill lets a child write for a while and returns how many notes it said
// there were; 0 where it was killed before it said so.
func runAndKill(t *testing.T, dir string, random *rand.Rand) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	// Half of the children are killed some time after they began, the others
	// some time after they said a few times that notes are saved.
	wait := 1
	if random.IntN(2) == 0 {
		wait += 1 + random.IntN(10)
	}
	for seen := 0; seen < wait && lines.Scan(); seen++ {
		_, _ = fmt.Sscan(lines.Text(), &acknowledged)
	}
	time.Sleep(time.Duration(random.Int64N(int64(20 * time.Millisecond))))
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it still said
		_, _ = fmt.Sscan(lines.Text(), &acknowledged)
	}
	if err := child.Wait(); err == nil || complaint.Len() > 0 {
		t.Fatalf("the child was not killed but ended: %v, %s", err, &complaint)
	}
	return acknowledged
}

func checkNotes(t *testing.T, dir string, acknowledged int) {
	t.Helper()
	opt := testOptions()
	s, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r, err := onlyVisit(s)
	if err != nil {
		t.Fatal(err)
	}
	if r == nil {
		if acknowledged > 0 {
			t.Errorf("%d notes and their visit are lost", acknowledged)
		}
		return
	}
	texts := noteTexts(r)
	for i, text := range texts {
		if n, _, _ := strings.Cut(text, " "); n != fmt.Sprint(i) {
			t.Fatalf("note %d is %q", i, text)
		}
	}
	if len(texts) < acknowledged {
		t.Errorf("%d notes acknowledged, %d there", acknowledged, len(texts))
	}
	if all, err := s.Visits(); err != nil || len(all) != 1 || !all[0].Changed.Equal(r.log.Load().Latest()) {
		t.Errorf("the summary is not of this log: %v, %v", all, err)
	}
	d, err := r.Draft("note")
	if err != nil {
		t.Error(err)
	}
	if n, _, _ := strings.Cut(d.Text, " "); d.Text != "" && n != fmt.Sprint(len(texts)) {
		t.Errorf("draft %q with %d notes", d.Text, len(texts))
	}
	if err := errors.Join(r.Do(), r.SaveDraft("other", Draft{Text: "x"})); err != nil {
		t.Error(err)
	}
}
