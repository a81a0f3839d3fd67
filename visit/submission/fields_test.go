package submission

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
)

// Each fault is told with its place, what was found and what was expected, and
// what can be used is used.
func TestProblems(t *testing.T) {
	t.Parallel()
	const ok = "reviews: {1a1: {level: 2}}\n" // line 1
	review := func(r Review) func(*Submission) {
		return func(s *Submission) { s.Reviews = []Review{r} }
	}
	for _, c := range []struct {
		name, text string
		want       []string // problems, after the file's name
		set        func(s *Submission)
	}{
		{"unknown section", ok + "headlice: [a, b]\n", []string{
			` line 2: found the field "headlice" with a list: "a, b"; expected one of framework, school, application, day, reviews, documents`,
		}, nil},
		{"other framework", ok + "framework: srf-2006\n", []string{
			` line 2, framework: found "srf-2006"; expected srf-2010, the framework it is read with`,
		}, func(s *Submission) { s.Framework = "srf-2006" }},
		{"no reviews", "school: {name: A}\n", []string{
			`, reviews: found no review; expected a level and a commentary for each item`,
		}, func(s *Submission) { s.Reviews, s.School.Name = nil, "A" }},

		{"school is a text", ok + "school: St Anne's\n", []string{
			` line 2, school: found "St Anne's"; expected a mapping with name, nation and more; the text was read as the name`,
		}, func(s *Submission) { s.School.Name = "St Anne's" }},
		{"names in any case", ok + "School:\n  Local Authority: Fen\n  ICT-lead: B\n", nil, func(s *Submission) {
			s.School = School{LocalAuthority: "Fen", ICTLead: "B"}
		}},
		{"unknown field", ok + "school:\n  name: A\n  ofsted:\n    grade: 1\n", []string{
			` line 4, school: found the field "ofsted" with a mapping: "grade: 1"; expected one of name, nation, id, phase, pupils, local_authority, headteacher, ict_lead, website`,
		}, func(s *Submission) { s.School.Name = "A" }},
		{"field twice", ok + "school:\n  name: A\n  Name: B\n", []string{
			` line 4, school.name: found it a second time, with "B"; expected it once, as at line 3`,
		}, func(s *Submission) { s.School.Name = "A" }},
		{"text is a list", ok + "school: {name: [A, B]}\n", []string{
			` line 2, school.name: found a list: "A, B"; expected a text`,
		}, func(s *Submission) { s.School.Name = "A, B" }},
		{"nation and phase by sound", ok + "school: {nation: Northern Ireland, phase: All through, id: 123-4567}\n", nil, func(s *Submission) {
			s.School = School{Nation: NorthernIreland, Phase: "all-through", ID: "123-4567"}
		}},
		{"nation and phase unknown", ok + "school: {nation: Atlantis, phase: infant}\n", []string{
			` line 2, school.nation: found "Atlantis"; expected one of england, wales, scotland, northern-ireland, other`,
			` line 2, school.phase: found "infant"; expected one of nursery, primary, middle, secondary, all-through, special, alternative`,
		}, func(s *Submission) { s.School = School{Nation: "Atlantis", Phase: "infant"} }},
		{"URN", ok + "school: {id: 12345, nation: wales}\n", []string{
			` line 2, school.id: found "12345"; expected a URN of six digits`,
		}, func(s *Submission) { s.School = School{Nation: Wales, ID: "12345"} }},
		{"SEED", ok + "school: {nation: scotland, id: 123456}\n", []string{
			` line 2, school.id: found "123456"; expected a SEED code of seven digits`,
		}, func(s *Submission) { s.School = School{Nation: Scotland, ID: "123456"} }},
		{"number kept as written", ok + "school: {nation: scotland, id: 0123456}\n", nil, func(s *Submission) {
			s.School = School{Nation: Scotland, ID: "0123456"}
		}},
		{"reference", ok + "school: {nation: northern-ireland, id: 1234567}\n", []string{
			` line 2, school.id: found "1234567"; expected a reference of the form 123-4567`,
		}, func(s *Submission) { s.School = School{Nation: NorthernIreland, ID: "1234567"} }},
		{"elsewhere", ok + "school: {nation: other, id: X1}\n", nil, func(s *Submission) { s.School = School{Nation: Elsewhere, ID: "X1"} }},
		{"pupils in words", ok + "school: {pupils: \"1,143 pupils\"}\n", nil, func(s *Submission) { s.School.Pupils = 1143 }},
		{"pupils left out", ok + "school: {pupils: , name: ''}\n", nil, nil},
		{"pupils unusable", ok + "school: {pupils: 200-250}\n", []string{
			` line 2, school.pupils: found "200-250"; expected the number of pupils`,
		}, nil},
		{"pupils below none", ok + "school: {pupils: -5}\n", []string{` line 2, school.pupils: found "-5"; expected the number of pupils`}, nil},

		{"dates", ok + "application: {submitted: 30 Feb 2011, previous_award: autumn term 2010}\n", []string{
			` line 2, application.submitted: found "30 Feb 2011"; expected a date, day first: 2011-02-14, 14/02/2011, Feb 2011 or 2011`,
			` line 2, application.previous_award: found "autumn term 2010"; expected a date, day first: 2011-02-14, 14/02/2011, Feb 2011 or 2011`,
		}, nil},
		{"route", ok + "application: {route: short, previous_award: none}\n", []string{
			` line 2, application.route: found "short"; expected one of full, streamlined, renewal`,
		}, func(s *Submission) { s.Application.Route = "short" }},
		{"helpers", ok + "application:\n  supported_by: [Mrs B, {organisation: LA, fee: 5}, ~]\n", []string{
			` line 3, application.supported_by.2: found the field "fee" with "5"; expected one of name, organisation, help`,
			` line 3, application.supported_by.3: found nothing; expected who helped: a name, organisation and help`,
		}, func(s *Submission) { s.Application.SupportedBy = []Helper{{Name: "Mrs B"}, {Organisation: "LA"}} }},
		{"no helpers", ok + "application: {supported_by: none}\n", nil, nil},

		{"day", ok + `day:
  - {from: 9.05, to: 1020, what: a}
  - {from: 10:20, to: 10.3, what: b}
  - {from: 1:15 pm, to: "14:00:00", what: c}
`, nil, func(s *Submission) { s.Day = []Bell{{545, 620, "a"}, {620, 630, "b"}, {795, 840, "c"}} }},
		{"day unusable", ok + `day:
  - {from: "12:15", to: "1:15", what: lunch}
  - {from: "25:00", to: "26:00", what: night}
  - {from: "9:00", what: lessons}
  - break at ten
`, []string{
			` line 3, day.1: found 12:15 to 01:15; expected an end later than the beginning, on the 24-hour clock; left out`,
			` line 4, day.2.from: found "25:00"; expected a time of day such as 10:30; left out`,
			` line 4, day.2.to: found "26:00"; expected a time of day such as 10:30; left out`,
			` line 5, day.3: found a mapping: "from: 9:00, what: lessons"; expected both from and to; left out`,
			` line 6, day.4: found "break at ten"; expected a mapping with from, to, what`,
		}, nil},
		{"day overlaps", ok + `day:
  - {from: "09:00", to: "12:00", what: lessons}
  - {from: "10:00", to: "10:15", what: break}
  - {from: "11:00", to: "12:30"}
`, []string{
			` line 5, day.3: found a mapping: "from: 11:00, to: 12:30"; expected what happens then`,
		}, func(s *Submission) { s.Day = []Bell{{540, 720, "lessons"}, {600, 615, "break"}, {660, 750, ""}} }},

		{"ids in any spelling", "reviews:\n  1A.1: {level: 2}\n  1b-2: {level: 2}\n  '1c 3': {level: 2}\n  1: {level: 2}\n", nil, func(s *Submission) {
			s.Reviews = []Review{{Item: "1a1", Level: 2, Line: 2}, {Item: "1b2", Level: 2, Line: 3}, {Item: "1c3", Level: 2, Line: 4}, {Item: "1", Level: 2, Line: 5}}
		}},
		{"unknown ids", "reviews:\n  9-Z9: {level: 3}\n  '!': {level: 3}\n", []string{
			` line 2, reviews.9z9: found "9-Z9"; expected the id of an element, strand or aspect of srf-2010`,
			` line 3, reviews.!: found "!"; expected the id of an element, strand or aspect of srf-2010`,
		}, func(s *Submission) {
			s.Reviews = []Review{{Item: "9z9", Level: 3, Line: 2}, {Item: "!", Level: 3, Line: 3}}
		}},
		{"one item twice", "reviews:\n  1a1: {level: 2, commentary: One., evidence: [E]}\n  1A-1: {level: 3, commentary: Two., evidence: [F], actions: G}\n", []string{
			` line 3, reviews.1a1: found "1A-1", the item a second time; expected it once, as at line 2; what differs was added there`,
			` line 3, reviews.1a1.level: found "3" beside level 2; expected one level; 2 was read`,
		}, review(Review{Item: "1a1", Level: 2, Commentary: "One.\n\nTwo.", Evidence: []Evidence{{Title: "E"}, {Title: "F"}}, Actions: "G", Line: 2})},
		{"two blocks of reviews", "reviews: {1a1: {level: 2}}\nreviews: {1a2: {level: 1}}\n", []string{
			` line 2, reviews: found it a second time, with a mapping: "1a2: level: 1"; expected it once, as at line 1`,
		}, func(s *Submission) { s.Reviews = append(s.Reviews, Review{Item: "1a2", Level: 1, Line: 2}) }},
		{"reviews as a list", "reviews:\n  - {item: 1a1, level: 2}\n  - {level: 2}\n", []string{
			` line 2, reviews: found a list; expected a mapping from item ids to their reviews`,
			` line 3, reviews.2: found a mapping: "level: 2"; expected a field item with the item's id`,
		}, review(Review{Item: "1a1", Level: 2, Line: 2})},
		{"reviews as a text", "reviews: see attached\n", []string{
			` line 1, reviews: found "see attached"; expected a mapping from item ids to their reviews`,
			`, reviews: found no review; expected a level and a commentary for each item`,
		}, func(s *Submission) { s.Reviews = nil }},
		{"review as a level or text", "reviews:\n  1a1: 2\n  1a2: Ask the head.\n  1b1:\n", []string{
			` line 2, reviews.1a1: found "2"; expected a mapping with level, commentary, evidence, actions`,
			` line 3, reviews.1a2: found "Ask the head."; expected a mapping with level, commentary, evidence, actions`,
		}, func(s *Submission) {
			s.Reviews = []Review{{Item: "1a1", Level: 2, Line: 2}, {Item: "1a2", Commentary: "Ask the head.", Line: 3}, {Item: "1b1", Line: 4}}
		}},
		{"level and commentary of wrong types", "reviews:\n  1a1: {level: [2, 3], commentary: 42}\n  1a2:\n    level: good\n    commentary: [One., Two.]\n", []string{
			` line 2, reviews.1a1.level: found a list: "2, 3"; expected a level from 1 to 5`,
			` line 2, reviews.1a1.commentary: found "42"; expected a text`,
			` line 4, reviews.1a2.level: found "good"; expected a level from 1 to 5`,
			` line 5, reviews.1a2.commentary: found a list: "One., Two."; expected a text`,
		}, func(s *Submission) {
			s.Reviews = []Review{{Item: "1a1", Commentary: "42", Line: 2}, {Item: "1a2", Commentary: "One.\n\nTwo.", Line: 3}}
		}},

		{"evidence in one text", "reviews:\n  1a1:\n    evidence: |\n      - Vision, 2010\n      - Ask Mrs B; the hall\n", nil, review(Review{
			Item: "1a1", Line: 2, Evidence: []Evidence{{Title: "Vision, 2010", Date: Date{Year: 2010}}, {Title: "Ask Mrs B"}, {Title: "the hall"}},
		})},
		{"no evidence", "reviews:\n  1a1: {evidence: none}\n  1a2: {evidence: [n/a]}\n  1b1: {evidence: []}\n  1b2: {evidence: }\n", nil, func(s *Submission) {
			s.Reviews = []Review{{Item: "1a1", Line: 2}, {Item: "1a2", Line: 3}, {Item: "1b1", Line: 4}, {Item: "1b2", Line: 5}}
		}},
		{"evidence oddly written", "reviews:\n  1a1:\n    evidence:\n      - Survey: July 2007\n      - {title: Minutes, page: 3, date: soon}\n      - {file: submission.md}\n      -\n      - {date: 2010, title: }\n      - [a, b]\n", []string{
			` line 4, reviews.1a1.evidence.1: found a mapping: "Survey: July 2007"; expected a title, or a mapping with title, file, date; put a title that has a colon in quotes`,
			` line 5, reviews.1a1.evidence.2: found the field "page" with "3"; expected one of title, file, date`,
			` line 5, reviews.1a1.evidence.2.date: found "soon"; expected a date, day first: 2011-02-14, 14/02/2011, Feb 2011 or 2011`,
			` line 7, reviews.1a1.evidence.4: found nothing; expected a title, or a mapping with title, file, date`,
			` line 8, reviews.1a1.evidence.5: found a mapping: "date: 2010, title:"; expected a title, or a mapping with title, file, date`,
			` line 9, reviews.1a1.evidence.6: found a list: "a, b"; expected a title, or a mapping with title, file, date`,
		}, review(Review{Item: "1a1", Line: 2, Evidence: []Evidence{
			{Title: "Survey: July 2007", Date: Date{2007, time.July, 0}},
			{Title: "Minutes"},
			{Title: "submission.md", File: "submission.md", Missing: true},
			{Title: "date: 2010, title:", Date: Date{Year: 2010}},
			{Title: "a, b"},
		}})},

		{"not UTF-8", "reviews: {1a1: {level: 2}}\nschool: {name: Ysgol Si\xe2n \x96 tŷ}\n", []string{
			` line 2: found characters that are not UTF-8, read as Windows-1252 (2 in all); expected a file saved as UTF-8`,
		}, func(s *Submission) { s.School.Name = "Ysgol Siân – tŷ" }},
		{"all of it Windows-1252", ok + "school: {name: Ysgol Si\xe2n \x96 \x80}\n", nil, func(s *Submission) { s.School.Name = "Ysgol Siân – €" }},
		{"control characters", ok + "school: {name: \"A\x0bB\"}\n", []string{
			" line 2: found control characters, shown as \uFFFD (1 in all); expected plain text",
		}, func(s *Submission) { s.School.Name = "A\uFFFDB" }},
		{"hostile text is kept and shown in quotes", ok + `school: {name: "\e[31mRed", phase: "\e]0;x\a"}` + "\n", []string{
			` line 2, school.phase: found "\x1b]0;x\a"; expected one of nursery, primary, middle, secondary, all-through, special, alternative`,
		}, func(s *Submission) { s.School = School{Name: "\x1b[31mRed", Phase: "\x1b]0;x\a"} }},
		{"a second document", ok + "---\nschool: {name: A}\n", []string{
			` line 3: found more text behind the end of the first document (a line of --- or ...); expected one document; only the first was read`,
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := readYAML(t, c.text)
			var problems []string
			for _, p := range got.Problems {
				problems = append(problems, strings.TrimPrefix(p.String(), "submission.yaml"))
			}
			if diff := cmp.Diff(c.want, problems); diff != "" {
				t.Errorf("problems, -want +got:\n%s", diff)
			}
			want := &Submission{Name: "test", Reviews: []Review{{Item: "1a1", Level: 2, Line: 1}}}
			if c.set != nil {
				c.set(want)
			}
			got.Files, got.Problems, got.Source = nil, nil, Source{}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("submission, -want +got:\n%s", diff)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]framework.Level{
		"2": 2, `"2"`: 2, `"2 "`: 2, `"Level: 2"`: 2, "Level 2": 2, "level - 2": 2, "LEVEL=2": 2, "L2": 2, "2.0": 2, "1": 1, "5": 5, "": 0, `""`: 0, "~": 0,
	} {
		s := readYAML(t, "reviews:\n  1a1:\n    level: "+text+"\n")
		if got := s.Reviews[0].Level; got != want || len(s.Problems) > 0 {
			t.Errorf("level: %s was read as %v with %v, want %v", text, got, s.Problems, want)
		}
	}
	for _, text := range []string{"0", "6", "-2", "2.5", "22", "good", "two", "2 or 3", "2-3", "none", "true", "{a: 2}", "½", "99999999999999999999"} {
		s := readYAML(t, "reviews:\n  1a1:\n    level: "+text+"\n")
		if got := s.Reviews[0].Level; got != 0 || len(s.Problems) != 1 || s.Problems[0].Line != 3 || s.Problems[0].At != "reviews.1a1.level" {
			t.Errorf("level: %s was read as %v with %v, want a problem", text, got, s.Problems)
		}
	}
}

func TestManyProblems(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("reviews:\n")
	for i := range 600 {
		fmt.Fprintf(&text, "  x%d: {}\n", i)
	}
	s := readYAML(t, text.String())
	if len(s.Reviews) != 600 || len(s.Problems) != maxProblems+1 {
		t.Fatalf("%d reviews and %d problems", len(s.Reviews), len(s.Problems))
	}
	if got, want := s.Problems[maxProblems].String(), "submission.yaml: 100 more problems, which are not listed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuotesAreShort(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ŵ", 100_000)
	s := readYAML(t, "reviews:\n  "+long+": {level: "+long+", "+long+": "+long+"}\n")
	if len(s.Problems) != 3 {
		t.Fatal(s.Problems)
	}
	for _, p := range s.Problems {
		if n := utf8.RuneCountInString(p.String()); n > 500 {
			t.Errorf("a problem of %d characters", n)
		}
	}
}
