package crashtest

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// opening is a call that opens a file, and may make or empty it.
func (r *recorder) opening(tid, dir int, path, flags uint64) (*call, error) {
	if flags&(unix.O_CREAT|unix.O_TRUNC) == 0 && !r.wants(Open) {
		return nil, nil
	}
	p, ok, err := r.path(tid, dir, path)
	if err != nil || !ok {
		return nil, err
	}
	file := r.names.find(p)
	switch {
	case file != 0 && flags&unix.O_TRUNC != 0:
		return r.call(tid, Op{Class: Truncate, Path: p, id: file}), nil
	case file != 0 || flags&unix.O_CREAT == 0:
		return &call{tid: tid, op: Op{Class: Open, Path: p}}, nil
	}
	o := Op{Class: Create, Path: p}
	return &call{tid: tid, op: o, done: func(fd int64) (err error) {
		return r.made(o, descriptor(tid, int(fd)))
	}}, nil
}

// made records that a file or folder has been made, which is found at a path of
// this process.
func (r *recorder) made(o Op, path string) (err error) {
	if o.id, _, err = r.adopt(path); err != nil {
		return err
	}
	dir, name := r.parent(o.Path)
	o.changes = []change{{dir, name, o.id}}
	r.names.apply(o.changes)
	r.add(o)
	return nil
}

// wants reports whether a fault concerns a class.
func (r *recorder) wants(c Class) bool {
	for _, f := range r.faults {
		if f.Class&c != 0 {
			return true
		}
	}
	return false
}

func (r *recorder) reading(tid, fd int) (*call, error) {
	if !r.wants(Read) {
		return nil, nil
	}
	file, p, err := r.file(tid, fd)
	if err != nil || file == 0 {
		return nil, err
	}
	return &call{tid: tid, op: Op{Class: Read, Path: p}}, nil
}

// writing is a call that writes to a file or to standard output. What it wrote
// is read back from the file, so that it does not matter where it came from.
func (r *recorder) writing(tid, fd int, at int64) (*call, error) {
	if node, err := stat(descriptor(tid, fd)); err == nil && node == r.stdout {
		return &call{tid: tid, op: Op{Class: Ack}, done: func(n int64) error {
			r.add(Op{Class: Ack, Off: n})
			return nil
		}}, nil
	}
	file, p, err := r.file(tid, fd)
	if err != nil || file == 0 {
		return nil, err
	}
	o := Op{Class: Write, Path: p, Off: at, id: file}
	return &call{tid: tid, op: o, done: func(n int64) error {
		if n == 0 {
			return nil
		}
		pos, flags, err := position(tid, fd)
		if err != nil {
			return err
		}
		switch {
		case flags&unix.O_APPEND != 0:
			size, err := r.size(file)
			if err != nil {
				return err
			}
			o.Off = size - n
		case at == here:
			o.Off = pos - n
		}
		if err := r.wrote(o, n); err != nil {
			return err
		}
		if flags&unix.O_DSYNC != 0 { // part of O_SYNC too
			r.add(Op{Class: Sync, Path: p, id: file})
		}
		return nil
	}}, nil
}

// wrote records a write of n bytes.
func (r *recorder) wrote(o Op, n int64) error {
	o.Class, o.Data = Write, make([]byte, n)
	if _, err := r.open[o.id].ReadAt(o.Data, o.Off); err != nil {
		return err
	}
	r.add(o)
	return nil
}

func (r *recorder) truncating(tid int, path uint64, size int64) (*call, error) {
	p, ok, err := r.path(tid, unix.AT_FDCWD, path)
	if err != nil || !ok {
		return nil, err
	}
	return r.call(tid, Op{Class: Truncate, Path: p, Off: size, id: r.names.find(p)}), nil
}

func (r *recorder) resizing(tid, fd int, size int64) (*call, error) {
	file, p, err := r.file(tid, fd)
	if err != nil || file == 0 {
		return nil, err
	}
	return r.call(tid, Op{Class: Truncate, Path: p, Off: size, id: file}), nil
}

// reserving is a call of fallocate, which may make a file longer and may fill a
// part of it with zeros.
func (r *recorder) reserving(tid, fd int, mode uint64, off, n int64) (*call, error) {
	file, p, err := r.file(tid, fd)
	if err != nil || file == 0 {
		return nil, err
	}
	const zeros = unix.FALLOC_FL_PUNCH_HOLE | unix.FALLOC_FL_ZERO_RANGE
	if mode&^(zeros|unix.FALLOC_FL_KEEP_SIZE) != 0 {
		return nil, fmt.Errorf("it moves a part of %s by fallocate, which cannot be followed", p)
	}
	before, err := r.size(file)
	if err != nil {
		return nil, err
	}
	o := Op{Class: Truncate, Path: p, id: file}
	return &call{tid: tid, op: o, done: func(int64) (err error) {
		if o.Off, err = r.size(file); err != nil {
			return err
		}
		if o.Off != before {
			r.add(o)
		}
		if n = min(n, o.Off-off); mode&zeros != 0 && n > 0 {
			o.Off = off
			return r.wrote(o, n)
		}
		return nil
	}}, nil
}

func (r *recorder) syncing(tid, fd int) (*call, error) {
	file, p, err := r.file(tid, fd)
	if err != nil || file == 0 {
		return nil, err
	}
	o := Op{Class: Sync, Path: p, id: file}
	if _, isFolder := r.names[file]; isFolder {
		o.Class = SyncDir
	}
	return r.call(tid, o), nil
}

func (r *recorder) renaming(tid, fromDir int, from uint64, toDir int, to, flags uint64) (*call, error) {
	oldPath, leaves, err := r.path(tid, fromDir, from)
	if err != nil {
		return nil, err
	}
	newPath, arrives, err := r.path(tid, toDir, to)
	if err != nil || !leaves && !arrives {
		return nil, err
	}
	if flags&unix.RENAME_WHITEOUT != 0 || arrives && !leaves || leaves && flags&unix.RENAME_EXCHANGE != 0 && !arrives {
		return nil, fmt.Errorf("it moves something from outside the folder to %s%s, which cannot be followed", newPath, oldPath)
	}
	o := Op{Class: Rename, Path: oldPath, To: newPath}
	dir, name := r.parent(oldPath)
	file := r.names.find(oldPath)
	o.changes = []change{{dir, name, 0}}
	if !arrives {
		o.Class = Remove
		return r.call(tid, o), nil
	}
	if flags&unix.RENAME_EXCHANGE != 0 {
		o.changes[0].file = r.names.find(newPath)
	} else if file == r.names.find(newPath) {
		return &call{tid: tid, op: o}, nil // two names of one file both stay
	}
	dir, name = r.parent(newPath)
	o.changes = append(o.changes, change{dir, name, file})
	return r.call(tid, o), nil
}

func (r *recorder) linking(tid, fromDir int, from uint64, toDir int, to uint64) (*call, error) {
	newPath, arrives, err := r.path(tid, toDir, to)
	if err != nil || !arrives {
		return nil, err
	}
	oldPath, _, err := r.path(tid, fromDir, from)
	if err != nil {
		return nil, err
	}
	file := r.names.find(oldPath)
	if file == 0 {
		return nil, fmt.Errorf("it links %s to a file outside the folder, which cannot be followed", newPath)
	}
	dir, name := r.parent(newPath)
	return r.call(tid, Op{Class: Link, Path: oldPath, To: newPath, changes: []change{{dir, name, file}}}), nil
}

func (r *recorder) removing(tid, dir int, path uint64) (*call, error) {
	p, ok, err := r.path(tid, dir, path)
	if err != nil || !ok {
		return nil, err
	}
	up, name := r.parent(p)
	return r.call(tid, Op{Class: Remove, Path: p, changes: []change{{up, name, 0}}}), nil
}

func (r *recorder) makingDir(tid, dir int, path uint64) (*call, error) {
	p, ok, err := r.path(tid, dir, path)
	if err != nil || !ok {
		return nil, err
	}
	o := Op{Class: Mkdir, Path: p}
	return &call{tid: tid, op: o, done: func(int64) error { return r.made(o, r.dir+"/"+p) }}, nil
}

// refusing is a call that makes a symbolic link.
func (r *recorder) refusing(tid, dir int, path uint64) (*call, error) {
	p, ok, err := r.path(tid, dir, path)
	if err != nil || !ok {
		return nil, err
	}
	return nil, fmt.Errorf("it makes the symbolic link %s, which cannot be followed", p)
}

// mapping is a call that maps a file, which must not be written through that.
func (r *recorder) mapping(tid, fd int, protection, flags uint64) (*call, error) {
	const shared = unix.MAP_SHARED // a bit of MAP_SHARED_VALIDATE too
	if fd < 0 || flags&shared == 0 || protection&unix.PROT_WRITE == 0 {
		return nil, nil
	}
	file, p, err := r.file(tid, fd)
	if file != 0 && err == nil {
		err = fmt.Errorf("it writes to %s through a mapping, which cannot be followed", p)
	}
	return nil, err
}
