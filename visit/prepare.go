package visit

import (
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
	// Papers are what the submission was read from.
	Papers *submission.Papers
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

// Prepare reads the submission in a folder and finds its causes for concern. The
// name is what the submission is called. Errors are those of submission.Read.
func Prepare(folder fs.FS, name string, f *framework.Framework) (Prepared, error) {
	papers, err := submission.Open(folder, name, "")
	if err != nil {
		return Prepared{}, err
	}
	return PrepareFrom(papers, f)
}

// PrepareFrom reads a school's papers and finds its causes for concern. Errors
// are those of Papers.Read.
func PrepareFrom(papers *submission.Papers, f *framework.Framework) (Prepared, error) {
	s, err := papers.Read(f)
	if err != nil {
		return Prepared{}, err
	}
	return Prepared{Framework: f, Submission: s, Check: check(s, f), Papers: papers}, nil
}
