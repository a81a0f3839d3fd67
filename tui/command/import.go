package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/visit/framework"
	"halfday/visit/framework/pdf"
	"halfday/visit/safe"
)

// frameworkImport reads the official text.
func (d *desk) frameworkImport() *cobra.Command {
	var complete, id, out string
	replace := false
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring in the official text of a framework",
		Long: "Reads the official text of a framework, or of one of its elements, from your own copy: the PDF, or the text\n" +
			"out of one. With --complete its statements take the place of those of a framework that is there, whose\n" +
			"questions and thresholds stay; without it they become a framework of their own. It is saved among your own\n" +
			"frameworks, or with -o in another file.",
		Example: "halfday framework import element-1.pdf --complete srf-2010\nhalfday framework import element-1.txt -o mine.yaml",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			read, err := official(cmd, args[0])
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			f, own, err := d.imported(args[0], read, complete, id)
			if err != nil {
				return err
			}
			data, err := framework.Encode(f)
			if err != nil {
				return err
			}
			if out == "-" {
				_, _ = fmt.Fprint(cmd.ErrOrStderr(), report.Imported(args[0], read))
				_, err = cmd.OutOrStdout().Write(data)
				return err
			}
			path := out
			if path == "" {
				path = filepath.Join(d.frameworksDir(), fileName(f.ID)+".yaml")
			}
			if err := d.writeOwn(path, data, replace || own == path); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n%s now has %s.\nSaved: %s\n%s",
				report.Imported(args[0], read), safe.Line(f.ID), f.Count(), safe.Line(path), nextStep(f, out))
			return err
		},
	}
	cmd.Flags().StringVar(&complete, "complete", "", "framework to complete with it, by its id or file")
	cmd.Flags().StringVar(&id, "id", "", "id of the framework it becomes (default: that of the completed one, or the file's name)")
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write, or - to print it")
	cmd.Flags().BoolVar(&replace, "replace", false, "write over a file that is there")
	return cmd
}

// nextStep says what to do with a framework that was imported.
func nextStep(f *framework.Framework, out string) string {
	if out != "" {
		return "--framework with this file uses it; in your folder of frameworks it is found by its id.\n"
	}
	return "New visits on " + safe.Line(f.ID) + " use it; f at the Submission stage chooses it for one you have.\n"
}

// official reads the official text in a file, which may be a PDF. That is looked
// at by a child of the program, which may fail without harm; of the orders in
// which its text can be read the one counts that gives the most statements.
func official(cmd *cobra.Command, path string) (*framework.Official, error) {
	if err := isFile(path); err != nil {
		return nil, err
	}
	data, err := framework.Load(path)
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF")) {
		text, err := framework.OfficialText(data)
		if err != nil {
			return nil, err
		}
		return framework.ReadOfficial(text)
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	texts, err := pdf.Apart(cmd.Context(), self, data)
	if err != nil {
		return nil, err
	}
	var best *framework.Official
	for _, text := range texts {
		read, e := framework.ReadOfficial(text)
		if e != nil {
			err = e
		} else if best == nil || read.Count().Statements > best.Count().Statements {
			best = read
		}
	}
	if best == nil {
		return nil, err
	}
	return best, nil
}

// imported is the framework that a text becomes, and the user's own file that it
// completes, if it does.
func (d *desk) imported(path string, read *framework.Official, complete, id string) (f *framework.Framework, own string, err error) {
	if complete == "" {
		f, err = read.Framework(id, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
		return f, "", err
	}
	base, err := d.framework(complete)
	if err != nil {
		return nil, "", err
	}
	if f, err = base.Complete(read.Elements); err != nil {
		return nil, "", fmt.Errorf("%s does not fit %s: %w; choose another framework with --complete", path, complete, err)
	}
	if id != "" {
		f.ID = id
	} else if name, _, err := d.frameworkFile(complete); err == nil && !isPath(complete) {
		own = name // a shipped one has no file, and so none is written over
	}
	return f, own, nil
}

// fileName is an id as the name of a file.
func fileName(id string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789.-_", r) {
			return r
		}
		return '-'
	}, strings.ToLower(id)), "-.")
}
