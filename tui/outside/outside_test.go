package outside

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestOpener(t *testing.T) {
	t.Parallel()
	for system, want := range map[string]string{
		"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler",
	} {
		if got := strings.Join(opener(system), " "); got != want {
			t.Errorf("on %s it is %q", system, got)
		}
	}
}

// script is a program of a few lines.
func script(t *testing.T, lines ...string) []string {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"sh", path, "first"}
}

// TestOpen: a program gets the file's whole path as one argument that no shell
// has read, and nothing to read from or write to.
func TestOpen(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	program := script(t, `echo noise; echo noise >&2; cat`, `printf '%s|' "$@" > `+out+`.new && mv `+out+`.new `+out)
	if err := open(program, "-$(x) 'y'.pdf", time.Minute); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	want, err2 := filepath.Abs("-$(x) 'y'.pdf")
	if err := errors.Join(err, err2); err != nil || string(got) != "first|"+want+"|" {
		t.Errorf("%q, %v", got, err)
	}
}

// A program that shows the file is not waited for, one that cannot is told of.
func TestOpenWaitsForARefusalOnly(t *testing.T) {
	t.Parallel()
	begin := time.Now()
	if err := open(script(t, "exec sleep 2"), "x.pdf", 20*time.Millisecond); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took > 1500*time.Millisecond {
		t.Errorf("it was waited for: %s", took)
	}
	for name, program := range map[string][]string{
		"refused": script(t, "exit 3"), "absent": {filepath.Join(t.TempDir(), "absent")},
	} {
		err := open(program, "x.pdf", time.Minute)
		if !errors.Is(err, ErrNoProgram) || !strings.HasPrefix(err.Error(), "there is no program on this machine that opens it") ||
			!strings.HasSuffix(err.Error(), "save a copy and open it yourself") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
