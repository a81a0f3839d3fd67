package command

import (
	"errors"
	"io/fs"
	"os"
)

// plain is an error of the system's in the words of whoever wrote the path.
type plain struct {
	error
	words string
}

func (p plain) Error() string { return p.words }
func (p plain) Unwrap() error { return p.error }

// plainly says what the system said about a path, without the names of its calls.
func plainly(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return plain{err, "there is nothing of this name"}
	case errors.Is(err, fs.ErrPermission):
		return plain{err, "you may not read it"}
	case errors.As(err, &at):
		return at.Err
	}
	return err
}

// isFile is an error where a path does not lead to a file.
func isFile(path string) error {
	switch info, err := os.Stat(path); {
	case err != nil:
		return plainly(err)
	case info.IsDir():
		return errors.New("it is a folder, not a file")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	}
	return nil
}

// isFolder is an error where a path does not lead to a folder.
func isFolder(path string) error {
	switch info, err := os.Stat(path); {
	case err != nil:
		return plainly(err)
	case !info.IsDir():
		return errors.New("it is a file, not a folder")
	}
	return nil
}
