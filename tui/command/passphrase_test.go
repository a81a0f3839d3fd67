package command

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestPassphraseFile(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("x", longestPassphraseFile)
	for _, test := range []struct{ name, content, want, fails string }{
		{name: "a line", content: "four words of mine\n", want: "four words of mine"},
		{name: "without a line end", content: "four words of mine", want: "four words of mine"},
		{name: "a Windows line", content: "four words\r\nmore\r\n", want: "four words"},
		{name: "only the first line", content: "one\ntwo\n", want: "one"},
		{name: "spaces belong to it", content: "  one \t\n", want: "  one \t"},
		{name: "one line end is taken off", content: "one\r\r\n", want: "one\r"},
		{name: "a byte order mark", content: "\ufeffgröße\r\n", want: "größe"},
		{name: "as long as may be", content: full, want: full},
		{name: "too long", content: full + "x", fails: "longer than 4096 bytes"},
		{name: "too long behind the line", content: "one\n" + full, fails: "longer than 4096 bytes"},
		{name: "empty", content: "", fails: "there is no passphrase in its first line"},
		{name: "an empty line", content: "\ntwo\n", fails: "there is no passphrase in its first line"},
		{name: "an empty Windows line", content: "\r\ntwo\r\n", fails: "there is no passphrase in its first line"},
		{name: "only a mark", content: "\ufeff\n", fails: "there is no passphrase in its first line"},
		{name: "another encoding", content: "gr\xf6\xdfe\n", fails: "not text in UTF-8"},
		{name: "UTF-16", content: "\xff\xfeo\x00n\x00e\x00\n\x00", fails: "not text in UTF-8"},
		{name: "UTF-16 without a mark", content: "o\x00n\x00e\x00\n\x00", fails: "not text in UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "passphrase")
			if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			checkPassphrase(t, path, test.want, test.fails)
		})
	}
}

func TestNotAPassphraseFile(t *testing.T) {
	t.Parallel()
	checkPassphrase(t, t.TempDir(), "", "it is a folder, not a file")
	checkPassphrase(t, os.DevNull, "", "it is not a regular file")
	absent := filepath.Join(t.TempDir(), "absent")
	checkPassphrase(t, absent, "", "there is nothing of this name")
	d := desk{passphraseFile: absent}
	if err := d.withPassphrase(&cobra.Command{}, "", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// checkPassphrase compares the passphrase in a file, or what the error must say
// beside the file's name and what to do.
func checkPassphrase(t *testing.T, path, want, fails string) {
	t.Helper()
	d := desk{passphraseFile: path}
	got := ""
	err := d.withPassphrase(&cobra.Command{}, "", func(secret string) error { got = secret; return nil })
	if got != want || (err != nil) != (fails != "") {
		t.Fatalf("it is %q (%v), want %q", got, err, want)
	}
	if err == nil {
		return
	}
	for _, part := range []string{path, fails, "; --passphrase-file takes a file"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q: %v", part, err)
		}
	}
}
