package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/raw"
	"halfday/visit/internal/tree"
)

// Errors of a submission of which nothing can be used.
var (
	ErrNoSubmission = errors.New("there is no submission file")
	ErrEmpty        = raw.ErrEmpty
	ErrTooLarge     = raw.ErrTooLarge
	ErrMalformed    = raw.ErrMalformed
)

// Read reads the submission in a folder: submission.yaml, .yml or .json and the
// files beside it. name is what the submission is called. The levels and items
// it knows are those of fw.
//
// An error means that nothing could be used; it wraps one of this package's
// errors or one of io/fs. Everything less is a Problem of the submission.
// Nothing outside the folder is read, provided that fsys itself follows no link
// out of it, as that of an os.Root does not.
func Read(fsys fs.FS, name string, fw *framework.Framework) (*Submission, error) {
	file, others, err := locate(fsys)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	root, faults, err := load(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Join(name, file), err)
	}
	r := &reader{fsys: fsys, file: file, fw: fw, sub: &Submission{Name: name}, items: map[string]*draft{}}
	if !r.recognises(root) {
		return nil, fmt.Errorf("%s: %w: it is %s, where the fields school, application, day, reviews and documents were looked for",
			path.Join(name, file), ErrMalformed, describe(root))
	}
	for _, f := range faults {
		r.problem(f.Line, "", f.Found, f.Expected)
	}
	for _, other := range others {
		r.problemIn(other, "a second submission file", "one; only "+file+" was read")
	}
	r.list()
	r.mapping(root, "", r.sections()...)
	r.finish()
	return r.sub, nil
}

// locate finds the submission file, and further ones that are passed over. Names
// are matched in either case, as the machines that wrote them do.
func locate(fsys fs.FS) (file string, others []string, err error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return "", nil, fmt.Errorf("the folder cannot be read: %w; check that it is there and that you may open it", err)
	}
	var passed []string
	for _, want := range []string{"submission.yaml", "submission.yml", "submission.json"} {
		for _, e := range entries {
			switch {
			case !strings.EqualFold(e.Name(), want):
			case !e.Type().IsRegular():
				passed = append(passed, fmt.Sprintf("%s is %s", e.Name(), sortOf(e.Type())))
			case file == "":
				file = e.Name()
			default:
				others = append(others, e.Name())
			}
		}
	}
	if file == "" {
		passed = append(passed, "put submission.yaml, submission.yml or submission.json into the folder, or name another folder")
		return "", nil, fmt.Errorf("%w: %s", ErrNoSubmission, strings.Join(passed, "; "))
	}
	return file, others, nil
}

// load reads the submission file into a tree.
func load(fsys fs.FS, file string) (*tree.Node, []raw.Fault, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("it cannot be opened: %w; check that you may read it", err)
	}
	defer f.Close() //nolint:errcheck // only read from
	parse, most := tree.YAML, int64(tree.MaxYAML)
	if strings.EqualFold(path.Ext(file), ".json") {
		parse, most = tree.JSON, tree.MaxJSON
	}
	info, err := f.Stat()
	if err == nil && info.Size() > most {
		return nil, nil, fmt.Errorf("%w: %d bytes, where at most %d (%d MB) are read; keep documents in files beside it",
			ErrTooLarge, info.Size(), most, most>>20)
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, nil, fmt.Errorf("it cannot be read: %w; check that you may read it", err)
	}
	text, err := raw.Decode(data)
	var root *tree.Node
	var faults []raw.Fault
	if err == nil {
		root, faults, err = parse(text.Text)
	}
	if errors.Is(err, ErrEmpty) {
		err = fmt.Errorf("%w; name a folder whose submission has been filled in", err)
	}
	return root, append(text.Faults, faults...), err
}
