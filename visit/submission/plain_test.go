package submission

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

func TestPlainText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file, data, want string
		ok               bool
	}{
		{"a/b.txt", "a plan", "a plan", true},
		{"PLAN.MD", "# A plan", "# A plan", true},
		{"t.csv", "a;b\r\n", "a;b\r\n", true},
		{"w.txt", "\x93Si\xe2n\x94", "“Siân”", true},
		{"u.txt", "\xff\xfea\x00b\x00", "ab", true},
		{"e.txt", " \n", "", true},
		{"n.txt", "", "", true},
		{"b.txt", "\x89PNG\x00\x00\x00", "", false},
		{"p.pdf", "a plan", "", false},
		{"plan", "a plan", "", false},
		{".txt.exe", "a plan", "", false},
		{"long.txt", string(bytes.Repeat([]byte("x"), maxText+1)), "", false},
	} {
		got, ok := PlainText(c.file, []byte(c.data))
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %.40q, %v", c.file, got, ok)
		}
	}
}

// FuzzPlainText gives it anything: what is text is UTF-8.
func FuzzPlainText(f *testing.F) {
	for _, data := range []string{"x", "\xff\xfe\x00\xd8", "\x1b[2J\x9b", "\x00", "\u2028\r"} {
		f.Add("a.txt", []byte(data))
	}
	f.Fuzz(func(t *testing.T, file string, data []byte) {
		if text, ok := PlainText(file, data); ok && (!utf8.ValidString(text) || bytes.ContainsAny([]byte(text), "\x1b\x00")) {
			t.Fatalf("%q is the text %q", data, text)
		}
	})
}
