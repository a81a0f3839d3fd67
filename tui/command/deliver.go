package command

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/visit"
	"halfday/visit/safe"
)

// fileFlag lets a command save what it writes.
func fileFlag(cmd *cobra.Command) *string {
	return cmd.Flags().StringP("file", "o", "", "save it under this name, or in this folder, instead of printing it")
}

// deliver prints what was written about a visit, or saves it where a file or
// folder is named, and says where it is then. It is never saved over another
// file.
func (d *desk) deliver(cmd *cobra.Command, file, what string, v *visit.Visit, text string) error {
	if file == "" {
		_, err := fmt.Fprint(cmd.OutOrStdout(), text)
		return err
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(d.out, file)
	}
	if at, err := os.Stat(file); err == nil && at.IsDir() {
		file = filepath.Join(file, report.FileName(what, v))
	}
	path, err := report.Save(filepath.Dir(file), filepath.Base(file), []byte(text))
	if err == nil {
		_, err = fmt.Fprintln(cmd.OutOrStdout(), "Saved as "+safe.Line(path))
	}
	return err
}
