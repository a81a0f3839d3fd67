package privacy

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Lexicon is what is known of names in general. The file
// templates/lexicon/names.yaml says of each group why it is there.
type Lexicon struct {
	firstNames, things, verbs, particles          set
	noSurnames, institutions, beforeNoName, minor set
	wellKnown                                     set
	titles, pupil, pupils, relatives, adults      set
	tells, told, classes, wholeClasses            set
	mailboxes, birth                              set
	// months are by their place in the year, from 1.
	months map[string]int
}

// lexiconFile is a lexicon as it is written down.
type lexiconFile struct {
	FirstNames   string   `yaml:"first_names"`
	Things       string   `yaml:"names_and_things"`
	Verbs        string   `yaml:"names_and_verbs"`
	Particles    string   `yaml:"particles"`
	NoSurnames   string   `yaml:"no_surnames"`
	Institutions string   `yaml:"institutions"`
	BeforeNoName string   `yaml:"before_no_name"`
	Minor        string   `yaml:"minor"`
	WellKnown    []string `yaml:"well_known"`
	Titles       string   `yaml:"titles"`
	Pupil        string   `yaml:"pupil"`
	Pupils       string   `yaml:"pupils"`
	Relatives    string   `yaml:"relatives"`
	Adults       string   `yaml:"adults"`
	Tells        string   `yaml:"tells"`
	Told         string   `yaml:"told"`
	Classes      string   `yaml:"classes"`
	WholeClasses string   `yaml:"whole_classes"`
	Mailboxes    string   `yaml:"mailboxes"`
	Birth        string   `yaml:"birth"`
	Months       string   `yaml:"months"`
}

// ParseLexicon reads a lexicon file. A group that is absent is empty: less is
// found then, and nothing else changes.
func ParseLexicon(data []byte) (*Lexicon, error) {
	var f lexiconFile
	if err := yaml.Load(data, &f, yaml.WithKnownFields(true)); err != nil {
		return nil, fmt.Errorf("names file: %w", err)
	}
	l := &Lexicon{
		firstNames: words(f.FirstNames), things: words(f.Things), verbs: words(f.Verbs), particles: words(f.Particles),
		noSurnames: words(f.NoSurnames), institutions: words(f.Institutions), beforeNoName: words(f.BeforeNoName), minor: words(f.Minor),
		wellKnown: set{},
		titles:    words(f.Titles), pupil: words(f.Pupil), pupils: words(f.Pupils),
		relatives: words(f.Relatives), adults: words(f.Adults), tells: words(f.Tells), told: words(f.Told),
		classes: words(f.Classes), wholeClasses: words(f.WholeClasses),
		mailboxes: words(f.Mailboxes), birth: words(f.Birth),
		months: map[string]int{},
	}
	for _, name := range f.WellKnown {
		l.wellKnown[name] = true
	}
	for i, month := range strings.Fields(f.Months) {
		for n := 3; n <= len(month); n++ { // sept as well as sep
			l.months[month[:n]] = i + 1
		}
	}
	return l, nil
}

// set is a group of words.
type set map[string]bool

func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = true
	}
	return s
}
