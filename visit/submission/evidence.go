package submission

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"halfday/visit/internal/tree"
)

// evidence reads a list of evidence onto the end of dst. One text is read as a
// list whose entries stand on lines of their own or between semicolons.
func (r *reader) evidence(dst *[]Evidence) func(*tree.Node, string) {
	add := func(e Evidence) {
		if !slices.Contains(*dst, e) {
			*dst = append(*dst, e)
		}
	}
	return func(n *tree.Node, at string) {
		switch {
		case none(n):
		case n.Single():
			for _, title := range strings.FieldsFunc(n.Text, func(c rune) bool { return c == '\n' || c == ';' }) {
				if title = strings.TrimSpace(strings.TrimLeft(title, "-*• \t")); title != "" {
					add(r.titled(title))
				}
			}
		default:
			r.each(n, at, func(n *tree.Node, at string) {
				if e, ok := r.piece(n, at); ok {
					add(e)
				}
			})
		}
	}
}

// piece reads one piece of evidence: a title, or a mapping.
func (r *reader) piece(n *tree.Node, at string) (Evidence, bool) {
	const expected = "a title, or a mapping with title, file, date"
	title := strings.TrimSpace(n.String())
	switch {
	case title == "":
		r.problem(n.Line, at, "nothing", expected)
		return Evidence{}, false
	case none(n):
		return Evidence{}, false
	case n.Single():
		return r.titled(title), true
	case n.Kind == tree.List:
		r.problem(n.Line, at, describe(n), expected)
		return r.titled(title), true
	case !slices.ContainsFunc(n.Fields, func(f tree.Field) bool {
		return sameName(f.Key, "title") || sameName(f.Key, "file")
	}): // a title with a colon in it
		r.problem(n.Line, at, describe(n), expected+"; put a title that has a colon in quotes")
		return r.titled(title), true
	}
	var e Evidence
	dated := false
	r.mapping(
		n, at,
		field{"title", r.text(&e.Title)},
		field{"file", r.path(&e)},
		field{"date", func(n *tree.Node, at string) {
			dated = dated || !none(n)
			r.date(&e.Date)(n, at)
		}},
	)
	switch {
	case e.Title == "" && e.File == "":
		r.problem(n.Line, at, describe(n), expected)
		e.Title = title
	case e.Title == "":
		e.Title = path.Base(e.File)
	}
	if !dated {
		e.Date = dateIn(e.Title)
	}
	return e, true
}

// titled is evidence of which only a title is given. Where the title is the
// path of a file that was supplied, it is that file.
func (r *reader) titled(title string) Evidence {
	return Evidence{Title: title, File: r.find(path.Clean(slashed(title))), Date: dateIn(title)}
}

// path reads the path of a file. A file that is not there is no problem of the
// reading but a matter for the check; a path that must not be followed is one.
func (r *reader) path(e *Evidence) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		written := r.value(n, at, "the path of a file in the folder")
		if written == "" || e.File != "" {
			return
		}
		why := leadsOut(slashed(written))
		if why != "" {
			e.File = written
		} else {
			e.File = path.Clean(slashed(written))
			if file := r.find(e.File); file != "" {
				e.File = file
				return
			}
			why = r.obstacle(e.File)
		}
		e.Missing = true
		if why != "" {
			r.problem(n.Line, at, fmt.Sprintf("%s, %s", quote(written), why), "the path of a file in the folder; it was not opened")
		}
	}
}

func slashed(file string) string { return strings.ReplaceAll(file, `\`, "/") }
