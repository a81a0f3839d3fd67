package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing/fstest"
	"time"
)

// scenarioDir names the folder in which the test binary, watched by the tests
// below, goes through the scenario.
const scenarioDir = "HALFDAY_STORE_TEST_SCENARIO"

// scenarioNotes is how many notes the scenario takes.
const scenarioNotes = 40

// scenario does everything a store can do and prints what it was told is saved,
// and what it was told is wrong. It goes on after an error as a person would: by
// trying the same again.
func scenario(dir string) (failed int) {
	say := func(what string, err error) bool {
		if err != nil {
			failed = 1
			fmt.Printf("error %s: %v\n", what, err)
			return false
		}
		fmt.Println(what)
		return true
	}
	c := &clock{now: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	opt := Options{Now: c.Now, Entropy: rand.NewChaCha8([32]byte{byte(os.Getpid()), byte(os.Getpid() >> 8)})}
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
	return failed
}

// noteText is the text of the nth note; now and then it is long.
func noteText(n int) string {
	if n%13 == 7 {
		return fmt.Sprint(n, strings.Repeat(" and so on", 900))
	}
	return fmt.Sprint(n, " said the governor")
}
