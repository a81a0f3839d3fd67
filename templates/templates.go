// Package templates is the data the program ships with: frameworks, word
// lists, Markdown templates and the sample school.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed day framework lexicon markdown try
var files embed.FS

// DefaultFramework is the id of the framework used where nothing else is said.
const DefaultFramework = "srf-2010"

// Framework is a shipped framework's file by its id.
func Framework(id string) ([]byte, error) {
	data, err := files.ReadFile("framework/" + id + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("there is no framework called %q here; %s is", id, DefaultFramework)
	}
	return data, nil
}

// Frameworks is the folder of the shipped frameworks' files.
func Frameworks() fs.FS { return folder("framework") }

// Lexicon is the word list the concerns are found with.
func Lexicon() []byte { return must("lexicon/concern.yaml") }

// Names is what personal details are looked for with.
func Names() []byte { return must("lexicon/names.yaml") }

// Days is what days are typical of schools, by nation and phase.
func Days() []byte { return must("day/typical.yaml") }

// Markdown is a Markdown template by its name: "agenda", "letter", "questions",
// "report" or "tour".
func Markdown(name string) string { return string(must("markdown/" + name + ".md")) }

// Sample is the sample school's submission folder.
func Sample() fs.FS { return folder("try") }

// folder is a folder that is embedded above.
func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err)
	}
	return sub
}

// must reads a file that is embedded above.
func must(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return data
}
