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

// soundTexts are what a school wrote that gives no cause for concern, item by
// item; of an item that has none here the text names its id.
var soundTexts = map[string]string{
	"1a1": "All 41 staff and every governor helped Miss Overton to write our vision in March 2011, and it hangs in the entrance hall.",
	"1a2": "Each June Miss Overton goes through the vision again with the school council; last summer two promises were rewritten as a result.",
	"1b1": "Mr Bassett chairs the ICT group every fortnight; each of its six members leads one area and reports to governors in writing.",
	"1b2": "Section 4 of the improvement plan has our five priorities, with targets that Mr Bassett goes through with senior leaders each half term.",
	"1b3": "Mrs Quist, our bursar, keeps a five-year spreadsheet of all costs, replacement and insurance included; the committee agreed it in February 2011.",
	"1b4": "Since October 2010 all 96 computers switch off by themselves at six; the meter in the office shows electricity down by a fifth.",
	"1b5": "Every child and parent signs the agreement in September, Mr Amadi reads the filter log weekly, and governors reviewed the policy in May 2011.",
	"1b6": "Twice a year Mr Bassett compares lesson notes, results and spending, and writes two pages for governors; in June that ended one subscription.",
	"1c1": "A chart in the handbook says who holds what and for how long; Mrs Quist checks ten records each spring and reports what she found.",
	"1c2": "All nine classes enter marks in the tracker each half term, and Miss Overton meets every teacher to agree the next targets.",
	"1c3": "Texts reach 97 per cent of families, the website is renewed every Friday, and staff read the shared diary instead of paper notices.",
	"1c4": "Mrs Quist checks licences, photograph consents and memory sticks each term; all staff sign the two-page guide to copyright in September.",
	"2a":  "The map on the staffroom wall shows which unit each year group teaches and where it is used again; Mr Bassett checks it every term.",
	"2b":  "All eight subject leaders visit three lessons a year, look at pupils' files and write a page for governors, last in April 2011.",
	"3a":  "In 31 of 34 lessons seen this year the choice of technology was good; Year 5 measured pulse rates and argued over the graph.",
	"3b":  "Pupils run the news page themselves, from interview to picture; in the May survey nine in ten could say what it had taught them.",
	"4a":  "Every teacher keeps levelled samples in the portfolio, which we moderate each term and with two neighbouring schools in June.",
	"5a":  "The audit that all 41 of us fill in each July decides the year's programme, and Mr Bassett agrees it with every team.",
	"5b":  "Each teacher has had three mornings of coaching since September; Mrs Lindqvist in Year 2 will show you what came of hers.",
	"5c":  "Six weeks after any course Mr Bassett visits the lesson; of last year's 17 courses 14 had changed something, and governors were told.",
	"6a":  "There are 96 computers for 270 pupils, a visualiser in all nine classrooms, and wireless everywhere; the inventory of May 2011 has ages.",
	"6b":  "Our technician closes four faults in five on the same day; Mrs Quist keeps the register, and the county audited it in March 2011.",
}

// sound is a review that gives no cause for concern.
func sound(item string) submission.Review {
	text := soundTexts[item]
	if text == "" {
		text = "At " + item + " all of it is in place since May 2011, as Miss Overton checks each term."
	}
	return submission.Review{
		Item: item, Level: 2, Commentary: text,
		Evidence: []submission.Evidence{{Title: "Miss Overton's folder, March 2011"}},
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
