package tree

import (
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestTmpErrs(t *testing.T) {
	for _, s := range []string{strings.Repeat("[", 40), strings.Repeat("- ", 40), "a: b: c", "a: *x", "a: &x b", "a: !foo b", "a: !!binary b", "\ta: b", "a: b\n c", "a:\n  - b\n c: d", "a: 'x", "%TAG !a! b\n--- x", "a: b\n---\nc: d", "a: b\n---\n", "a: b\n...\nfoo", "{a: b} c", "<<: {a: b}", "@x", "a: `x`", "x", "~", "# c", "", "\x00a: b", "a: b\xe9", "\xff\xfea\x00", "a: \"\\x", "?", ": : :", "[a, b", "a:\n- b\n- c: d: e", "- %x", "a: - b", "!<", "|", "a: \"b\" c", "---\n---\n", "a: b\n\"c\nd: e\n"} {
		n, f, err := YAML([]byte(s))
		fmt.Printf("%.30q -> %v %v %v\n", s, n, f, err)
	}
	for _, s := range []string{strings.Repeat("[", 40), "{", "{\"a\":1,}", "{\"a\"\n:\n}", "[1 2]", "nul", "{} x", "{1:2}", "\"", "{\"a\":\"\x01\"}", "null", "{\"a\": 1e400}", "}"} {
		n, f, err := JSON([]byte(s))
		fmt.Printf("%.30q -> %v %v %v\n", s, n, f, err)
	}
}

func TestTmpSearch(t *testing.T) {
	if os.Getenv("SEARCH") == "" { t.Skip() }
	atoms := []string{"[", "]", "{", "}", ",", ":", ": ", "-", "- ", "?", "? ", "#", " #", "&a ", "*a ", "!", "!a ", "!!str ", "|", ">", "|\n", "'", "\"", "%", "@", "\n", "\n\n", " ", "  ", "\t", "a", "b: ", "0", "\\", "\r", "---\n", "...\n", "\u2028", "\u0085", "\n ", "\n  ", "=", "<<: ", "|2\n", "|-\n"}
	start := time.Now()
	type res struct{ p string; d time.Duration; mem uint64 }
	n := 0
	for time.Since(start) < 240*time.Second {
		var pre, pat string
		for i := rand.Intn(4); i > 0; i-- { pre += atoms[rand.Intn(len(atoms))] }
		for i := 1 + rand.Intn(5); i > 0; i-- { pat += atoms[rand.Intn(len(atoms))] }
		s := pre + strings.Repeat(pat, (MaxYAML-20)/len(pat))
		var a, b runtime.MemStats
		runtime.ReadMemStats(&a)
		t0 := time.Now()
		_, _, err := YAML([]byte(s))
		d := time.Since(t0)
		runtime.ReadMemStats(&b)
		n++
		if d > 900*time.Millisecond || b.TotalAlloc-a.TotalAlloc > 500<<20 || err != nil && strings.Contains(err.Error(), "internal error") {
			fmt.Printf("%v %d MB %q + %q: %.80v\n", d, (b.TotalAlloc-a.TotalAlloc)>>20, pre, pat, err)
		}
	}
	fmt.Println(n, "patterns")
}
