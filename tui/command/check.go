package command

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/templates"
	"halfday/visit"
	"halfday/visit/framework"
)

func (d *desk) check() *cobra.Command {
	asJSON, file := false, ""
	cmd := &cobra.Command{
		Use:   "check FOLDER",
		Short: "Print the causes for concern in a submission",
		Long: "Prints the causes for concern in a school's submission, each with the words that triggered it and\n" +
			"what would settle it. Exit code: 0 none, 1 concerns, 2 the submission could not be read.",
		Example: "halfday check ./a-schools-folder",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := prepare(args[0], file)
			if err != nil {
				return exit{exitNotRead, err}
			}
			out := cmd.OutOrStdout()
			if asJSON {
				data, err := report.ConcernsJSON(p.Submission.Name, p.Framework.ID, p.Check)
				if err != nil {
					return err
				}
				_, _ = fmt.Fprintln(out, string(data))
			} else {
				school := cmp.Or(p.Submission.School.Name, p.Submission.Name)
				_, _ = fmt.Fprint(out, report.Problems(p.Submission), report.Concerns(school, p.Framework, p.Check))
			}
			if len(p.Check.Concerns) > 0 {
				return exit{code: exitConcerns}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON for other programs")
	cmd.Flags().StringVar(&file, "framework", "", "framework file to check against (default: "+templates.DefaultFramework+")")
	return cmd
}

// prepare reads and checks the submission in a folder, against the framework in
// a file or the default one. Nothing outside the folder is read.
func prepare(folder, file string) (p visit.Prepared, err error) {
	f, err := visit.DefaultFramework()
	if file != "" {
		if err := isFile(file); err != nil {
			return p, fmt.Errorf("the framework %s: %w; name another file with --framework, or leave it out", file, err)
		}
		f, err = framework.ReadFile(file)
	}
	if err != nil {
		return p, fmt.Errorf("%w; name another file with --framework, or leave it out", err)
	}
	dir, err := openSubmission(folder)
	if err != nil {
		return p, err
	}
	defer func() { _ = dir.Close() }()
	path, err := filepath.Abs(folder)
	if err != nil {
		return p, err
	}
	return visit.Prepare(dir.FS(), filepath.Base(path), f)
}

// openSubmission opens the folder of a submission.
func openSubmission(folder string) (dir *os.Root, err error) {
	if err = isFolder(folder); err == nil {
		dir, err = os.OpenRoot(folder)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w; check how it is written, and give the folder that holds submission.yaml", folder, plainly(err))
	}
	return dir, nil
}
