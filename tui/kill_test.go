//go:build unix

package tui_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/tui/tuitest"
)

// kills is how often the program is killed in each test that does so;
// HALFDAY_KILLS asks for more than the usual few.
func kills(t *testing.T) int {
	t.Helper()
	asked := os.Getenv("HALFDAY_KILLS")
	if asked == "" {
		return 5
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		t.Fatalf("HALFDAY_KILLS: %v", err)
	}
	return n
}

// remark is the text of the nth note.
func remark(n int) string { return fmt.Sprintf("remark %04d from the corridor", n) }

// remarks are the texts of the first n notes.
func remarks(n int) []string {
	var all []string
	for i := range n {
		all = append(all, remark(i))
	}
	return all
}

// killHalfTyped kills the program while a note stands half-typed, or when one
// that stood so was just saved. What is half-typed must stand in the line at the
// next start, and every note be there once.
func killHalfTyped(t *testing.T, bin, data string) {
	half, n := "", 0
	for cycle := range kills(t) {
		w := openWindow(t, bin, data)
		w.writing(half)
		w.Type(strings.TrimPrefix(remark(n), half))
		for range 3 {
			w.Press(enter)
			w.Wait("✓ Saved", "· "+remark(n), emptyLine)
			n++
			w.Type(remark(n))
			w.Wait("› " + remark(n))
		}
		w.Press(enter)
		w.Wait("· "+remark(n), emptyLine)
		n++
		half = remark(n)[:5+n%20]
		was := lastWritten(t, data)
		w.Type(half)
		w.Wait("› " + half)
		time.Sleep(600 * time.Millisecond) // a person stops to listen
		for end := time.Now().Add(tuitest.Patience); lastWritten(t, data).Equal(was) && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond) // a slow machine takes longer
		}
		if cycle%2 == 1 {
			w.Type(strings.TrimPrefix(remark(n), half) + enter)
			w.Wait("· "+remark(n), emptyLine)
			half = ""
			n++
		}
		w.send(os.Kill)
		w.wait()
		notes, line := stored(t, data)
		if diff := cmp.Diff(remarks(n), notes); diff != "" || line != half {
			t.Fatalf("%q was half-typed, the store has %q; notes (-want +got):\n%s", half, line, diff)
		}
	}
	openWindow(t, bin, data).writing(half)
}

// lastWritten is when something was last written to the store.
func lastWritten(t *testing.T, data string) time.Time {
	t.Helper()
	info, err := os.Stat(filepath.Join(data+"-try", "halfday.db"))
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

// killAnyMoment kills the program at random moments: while it starts, between
// notes and during them. Every note seen as saved must be there; none may be
// there twice, and what stands in the line is the beginning of the next.
func killAnyMoment(t *testing.T, bin, data string) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	n, line, seen := 0, "", 0
	for range kills(t) {
		w := openWindow(t, bin, data)
		if random.IntN(5) == 0 {
			time.Sleep(time.Duration(random.Int64N(int64(300 * time.Millisecond))))
			w.send(os.Kill)
		} else {
			w.writing(line)
			go typeRemarks(w, n, line, time.Duration(random.Int64N(int64(15*time.Millisecond))))
			time.Sleep(time.Duration(random.Int64N(int64(1500 * time.Millisecond))))
			w.send(os.Kill)
		}
		w.wait()
		acknowledged := shownSaved(w.Screen(), n)
		seen += acknowledged - n
		var notes []string
		notes, line = stored(t, data)
		n = len(notes)
		if diff := cmp.Diff(remarks(n), notes); diff != "" {
			t.Fatalf("notes are lost, doubled or out of order (-want +got):\n%s", diff)
		}
		if n < acknowledged {
			t.Fatalf("%d notes were shown as saved, %d are there", acknowledged, n)
		}
		if !strings.HasPrefix(remark(n), line) {
			t.Fatalf("after %d notes the line holds %q", n, line)
		}
	}
	t.Logf("%d notes, %d of them seen saved", n, seen)
}

// typeRemarks finishes the half-typed nth remark and goes on with the next ones
// at an even pace, until the program is gone.
func typeRemarks(w *window, n int, line string, pace time.Duration) {
	for i := range 40 {
		text := remark(n + i)
		if i == 0 {
			text = strings.TrimPrefix(text, line)
		}
		for _, r := range text + enter {
			if _, err := w.master.WriteString(string(r)); err != nil {
				return
			}
			time.Sleep(pace)
		}
	}
}

// shownSaved is how many remarks a screen shows as saved: those above the line
// to write in. Where it shows none, those of before are all that is known.
func shownSaved(screen string, before int) int {
	feed, _, found := strings.Cut(screen, "\n ──────")
	saved := before
	if !found {
		return saved
	}
	for _, m := range regexp.MustCompile(`remark (\d{4})`).FindAllStringSubmatch(feed, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			saved = max(saved, n+1)
		}
	}
	return saved
}

// resizeStorm drags the window through many sizes while notes are typed.
func resizeStorm(t *testing.T, bin, data string) {
	w := openWindow(t, bin, data)
	w.writing("")
	sizes := [][2]int{{1, 1}, {20, 5}, {200, 60}, {5, 40}, {79, 1}, {1, 24}, {120, 40}, {49, 13}, {50, 14}, {2, 2}, {300, 100}, {100, 3}}
	const notes = 30
	for n := range notes {
		text := remark(n) + enter
		for i, at := range []int{0, 3, 10, len(remark(n)), len(text)} {
			size := sizes[(3*n+5*i)%len(sizes)]
			w.resize(size[0], size[1])
			if i > 0 {
				w.Type(text[[]int{0, 3, 10, len(remark(n))}[i-1]:at])
			}
		}
	}
	w.resize(80, 24)
	w.Wait("· "+remark(notes-1), emptyLine)
	w.Press("\x11")
	if state := w.wait(); !state.Success() {
		t.Errorf("it ended with %v:\n%s", state, w.Screen())
	}
	got, line := stored(t, data)
	if diff := cmp.Diff(remarks(notes), got); diff != "" || line != "" {
		t.Errorf("the line holds %q; notes (-want +got):\n%s", line, diff)
	}
}
