package submission

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Limits of what comes with a submission.
const (
	maxFiles    = 2000
	maxFolders  = 2000
	maxDocument = 50 << 20 // bytes
	maxPath     = 1024     // bytes
)

// list lists the files beside the submission file. Hidden files, as systems and
// office programs leave behind, are passed over; links are never followed.
func (r *reader) list() error {
	r.supplied = map[string]string{}
	for _, f := range r.papers.Supplied {
		r.has(f)
	}
	if !r.papers.whole {
		return nil
	}
	folders := 0
	full := errors.New("full")
	err := fs.WalkDir(r.fsys, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			r.problemIn(file, err.Error(), "a folder that can be read")
			return nil
		case file == ".", file == r.file:
			return nil
		case hidden(d.Name()) && d.IsDir():
			return fs.SkipDir
		case hidden(d.Name()):
			return nil
		case d.IsDir():
			if folders++; folders > maxFolders {
				return full
			}
			return nil
		case len(r.sub.Files) == maxFiles:
			return full
		}
		r.supply(file, d)
		return nil
	})
	if err != nil {
		return fmt.Errorf("%w: it holds more than %d files or %d folders; put the submission into a folder of its own", ErrTooLarge, maxFiles, maxFolders)
	}
	return nil
}

// supply lists one file, unless it is none that can be used.
func (r *reader) supply(file string, d fs.DirEntry) {
	info, err := d.Info()
	switch {
	case err != nil:
		r.problemIn(file, err.Error(), "a file that can be read")
	case !info.Mode().IsRegular():
		r.problemIn(file, sortOf(info.Mode()), "a file; it was not opened")
	case info.Size() > maxDocument:
		r.problemIn(file, fmt.Sprintf("%d bytes", info.Size()), fmt.Sprintf("at most %d (50 MB); it counts as not supplied", maxDocument))
	default:
		r.has(File{Path: file, Size: info.Size()})
	}
}

// has adds a file to those that came along.
func (r *reader) has(f File) {
	r.sub.Files = append(r.sub.Files, f)
	if lower := strings.ToLower(f.Path); r.supplied[lower] == "" {
		r.supplied[lower] = f.Path
	}
	r.supplied[f.Path] = f.Path // before another that differs in case only
}

// find finds a supplied file by its path. The case of letters may differ, as
// it may on most of the machines that submissions are written on. Beside a
// single file only what it names is looked for.
func (r *reader) find(file string) string {
	if f := r.supplied[file]; f != "" {
		return f
	}
	if !r.papers.whole && r.papers.Supplied == nil && file != r.file && leadsOut(file) == "" {
		if info, err := fs.Lstat(r.fsys, file); err == nil && info.Mode().IsRegular() && info.Size() <= maxDocument && len(r.sub.Files) < maxFiles {
			r.has(File{Path: file, Size: info.Size()})
			return file
		}
	}
	return r.supplied[strings.ToLower(file)]
}

// leadsOut says why a path may not be followed, before anything is looked at.
func leadsOut(file string) (why string) {
	first, _, _ := strings.Cut(file, "/")
	switch {
	case strings.Contains(first, ":"):
		return "a drive or web address"
	case len(file) > maxPath:
		return fmt.Sprintf("which is longer than %d bytes", maxPath)
	case strings.HasPrefix(file, "/"), strings.Contains("/"+file+"/", "/../"), !filepath.IsLocal(file):
		return "which leads out of the folder"
	case strings.ContainsRune(file, 0):
		return "which is no path"
	}
	return ""
}

// obstacle says what stands at or on the way to a path that is not in the list
// of files; it is empty where nothing is there at all.
func (r *reader) obstacle(file string) (what string) {
	for i := range len(file) + 1 {
		if i < len(file) && file[i] != '/' {
			continue
		}
		info, err := fs.Lstat(r.fsys, file[:i])
		switch on := i < len(file); {
		case errors.Is(err, fs.ErrNotExist):
			return ""
		case err != nil:
			return "which cannot be read"
		case on && info.IsDir():
		case on && info.Mode().IsRegular():
			return ""
		case !info.Mode().IsRegular():
			return sortOf(info.Mode())
		case info.Size() > maxDocument:
			return fmt.Sprintf("a file of %d bytes, where at most %d (50 MB) are read", info.Size(), maxDocument)
		}
	}
	return "a file that was passed over"
}

func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// sortOf says what something in a folder is.
func sortOf(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m&fs.ModeSymlink != 0:
		return "a link"
	case m.IsRegular():
		return "a file"
	}
	return "a device"
}
