package submission

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"halfday/templates"
)

// TypicalDay is a day as schools of some kind often have it: a starting point
// where a school's papers give none.
type TypicalDay struct {
	Name  string
	Bells []Bell
}

// typicalDay is a typical day as the file of them has it.
type typicalDay struct {
	Name    string   `yaml:"name"`
	Nations []Nation `yaml:"nations"`
	Phases  []Phase  `yaml:"phases"`
	Day     []string `yaml:"day"`
}

// TypicalDays are days to begin with for a school that says nothing of its own,
// those that fit its nation and phase best first and all others after them.
func TypicalDays(nation Nation, phase Phase) ([]TypicalDay, error) {
	all, err := parseTypical(templates.Days())
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b typicalDay) int { return b.fits(nation, phase) - a.fits(nation, phase) })
	days := make([]TypicalDay, len(all))
	for i, d := range all {
		bells, err := ParseDay(strings.Join(d.Day, "\n"))
		if err != nil {
			return nil, fmt.Errorf("the typical day %q: %w", d.Name, err)
		}
		days[i] = TypicalDay{d.Name, bells}
	}
	return days, nil
}

func parseTypical(data []byte) (all []typicalDay, err error) {
	if err := yaml.Load(data, &all, yaml.WithKnownFields(true)); err != nil {
		return nil, fmt.Errorf("the typical days: %w", err)
	}
	return all, nil
}

// fits is how well the day fits a school: its phase tells more than its nation,
// and elsewhere days are taken to be as in England.
func (d typicalDay) fits(nation Nation, phase Phase) (points int) {
	if !slices.Contains(nations(), nation) || nation == Elsewhere {
		nation = England
	}
	if slices.ContainsFunc(d.Phases, func(p Phase) bool { return sameName(string(p), string(phase)) }) {
		points += 4
	}
	switch {
	case slices.Contains(d.Nations, nation):
		points += 2
	case len(d.Nations) == 0:
		points++
	}
	return points
}

// morning is the hour before which no school begins: 1:30 is meant for 13:30.
const morning Clock = 5 * 60

const (
	timeShape = `(\d{1,2}(?:[:.]?\d{2})?(?::\d{2})?(?:\s*[aApP]\.?[mM]\b\.?)?)`
	markShape = `(?:[-–—−,;]|:\s)`
)

var (
	// bellShape is a stretch on a line: two times, and what happens then.
	bellShape = regexp.MustCompile(`^(?:[Ff]rom\s+)?` + timeShape + `\s*(?:[-–—−]|to|until|till)\s*` + timeShape + `(?:\s*` + markShape + `|\s|$)(.*)$`)
	// halfDay begins a name that would be read as a part of the time before it.
	halfDay = regexp.MustCompile(`^[aApP]\.?[mM]\b`)
)

// ParseBell reads a stretch of the school's day from a line: 10:30-10:45 break,
// 10.30 – 10.45 Break, 10:30 to 10:45, break (Years 3-4).
func ParseBell(line string) (b Bell, err error) {
	parts := bellShape.FindStringSubmatch(oneSpace(line))
	if parts == nil {
		return Bell{}, fmt.Errorf("%s does not say from when to when, and what happens then, as 10:30-10:45 break does", quote(line))
	}
	if b.From, err = ParseClock(parts[1]); err == nil {
		b.To, err = ParseClock(parts[2])
	}
	b.What = bellName(parts[3])
	switch {
	case err != nil:
		return Bell{}, err
	case b.From < morning:
		return Bell{}, fmt.Errorf("%s is in the middle of the night; write %s if the afternoon is meant", b.From, b.From+12*60)
	case b.To <= b.From:
		return Bell{}, fmt.Errorf("%s is not later than %s; write the times on the 24-hour clock, such as 13:15", b.To, b.From)
	case b.What == "":
		return Bell{}, fmt.Errorf("%s does not say what happens then, such as %s-%s break", quote(line), b.From, b.To)
	}
	return b, nil
}

// Line writes the stretch as ParseBell reads it: 10:30-10:45 break.
func (b Bell) Line() string {
	gap, what := " ", bellName(b.What)
	if halfDay.MatchString(what) {
		gap = ", "
	}
	return strings.TrimSpace(b.From.String() + "-" + b.To.String() + gap + what)
}

// bellName is a name on one line, without the marks that part it from the times.
func bellName(s string) string { return strings.TrimLeft(oneSpace(s), "-–—−,;: ") }

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
