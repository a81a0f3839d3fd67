package concern

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Lexicon is what the rules know of English and of school life. The file
// templates/lexicon/concern.yaml says of each group why it is there.
type Lexicon struct {
	functionWords, titles, beforeCommands, days, scales, classes, turnsOfPhrase set

	// These are matched by stems.
	documents, generalTitles, counts, commonNames, faint set

	placeholders, people, commands, offers, backReferences, supplied, places, seasons, examples phrases

	subjects []subject
}

// subject is a matter that texts speak of without naming it, by stems.
type subject struct{ name, words set }

// lexiconFile is a lexicon as it is written down.
type lexiconFile struct {
	FunctionWords  string   `yaml:"function_words"`
	Placeholders   []string `yaml:"placeholders"`
	Titles         string   `yaml:"titles"`
	People         []string `yaml:"people"`
	Commands       []string `yaml:"commands"`
	BeforeCommands string   `yaml:"before_commands"`
	Offers         []string `yaml:"offers"`
	BackReferences []string `yaml:"back_references"`
	Supplied       []string `yaml:"supplied"`
	Documents      string   `yaml:"documents"`
	GeneralTitles  string   `yaml:"general_titles"`
	Places         []string `yaml:"places"`
	Days           string   `yaml:"days"`
	Seasons        []string `yaml:"seasons"`
	Counts         string   `yaml:"counts"`
	Examples       []string `yaml:"examples"`
	Scales         string   `yaml:"scales"`
	Classes        string   `yaml:"classes"`
	TurnsOfPhrase  string   `yaml:"turns_of_phrase"`
	CommonNames    string   `yaml:"common_names"`
	Faint          string   `yaml:"faint"`
	Subjects       []struct {
		Name  string `yaml:"name"`
		Words string `yaml:"words"`
	} `yaml:"subjects"`
}

// ParseLexicon reads a lexicon file. A group that is absent is empty: the
// rules then know less, and nothing else changes.
func ParseLexicon(data []byte) (*Lexicon, error) {
	var f lexiconFile
	if err := yaml.Load(data, &f, yaml.WithKnownFields(true)); err != nil {
		return nil, fmt.Errorf("lexicon file: %w", err)
	}
	l := &Lexicon{
		functionWords:  words(f.FunctionWords),
		titles:         words(f.Titles),
		days:           words(f.Days),
		scales:         words(f.Scales),
		classes:        words(f.Classes),
		turnsOfPhrase:  words(f.TurnsOfPhrase),
		documents:      stems(f.Documents),
		generalTitles:  stems(f.GeneralTitles),
		counts:         stems(f.Counts),
		commonNames:    stems(f.CommonNames),
		faint:          stems(f.Faint),
		placeholders:   newPhrases(f.Placeholders),
		people:         newPhrases(f.People),
		commands:       newPhrases(f.Commands),
		beforeCommands: words(f.BeforeCommands),
		offers:         newPhrases(f.Offers),
		backReferences: newPhrases(f.BackReferences),
		supplied:       newPhrases(f.Supplied),
		places:         newPhrases(f.Places),
		seasons:        newPhrases(f.Seasons),
		examples:       newPhrases(f.Examples),
	}
	for _, s := range f.Subjects {
		l.subjects = append(l.subjects, subject{stems(s.Name), stems(s.Words)})
	}
	return l, nil
}

// set is a group of words or of stems.
type set map[string]bool

func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = true
	}
	return s
}

func stems(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[stem(w)] = true
	}
	return s
}

// phrases is a group of terms of one word or several, by their first word.
type phrases map[string][][]string

func newPhrases(list []string) phrases {
	p := phrases{}
	for _, term := range list {
		if words := strings.Fields(term); len(words) > 0 {
			p[words[0]] = append(p[words[0]], words)
		}
	}
	return p
}

// begins reports whether a term of the group stands at the beginning of text.
func (p phrases) begins(text []word) bool { return p.match(text) > 0 }

// are reports whether the text is a term of the group and nothing more.
func (p phrases) are(text []word) bool { return len(text) > 0 && p.match(text) == len(text) }

// match is the number of words of the longest term at the beginning of text.
func (p phrases) match(text []word) int {
	longest := 0
	if len(text) > 0 {
		for _, term := range p[text[0].lower] {
			if len(term) > longest && len(term) <= len(text) && equal(term, text) {
				longest = len(term)
			}
		}
	}
	return longest
}

func equal(term []string, text []word) bool {
	for i, w := range term {
		if text[i].lower != w {
			return false
		}
	}
	return true
}
