package submission

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/tree"
)

// Correction sets one fact of a submission right by hand. What the papers say
// stays as it is; the correction is laid over it.
type Correction struct {
	// Field names the fact: see Facts, DayField and LevelField.
	Field string `json:"field"`
	// Was is what the papers say, as Text gives it. The correction holds as long
	// as they do: papers sent later may put it right themselves.
	Was string `json:"was,omitempty"`
	// Value is what holds instead, as a school would write it; empty for nothing.
	Value string `json:"value,omitempty"`
}

// DayField is the school's day as a fact: one stretch a line, as Bell.Line
// writes it.
const DayField = "day"

// LevelField is the level that the school chose for an item as a fact.
func LevelField(item string) string { return "reviews." + item + ".level" }

// levelOf is the item whose level a field is.
func levelOf(field string) (item string, ok bool) {
	item, ok = strings.CutPrefix(field, "reviews.")
	if ok {
		item, ok = strings.CutSuffix(item, ".level")
	}
	return item, ok
}

// Fact is something a submission says of the school or its application.
type Fact struct {
	// Field names the fact, such as "school.phase"; Name does so for people.
	Field, Name string
	// Options are the words to choose from, none where any text will do.
	Options []string

	text  func(*Submission) string
	clear func(*Submission)
}

// Facts are all facts about the school and its application that are one value.
func Facts() []Fact {
	text := func(field, name string, at func(*Submission) *string) Fact {
		return Fact{field, name, nil, func(s *Submission) string { return *at(s) }, func(s *Submission) { *at(s) = "" }}
	}
	date := func(field, name string, at func(*Submission) *Date) Fact {
		return Fact{field, name, nil, func(s *Submission) string { return at(s).ISO() }, func(s *Submission) { *at(s) = Date{} }}
	}
	return []Fact{
		text("school.name", "School’s name", func(s *Submission) *string { return &s.School.Name }),
		{
			"school.nation", "Nation", words(nations()),
			func(s *Submission) string { return string(s.School.Nation) }, func(s *Submission) { s.School.Nation = "" },
		},
		{
			"school.phase", "Phase", words(phases()),
			func(s *Submission) string { return string(s.School.Phase) }, func(s *Submission) { s.School.Phase = "" },
		},
		text("school.id", "School number", func(s *Submission) *string { return &s.School.ID }),
		{
			"school.pupils", "Pupils", nil,
			func(s *Submission) string {
				if s.School.Pupils == 0 {
					return ""
				}
				return fmt.Sprint(s.School.Pupils)
			},
			func(s *Submission) { s.School.Pupils = 0 },
		},
		text("school.local_authority", "Local authority", func(s *Submission) *string { return &s.School.LocalAuthority }),
		text("school.headteacher", "Headteacher", func(s *Submission) *string { return &s.School.Headteacher }),
		text("school.ict_lead", "ICT lead", func(s *Submission) *string { return &s.School.ICTLead }),
		text("school.website", "Website", func(s *Submission) *string { return &s.School.Website }),
		date("application.submitted", "Submitted", func(s *Submission) *Date { return &s.Application.Submitted }),
		{
			"application.route", "Route", routes(),
			func(s *Submission) string { return s.Application.Route }, func(s *Submission) { s.Application.Route = "" },
		},
		date("application.previous_award", "Previous award", func(s *Submission) *Date { return &s.Application.PreviousAward }),
		text("application.assessor", "Assessor", func(s *Submission) *string { return &s.Application.Assessor }),
	}
}

func words[T ~string](all []T) (words []string) {
	for _, w := range all {
		words = append(words, string(w))
	}
	return words
}

// fact finds a fact by its field.
func fact(field string) (Fact, bool) {
	all := Facts()
	i := slices.IndexFunc(all, func(f Fact) bool { return f.Field == field })
	if i < 0 {
		return Fact{}, false
	}
	return all[i], true
}

// FieldName names a field that can be corrected for people.
func FieldName(field string) string {
	if item, ok := levelOf(field); ok {
		return "the level of " + item
	}
	if f, ok := fact(field); ok {
		return f.Name
	}
	return "the school’s day"
}

// Text is what a submission says in a field, as a school would write it.
func (s *Submission) Text(field string) string {
	if field == DayField {
		var lines []string
		for _, b := range s.Day {
			lines = append(lines, b.Line())
		}
		return strings.Join(lines, "\n")
	}
	if item, ok := levelOf(field); ok {
		if l := s.Claimed(item); l != 0 {
			return l.String()
		}
		return ""
	}
	if f, ok := fact(field); ok {
		return f.text(s)
	}
	return ""
}

// errNoFact is the error of a field that is none, as a later version of the
// program may know it.
var errNoFact = errors.New("there is no such fact")

// Set sets a field to what a text says, in a submission that shares nothing with
// another. The error says what was expected.
func (s *Submission) Set(field, value string, fw *framework.Framework) error {
	if field == DayField {
		bells, err := ParseDay(value)
		if err == nil {
			s.Day = bells
		}
		return err
	}
	if item, ok := levelOf(field); ok {
		return s.setLevel(item, value, fw)
	}
	f, ok := fact(field)
	if !ok {
		return fmt.Errorf("%w as %s", errNoFact, quote(field))
	}
	value = strings.TrimSpace(value)
	if problems := read(&Submission{}, field, value, fw); len(problems) > 0 {
		return fmt.Errorf("%s is not %s", quote(value), problems[0].Expected)
	}
	f.clear(s)
	read(s, field, value, fw)
	return nil
}

// read reads a value into a field as from the school's own file. What is a
// problem beside the others of the submission, as a number of another nation's
// is, stays for a person to see.
func read(s *Submission, field, value string, fw *framework.Framework) (problems []Problem) {
	known := s.Problems
	section, key, _ := strings.Cut(field, ".")
	r := &reader{sub: s, fw: fw}
	r.section(section, &tree.Node{Kind: tree.Map, Fields: []tree.Field{{Key: key, Value: &tree.Node{Kind: tree.Text, Text: value}}}})
	problems, s.Problems = s.Problems[len(known):], known
	return problems
}

func (s *Submission) setLevel(item, value string, fw *framework.Framework) error {
	var level framework.Level
	if strings.TrimSpace(value) != "" {
		var ok bool
		if level, ok = parseLevel(value, fw.Levels); !ok {
			return fmt.Errorf("%s is not a level from %s to %s", quote(value), fw.Levels.Best, fw.Levels.Worst)
		}
	}
	if r := s.Review(item); r != nil {
		r.Level = level
	} else if level != 0 {
		s.Reviews = append(s.Reviews, Review{Item: item, Level: level})
	}
	return nil
}

// ParseDay reads a school's day from one stretch a line.
func ParseDay(text string) (bells []Bell, err error) {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		b, err := ParseBell(line)
		if err != nil {
			return nil, err
		}
		bells = append(bells, b)
	}
	if len(bells) > mostBells {
		return nil, fmt.Errorf("%d stretches, where a day has at most %d", len(bells), mostBells)
	}
	return bells, nil
}

// Corrected is the submission with corrections laid over it, those left out that
// are about something the papers no longer say. What could not be read there is
// no problem any more. The submission itself stays as it is.
func (s *Submission) Corrected(all []Correction, fw *framework.Framework) (*Submission, []Correction) {
	c := *s
	c.Reviews, c.Problems = slices.Clone(s.Reviews), slices.Clone(s.Problems)
	var hold []Correction
	for _, one := range all {
		if s.Text(one.Field) != one.Was || one.Value == one.Was && !s.hasProblem(one.Field) || c.Set(one.Field, one.Value, fw) != nil {
			continue
		}
		hold = append(hold, one)
		c.Problems = slices.DeleteFunc(c.Problems, func(p Problem) bool { return p.At == one.Field })
	}
	if len(hold) == 0 {
		return s, nil
	}
	return &c, hold
}

// hasProblem reports whether a field could not be read as it stands.
func (s *Submission) hasProblem(field string) bool {
	return slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.At == field })
}

// Lay adds corrections to others: the later one about a field counts.
func Lay(on, more []Correction) []Correction {
	all := slices.Clone(on)
	for _, c := range more {
		all = append(slices.DeleteFunc(all, func(o Correction) bool { return o.Field == c.Field }), c)
	}
	return all
}
