package privacy

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Lexicon is what is known of names in general. The file
// templates/lexicon/names.yaml says of each group why it is there.
type Lexicon struct {
	// groups are those a word in small letters belongs to.
	groups map[string]group
	// titles stand as they are written: Mrs.
	titles    map[string]bool
	wellKnown map[string]bool
	mailboxes map[string]bool
	// months are by their place in the year, from 1.
	months map[string]int
}

// group is a set of the groups a word belongs to.
type group uint32

const (
	firstName group = 1 << iota
	nameOfThing
	nameOrVerb
	particle
	noSurname
	institution
	beforeNoName
	minor
	aPupil
	somePupils
	relative
	adult
	tells
	told
	className
	wholeClass
	birth
	month

	// schoolWord is a word that a school writes with a capital though it names
	// nobody.
	schoolWord = noSurname | institution | aPupil | somePupils | adult | className | wholeClass | month
)

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
		groups: map[string]group{}, months: map[string]int{},
		titles: set(strings.Fields(f.Titles)), mailboxes: set(strings.Fields(f.Mailboxes)), wellKnown: set(f.WellKnown),
	}
	for g, list := range map[group]string{
		firstName: f.FirstNames, nameOfThing: f.Things, nameOrVerb: f.Verbs, particle: f.Particles,
		noSurname: f.NoSurnames, institution: f.Institutions, beforeNoName: f.BeforeNoName, minor: f.Minor,
		aPupil: f.Pupil, somePupils: f.Pupils, relative: f.Relatives, adult: f.Adults, tells: f.Tells, told: f.Told,
		className: f.Classes, wholeClass: f.WholeClasses, birth: f.Birth,
	} {
		for w := range strings.FieldsSeq(list) {
			l.groups[w] |= g
		}
	}
	for i, name := range strings.Fields(f.Months) {
		for n := 3; n <= len(name); n++ { // sept as well as sep
			l.months[name[:n]] = i + 1
			l.groups[name[:n]] |= month
		}
	}
	return l, nil
}

func set(list []string) map[string]bool {
	s := map[string]bool{}
	for _, w := range list {
		s[w] = true
	}
	return s
}
