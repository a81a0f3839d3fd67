package evidence

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

func key(r rune) tea.Msg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

func TestFileName(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"plan.pdf":                         "evidence-plan.pdf",
		"a/b/ICT plan (2010), final.DOCX":  "evidence-ICT-plan-2010-final.DOCX",
		`a\b\plan.pdf`:                     "evidence-plan.pdf",
		"../../etc/passwd":                 "evidence-passwd",
		"Cynllun Tŷ Hafan.pdf":             "evidence-Cynllun-Tŷ-Hafan.pdf",
		"CON.pdf":                          "evidence-CON.pdf",
		".profile":                         "evidence.profile",
		"x.p\u202efd":                      "evidence-x.p-fd",
		"\x1b[2J\x00.\x1b":                 "evidence-2J",
		"":                                 "evidence",
		"...":                              "evidence",
		"a.tar.gz":                         "evidence-a-tar.gz",
		strings.Repeat("é", 99) + ".pdf":   "evidence-" + strings.Repeat("é", 29) + ".pdf",
		"x." + strings.Repeat("abc123", 9): "evidence-x.abc123abc12",
	} {
		if got := fileName(file); got != want {
			t.Errorf("%q is called %q, want %q", file, got, want)
		}
	}
}

// FuzzFileName gives it any path: the name stays in its folder on any system.
func FuzzFileName(f *testing.F) {
	for _, file := range []string{"a/b.pdf", "../x", `C:\x:y`, "x\x1b[0m.\u202e", "e\u0301\u0301.x", "\xff", " . "} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		name := fileName(file)
		if !strings.HasPrefix(name, "evidence") || !filepath.IsLocal(name) || len(name) > 90 || !utf8.ValidString(name) ||
			strings.ContainsAny(name, `/\:*?"<>| `) || strings.HasSuffix(name, ".") || harmless(name) != nil {
			t.Fatalf("%q is called %q", file, name)
		}
	})
}
