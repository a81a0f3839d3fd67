package submission

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"halfday/visit/internal/raw"
)

// PlainText is the text of a file that the school supplied, in UTF-8, where it is
// one that can be read as it stands: its name says that it is a text, Markdown or
// a table, it is no longer than 5 MB, and what is in it is text.
func PlainText(file string, data []byte) (text string, ok bool) {
	if ext := strings.ToLower(path.Ext(file)); !slices.Contains([]string{".txt", ".md", ".csv"}, ext) || len(data) > maxText {
		return "", false
	}
	t, err := raw.Decode(data)
	switch {
	case errors.Is(err, ErrEmpty):
		return "", true
	case err != nil:
		return "", false
	}
	return t.Text, t.Encoding == "UTF-16" || bytes.IndexByte(data, 0) < 0
}
