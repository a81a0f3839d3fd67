package submission

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/framework"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	old := &Submission{
		School:      School{Name: "Hollin Bank School", Pupils: 210, ICTLead: "A. Moss"},
		Application: Application{Route: "full", SupportedBy: []Helper{{"B. Reed", "Fen Advice", "a day of training"}}},
		Day:         []Bell{{10 * 60, 10*60 + 15, "break"}, {12 * 60, 13 * 60, "lunch"}},
		Reviews: []Review{
			{Item: "1a1", Level: 3, Commentary: "We have\na vision.", Evidence: []Evidence{
				{Title: "Vision", File: "vision.md", Missing: true}, {Title: "Minutes"}, {Title: "Plan", File: "plan-2009.pdf"},
			}},
			{Item: "1a2", Level: 2, Actions: "Ask parents."},
			{Item: "2a", Level: 1, Commentary: "All is well."},
		},
		Documents: []Evidence{{Title: "Policy", Date: Date{Year: 2009}}},
	}
	now := &Submission{
		School:      School{Name: "Hollin Bank School", Pupils: 212, Phase: "primary"},
		Application: Application{Route: "full", SupportedBy: []Helper{{"B. Reed", "Fen Advice", "two days of training"}}},
		Day:         []Bell{{12 * 60, 13 * 60, "lunch"}, {10*60 + 30, 10*60 + 45, "Break"}},
		Reviews: []Review{
			{Item: "3b", Level: 2, Commentary: "New.", Evidence: []Evidence{{Title: "Films"}}},
			{Item: "1a2", Level: 2, Actions: "Ask parents and pupils."},
			{Item: "1a1", Level: 2, Commentary: "We have a vision.", Evidence: []Evidence{
				{Title: "Minutes"}, {Title: "Vision", File: "vision.md"}, {Title: "Plan", File: "plan-2010.pdf"}, {Title: "Survey"},
			}},
		},
		Documents: []Evidence{{Title: "Policy", Date: Date{Year: 2010, Month: time.May}}},
	}
	want := []Difference{
		{"", "school.phase", "", "primary"},
		{"", "school.pupils", "210", "212"},
		{"", "school.ict_lead", "A. Moss", ""},
		{"", HelpersField, "B. Reed, Fen Advice, a day of training", "B. Reed, Fen Advice, two days of training"},
		{"", DayField, "10:00-10:15 break", "10:30-10:45 Break"},
		{"3b", ReviewField, "", "3b"},
		{"3b", ClaimField, "", "2"},
		{"3b", CommentaryField, "", "New."},
		{"3b", EvidenceField, "", "Films"},
		{"1a2", ActionsField, "Ask parents.", "Ask parents and pupils."},
		{"1a1", ClaimField, "3", "2"},
		{"1a1", EvidenceField, "Vision (vision.md: not supplied)", "Vision (vision.md)"},
		{"1a1", EvidenceField, "Plan (plan-2009.pdf)", "Plan (plan-2010.pdf)"},
		{"1a1", EvidenceField, "", "Survey"},
		{"2a", ReviewField, "2a", ""},
		{"2a", ClaimField, "1", ""},
		{"2a", CommentaryField, "All is well.", ""},
		{"", DocumentsField, "Policy, 2009", "Policy, May 2010"},
	}
	if diff := cmp.Diff(want, Compare(old, now)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for field, name := range map[string]string{"school.phase": "Phase", CommentaryField: "Commentary", DayField: "The school’s day"} {
		if d := (Difference{Field: field}); d.Name() != name || d.Prose() != (field == CommentaryField) {
			t.Errorf("%s is called %q", field, d.Name())
		}
	}
}

// drawn is any submission of a few items and few words, so that two of them have
// much in common.
func drawn(t *rapid.T, name string) *Submission {
	word := rapid.SampledFrom([]string{"", "plan", "vision", "the plan", "a\nb"})
	evidence := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Evidence {
		e := Evidence{Title: "piece " + word.Draw(t, "title"), File: word.Draw(t, "file"), Date: Date{Year: rapid.SampledFrom([]int{0, 2010}).Draw(t, "year")}}
		e.Missing = e.File != "" && rapid.Bool().Draw(t, "missing")
		return e
	}), 0, 4)
	s := &Submission{
		Framework: word.Draw(t, "framework"),
		School:    School{Name: word.Draw(t, "name"), Pupils: rapid.IntRange(0, 2).Draw(t, "pupils")},
		Application: Application{SupportedBy: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Helper {
			return Helper{word.Draw(t, "name"), word.Draw(t, "organisation"), word.Draw(t, "help")}
		}), 0, 2).Draw(t, "helpers")},
		Documents: evidence.Draw(t, "documents"),
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "bells") {
		s.Day = append(s.Day, Bell{Clock(600 + i), Clock(700 + rapid.IntRange(0, 1).Draw(t, "to")), word.Draw(t, "what")})
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "reviews") {
		if rapid.Bool().Draw(t, "is there") {
			s.Reviews = append(s.Reviews, Review{
				Item: fmt.Sprintf("1a%d", i), Level: framework.Level(rapid.IntRange(0, 2).Draw(t, "level")),
				Commentary: word.Draw(t, "commentary"), Evidence: evidence.Draw(t, "evidence"), Actions: word.Draw(t, "actions"),
			})
		}
	}
	return s
}

// Papers differ in nothing from themselves; every difference is one, and the
// other way round the same are found.
func TestDifferencesAreReal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "a"), drawn(t, "b")
		if same := Compare(a, a); len(same) > 0 {
			t.Fatalf("with itself: %+v", same)
		}
		there, back := Compare(a, b), Compare(b, a)
		for _, d := range there {
			if oneSpace(d.Old) == oneSpace(d.New) || d.Name() == "" || d.Field == "" {
				t.Fatalf("%+v is no difference", d)
			}
			if !said(a, d.Item, d.Old) || !said(b, d.Item, d.New) {
				t.Fatalf("%+v is not what the papers say", d)
			}
		}
		if balance(there) != -balance(back) {
			t.Fatalf("%+v, but the other way round %+v", there, back)
		}
	})
}

// said reports whether a submission says a text somewhere about an item.
func said(s *Submission, item, text string) bool {
	all := []string{"", item, s.Framework}
	for _, f := range Facts() {
		all = append(all, f.text(s))
	}
	entries := append(append(helperEntries(s.Application.SupportedBy), bellEntries(s.Day)...), evidenceEntries(s.Documents)...)
	if r := s.Review(item); r != nil {
		all = append(all, r.Commentary, r.Actions, claim(r))
		entries = append(entries, evidenceEntries(r.Evidence)...)
	}
	for _, e := range entries {
		all = append(all, e.text)
	}
	for _, one := range all {
		if one == text {
			return true
		}
	}
	return false
}

// balance is how much more is new than gone.
func balance(all []Difference) (n int) {
	for _, d := range all {
		if d.Old == "" {
			n++
		}
		if d.New == "" {
			n--
		}
	}
	return n
}

// A large list is compared in no time.
func TestCompareLargeLists(t *testing.T) {
	t.Parallel()
	list := func(ending string) *Submission {
		s := &Submission{}
		for i := range 5000 {
			s.Documents = append(s.Documents, Evidence{Title: fmt.Sprintf("document %d", i), File: fmt.Sprintf("%d%s", i, ending)})
		}
		return s
	}
	begin := time.Now()
	if got := Compare(list(".pdf"), list(".docx")); len(got) != 5000 || !strings.HasSuffix(got[7].Old, "(7.pdf)") {
		t.Errorf("%d differences", len(got))
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
}
