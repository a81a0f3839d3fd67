package concern

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Lexicon is what the rules know of English and of school life. The files in
// templates/lexicon say of each group why it is there.
type Lexicon struct {
	functionWords, titles, beforeCommands, days, scales, classes, turnsOfPhrase set

	// These are matched by stems.
	documents, generalTitles, counts, commonNames, faint set

	placeholders, people, commands, offers, backReferences, supplied, places, seasons, examples terms

	// These are what the level of a text is read by.
	cues                                               terms
	negators, past, present, conditions, clauseOpeners set
	bad, counted, needs                                set // by stems
	notNegation, explanations                          terms

	// These are terms by which help with a self-review, training, and what a
	// paper says did not come about are known.
	contributions, trainings, unfulfilled, asserted, draftMarks, admitsDraft terms

	renewals, done, vague set // by stems
	due, attendance       set

	subjects, matters []subject
}

// subject is a matter that texts speak of without naming it, by stems.
type subject struct{ name, words, core set }

type subjectFile struct {
	Name  string `yaml:"name"`
	Words string `yaml:"words"`
	Core  string `yaml:"core"`
}

// lexiconFile is a lexicon as it is written down.
type lexiconFile struct {
	FunctionWords  string        `yaml:"function_words"`
	Placeholders   []string      `yaml:"placeholders"`
	Titles         string        `yaml:"titles"`
	People         []string      `yaml:"people"`
	Commands       []string      `yaml:"commands"`
	BeforeCommands string        `yaml:"before_commands"`
	Offers         []string      `yaml:"offers"`
	BackReferences []string      `yaml:"back_references"`
	Supplied       []string      `yaml:"supplied"`
	Documents      string        `yaml:"documents"`
	GeneralTitles  string        `yaml:"general_titles"`
	Places         []string      `yaml:"places"`
	Days           string        `yaml:"days"`
	Seasons        []string      `yaml:"seasons"`
	Counts         string        `yaml:"counts"`
	Examples       []string      `yaml:"examples"`
	Scales         string        `yaml:"scales"`
	Classes        string        `yaml:"classes"`
	TurnsOfPhrase  string        `yaml:"turns_of_phrase"`
	CommonNames    string        `yaml:"common_names"`
	Faint          string        `yaml:"faint"`
	Subjects       []subjectFile `yaml:"subjects"`
	Matters        []subjectFile `yaml:"matters"`

	Cues []struct {
		Name   string   `yaml:"name"`
		Sense  Sense    `yaml:"sense"`
		Weight float64  `yaml:"weight"`
		Why    string   `yaml:"why"`
		Terms  []string `yaml:"terms"`
		Unless []string `yaml:"unless"`
	} `yaml:"cues"`
	Negators      string   `yaml:"negators"`
	NotNegation   []string `yaml:"not_negation"`
	Bad           string   `yaml:"bad"`
	Conditions    string   `yaml:"conditions"`
	Counted       string   `yaml:"counted"`
	Needs         string   `yaml:"needs"`
	Past          string   `yaml:"past"`
	Present       string   `yaml:"present"`
	ClauseOpeners string   `yaml:"clause_openers"`
	Explanations  []string `yaml:"explanations"`
	Contributions []string `yaml:"contributions"`
	Trainings     []string `yaml:"trainings"`
	Unfulfilled   []string `yaml:"unfulfilled"`
	Asserted      []string `yaml:"asserted"`
	DraftMarks    []string `yaml:"draft_marks"`
	AdmitsDraft   []string `yaml:"admits_draft"`
	Renewals      string   `yaml:"renewals"`
	Done          string   `yaml:"done"`
	Due           string   `yaml:"due"`
	Attendance    string   `yaml:"attendance"`
	Vague         string   `yaml:"vague"`
}

// ParseLexicon reads lexicon files, each with groups of its own. A group that is
// absent is empty: the rules then know less, and nothing else changes.
func ParseLexicon(files ...[]byte) (*Lexicon, error) {
	var f lexiconFile
	for _, data := range files {
		if err := yaml.Load(data, &f, yaml.WithKnownFields(true)); err != nil {
			return nil, fmt.Errorf("lexicon file: %w", err)
		}
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
		placeholders:   newTerms(f.Placeholders),
		people:         newTerms(f.People),
		commands:       newTerms(f.Commands),
		beforeCommands: words(f.BeforeCommands),
		offers:         newTerms(f.Offers),
		backReferences: newTerms(f.BackReferences),
		supplied:       newTerms(f.Supplied),
		places:         newTerms(f.Places),
		seasons:        newTerms(f.Seasons),
		examples:       newTerms(f.Examples),

		negators:      words(f.Negators),
		past:          words(f.Past),
		present:       words(f.Present),
		clauseOpeners: words(f.ClauseOpeners),
		bad:           stems(f.Bad),
		conditions:    words(f.Conditions),
		counted:       stems(f.Counted),
		needs:         stems(f.Needs),
		notNegation:   newTerms(f.NotNegation),
		explanations:  newTerms(f.Explanations),
		contributions: newTerms(f.Contributions),
		trainings:     newTerms(f.Trainings),
		unfulfilled:   newTerms(f.Unfulfilled),
		asserted:      newTerms(f.Asserted),
		draftMarks:    newTerms(f.DraftMarks),
		admitsDraft:   newTerms(f.AdmitsDraft),
		renewals:      stems(f.Renewals),
		done:          stems(f.Done),
		due:           words(f.Due),
		attendance:    words(f.Attendance),
		vague:         stems(f.Vague),
	}
	for _, c := range f.Cues {
		if c.Sense != For && c.Sense != Against && c.Sense != neither {
			return nil, fmt.Errorf("lexicon file: cue %q: the sense is %q, want %q, %q or %q", c.Name, c.Sense, For, Against, neither)
		}
		of := &cue{name: c.Name, sense: c.Sense, weight: c.Weight, why: c.Why, unless: newTerms(c.Unless)}
		for _, text := range c.Terms {
			l.cues.add(text, of)
		}
	}
	for i, group := range l.groups() {
		group.bit = 1 << i
	}
	for _, s := range f.Subjects {
		l.subjects = append(l.subjects, subject{stems(s.Name), stems(s.Words), stems(s.Core)})
	}
	for _, s := range f.Matters {
		l.matters = append(l.matters, subject{stems(s.Name), stems(s.Words), stems(s.Core)})
	}
	return l, nil
}

// groups are all groups of terms.
func (l *Lexicon) groups() []*terms {
	return []*terms{
		&l.placeholders, &l.people, &l.commands, &l.offers, &l.backReferences, &l.supplied, &l.places, &l.seasons, &l.examples,
		&l.notNegation, &l.explanations,
		&l.contributions, &l.trainings, &l.unfulfilled, &l.asserted, &l.draftMarks, &l.admitsDraft,
	}
}

// begins has the bit of each group with a term that may begin with a word.
func (l *Lexicon) begins(lower string) uint64 {
	var bits uint64
	for _, group := range l.groups() {
		if group.startWith(lower) {
			bits |= group.bit
		}
	}
	return bits
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
