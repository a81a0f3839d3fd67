package submission

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every fact that can be shown can be set to what is shown.
func TestFactsCanBeSet(t *testing.T) {
	t.Parallel()
	fw := testFramework(t)
	full := whole(22, 32, Source{})
	for _, f := range Facts() {
		value := full.Text(f.Field)
		if value == "" {
			t.Errorf("%s is empty in a submission that has everything", f.Field)
		}
		var s Submission
		if err := s.Set(f.Field, value, fw); err != nil || s.Text(f.Field) != value {
			t.Errorf("%s set to %q is %q: %v", f.Field, value, s.Text(f.Field), err)
		}
		if err := s.Set(f.Field, "", fw); err != nil || s.Text(f.Field) != "" {
			t.Errorf("%s set to nothing is %q: %v", f.Field, s.Text(f.Field), err)
		}
		for _, o := range f.Options {
			if err := s.Set(f.Field, o, fw); err != nil || s.Text(f.Field) != o {
				t.Errorf("%s set to %q is %q: %v", f.Field, o, s.Text(f.Field), err)
			}
		}
	}
	var s Submission
	if err := s.Set(DayField, full.Text(DayField), fw); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full.Day, s.Day); diff != "" {
		t.Errorf("the day, -want +got:\n%s", diff)
	}
}

// A value that cannot be read changes nothing, and the error says what could.
func TestSetRefuses(t *testing.T) {
	t.Parallel()
	s := Submission{School: School{Nation: Wales, Pupils: 90}}
	before := s
	for field, value := range map[string]string{
		"school.nation": "Cornwall", "school.pupils": "a few", "application.submitted": "2011-13-01",
		LevelField("1a1"): "6", DayField: "10:45-10:30 break", "shoe": "9",
	} {
		if err := s.Set(field, value, testFramework(t)); err == nil {
			t.Errorf("%s was set to %q", field, value)
		}
		if diff := cmp.Diff(before, s); diff != "" {
			t.Errorf("%s, refused, -before +after:\n%s", field, diff)
		}
	}
}

func TestCorrected(t *testing.T) {
	t.Parallel()
	fw := testFramework(t)
	papers := readYAML(t, "school: {pupils: forty}\nreviews: {1a1: {level: two}, 1a2: {level: 3}}\n")
	if len(papers.Problems) != 2 {
		t.Fatalf("problems %v", papers.Problems)
	}
	whole := *papers
	got, hold := papers.Corrected([]Correction{
		{Field: LevelField("1a1"), Value: "2"}, // could not be read
		{Field: LevelField("1a2"), Was: "4", Value: "1"},
		{Field: LevelField("1b1"), Value: "2"}, // without a review
		{Field: "school.pupils", Value: "40"},
		{Field: "school.phase", Value: "castle"},
	}, fw)
	if len(hold) != 3 || got.Claimed("1a1") != 2 || got.Claimed("1a2") != 3 || got.Claimed("1b1") != 2 || got.School.Pupils != 40 {
		t.Errorf("holding are %+v of %+v", hold, got)
	}
	if len(got.Problems) != 0 {
		t.Errorf("what was set right is still a problem: %v", got.Problems)
	}
	if diff := cmp.Diff(&whole, papers); diff != "" {
		t.Errorf("the papers were changed, -before +after:\n%s", diff)
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	fw := testFramework(t)
	a := whole(22, 32, Source{File: "submission.yaml", Form: "YAML", Encoding: "UTF-8"}).Account(fw)
	if len(a.Missing) != 2 || len(a.Read) < 2 { // levels and texts of the other items
		t.Errorf("of a whole submission is told %+v", a)
	}
	if a := (&Submission{}).Account(fw); len(a.Missing) != 4 {
		t.Errorf("of an empty one is missing %q", a.Missing)
	}
}
