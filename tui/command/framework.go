package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store/disk"
	"halfday/templates"
	"halfday/visit/framework"
)

// frameworksDir is the folder of the user's own frameworks.
func (d *desk) frameworksDir() string {
	if d.frameworks != "" {
		return d.frameworks
	}
	return filepath.Join(xdg.ConfigHome, "halfday", "frameworks")
}

// shelf is where frameworks are found.
func (d *desk) shelf() framework.Shelf {
	return framework.Shelf{Shipped: templates.Frameworks(), Own: os.DirFS(d.frameworksDir())}
}

func (d *desk) frameworkCommands() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "framework",
		Short: "List, look at, check and bring in frameworks",
		Long: "A framework is what schools are assessed against: elements, strands, aspects, a statement for each level, and\n" +
			"the threshold. Your own frameworks are files in a folder of yours; halfday framework list says where. The\n" +
			"official statements do not ship: import brings them in from your own copy.",
		Example: "halfday framework list\nhalfday framework import element-1.pdf --complete srf-2010",
		Args:    needs(0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(d.frameworkList(), d.frameworkShow(), d.frameworkCheck(), d.frameworkImport(), d.frameworkCopy())
	return cmd
}

func (d *desk) frameworkList() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the frameworks there are",
		Long:  "Lists the frameworks there are, your own first, with what each has and what you would have to fill in.",
		Args:  needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			all := d.shelf().List()
			if asJSON {
				return listJSON(cmd, all)
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), report.Frameworks(all, d.frameworksDir()))
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON for other programs")
	return cmd
}

func listJSON(cmd *cobra.Command, all []framework.Entry) error {
	type line struct {
		ID      string           `json:"id"`
		Name    string           `json:"name,omitempty"`
		Version string           `json:"version,omitempty"`
		File    string           `json:"file"`
		Own     bool             `json:"own"`
		Count   *framework.Count `json:"count,omitempty"`
		Missing []string         `json:"missing,omitempty"`
		Error   string           `json:"error,omitempty"`
	}
	lines := make([]line, len(all))
	for i, e := range all {
		lines[i] = line{ID: e.ID, File: e.File, Own: e.Own}
		if e.Err != nil {
			lines[i].Error = e.Err.Error()
			continue
		}
		count := e.Framework.Count()
		lines[i].Name, lines[i].Version = e.Framework.Name, e.Framework.Version
		lines[i].Count, lines[i].Missing = &count, e.Framework.Missing()
	}
	data, err := json.MarshalIndent(lines, "", "  ")
	if err == nil {
		_, err = fmt.Fprintln(cmd.OutOrStdout(), string(report.Visible(data)))
	}
	return err
}

func (d *desk) frameworkShow() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID|FILE",
		Short:   "Print a framework in outline",
		Long:    "Prints a framework's elements, strands and aspects, their thresholds, how many statements there are, and what\nyou would have to fill in.",
		Example: "halfday framework show srf-2010",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := d.framework(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), report.Framework(f))
			return err
		},
	}
}

func (d *desk) frameworkCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check ID|FILE",
		Short: "Say what is wrong in a framework, and what is missing",
		Long: "Says line by line what is wrong in a framework's file, and what is missing before a school can be assessed\n" +
			"against it. Exit code: 0 nothing is wrong, though something may be missing; 1 something is wrong.",
		Example: "halfday framework check my-framework.yaml",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, data, err := d.frameworkFile(args[0])
			if err != nil {
				return err
			}
			f, problems, err := framework.Read(data)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			_, _ = fmt.Fprint(cmd.OutOrStdout(), report.FrameworkProblems(name, problems, f))
			if len(problems) > 0 {
				return exit{code: exitFailed}
			}
			return nil
		},
	}
}

// frameworkFile is the file of a framework named by its id or file.
func (d *desk) frameworkFile(named string) (name string, data []byte, err error) {
	if isPath(named) {
		if err := isFile(named); err != nil {
			return "", nil, fmt.Errorf("%s: %w; give a framework's id or its file", named, err)
		}
		data, err = framework.Load(named)
		return named, data, err
	}
	for _, e := range d.shelf().List() {
		if framework.CanonicalID(e.ID) != framework.CanonicalID(named) {
			continue
		}
		if e.Own {
			path := filepath.Join(d.frameworksDir(), e.File)
			data, err = framework.Load(path)
			return path, data, err
		}
		data, err = templates.Framework(e.ID)
		return e.ID, data, err
	}
	_, err = d.shelf().Find(named)
	return "", nil, err
}

func (d *desk) frameworkCopy() *cobra.Command {
	return &cobra.Command{
		Use:   "copy ID",
		Short: "Put a shipped framework into your folder, to be filled in",
		Long: "Copies a shipped framework's file into your own folder, where you change it in any editor. From then on it is\n" +
			"used in place of the shipped one. A file that is there already stays.",
		Example: "halfday framework copy srf-2006",
		Args:    needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id := strings.ToLower(args[0])
			data, err := templates.Framework(id)
			if err != nil || strings.ContainsAny(id, `/\`) {
				_, err = framework.Shelf{Shipped: templates.Frameworks()}.Find(args[0])
				return err
			}
			path := filepath.Join(d.frameworksDir(), id+".yaml")
			if err := d.writeOwn(path, data, false); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "Copied to %s\nChange it in any editor; halfday framework check %s says what is wrong or missing.\n", path, id)
			return err
		},
	}
}

// errExists is the error of a file that is not to be overwritten.
var errExists = errors.New("there is a file already, and it stays as it is")

// writeOwn writes a framework's file, in one step and readable by the user alone.
func (d *desk) writeOwn(path string, data []byte, replace bool) error {
	if _, err := os.Lstat(path); err == nil && !replace {
		return fmt.Errorf("%s: %w; --replace writes over it, -o names another file", path, errExists)
	}
	if filepath.Dir(path) == filepath.Clean(d.frameworksDir()) {
		if err := disk.MakeDir(d.frameworksDir()); err != nil {
			return fmt.Errorf("%s cannot be made: %w; --frameworks names another folder", d.frameworksDir(), err)
		}
	}
	if err := disk.WriteFile(path, data); err != nil {
		return fmt.Errorf("%s cannot be written: %w; -o names another file", path, err)
	}
	return nil
}
