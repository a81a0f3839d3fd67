package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"

	"halfday/store"
	"halfday/visit"
)

// TestMain lets scripts run the program itself, as the command halfday.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"halfday": main})
}

// TestCommands runs the scripts of the command line. Beside the commands that
// testscript has they use:
//
//	exits CODE ARG...    runs halfday, which must end with the code
//	fails CODE ARG...    the same, and the one thing it says is a sentence
//	                     that names what went wrong, on standard error
//	concerns ID...       standard output is the JSON of check, with concerns
//	                     about just these items, here sorted
//	hold FOLDER          opens the store there, as another window does
//	release              closes it
//	bolt FILE            makes a file of another program that uses bbolt, too
func TestCommands(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("tui", "testdata", "script"),
		RequireExplicitExec: true,
		Setup:               setUp,
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, fmt.Errorf("unknown condition %s", name)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "fails": fails, "concerns": concerns, "hold": hold, "release": release, "bolt": otherBolt, "absent": absent,
		},
	})
}

// setUp gives a script a home of its own, and a submission without concerns in
// the folder sound.
func setUp(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, "home")
	for _, name := range []string{"HOME", "USERPROFILE", "LOCALAPPDATA"} {
		env.Setenv(name, home)
	}
	env.Setenv("GORACE", "atexit_sleep_ms=0") // under the race detector every command would wait a second
	env.Values[window{}] = &window{}
	sound := filepath.Join(env.WorkDir, "sound")
	for _, dir := range []string{home, sound} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
	}
	text, err := soundSubmission()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(sound, "submission.yaml"), []byte(text), 0o600)
}

// soundSubmission is a submission with a level, a commentary that says where to
// look, and evidence for each item.
func soundSubmission() (string, error) {
	f, err := visit.DefaultFramework()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("school: {name: Soundly School, nation: england, id: \"190001\", phase: primary}\nreviews:\n")
	for i, n := range f.Items() {
		var asked []string // no two items have a question in common
		for _, role := range slices.Sorted(maps.Keys(n.Questions)) {
			asked = append(asked, n.Questions[role]...)
		}
		fmt.Fprintf(&b, "  %s:\n    level: 2\n    commentary: >-\n", n.ID)
		fmt.Fprintf(&b, "      For %s all governors asked each term since March 2010: %s Mrs Bell answers on page %d of the\n", n.Name, strings.Join(asked, " "), i+3)
		fmt.Fprintf(&b, "      handbook, and room %d is where every visitor sees it. Pupils told the council so on %d June 2010.\n", i+20, i+1)
		fmt.Fprintf(&b, "    evidence: [\"Minutes of the governors, %d June 2010\"]\n", i+1)
	}
	return b.String(), nil
}

// run runs the program and returns its exit code.
func run(ts *testscript.TestScript, args []string) int {
	err := ts.Exec("halfday", args...)
	if e := (*exec.ExitError)(nil); errors.As(err, &e) {
		return e.ExitCode()
	}
	ts.Check(err)
	return 0
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := run(ts, args[1:]); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func fails(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, args)
	said, out := ts.ReadFile("stderr"), ts.ReadFile("stdout")
	if out != "" {
		ts.Fatalf("it printed something on standard output")
	}
	if !strings.HasPrefix(said, "halfday: ") || strings.Count(said, "\n") != 1 || strings.Contains(said, "panic") {
		ts.Fatalf("that is not one sentence")
	}
	if !strings.Contains(said, "; ") && !strings.Contains(said, ", or ") {
		ts.Fatalf("that names no remedy")
	}
}

// absent fails where a word stands in any file below some folders, or in its name.
func absent(ts *testscript.TestScript, neg bool, args []string) {
	var found []string
	for _, dir := range args[1:] {
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if strings.Contains(ts.ReadFile(path), args[0]) || strings.Contains(e.Name(), args[0]) {
				found = append(found, path)
			}
			return nil
		}))
	}
	if (len(found) > 0) != neg {
		ts.Fatalf("%q stands in %q", args[0], found)
	}
}

func concerns(ts *testscript.TestScript, neg bool, want []string) {
	var printed struct {
		Submission, Framework string
		Concerns              []struct {
			Item, Kind, Rule, Severity, Why string
			Settle                          struct{ Ask, See string }
		}
		Focus []struct{ Element, Reason string }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &printed))
	var got []string
	for _, c := range printed.Concerns {
		got = append(got, c.Item)
		if c.Kind == "" || c.Rule == "" || c.Severity == "" || c.Why == "" || c.Settle.Ask+c.Settle.See == "" {
			ts.Fatalf("the concern about %s lacks something: %+v", c.Item, c)
		}
	}
	slices.Sort(got)
	if neg || !slices.Equal(got, want) {
		ts.Fatalf("concerns about %q, want %q", got, want)
	}
	if printed.Submission == "" || printed.Framework == "" || len(got) > 0 && len(printed.Focus) == 0 {
		ts.Fatalf("the submission, the framework or the focus is missing")
	}
}

// window is what a script opens with hold.
type window struct{ store *store.Store }

func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold FOLDER")
	}
	s, err := store.Open(ts.MkAbs(args[0]), store.Options{Now: time.Now, Entropy: rand.Reader})
	ts.Check(err)
	ts.Value(window{}).(*window).store = s
	ts.Defer(func() { _ = s.Close() })
}

func release(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: release")
	}
	ts.Check(ts.Value(window{}).(*window).store.Close())
}

func otherBolt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: bolt FILE")
	}
	db, err := bolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	ts.Check(db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("recipes"))
		if err != nil {
			return err
		}
		return b.Put([]byte("bread"), []byte("flour, water, salt, time"))
	}))
	ts.Check(db.Close())
}
