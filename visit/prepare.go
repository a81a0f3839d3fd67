package visit

import (
	"fmt"
	"io/fs"

	"halfday/templates"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Prepared is what is known of a school the evening before: its submission,
// read and checked against a framework.
type Prepared struct {
	Framework  *framework.Framework
	Submission *submission.Submission
	Check      concern.Report
}

// DefaultFramework is the framework a visit is assessed against where nothing
// else is said.
func DefaultFramework() (*framework.Framework, error) {
	data, err := templates.Framework(templates.DefaultFramework)
	if err != nil {
		return nil, err
	}
	return framework.Parse(data)
}

// Prepare reads a submission's folder and finds its causes for concern. The
// name is what the submission is called. Errors are those of submission.Read.
func Prepare(folder fs.FS, name string, f *framework.Framework) (Prepared, error) {
	lexicon, err := concern.ParseLexicon(templates.Lexicon())
	if err != nil {
		return Prepared{}, fmt.Errorf("the shipped lexicon: %w", err)
	}
	s, err := submission.Read(folder, name, f)
	if err != nil {
		return Prepared{}, err
	}
	return Prepared{Framework: f, Submission: s, Check: concern.Check(s, f, lexicon)}, nil
}
