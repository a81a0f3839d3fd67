// Package archive looks into a zip from an unknown hand as into a folder.
//
// Nothing is unpacked to disk: a file's bytes are unpacked as they are read, and
// never more of them than the archive said there would be. What the archive may
// hold is limited before anything in it is offered; an entry that could do harm
// by its name or kind is refused, and said, while the others are kept.
package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"halfday/visit/internal/raw"
)

// Limits of an archive. It counts by what the archive says of itself, which
// reading then holds it to.
const (
	maxFiles     = 2000
	maxFolders   = 2000
	maxUnpacked  = 500 << 20 // bytes
	maxRatio     = 100       // times the archive's own size
	harmless     = 10 << 20  // bytes unpacked of which the ratio is not asked: a little text may shrink to nearly nothing
	maxDirectory = 4 << 20   // bytes of its list of entries: 2,000 of the longest names
)

// What to do about an archive that was damaged on its way, or that holds more
// than a submission.
const (
	sendAgain  = "pack the folder again, or ask for it to be sent once more"
	ownArchive = "put the submission into an archive of its own"
)

// Refused is an entry that is not offered.
type Refused struct {
	// Path is the entry's name as it stands in the archive, in UTF-8; long ones
	// are cut. It has not been made safe to show.
	Path string
	// Why says what was found.
	Why string
}

// Open looks into the archive of size bytes in r, which is read for as long as
// the folder is used. Folders are those in the paths of files; what systems and
// office programs leave hidden is passed over.
//
// The error is raw.ErrTooLarge or raw.ErrMalformed; then nothing can be used.
func Open(r io.ReaderAt, size int64) (fs.FS, []Refused, error) {
	entries, err := Entries(r, size)
	if err != nil {
		return nil, nil, err
	}
	files, err := within(entries, size)
	if err != nil {
		return nil, nil, err
	}
	t := newTree()
	var refused []Refused
	for _, f := range files {
		why := f.why
		if why == "" {
			why = t.add(f.path, f.File)
		}
		if why != "" {
			refused = append(refused, Refused{Path: shorten(f.name), Why: why})
		}
		if t.folders > maxFolders {
			return nil, nil, fmt.Errorf("%w: it holds more than %d folders, the most that are read; %s", raw.ErrTooLarge, maxFolders, ownArchive)
		}
	}
	return t, refused, nil
}

// Entries lists all that a zip of size bytes holds, whatever it is. The error is
// raw.ErrTooLarge for a list no submission needs and raw.ErrMalformed for a zip
// that is damaged, or an error of r.
func Entries(r io.ReaderAt, size int64) ([]*zip.File, error) {
	s := &sparing{ReaderAt: r, left: maxDirectory}
	z, err := zip.NewReader(s, size)
	switch {
	case errors.Is(err, raw.ErrTooLarge):
		return nil, err
	case errors.Is(err, zip.ErrInsecurePath): // only if the machine asks for it; names are checked here
	case err != nil:
		return nil, fmt.Errorf("%w: the archive is damaged or not complete (%w); %s", raw.ErrMalformed, err, sendAgain)
	}
	s.listed = true
	return z.File, nil
}

// sparing reads no more than is left until the entries are listed: the list has
// no end but the first thing that is no entry, whatever the archive says.
type sparing struct {
	io.ReaderAt
	left   int
	listed bool
}

func (s *sparing) ReadAt(p []byte, off int64) (int, error) {
	if !s.listed {
		if s.left -= len(p); s.left < 0 {
			return 0, fmt.Errorf("%w: its list of files takes more than %d bytes (4 MB)", raw.ErrTooLarge, maxDirectory)
		}
	}
	return s.ReaderAt.ReadAt(p, off)
}

// entry is a file in the archive: its name, the path it gets and, where it gets
// none, why.
type entry struct {
	*zip.File
	name, path, why string
}

// within gives the files among the entries of an archive that is within the
// limits: without folders and what is hidden.
func within(entries []*zip.File, size int64) ([]entry, error) {
	var files []entry
	var unpacked uint64
	for _, f := range entries {
		name := nameOf(f)
		if f.Mode().IsDir() || strings.HasSuffix(name, `\`) || hidden(name) {
			continue
		}
		path, why := clean(name)
		if why == "" {
			why = unfit(f, size)
		}
		files = append(files, entry{f, name, path, why})
		unpacked += min(f.UncompressedSize64, 1<<40)
	}
	switch {
	case len(files) > maxFiles:
		return nil, fmt.Errorf("%w: it holds %d files, where at most %d are read; %s", raw.ErrTooLarge, len(files), maxFiles, ownArchive)
	case unpacked > maxUnpacked:
		return nil, fmt.Errorf("%w: unpacked it is %d bytes, where at most %d (500 MB) are read; %s", raw.ErrTooLarge, unpacked, maxUnpacked, ownArchive)
	case unpacked > harmless && unpacked > maxRatio*uint64(size):
		return nil, fmt.Errorf("%w: unpacked it is %d bytes, which is more than %d times its size of %d; %s", raw.ErrTooLarge, unpacked, maxRatio, size, ownArchive)
	}
	return files, nil
}

// unfit says why what an entry of an archive of size bytes holds cannot be read.
func unfit(f *zip.File, size int64) (why string) {
	switch mode := f.Mode(); {
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case !mode.IsRegular():
		return "a device"
	case f.Flags&1 != 0:
		return "an encrypted file, which needs a password"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Sprintf("a file packed in a way that is not read (method %d)", f.Method)
	}
	if at, err := f.DataOffset(); err != nil || f.CompressedSize64 > uint64(size) || at > size-int64(f.CompressedSize64) {
		return "a file that is damaged in the archive"
	}
	return ""
}
