package command

import (
	"cmp"
	"fmt"
	"os"
	"strings"

	"halfday/templates"
	"halfday/tui/papers"
	"halfday/visit/framework"
)

// papers works on papers with the frameworks there are.
func (d *desk) papers() papers.Desk { return papers.Desk{Framework: d.framework} }

// isPath reports whether a framework is named by its file and not by its id.
func isPath(named string) bool {
	_, err := os.Stat(named)
	return named != "" && err == nil || strings.ContainsAny(named, `./\`)
}

// framework finds a framework by its id, the user's own before a shipped one, or
// reads one from a file. Without a name it is the default one.
func (d *desk) framework(named string) (*framework.Framework, error) {
	if isPath(named) {
		if err := isFile(named); err != nil {
			return nil, fmt.Errorf("the framework %s: %w; name another file or id with --framework, or leave it out", named, err)
		}
		f, err := framework.ReadFile(named)
		if err != nil {
			err = fmt.Errorf("%w; halfday framework check says more, or leave --framework out", err)
		}
		return f, err
	}
	return d.shelf().Find(cmp.Or(named, templates.DefaultFramework))
}
