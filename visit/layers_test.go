package visit_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// ui are the modules and packages that draw; only tui and the command line know them.
var ui = []string{
	"charm.land/bubbletea", "charm.land/bubbles", "charm.land/lipgloss", "charm.land/glamour", "charm.land/huh",
	"github.com/charmbracelet/bubbletea", "github.com/charmbracelet/bubbles", "github.com/charmbracelet/lipgloss",
	"github.com/charmbracelet/glamour", "github.com/charmbracelet/huh",
	"halfday/tui",
}

// layers are the packages of the domain with the other packages of the program
// they must not reach, beside those that draw.
var layers = []struct {
	name      string
	forbidden []string
}{
	{"halfday/visit", []string{"halfday/agenda", "halfday/report", "halfday/store"}},
	{"halfday/agenda", []string{"halfday/report", "halfday/store"}},
	{"halfday/report", []string{"halfday/store"}},
	{"halfday/store", []string{"halfday/agenda", "halfday/report"}},
}

func TestLayersAreKeptApart(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("needs the go command:", err)
	}
	for _, layer := range layers {
		cmd := exec.Command("go", "list", "-e", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, layer.name+"/...")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", cmd, err)
		}
		importers := map[string]string{} // package → one that imports it
		for line := range strings.Lines(string(out)) {
			words := strings.Fields(line)
			for _, imported := range words[1:] {
				importers[imported] = words[0]
			}
		}
		if len(importers) == 0 {
			t.Errorf("%s: no packages listed", layer.name)
		}
		for imported, by := range importers {
			for _, no := range slices.Concat(ui, layer.forbidden) {
				if imported == no || strings.HasPrefix(imported, no+"/") {
					t.Errorf("%s reaches %s: %s imports it", layer.name, imported, by)
				}
			}
		}
	}
}
