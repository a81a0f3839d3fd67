package command

import (
	"errors"
	"os"

	"halfday/tui/papers"
)

// isFile is an error where a path does not lead to a file.
func isFile(path string) error {
	switch info, err := os.Stat(path); {
	case err != nil:
		return papers.Plainly(err)
	case info.IsDir():
		return errors.New("it is a folder, not a file")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	}
	return nil
}
