package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"halfday/store/disk"
)

// prefix is what the names of a journal's files begin with; six digits follow.
const prefix = "journal-"

// ErrMoved is returned where the file is no longer the one at its path, or was
// cut short.
var ErrMoved = errors.New("the journal's file was moved, replaced or cut short")

// Journal is the newest file of a journal, open for writing.
type Journal struct {
	key    []byte
	f      *os.File
	before int64 // where the last entry begins
	end    int64
	// broken is why nothing more is written to this file: after a failed sync
	// nobody knows what of it is on the disk.
	broken error
}

// Files are the journal's files in a folder, the oldest first.
func Files(dir string) ([]string, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range all {
		if number(e.Name()) > 0 && e.Type().IsRegular() {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return number(filepath.Base(a)) - number(filepath.Base(b)) })
	return names, nil
}

// number is the number in a file's name, 0 where it is no journal's file.
func number(name string) int {
	digits, ok := strings.CutPrefix(name, prefix)
	n := 0
	if _, err := fmt.Sscanf(digits, "%06d", &n); !ok || err != nil || name != fmt.Sprintf("%s%06d", prefix, n) {
		return 0
	}
	return n
}

// Read reads the journal in a folder, backwards as far as is needed to know what
// follows the entry of a number. Without any files there is nothing in it.
func Read(dir string, key []byte, after uint64) (Contents, error) {
	files, err := Files(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return Contents{}, err
	}
	c := Contents{Files: files}
	for i, path := range slices.Backward(files) {
		data, err := os.ReadFile(path)
		if err != nil {
			return Contents{}, err
		}
		entries, end := c.take(key, path, data)
		if i == len(files)-1 {
			c.end = end
		}
		c.Entries = append(entries, c.Entries...)
		if len(entries) > 0 && entries[0].Number <= after {
			break
		}
	}
	c.order()
	return c, nil
}

// Start begins a new file with entries that stand in no file that can be relied
// on. All of it is on the disk when it returns.
func Start(dir string, key []byte, entries ...Entry) (*Journal, error) {
	files, err := Files(dir)
	if err != nil {
		return nil, err
	}
	n := 1
	if len(files) > 0 {
		n += number(filepath.Base(files[len(files)-1]))
	}
	f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf("%s%06d", prefix, n)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	j := &Journal{key: key, f: f}
	var data []byte
	for _, e := range entries {
		data = append(data, encode(key, e)...)
	}
	if err = j.write(data); err == nil {
		err = disk.SyncDir(dir)
	}
	if err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name()) // what it says was never said to be saved
		return nil, err
	}
	return j, nil
}

// Continue goes on with the newest of the files that were read.
func Continue(c Contents, key []byte) (*Journal, error) {
	f, err := os.OpenFile(c.Files[len(c.Files)-1], os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	return &Journal{key: key, f: f, before: c.end, end: c.end}, nil
}

// Path is the file's path.
func (j *Journal) Path() string { return j.f.Name() }

// Append adds an entry; it is on the disk when nil is returned. Where there was
// no room for it the journal is as it was, and one may try again. After any
// other error this file takes nothing more: see Broken.
func (j *Journal) Append(e Entry) error { return j.write(encode(j.key, e)) }

// Broken is why the file takes nothing more, nil while it does.
func (j *Journal) Broken() error { return j.broken }

func (j *Journal) write(data []byte) error {
	if j.broken != nil {
		return j.broken
	}
	if err := j.there(); err != nil {
		j.broken = err
		return err
	}
	if _, err := j.f.WriteAt(data, j.end); err != nil {
		if cut := j.f.Truncate(j.end); cut != nil {
			j.broken = cut
		}
		return err
	}
	if err := j.f.Sync(); err != nil {
		j.broken = err
		return err
	}
	j.before, j.end = j.end, j.end+int64(len(data))
	return nil
}

// Retract takes the last entry back.
func (j *Journal) Retract() error {
	if j.broken != nil {
		return j.broken
	}
	err := j.f.Truncate(j.before)
	if err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		j.broken = err
		return err
	}
	j.end = j.before
	return nil
}

// there notices that the file was taken away or cut short meanwhile.
func (j *Journal) there() error {
	open, err := j.f.Stat()
	if err != nil {
		return err
	}
	named, err := os.Lstat(j.f.Name())
	if err != nil || !os.SameFile(open, named) || open.Size() < j.end {
		return ErrMoved
	}
	return nil
}

// Close closes the file. Everything appended is on the disk already.
func (j *Journal) Close() error { return j.f.Close() }

// Remove takes files of a journal away for good.
func Remove(files ...string) error {
	for _, path := range files {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if len(files) == 0 {
		return nil
	}
	return disk.SyncDir(filepath.Dir(files[0]))
}
