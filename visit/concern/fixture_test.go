package concern

import (
	"os"
	"testing"

	"halfday/templates"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// shipped is the framework and the lexicon the program ships with.
func shipped(t testing.TB) (*framework.Framework, *Lexicon) {
	t.Helper()
	lex, err := ParseLexicon(templates.Lexicon()...)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, "../../templates/framework/srf-2010.yaml", framework.Parse), lex
}

func parse[T any](t testing.TB, file string, parse func([]byte) (T, error)) T {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parse(data)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return parsed
}

// sound is a review that gives no cause for concern.
func sound(item string) submission.Review {
	return submission.Review{
		Item: item, Level: 2,
		Commentary: "Miss Overton keeps a folder with an example from each of our nine classes and goes through it with the governors each March.",
		Evidence:   []submission.Evidence{{Title: "Miss Overton's folder, March 2011"}},
	}
}

// with is a submission that is sound at every item but for these reviews. A
// review for a strand or element is added; an item named in without is left out.
func with(f *framework.Framework, without []string, changed ...submission.Review) *submission.Submission {
	s := &submission.Submission{Name: "test"}
	skip := map[string]bool{}
	for _, id := range without {
		skip[id] = true
	}
	for _, r := range changed {
		skip[r.Item] = true
		s.Reviews = append(s.Reviews, r)
	}
	for _, n := range f.Items() {
		if !skip[n.ID] {
			s.Reviews = append(s.Reviews, sound(n.ID))
		}
	}
	return s
}

// evidence is a list of evidence without files.
func evidence(titles ...string) []submission.Evidence {
	var list []submission.Evidence
	for _, title := range titles {
		list = append(list, submission.Evidence{Title: title})
	}
	return list
}

// text is a review with nothing but a level and a commentary.
func text(item, commentary string) submission.Review {
	return submission.Review{Item: item, Level: 2, Commentary: commentary}
}

// at is the only concern of the report at an item, nil where there is none.
func at(t testing.TB, r Report, item string) *Concern {
	t.Helper()
	var found *Concern
	for i, c := range r.Concerns {
		if c.Item != item {
			continue
		}
		if found != nil {
			t.Fatalf("two concerns at %s: %s and %s", item, found.Rule, c.Rule)
		}
		found = &r.Concerns[i]
	}
	return found
}

// brief is what tests compare of a concern.
type brief struct {
	Item     string
	Kind     Kind
	Rule     string
	Severity Severity
	Also     []string
}

func briefs(r Report) []brief {
	var all []brief
	for _, c := range r.Concerns {
		all = append(all, brief{c.Item, c.Kind, c.Rule, c.Severity, c.Also})
	}
	return all
}
