package archive

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"halfday/visit/internal/raw"
)

// tree is an archive's files as a folder. It is never changed once it is built,
// so that any number may read from it at once.
type tree struct {
	nodes   map[string]*node
	taken   map[string]*node // by the path in small letters
	folders int              // without that of the archive itself
}

// node is a file or a folder. It describes itself.
type node struct {
	name  string
	file  *zip.File     // nil for a folder
	inner []fs.DirEntry // of a folder, sorted by name
}

func newTree() *tree {
	root := &node{name: "."}
	return &tree{nodes: map[string]*node{".": root}, taken: map[string]*node{".": root}}
}

// add adds a file and the folders on its way, or says why it cannot be there
// beside what is there already.
func (t *tree) add(file string, f *zip.File) (why string) {
	if there := t.taken[strings.ToLower(file)]; there != nil {
		if there.file == nil {
			return "a file with the name of a folder"
		}
		return "a second file of that name (capital and small letters count as the same)"
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if there := t.taken[strings.ToLower(dir)]; there != nil && there.file != nil {
			return "a file inside what is a file itself"
		}
	}
	t.insert(file, &node{name: path.Base(file), file: f})
	return ""
}

func (t *tree) insert(at string, n *node) {
	t.nodes[at] = n
	if lower := strings.ToLower(at); t.taken[lower] == nil {
		t.taken[lower] = n
	}
	dir := path.Dir(at)
	if t.nodes[dir] == nil {
		t.folders++
		t.insert(dir, &node{name: path.Base(dir)})
	}
	parent := t.nodes[dir]
	i, _ := slices.BinarySearchFunc(parent.inner, n.name, func(e fs.DirEntry, name string) int {
		return strings.Compare(e.Name(), name)
	})
	parent.inner = slices.Insert(parent.inner, i, fs.DirEntry(n))
}

func (t *tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := t.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or folder for reading.
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case n.file == nil:
		return &folder{node: n, path: name}, nil
	}
	content, err := n.file.Open()
	if err != nil {
		return nil, damaged("open", name, err)
	}
	return &file{node: n, path: name, content: content}, nil
}

// ReadDir lists a folder.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err == nil && n.file != nil {
		err = &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(n.inner), nil
}

// Stat describes a file or folder.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// Lstat is Stat: there are no links in an archive as it is read.
func (t *tree) Lstat(name string) (fs.FileInfo, error) { return t.Stat(name) }

// ReadLink fails: nothing is a link.
func (t *tree) ReadLink(name string) (string, error) {
	if _, err := t.find("readlink", name); err != nil {
		return "", err
	}
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

// damaged is the error of a file that cannot be unpacked as the archive says.
func damaged(op, name string, err error) error {
	return &fs.PathError{
		Op: op, Path: name,
		Err: fmt.Errorf("%w: the file is damaged in the archive (%w); %s", raw.ErrMalformed, err, sendAgain),
	}
}

// file is an open file.
type file struct {
	*node
	path    string
	content io.ReadCloser
}

func (f *file) Stat() (fs.FileInfo, error) { return f.node, nil }

// Close fails once more where reading did.
func (f *file) Close() error {
	if err := f.content.Close(); err != nil {
		return damaged("close", f.path, err)
	}
	return nil
}

// Read reads on. It gives no byte beyond the size that the archive tells, and
// fails where there are more, fewer or others.
func (f *file) Read(p []byte) (int, error) {
	n, err := f.content.Read(p)
	if err != nil && err != io.EOF {
		err = damaged("read", f.path, err)
	}
	return n, err
}

// folder is an open folder.
type folder struct {
	*node
	path string
	read int // entries
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

// ReadDir lists the next n entries, or all that remain.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := f.inner[f.read:]
	if n > 0 && len(rest) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		rest = rest[:min(n, len(rest))]
	}
	f.read += len(rest)
	return slices.Clone(rest), nil
}

// Name and the others describe a node, as fs.FileInfo and fs.DirEntry.
func (n *node) Name() string               { return n.name }
func (n *node) IsDir() bool                { return n.file == nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Sys() any                   { return nil }

// Mode lets read, and nothing else.
func (n *node) Mode() fs.FileMode {
	if n.file == nil {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// Size is what the archive says; reading never gives more.
func (n *node) Size() int64 {
	if n.file == nil {
		return 0
	}
	return int64(n.file.UncompressedSize64) //nolint:gosec // at most maxUnpacked
}

// ModTime is when the file was changed, as the archive says.
func (n *node) ModTime() time.Time {
	if n.file == nil {
		return time.Time{}
	}
	return n.file.Modified
}
