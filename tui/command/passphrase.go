package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// longestPassphraseFile is the greatest size of a file with a passphrase, in
// bytes. A greater one was named by mistake.
const longestPassphraseFile = 4 << 10

var errNoPassphrase = errors.New("there is no passphrase")

// passphrase returns the passphrase of the store, which is never empty: the
// first line of the file that the user named, else what is typed at the prompt.
func (d *desk) passphrase(cmd *cobra.Command, prompt string) (string, error) {
	if d.passphraseFile != "" {
		text, err := readPassphrase(d.passphraseFile)
		if err != nil {
			return "", fmt.Errorf("the passphrase cannot be taken from %s: %w; "+
				"--passphrase-file takes a file whose first line is the passphrase", d.passphraseFile, err)
		}
		return text, nil
	}
	text, err := secret(cmd, prompt)
	if err == nil && text == "" {
		err = fmt.Errorf("%w; run it again and type one, or give it with --passphrase-file", errNoPassphrase)
	}
	return text, err
}

// readPassphrase returns a file's first line, without its line end.
func readPassphrase(path string) (string, error) {
	info, err := os.Stat(path) // before it is opened, as opening a pipe may wait for ever
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("it is not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, longestPassphraseFile+1))
	if err != nil {
		return "", err
	}
	if len(data) > longestPassphraseFile {
		return "", fmt.Errorf("it is longer than %d bytes", longestPassphraseFile)
	}
	// Windows editors mark a text so. Nobody sees the mark, or could type it.
	text := strings.TrimPrefix(string(data), "\ufeff")
	text, _, _ = strings.Cut(text, "\n")
	text = strings.TrimSuffix(text, "\r")
	switch {
	case text == "":
		return "", fmt.Errorf("%w in its first line", errNoPassphrase)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return "", errors.New("its first line is not text in UTF-8")
	}
	return text, nil
}
