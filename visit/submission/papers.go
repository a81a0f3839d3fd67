package submission

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/archive"
	"halfday/visit/internal/raw"
	"halfday/visit/internal/table"
)

// Errors of a submission of which nothing can be used.
var (
	ErrNoSubmission = errors.New("there is no submission file")
	ErrEmpty        = raw.ErrEmpty
	ErrTooLarge     = raw.ErrTooLarge
	ErrMalformed    = raw.ErrMalformed
)

// Papers are what a school sent: a folder, an archive of one, or a single file.
type Papers struct {
	// Columns say by hand what the columns of a table hold, by the column's
	// letter; nil where that is to be found out from their headings.
	Columns map[string]Holds
	// Supplied are the files that came along, where that is known already and
	// the papers are but the file with the review.
	Supplied []File

	name string
	in   string // what errors say the file is in: a folder or an archive
	fsys fs.FS
	file string // the file with the review
	// whole says that every file of fsys came along; else only the file and
	// those that it names.
	whole   bool
	others  []string // further files that could be the review
	refused []archive.Refused
	open    io.Closer // the archive; nil where there is none
	data    []byte    // the review itself, where it was kept
}

// Kept are papers of which the file with the review was kept, to be read once
// more; supplied are the files that came with it.
func Kept(name, file string, data []byte, supplied []File) *Papers {
	return &Papers{Supplied: supplied, name: name, fsys: nothing{}, file: file, data: data}
}

// nothing is a folder without any file.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open finds the review in what a school sent: in the folder fsys or, where file
// names one in it, in that file; an archive is looked into without being
// unpacked. name is what the papers are called.
//
// An error means that nothing could be used; it wraps one of this package's
// errors or one of io/fs. Nothing outside the folder is read, provided that fsys
// itself follows no link out of it, as that of an os.Root does not.
func Open(fsys fs.FS, name, file string) (*Papers, error) {
	p := &Papers{name: name, in: name, fsys: fsys, file: file, whole: file == "" || standard(file)}
	if !p.whole {
		p.in = ""
	}
	if file != "" {
		if err := p.unpack(); err != nil {
			return nil, p.called(file, err)
		}
	}
	if p.file == "" {
		if err := cmp.Or(p.descend(), p.locate()); err != nil {
			return nil, errors.Join(p.called("", err), p.Close())
		}
	}
	return p, nil
}

// FS holds the papers' files. It can be used until the papers are closed.
func (p *Papers) FS() fs.FS { return p.fsys }

// Close closes an archive that was looked into.
func (p *Papers) Close() error {
	if p.open == nil {
		return nil
	}
	return p.open.Close()
}

// called says in an error which of the papers it is about.
func (p *Papers) called(file string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", path.Join(p.in, file), err)
}

// unpack looks into the file where it is an archive.
func (p *Papers) unpack() error {
	f, err := p.fsys.Open(p.file)
	if err != nil {
		return fmt.Errorf("it cannot be opened: %w; check that it is there and that you may read it", err)
	}
	info, err := f.Stat()
	at, ok := f.(io.ReaderAt)
	if err != nil || !ok || !info.Mode().IsRegular() {
		return cmp.Or(f.Close(), err)
	}
	if begin := make([]byte, 4); !readsAt(at, begin) || !table.IsZip(begin) || table.IsWorkbookAt(at, info.Size()) {
		return f.Close()
	}
	inside, refused, err := archive.Open(at, info.Size())
	if err != nil {
		return errors.Join(err, f.Close())
	}
	p.in, p.whole = p.file, true
	p.fsys, p.file, p.refused, p.open = inside, "", refused, f
	return nil
}

func readsAt(at io.ReaderAt, begin []byte) bool {
	n, _ := at.ReadAt(begin, 0)
	return n == len(begin)
}

// descend goes into a folder that stands alone, as in an archive of a folder.
func (p *Papers) descend() error {
	for range 8 {
		entries, err := fs.ReadDir(p.fsys, ".")
		if err != nil {
			return fmt.Errorf("the folder cannot be read: %w; check that it is there and that you may open it", err)
		}
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return hidden(e.Name()) })
		if len(entries) != 1 || !entries[0].IsDir() || standard(entries[0].Name()) {
			return nil
		}
		inside, err := fs.Sub(p.fsys, entries[0].Name())
		if err != nil {
			return err
		}
		p.fsys = inside
	}
	return nil
}

// endings are those of files that a review can be in, those that say most first.
func endings() []string { return []string{".yaml", ".yml", ".json", ".xlsx", ".csv", ".tsv"} }

// standard reports whether a file is called as the file of a submission is.
// Names are matched in either case, as the machines that wrote them do.
func standard(file string) bool {
	file = strings.ToLower(file)
	base, ok := strings.CutPrefix(file, "submission")
	return ok && slices.Contains(endings(), base)
}

// locate finds the file with the review: that called submission, or else the
// only one that could be it. Further ones are passed over, and said.
func (p *Papers) locate() error {
	entries, err := fs.ReadDir(p.fsys, ".")
	if err != nil {
		return fmt.Errorf("the folder cannot be read: %w; check that it is there and that you may open it", err)
	}
	var named, likely, passed []string
	for _, ending := range endings() {
		for _, e := range entries {
			name := strings.ToLower(e.Name())
			switch {
			case hidden(name) || path.Ext(name) != ending:
			case standard(name) && !e.Type().IsRegular():
				passed = append(passed, fmt.Sprintf("%s is %s", e.Name(), sortOf(e.Type())))
			case standard(name):
				named = append(named, e.Name())
			case e.Type().IsRegular():
				likely = append(likely, e.Name())
			}
		}
	}
	switch {
	case len(named) > 0:
		p.file, p.others = named[0], named[1:]
	case len(likely) == 1 && len(passed) == 0:
		p.file = likely[0]
	case len(likely) > 1 && len(passed) == 0:
		return fmt.Errorf("%w: any of %s could be it; name that file, or call it submission", ErrNoSubmission, quoteAll(likely))
	default:
		passed = append(passed, "put submission.yaml, .json, .xlsx or .csv into the folder, or name another folder or file")
		return fmt.Errorf("%w: %s", ErrNoSubmission, strings.Join(passed, "; "))
	}
	return nil
}

// quoteAll lists a few names.
func quoteAll(names []string) string {
	const most = 4
	var list []string
	for i, n := range names {
		if i == most {
			list = append(list, fmt.Sprintf("%d more", len(names)-most))
			break
		}
		list = append(list, quote(n))
	}
	return strings.Join(list, ", ")
}

// Read reads a school's papers: see Open and Papers.Read.
func Read(fsys fs.FS, name string, fw *framework.Framework) (*Submission, error) {
	p, err := Open(fsys, name, "")
	if err != nil {
		return nil, err
	}
	s, err := p.Read(fw)
	return s, errors.Join(err, p.Close())
}
