package crashtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// inode is what a file is to the system.
type inode struct{ dev, number uint64 }

// watched is the folder as it is now, seen from outside the child.
type watched struct {
	dir   string // without symbolic links
	start disk   // what it held when the watch began
	names folders
	ids   map[inode]id
	// open are the files and folders there were at any time, held open: to read
	// back what was written to them, and so that their inodes keep their meaning.
	open   map[id]*os.File
	stdout inode // of the child
}

func newWatched(dir string) (*watched, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	w := &watched{
		dir: dir, start: disk{data: map[id][]byte{}}, names: folders{},
		ids: map[inode]id{}, open: map[id]*os.File{},
	}
	if err := w.takeStock(); err != nil {
		w.close()
		return nil, err
	}
	w.start.names = w.names.clone()
	return w, nil
}

// takeStock reads all that is in the folder.
func (w *watched) takeStock() error {
	return filepath.WalkDir(w.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() && !e.Type().IsRegular() {
			return fmt.Errorf("%s: neither a file nor a folder, which cannot be followed", path)
		}
		file, known, err := w.adopt(path)
		if err != nil {
			return err
		}
		if p, ok := w.below(path); ok {
			dir, name := w.parent(p)
			w.names[dir][name] = file
		}
		if !known && !e.IsDir() {
			w.start.data[file], err = io.ReadAll(w.open[file])
		}
		return err
	})
}

// adopt gives a file or folder its id if it has none.
func (w *watched) adopt(path string) (file id, known bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false, err
	}
	node, err := stat(path)
	if err != nil {
		return 0, false, errors.Join(err, f.Close())
	}
	if file, known = w.ids[node]; known {
		return file, true, f.Close()
	}
	file = id(len(w.open)) + root
	w.ids[node], w.open[file] = file, f
	if info, err := f.Stat(); err != nil {
		return 0, false, err
	} else if info.IsDir() {
		w.names[file] = map[string]id{}
	}
	return file, false, nil
}

func (w *watched) close() {
	for _, f := range w.open {
		_ = f.Close()
	}
}

// stat is what a path leads to, symbolic links followed.
func stat(path string) (inode, error) {
	var s unix.Stat_t
	if err := unix.Stat(path, &s); err != nil {
		return inode{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	return inode{s.Dev, s.Ino}, nil
}

// below is the path below the folder, with ok false for one elsewhere.
func (w *watched) below(path string) (p string, ok bool) {
	return strings.CutPrefix(path, w.dir+"/")
}

// find is the file at a path below the folder, 0 if there is none.
func (f folders) find(p string) id {
	at := root
	if p == "." {
		return at
	}
	for name := range strings.SplitSeq(p, "/") {
		at = f[at][name]
	}
	return at
}

// parent is the folder of a path below, and the name in it.
func (w *watched) parent(p string) (dir id, name string) {
	up, name := filepath.Split(p)
	return w.names.find(filepath.Clean(up)), name
}

// size is the size of a file now.
func (w *watched) size(file id) (int64, error) {
	info, err := w.open[file].Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// verify compares what was recorded with what the folder holds.
func (t *Trace) verify(dir string) error {
	now, err := newWatched(dir)
	if err != nil {
		return err
	}
	defer now.close()
	c := newCache(t.start, Options{})
	for _, o := range t.Ops {
		c.do(o)
	}
	recorded, there := State{Kind: Everything}, State{Kind: Everything}
	chance := rand.New(rand.NewPCG(0, 0)) // nothing is left to it here
	c.fill(&recorded, chance)
	newCache(now.start, Options{}).fill(&there, chance)
	if !slices.Equal(recorded.Folders, there.Folders) {
		return fmt.Errorf("recorded were the folders %q, but %s holds %q", recorded.Folders, dir, there.Folders)
	}
	if r, h := slices.Sorted(maps.Keys(recorded.Files)), slices.Sorted(maps.Keys(there.Files)); !slices.Equal(r, h) {
		return fmt.Errorf("recorded were the files %q, but %s holds %q", r, dir, h)
	}
	for p, data := range recorded.Files {
		if !bytes.Equal(data, there.Files[p]) {
			return fmt.Errorf("%s: what it holds was not written in a way that can be followed", filepath.Join(dir, p))
		}
	}
	return nil
}
