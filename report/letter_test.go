package report

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

func letterTemplate(t tester) string { return read(t, "../templates/markdown/letter.md") }

// before is when the letters of the tests are written.
var before = Options{Now: time.Date(2011, time.March, 1, 20, 0, 0, 0, time.UTC), Assessor: written.Assessor}

func letterOf(t tester, v *visit.Visit) string {
	t.Helper()
	got, err := Letter(letterTemplate(t), v, before)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// filed is a visit before which the school sent papers that name what is not
// there, and is asked about it.
func filed(t tester, more ...visit.Change) *visit.Visit {
	t.Helper()
	v := preparedVisit(t)
	loaded := hawthorn(noEvidence, missingFile, contributed, thin)
	loaded.Submission.Reviews = append(loaded.Submission.Reviews, submission.Review{Item: "6a", Evidence: []submission.Evidence{
		{Title: "What we have, by room", File: "evidence/inventory.pdf", Missing: true},
		{Title: "Fault log", File: "faults.csv", Missing: true},
		{Title: "The library", File: ""},
	}})
	loaded.Submission.Files = []submission.File{{Path: "other/Faults.csv"}}
	return visitOf(t, v.Framework, append([]visit.Change{
		loaded,
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Accepted, Reason: "I doubt that there is one."},
		visit.ConcernDecided{Concern: "6a/insufficient", Status: visit.Asked},
		visit.ConcernDecided{Concern: "3a/insufficient", Status: visit.Asked},
	}, more...)...)
}

func TestLetterGolden(t *testing.T) {
	unnamed := hawthorn()
	unnamed.Submission.School.Headteacher = ""
	for name, v := range map[string]*visit.Visit{
		"letter.md":         filed(t, theDay, halfDay),
		"letter-early.md":   filed(t), // before there is a day or an agenda
		"letter-nothing.md": visitOf(t, smallFramework(t), unnamed, theDay, halfDay),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, letterOf(t, v)) })
	}
}

// What is asked of the school is what the assessor decided to ask, and nothing
// of what the assessor thinks.
func TestLetterKeepsToWhatIsAsked(t *testing.T) {
	got := letterOf(t, filed(t, theDay, visit.ConcernAdded{Item: "1a1", Text: "Nobody wrote this down."}, note(smallFramework(t), "- nobody knew #1a1 @head")))
	for _, never := range []string{
		"Is it the same person?",              // is still to be decided
		"I doubt",                             // is the assessor's reason
		noEvidence.Why, noEvidence.Settle.Ask, // is for the day, the concern being accepted only
		"concern", "No evidence", "Nobody wrote", "nobody knew", "Fault log", "Banerjee",
	} {
		if strings.Contains(got, never) {
			t.Errorf("%q stands in\n%s", never, got)
		}
	}
	for _, status := range []visit.Status{visit.Open, visit.Dismissed, visit.Settled} {
		got := letterOf(t, filed(t, visit.ConcernDecided{Concern: "6a/insufficient", Status: status}))
		if strings.Contains(got, "by room") {
			t.Errorf("%q, and yet the file is asked for:\n%s", status, got)
		}
	}
}

// What the assessor thinks is not for the school, which reads what was written
// for it: a concern of the assessor's own is put in those words or not at all.
func TestLetterAsksInTheWordsForTheSchool(t *testing.T) {
	f := smallFramework(t)
	own := visit.ConcernAdded{Item: "3b", Text: "I think the head made the figures up, Mr Smith told me"}
	asked := visitOf(t, f, own).Concerns()[0].AskSchool("Do the youngest choose\ntheir tools, too?")
	asked.Reason = "unsure"
	want := "\n- **3b Pupils' learning experiences**: Do the youngest choose their tools, too?\n"
	for name, v := range map[string]*visit.Visit{
		"words for the school":    visitOf(t, f, own, asked),
		"none, in an older visit": decided(t, f, own, visit.Asked, "unsure"),
		"accepted only":           decided(t, f, own, visit.Accepted, "unsure"),
	} {
		got := letterOf(t, v)
		if strings.Contains(got, "figures") || strings.Contains(got, "Smith") || strings.Contains(got, "unsure") {
			t.Errorf("%s: what the assessor thinks stands in\n%s", name, got)
		}
		if wants := name == "words for the school"; strings.Contains(got, want) != wants || strings.Contains(got, "3b") != wants {
			t.Errorf("%s: asks of 3b, want %t:\n%s", name, wants, got)
		}
	}
}

// Words of the assessor's stand in place of the check's; of a file that did not
// come they stand beside the list of what is missing.
func TestLetterAsksInOtherWords(t *testing.T) {
	v := filed(t)
	var changes []visit.Change
	for _, c := range v.Concerns() {
		if c.Status == visit.Asked {
			changes = append(changes, c.AskSchool("Other words on "+c.Item+"?"))
		}
	}
	got := letterOf(t, filed(t, changes...))
	for _, want := range []string{"- **6a Provision**: What we have, by room\n", "- **6a Provision**: Other words on 6a?\n", "Other words on 3a?\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "last lesson") {
		t.Errorf("the check's words stand in\n%s", got)
	}
}

func TestLetterRemarks(t *testing.T) {
	f := smallFramework(t)
	own := visit.ConcernAdded{Item: "3b", Text: "Mr Bailey told me so"}
	for want, v := range map[string]*visit.Visit{
		"": visitOf(t, f),
		"1 concern is still to be decided: the letter says nothing of it.":                                         visitOf(t, f, own),
		"2 concerns are still to be decided: the letter says nothing of them.":                                     visitOf(t, f, own, own),
		"Your concern at 3b is not in the letter: it has no words for the school yet. At Concerns, w writes them.": decided(t, f, own, visit.Asked, ""),
		"“Amy Carter”, a pupil's name? It stands in what you ask about 3b; a role says enough.":                    visitOf(t, f, own, visitOf(t, f, own).Concerns()[0].AskSchool("May Amy Carter (Y5) show her blog?")),
	} {
		if got := strings.Join(LetterRemarks(v), "\n"); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

// TestLetterTone keeps the letter to what a visit is: no word of a verdict, and
// wherever something is asked, that it is a question.
func TestLetterTone(t *testing.T) {
	verdict := regexp.MustCompile(`(?i)\b(award(ed)?|pass(ed)?|fail\w*|verdict|inspect\w*|deficien\w+|inadequate|concern\w*|severe|serious|weak\w*|doubt\w*)\b`)
	for name, v := range map[string]*visit.Visit{
		"asked": filed(t, theDay, halfDay), "early": filed(t), "nothing": visitOf(t, smallFramework(t)), "after": notMetVisit(t), "met": metVisit(t),
	} {
		got := letterOf(t, v)
		if found := verdict.FindAllString(got, -1); found != nil {
			t.Errorf("%s: the letter says %q", name, found)
		}
		asks := strings.Contains(got, "\n## To send") || strings.Contains(got, "\n## To clear up")
		if asks != strings.Contains(got, "questions and not findings") {
			t.Errorf("%s: the letter does not say what it asks:\n%s", name, got)
		}
	}
}

// That nothing more is wanted is said only where it is so.
func TestLetterIsContent(t *testing.T) {
	f := smallFramework(t)
	own := visit.ConcernAdded{Item: "3b", Text: "Mr Bailey told me so"}
	for name, c := range map[string]struct {
		v    *visit.Visit
		want bool
	}{
		"no concerns":                  {visitOf(t, f, hawthorn()), true},
		"all dismissed":                {visitOf(t, f, hawthorn(noEvidence), visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Dismissed}), true},
		"one settled":                  {decided(t, f, own, visit.Settled, ""), true},
		"one to be decided":            {visitOf(t, f, hawthorn(noEvidence)), false},
		"one's own to be decided":      {visitOf(t, f, own), false},
		"one for the day":              {decided(t, f, own, visit.Accepted, ""), false},
		"one put to the school":        {filed(t), false},
		"one without words for school": {decided(t, f, own, visit.Asked, ""), false},
	} {
		if got := letterOf(t, c.v); strings.Contains(got, "Nothing needs sending") != c.want {
			t.Errorf("%s: nothing more is wanted, want %t:\n%s", name, c.want, got)
		}
	}
}

// Who wrote the papers is no matter of something to look at.
func TestLetterAsksToSeeNothingOfIndependence(t *testing.T) {
	c := contributed
	c.Settle.See = "the letters between you"
	for _, status := range []visit.Status{visit.Accepted, visit.Asked} {
		v := visitOf(t, smallFramework(t), hawthorn(c), visit.ConcernDecided{Concern: "application/independence", Status: status})
		if got := letterOf(t, v); strings.Contains(got, "glad to see") || strings.Contains(got, "letters between") {
			t.Errorf("%s: there is something to see in\n%s", status, got)
		}
	}
}

func TestLetterBadTemplate(t *testing.T) {
	for _, tmpl := range []string{"{{", "{{.NoSuchField}}"} {
		if got, err := Letter(tmpl, halfWayVisit(t), before); err == nil {
			t.Errorf("Letter(%q) = %q, want an error", tmpl, got)
		}
	}
}

func TestHostileTextInTheLetter(t *testing.T) {
	staysText(t, func(s string) string {
		got, err := Letter(letterTemplate(t), hostilePreparation(t, s), Options{Now: before.Now, Assessor: s})
		if err != nil {
			t.Fatal(err)
		}
		return got
	})
}

// TestLetterAlways: whatever was decided, the letter asks all that it should,
// once, and nothing else.
func TestLetterAlways(t *testing.T) {
	f, tmpl := smallFramework(t), letterTemplate(t)
	rapid.Check(t, func(t *rapid.T) {
		var found []concern.Concern
		changes := []visit.Change{}
		sees, asks := map[string]bool{}, map[string]bool{}
		for _, n := range f.Items() {
			c := concern.Concern{
				Item: n.ID, Kind: concern.Insufficient, Rule: rapid.SampledFrom([]string{"no-evidence", "missing-file", "thin-commentary"}).Draw(t, "rule"),
				Settle: concern.Settle{See: "the see of " + n.ID + ".", Ask: "The ask of " + n.ID + "?", Of: []framework.Role{"head"}},
			}
			status := rapid.SampledFrom([]visit.Status{visit.Open, visit.Accepted, visit.Asked, visit.Settled, visit.Dismissed}).Draw(t, "status")
			found = append(found, c)
			changes = append(changes, visit.ConcernDecided{Concern: n.ID + "/insufficient", Status: status})
			sees[c.Settle.See] = status == visit.Accepted // what is asked is not asked for twice
			asks[c.Settle.Ask] = status == visit.Asked
		}
		got, err := Letter(tmpl, visitOf(t, f, append([]visit.Change{hawthorn(found...)}, changes...)...), before)
		if err != nil {
			t.Fatal(err)
		}
		for _, all := range []map[string]bool{sees, asks} {
			for text, wanted := range all {
				want := 0
				if wanted {
					want = 1
				}
				if n := strings.Count(got, string(line(safe.Line(text)))); n != want {
					t.Fatalf("%q stands %d times, want %d, in\n%s", text, n, want, got)
				}
			}
		}
	})
}
