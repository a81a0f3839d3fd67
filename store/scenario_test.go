package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing/fstest"
	"time"

	"halfday/store/keys"
)

// scenarioDir names the folder in which the test binary, watched by the tests
// below, goes through the scenario.
const scenarioDir = "HALFDAY_STORE_TEST_SCENARIO"

// scenarioNotes is how many notes the scenario takes.
const scenarioNotes = 40

// scenarioPassphrase is what the scenario of a change of keys protects the store
// with; where it is in the environment, that is the scenario gone through.
const scenarioPassphrase = "HALFDAY_STORE_TEST_PASSPHRASE"

// speaker prints what is done, and keeps whether anything failed.
type speaker struct{ failed int }

func (p *speaker) say(what string, err error) bool {
	if err != nil {
		p.failed = 1
		fmt.Printf("error %s: %v\n", what, err)
		return false
	}
	fmt.Println(what)
	return true
}

func scenarioOptions() Options {
	c := &clock{now: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	return Options{Now: c.Now, Entropy: rand.NewChaCha8([32]byte{byte(os.Getpid()), byte(os.Getpid() >> 8)})}
}

// protecting sets a passphrase in a store that has a visit, and goes on with it.
func protecting(dir, passphrase string) int {
	var out speaker
	opt := scenarioOptions()
	s, err := Open(dir, opt)
	if !out.say("open", err) {
		return 1
	}
	r, err := s.Create(opening("Hollin Bank School")...)
	if !out.say("begun", err) {
		return 1
	}
	if !out.say("note 1", r.Do(note(noteText(0)))) {
		return 1
	}
	out.say("kept", r.Keep(fstest.MapFS{"plan.txt": {Data: []byte("a plan")}}, []string{"plan.txt"}))
	if err := s.Snapshot(); err != nil {
		out.say("snapshot", err)
	}
	if !out.say("note 2", r.Do(note(noteText(1)))) {
		return 1
	}
	s.keys.Cost = keys.Cost{Time: 1, Memory: 64, Threads: 1}
	recovery, err := s.Protect(passphrase)
	if recovery != "" {
		fmt.Println("recovery", recovery)
	}
	out.say("protected", err)
	out.say("note 3", r.Do(note(noteText(2))))
	out.say("closed", s.Close())
	return out.failed
}

// scenario does everything a store can do and prints what it was told is saved,
// and what it was told is wrong. It goes on after an error as a person would: by
// trying the same again.
func scenario(dir string) int {
	var out speaker
	say := out.say
	opt := scenarioOptions()
	s, err := Open(dir, opt)
	if !say("open", err) {
		return 1
	}
	r, err := s.Create(opening("Hollin Bank School")...)
	if !say("begun", err) {
		return 1
	}
	other, err := s.Create(opening("Another School")...)
	say("other", err)
	for n := range scenarioNotes {
		text := noteText(n)
		for try := 0; ; try++ {
			err := errors.Join(r.SaveDraft("note", Draft{Text: text}), r.Commit("note", note(text)))
			if say(fmt.Sprint("note ", n+1), err) {
				break
			}
			if len(noteTexts(r)) > n || try == 3 { // saved after all, or never
				return 1
			}
		}
		switch n {
		case 10, 30:
			if err := s.Snapshot(); err != nil {
				say("snapshot", err)
			}
		case 15:
			folder := fstest.MapFS{"plan.txt": {Data: []byte("a plan")}}
			say("kept", r.Keep(folder, []string{"plan.txt"}))
		case 20:
			if other != nil {
				_, err := s.Purge(other.ID())
				say("purged", err)
			}
		case 25:
			if err := s.Close(); err != nil {
				say("close", err)
			}
			if s, err = Open(dir, opt); !say("open", err) {
				return 1
			}
			if r, err = s.Visit(r.ID()); !say("visit", err) {
				return 1
			}
		}
	}
	say("half", r.SaveDraft("note", Draft{Text: "half"}))
	if err := s.Close(); err != nil {
		say("close", err)
	}
	return out.failed
}

// noteText is the text of the nth note; now and then it is long.
func noteText(n int) string {
	if n%13 == 7 {
		return fmt.Sprint(n, strings.Repeat(" and so on", 900))
	}
	return fmt.Sprint(n, " said the governor")
}
