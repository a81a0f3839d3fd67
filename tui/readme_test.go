package tui_test

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeShowsTheProgram holds the README's picture against the screen it is
// of.
func TestReadmeShowsTheProgram(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	screen, err := os.ReadFile("testdata/notes-80x24.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, picture, _ := strings.Cut(string(readme), "```\n")
	picture, _, _ = strings.Cut(picture, "```")
	if picture != string(screen) {
		t.Errorf("the README shows\n%sand the program\n%s", picture, screen)
	}
}
