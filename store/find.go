package store

import (
	"fmt"
	"strings"

	"halfday/visit"
)

// Find is the visit that is meant by its id or by words of the school's name;
// parts of words will do, in any order and case. Where the words fit several
// visits but are the whole name of one school only, that visit is meant.
func (s *Store) Find(name string) (visit.Summary, error) {
	all, err := s.Visits()
	if err != nil {
		return visit.Summary{}, err
	}
	var fit, exact []visit.Summary
	for _, v := range all {
		if strings.EqualFold(v.ID, name) {
			return v, nil
		}
		if names(name, v.School) {
			fit = append(fit, v)
		}
		if strings.EqualFold(name, v.School) {
			exact = append(exact, v)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(exact) == 1:
		return exact[0], nil
	case len(fit) > 1:
		return visit.Summary{}, fmt.Errorf("%s: %w: %q; give more of the name, or the id: %s",
			s.path(), ErrAmbiguous, name, listed(fit))
	case len(all) == 0:
		return visit.Summary{}, fmt.Errorf("%s: %w: %q; there are none yet, begin one with `halfday open SUBMISSION`",
			s.path(), ErrNoVisit, name)
	}
	return visit.Summary{}, fmt.Errorf("%s: %w: %q; there are: %s", s.path(), ErrNoVisit, name, listed(all))
}

// names reports whether every word of name is part of the school's name.
func names(name, school string) bool {
	school = strings.ToLower(school)
	words := strings.Fields(strings.ToLower(name))
	for _, w := range words {
		if !strings.Contains(school, w) {
			return false
		}
	}
	return len(words) > 0
}

// listed names visits in a sentence, the first ten of them. Names are quoted,
// which also makes anything hostile in them visible.
func listed(visits []visit.Summary) string {
	const most = 10
	var names []string
	for _, v := range visits[:min(len(visits), most)] {
		one := fmt.Sprintf("%q (%s", v.School, v.ID)
		if !v.Date.IsZero() {
			one += ", " + v.Date.String()
		}
		names = append(names, one+")")
	}
	if more := len(visits) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}
