package crashtest

import (
	"bytes"
	"iter"
	"maps"
	"path"
	"slices"
	"syscall"
)

// id names a file or folder whatever it is called, as an inode does.
type id int

// root is the id of the watched folder. No file has the id 0.
const root id = 1

// change is one change to a folder: the name stands for the file from now on,
// or for none if file is 0.
type change struct {
	dir  id
	name string
	file id
}

// folders are the names in each folder.
type folders map[id]map[string]id

func (f folders) apply(changes []change) {
	for _, c := range changes {
		if c.file == 0 {
			delete(f[c.dir], c.name)
		} else {
			f[c.dir][c.name] = c.file
		}
	}
}

// all are the paths of all files and folders, folders before what is in them.
func (f folders) all() iter.Seq2[string, id] {
	var walk func(dir id, at string, yield func(string, id) bool) bool
	walk = func(dir id, at string, yield func(string, id) bool) bool {
		for _, name := range slices.Sorted(maps.Keys(f[dir])) {
			file, p := f[dir][name], path.Join(at, name)
			if !yield(p, file) || !walk(file, p, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(string, id) bool) { walk(root, "", yield) }
}

func (f folders) clone() folders {
	c := make(folders, len(f))
	for dir, names := range f {
		c[dir] = maps.Clone(names)
	}
	return c
}

// disk is what is certainly on the disk.
type disk struct {
	names folders
	data  map[id][]byte
}

// write is a change to the content of a file. Growing it is one of its own, as
// a size may reach the disk without the bytes, and they without it.
type write struct {
	resize bool
	off    int64 // where the data go, or the new size
	data   []byte
}

// to does the write to content, which it may change.
func (w write) to(content []byte) []byte {
	end := int(w.off) + len(w.data)
	if w.resize && end < len(content) {
		return content[:end]
	}
	if end > len(content) {
		content = append(content, make([]byte, end-len(content))...)
	}
	copy(content[w.off:], w.data)
	return content
}

// cache is a disk and what the system has not certainly brought to it yet.
type cache struct {
	disk
	moves  [][]change     // changes to folders, in order
	writes map[id][]write // changes to files, in order
	size   map[id]int64   // of the files as the program sees them
	shared map[id]bool    // whether a State holds the file's durable content
	opt    Options
}

func newCache(start disk, opt Options) *cache {
	c := &cache{
		disk:   disk{names: start.names.clone(), data: maps.Clone(start.data)},
		writes: map[id][]write{}, size: map[id]int64{}, shared: map[id]bool{}, opt: opt,
	}
	for file, data := range c.data {
		c.size[file], c.shared[file] = int64(len(data)), true
	}
	return c
}

// do takes an operation in.
func (c *cache) do(o Op) {
	switch {
	case o.Class == Sync && o.Err == syscall.EINTR:
	case o.Class == Sync && o.Err != 0:
		c.failed(o.id)
	case o.Err != 0:
	case o.Class == SyncDir:
		c.settle(map[id]int{o.id: len(c.moves)})
	case o.Class == Sync && o.id == 0:
		c.settle(c.everyMove())
		for file := range c.writes {
			c.sync(file)
		}
	case o.Class == Sync:
		c.sync(o.id)
	case o.Class == Write:
		if end := o.Off + int64(len(o.Data)); end > c.size[o.id] {
			c.resize(o.id, end)
		}
		c.writes[o.id] = append(c.writes[o.id], write{off: o.Off, data: o.Data})
	case o.Class == Truncate:
		c.resize(o.id, o.Off)
	case len(o.changes) > 0:
		if o.Class == Mkdir {
			c.names[o.id] = map[string]id{}
		}
		c.moves = append(c.moves, o.changes)
	}
}

func (c *cache) resize(file id, size int64) {
	c.writes[file] = append(c.writes[file], write{resize: true, off: size})
	c.size[file] = size
}

// sync makes what was written to a file durable, though not its name.
func (c *cache) sync(file id) {
	content := c.data[file]
	if c.shared[file] {
		content = bytes.Clone(content)
		c.shared[file] = false
	}
	for _, w := range c.writes[file] {
		content = w.to(content)
	}
	c.data[file] = content
	delete(c.writes, file)
	if !c.opt.NameWithFile {
		return
	}
	last := map[id]int{}
	for i, changes := range c.moves {
		for _, ch := range changes {
			if ch.file == file {
				last[ch.dir] = i + 1
			}
		}
	}
	c.settle(last)
}

// failed is a failed fsync. Linux then takes the pages for written although
// they are not, so that no later fsync brings them to the disk. The size of the
// file is kept elsewhere.
func (c *cache) failed(file id) {
	if c.opt.DropOnFailedSync {
		c.writes[file] = slices.DeleteFunc(c.writes[file], func(w write) bool { return !w.resize })
		if len(c.writes[file]) == 0 {
			delete(c.writes, file)
		}
	}
}

// surviving says which moves survive if in each folder those before a place do.
// A move between folders survives in both or in neither, and with it all that
// came before it in either.
func (c *cache) surviving(before map[id]int) []bool {
	survives := make([]bool, len(c.moves))
	needed := map[id]bool{}
	for i, changes := range slices.Backward(c.moves) {
		for _, ch := range changes {
			survives[i] = survives[i] || needed[ch.dir] || i < before[ch.dir]
		}
		for _, ch := range changes {
			needed[ch.dir] = needed[ch.dir] || survives[i]
		}
	}
	return survives
}

// everyMove is the argument of surviving by which all moves survive.
func (c *cache) everyMove() map[id]int {
	before := map[id]int{}
	for _, changes := range c.moves {
		for _, ch := range changes {
			before[ch.dir] = len(c.moves)
		}
	}
	return before
}

// settle makes moves durable and forgets what no name can lead to any more.
func (c *cache) settle(before map[id]int) {
	var left [][]change
	for i, survives := range c.surviving(before) {
		if survives {
			c.names.apply(c.moves[i])
		} else {
			left = append(left, c.moves[i])
		}
	}
	c.moves = left
	named := map[id]bool{}
	for _, names := range c.names {
		for _, file := range names {
			named[file] = true
		}
	}
	for _, changes := range c.moves {
		for _, ch := range changes {
			named[ch.file] = true
		}
	}
	maps.DeleteFunc(c.writes, func(file id, _ []write) bool { return !named[file] })
}
