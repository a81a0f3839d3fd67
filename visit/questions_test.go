package visit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// toAsk are papers on the asking framework: a grave concern, a slight one, a file
// that did not come, and something worth asking that is no concern.
func toAsk() SubmissionLoaded {
	return SubmissionLoaded{
		Submission: &submission.Submission{Name: "hill-view"},
		Check: concern.Report{
			Concerns: []concern.Concern{
				{
					Item: "2a", Kind: concern.Insufficient, Rule: "no-evidence", Severity: concern.High, Why: "Nothing is named.",
					Settle: concern.Settle{Ask: "Where could I see it?", Of: []framework.Role{"teacher", "head", "pupil"}, See: "Work of this term."},
				},
				{Item: "1b", Kind: concern.Insufficient, Rule: "thin", Severity: concern.Low, Why: "It is short.", Settle: concern.Settle{Ask: "Who took part?", Of: []framework.Role{"head"}}},
				{Item: "1a", Kind: concern.Insufficient, Rule: "missing-file", Severity: concern.High, Why: "It did not come.", Settle: concern.Settle{See: "the plan"}},
				{Item: "application", Kind: concern.Independence, Rule: "helped", Severity: concern.Medium, Why: "A name is the same.", Settle: concern.Settle{Ask: "Is it the same person?"}},
			},
			Questions: []concern.Question{{Item: "1b", Ask: "How often?", Of: []framework.Role{"governor"}, Why: "It reads a level lower."}},
		},
	}
}

// asked are the questions of a list, a line each.
func asked(list []Asking) []string {
	var lines []string
	for _, a := range list {
		for _, q := range a.Questions {
			item := "-"
			if q.Item != nil {
				item = q.Item.ID
			}
			lines = append(lines, fmt.Sprintf("%s, %s: %s %s %v", a.Role, item, q.Text, q.See, q.Also))
		}
	}
	return lines
}

func TestQuestionList(t *testing.T) {
	const (
		grave  = "teacher, 2a: Where could I see it? Work of this term. [head pupil]"
		other  = "head, -: Is it the same person?  [ict-lead]"
		slight = "head, 1b: Who took part?  []"
		file   = "head, 1a: Could I see today what did not come with your papers: the plan?  [ict-lead]"
		none   = "governor, 1b: How often?  []"
	)
	decide := func(id string, s Status) Change { return ConcernDecided{Concern: id, Status: s} }
	meeting := func(roles ...framework.Role) Change {
		return AgendaSet{[]AgendaItem{{Activity: Interview, With: roles}, {Activity: Feedback, With: []framework.Role{"teacher"}}}}
	}
	for name, c := range map[string]struct {
		changes []Change
		want    []string
	}{
		"open ones, but for the slight":     {nil, []string{file, other, grave, none}},
		"dismissed and settled ask nothing": {[]Change{decide("2a/insufficient", Dismissed), decide("application/independence", Settled)}, []string{file, none}},
		"a slight one taken up":             {[]Change{decide("1b/insufficient", Accepted)}, []string{slight, file, other, grave, none}},
		"a slight one put to the school":    {[]Change{decide("1b/insufficient", Asked)}, []string{slight, file, other, grave, none}},
		"a concern of one's own, of whoever can speak to it": {
			[]Change{ConcernAdded{Item: "1a", Text: "Who agreed it?"}},
			[]string{file, other, "head, 1a: Your concern: Who agreed it?  [ict-lead]", grave, none},
		},
		"the same words twice": {
			[]Change{ConcernAdded{Item: "application", Text: "Who is it?"}, ConcernAdded{Item: "9z9", Text: " "}, ConcernAdded{Item: "9z9", Text: "Who is it?"}},
			[]string{file, other, "head, -: Your concern: Who is it?  [ict-lead]", grave, none},
		},
		"in the words the school was asked in": {
			[]Change{ConcernDecided{Concern: "2a/insufficient", Status: Asked, Ask: "What do you make?"}, ConcernDecided{Concern: "1a/insufficient", Status: Asked}},
			[]string{file, other, "teacher, 2a: What do you make? Work of this term. [head pupil]", none},
		},
		"of who is met, and who else is": {
			[]Change{meeting("pupil", "head")},
			[]string{"head, 2a: Where could I see it? Work of this term. [pupil]", strings.Replace(file, "ict-lead", "", 1), "head, -: Is it the same person?  []", none},
		},
		"elements in depth, an item in two voices, the concern's among them": {
			[]Change{FocusChosen{[]string{"2", "1"}}, decide("application/independence", Dismissed)},
			[]string{
				file, "head, 1b: When was it last changed?  []", grave, none,
				"pupil, 2a: What did you make last?  []", "pupil, 1a: What are computers for?  []",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			l, _, err := Begin(author("ann"), append([]Change{Opened{asking()}, toAsk()}, c.changes...)...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, asked(l.Visit().QuestionList())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuestionListSaysWhy(t *testing.T) {
	l, _, err := Begin(author("ann"), Opened{asking()}, toAsk(), FocusChosen{[]string{"2"}},
		ConcernDecided{Concern: "2a/insufficient", Status: Asked}, ConcernAdded{Item: "2", Text: "The head made it up"}, ConcernAdded{Item: "1", Text: "It is too good"})
	if err != nil {
		t.Fatal(err)
	}
	all := l.Visit().Concerns()
	l = then(t, l, author("ann"), all[len(all)-1].AskSchool("How did you arrive at it?"))
	whys := map[string]string{}
	for _, a := range l.Visit().QuestionList() {
		for _, q := range a.Questions {
			whys[q.Text] = q.Why
		}
	}
	want := map[string]string{
		"Where could I see it?": "Nothing is named. The school was asked beforehand.",
		"Could I see today what did not come with your papers: the plan?": "It did not come.",
		"Is it the same person?":            "A name is the same.",
		"Your concern: The head made it up": "It is in your own words, and not to be read out.",
		"How did you arrive at it?":         "Your concern: “It is too good” The school was asked beforehand.",
		"How often?":                        "It reads a level lower.",
		"What did you make last?":           "Element 2 is looked at in depth.",
	}
	if diff := cmp.Diff(want, whys); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whoever is met is asked a few things, and only what the framework would ask
// of them.
func TestEverybodyMetIsAsked(t *testing.T) {
	f, err := DefaultFramework()
	if err != nil {
		t.Fatal(err)
	}
	met := []framework.Role{"head", "governor", "pupil"}
	l, _, err := Begin(author("ann"), Opened{f}, FocusChosen{[]string{"1"}}, AgendaSet{[]AgendaItem{
		{Activity: Interview, With: met[:2]}, {Activity: Pupils, With: []framework.Role{"pupil", "ta"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(met, l.Visit().ToMeet()); diff != "" {
		t.Errorf("to meet (-want +got):\n%s", diff)
	}
	all := map[framework.Role]int{}
	for _, a := range l.Visit().QuestionList() {
		all[a.Role] = len(a.Questions)
		for _, q := range a.Questions {
			if !slices.Contains(q.Item.Questions[a.Role], q.Text) {
				t.Errorf("%s is asked %q", a.Role, q.Text)
			}
		}
	}
	for _, r := range met {
		if all[r] < few {
			t.Errorf("%s is asked %d questions, want at least %d", r, all[r], few)
		}
	}
	if all["ta"] > 0 {
		t.Error("whoever accompanies the pupils is asked in their place")
	}
}

// The list fits half a day, whatever is chosen or suggested, and says which of
// the two it was.
func TestQuestionsInDepthFitHalfADay(t *testing.T) {
	f, err := DefaultFramework()
	if err != nil {
		t.Fatal(err)
	}
	suggested := toAsk()
	suggested.Check = concern.Report{Focus: []concern.Focus{{Element: "1"}, {Element: "2"}, {Element: "5"}}}
	for why, change := range map[string]Change{"suggested for a closer look": FocusChosen{}, "looked at in depth": FocusChosen{[]string{"1", "2", "5"}}} {
		l, _, err := Begin(author("ann"), Opened{f}, suggested, change)
		if err != nil {
			t.Fatal(err)
		}
		heard := map[string]bool{}
		for _, a := range l.Visit().QuestionList() {
			if len(a.Questions) > most {
				t.Errorf("%s: %s is asked %d questions, want at most %d", why, a.Role, len(a.Questions), most)
			}
			for _, q := range a.Questions {
				heard[q.Item.ID] = true
				if want := fmt.Sprintf("Element %s is %s.", q.Item.Element().ID, why); q.Why != want {
					t.Errorf("%q is asked because %q, want %q", q.Text, q.Why, want)
				}
			}
		}
		for _, id := range []string{"1", "2", "5"} {
			for _, n := range f.Find(id).Items() {
				if !heard[n.ID] {
					t.Errorf("%s: nobody is asked about %s", why, n.ID)
				}
			}
		}
	}
}

// Whatever happens on a visit nobody is asked anything twice, of nothing that is
// dismissed or settled, and the people stand in the order of a half-day.
func TestQuestionListAlways(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ann := drawnAuthor(r, "ann")
		v := work(r, drawnBegin(r, ann), ann).Visit()
		wanted := map[string]bool{}
		for _, c := range v.Concerns() {
			if q, _ := v.asks(c); c.Status.Unsettled() {
				wanted[q.Text] = true
			}
		}
		for _, q := range v.Questions() {
			wanted[q.Ask] = true
		}
		var roles []framework.Role
		for _, a := range v.QuestionList() {
			roles = append(roles, a.Role)
			seen := map[string]bool{}
			for _, q := range a.Questions {
				if q.Text == "" || seen[q.Text] {
					r.Errorf("%s is asked %q, once or again", a.Role, q.Text)
				}
				seen[q.Text] = true
				if slices.Contains(q.Also, a.Role) {
					r.Errorf("%s and %v are asked %q", a.Role, q.Also, q.Text)
				}
				if !wanted[q.Text] {
					r.Errorf("%s is asked %q, which is no question any longer", a.Role, q.Text)
				}
			}
		}
		if !slices.Equal(roles, framework.InOrder(roles)) {
			r.Errorf("asked are, in this order, %v", roles)
		}
	})
}
