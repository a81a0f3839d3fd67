package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"halfday/store/keys"
	"halfday/tui/papers"
)

// longestPassphraseFile is the greatest size of a file with a passphrase, in
// bytes. A greater one was named by mistake.
const longestPassphraseFile = 4 << 10

var errNoPassphrase = errors.New("there is no passphrase")

// withPassphrase does something with the passphrase of the store, which is never
// empty: the first line of the file that the user named, else what is typed at
// the prompt. What is typed is not shown before that is done.
func (d *desk) withPassphrase(cmd *cobra.Command, prompt string, do func(secret string) error) error {
	if d.passphraseFile != "" {
		text, err := readPassphrase(d.passphraseFile)
		if err != nil {
			return fmt.Errorf("the passphrase cannot be taken from %s: %w; "+
				"--passphrase-file takes a file whose first line is the passphrase", d.passphraseFile, err)
		}
		return wrong(do(text))
	}
	return withHidden(cmd, "--passphrase-file", func(h *hidden) error {
		text, err := h.read(prompt)
		if err == nil && text == "" {
			err = fmt.Errorf("%w; run it again and type one, or give it with --passphrase-file", errNoPassphrase)
		}
		if err != nil {
			return err
		}
		wait(cmd)
		return wrong(do(text))
	})
}

// wrong says what to do where an error is that of a wrong passphrase.
func wrong(err error) error {
	if errors.Is(err, keys.ErrWrong) {
		return fmt.Errorf("%w; try again, small and capital letters and spaces as they were set", err)
	}
	return err
}

// readPassphrase returns a file's first line, without its line end.
func readPassphrase(path string) (string, error) {
	if err := isFile(path); err != nil { // before it is opened, as opening a pipe may wait for ever
		return "", err
	}
	data, err := readFirst(path, longestPassphraseFile+1)
	if err != nil {
		return "", papers.Plainly(err)
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

// readFirst reads a file's first bytes.
func readFirst(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, most))
}
