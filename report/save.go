package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Save writes a file for the user into a folder under a name and returns its
// whole path. It never writes over another file: where the name is taken by one of
// the same content that file's path is returned, else a number is added to the
// name. Only the user may read the file.
func Save(dir, name string, data []byte) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("saving to %s: %w; choose another folder with --out", dir, err)
	}
	ext := filepath.Ext(name)
	base := strings.TrimSuffix(name, ext)
	for n := 1; ; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", base, n, ext)
		}
		path := filepath.Join(dir, name)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			if same, err := os.ReadFile(path); err == nil && string(same) == string(data) {
				return path, nil
			}
			continue
		}
		if err != nil {
			return "", fmt.Errorf("saving to %s: %w; choose another folder with --out", dir, err)
		}
		return path, write(f, data)
	}
}

// write fills a new file and puts it on disk; a file that cannot be finished is
// taken away again.
func write(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(f.Name()) // half a file helps nobody
		return fmt.Errorf("saving %s: %w; free some space or choose another folder", f.Name(), err)
	}
	return nil
}
