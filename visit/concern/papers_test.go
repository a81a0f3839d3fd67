package concern

import (
	"cmp"
	"testing"
	"time"

	"halfday/visit/submission"
)

func TestStale(t *testing.T) {
	f, lex := shipped(t)
	date := func(year int, month time.Month) submission.Date { return submission.Date{Year: year, Month: month} }
	const old = "Mrs Lindqvist and the county counted one machine to every seven pupils in May 2006, when the suite was opened. In the survey of July 2007 most pupils could get to a computer when they wanted one, and the booking sheets of that year bear it out."
	tests := []struct {
		name, text string
		evidence   []submission.Evidence
		want       string
	}{
		{"old text and papers", old, []submission.Evidence{{Title: "Audit", Date: date(2006, 5)}, {Title: "Survey, July 2007"}}, RuleStale},
		{"a recent paper", old, []submission.Evidence{{Title: "Audit", Date: date(2006, 5)}, {Title: "Inventory", Date: date(2010, 9)}}, ""},
		{"a recent date in the text", old + " The inventory was made anew in October 2010.", []submission.Evidence{{Title: "Audit", Date: date(2006, 5)}}, ""},
		{"somebody to see", old, []submission.Evidence{{Title: "Audit", Date: date(2006, 5)}, {Title: "Mrs Lindqvist, any morning"}}, ""},
		{"an old paper without a date of its own", old, []submission.Evidence{{Title: "Audit report"}}, RuleStale},
		{"a school year", old, []submission.Evidence{{Title: "Booking sheets 2009-10"}}, ""},
		{"a program's name", old, []submission.Evidence{{Title: "Audit of Office 2010", Date: date(2006, 5)}}, RuleStale},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentOn(with(f, nil, submission.Review{Item: "6a", Level: 2, Commentary: test.text, Evidence: test.evidence}), 2011, 6)
			if got := ruleAt(t, Check(s, f, lex), "6a"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			s.Application.Submitted = submission.Date{}
			if got := ruleAt(t, Check(s, f, lex), "6a"); got == RuleStale {
				t.Error("it is stale, and nobody knows when it was sent in")
			}
		})
	}
}

func TestContradiction(t *testing.T) {
	f, lex := shipped(t)
	const file = "evidence/minutes.md"
	tests := []struct{ name, item, text, paper, want, title string }{
		{
			"not bought", "1c2", "All parents read the reports online since September, and every teacher enters marks in the tracker.",
			"# Minutes, 3 May 2011\n\n1. Trips. Coaches booked.\n2. Online reports: the module has not been bought. Paper as before.\n", RuleContradiction, "",
		},
		{
			"the text owns up to it", "1c2", "All teachers enter marks in the tracker each half term, and Mr Bassett agrees the targets with every one of them. Since May 2009 results have risen by 11 points. Reports are not online yet: the module has not been bought, and Mrs Quist has asked for a price.",
			"# Minutes, 3 May 2011\n\n2. Online reports: the module has not been bought. Paper as before.\n", "", "",
		},
		{
			"about something else", "1c2", "All parents read the reports online since September, and every teacher enters marks in the tracker.",
			"# Minutes, 3 May 2011\n\n1. Coaches for the trip have not been booked.\n2. Online reports: 240 families have logged in.\n", "", "",
		},
		{
			"another number", "5a", "All 41 staff returned the audit in July, and the programme was built on what they said.",
			"# Audit\n\nReturned by 18 of 41 staff after two reminders.\n", RuleContradiction, "",
		},
		{
			"the same number", "5a", "39 of our 41 staff returned the audit in July, and the programme was built on what they said.",
			"# Audit\n\nReturned by 39 of 41 staff after two reminders.\n", "", "",
		},
		{
			"a draft", "1b5", "Every pupil and parent has signed the policy, and governors went through it in May 2011 with Mr Amadi.",
			"DRAFT 2, not adopted\n\nAcceptable use policy\n\n1. All users sign.\n", RuleContradiction, "Acceptable use policy",
		},
		{
			"an open draft", "1b5", "The policy is a new draft; the one of 2010, which every pupil and parent has signed, is in force until governors meet. Mr Amadi reads the log weekly.",
			"DRAFT 2, not adopted\n\nAcceptable use policy\n\n1. All users sign.\n", "", "Acceptable use policy",
		},
		{
			"a draft of something else", "1b3", "Mrs Quist, our bursar, keeps a five-year spreadsheet of all costs; the committee agreed it in February 2011 and looks at it each term.",
			"DRAFT 2, not adopted\n\nAcceptable use policy\n\n1. All users sign.\n", "", "Acceptable use policy",
		},
		{
			"not renewed for years", "1b5", "Every pupil and parent signs the policy, which governors review each year with Mr Amadi. He reads the filter log weekly.",
			"# Acceptable use policy\n\nAgreed March 2007.\n\n1. All users sign.\n", RuleContradiction, "Acceptable use policy",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentOn(with(f, nil, submission.Review{
				Item: test.item, Level: 2, Commentary: test.text,
				Evidence: []submission.Evidence{{Title: cmp.Or(test.title, "Minutes"), File: file, Date: submission.Date{Year: 2011, Month: 5}}, {Title: "Mr Amadi, mornings"}},
			}), 2011, 6)
			s.Files = []submission.File{{Path: file}}
			s.Texts = []submission.Text{{Path: file, Text: test.paper}}
			if got := ruleAt(t, Check(s, f, lex), test.item); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A claim may conflict with what stands at another item.
func TestContradictionOfItems(t *testing.T) {
	f, lex := shipped(t)
	s := with(f, nil,
		text("1c3", "Every family has used the Parent Portal since September 2010, and Mrs Quist counts the visits each week."),
		text("6b", soundTexts["6b"]+" The parent portal has still not been bought, for want of £3,000."))
	report := Check(s, f, lex)
	if got := ruleAt(t, report, "1c3"); got != RuleContradiction {
		t.Errorf("at the claim: %q", got)
	}
	if got := ruleAt(t, report, "6b"); got != "" {
		t.Errorf("at the item that owns up to it: %q", got)
	}
}

func TestAssessorContributed(t *testing.T) {
	f, lex := shipped(t)
	tests := []struct {
		name, assessor string
		helper         submission.Helper
		text, paper    string
		want           bool
	}{
		{name: "named among the helpers", assessor: "Mrs Imogen Bale-Hart", helper: submission.Helper{Name: "I. Bale-Hart", Help: "went through our drafts"}, want: true},
		{name: "only trained the school", assessor: "Mrs Imogen Bale-Hart", helper: submission.Helper{Name: "I. Bale-Hart", Help: "whiteboard training for all staff"}},
		{name: "somebody else of that surname", assessor: "Mrs Imogen Hart", helper: submission.Helper{Name: "Mr Peter Hart", Help: "went through our drafts"}},
		{name: "a colleague", assessor: "Mr Abel Finch (Northlight Advisers)", helper: submission.Helper{Name: "Ms Una Roe", Organisation: "Northlight Advisers", Help: "went through our drafts"}},
		{name: "in the text", assessor: "Mr Abel Finch", text: "Abel Finch spent a day here and helped us to write this section.", want: true},
		{name: "in the text, for something else", assessor: "Mr Abel Finch", text: "Since Abel Finch's course in 2008 all of us use the boards."},
		{name: "a paper of theirs", assessor: "Mr Abel Finch", paper: "# Network report\n\nPrepared by A J Finch for the self-review.\n", want: true},
		{name: "no assessor is named", helper: submission.Helper{Name: "I. Bale-Hart", Help: "went through our drafts"}},
		{name: "an assessor without a surname", assessor: "Mr", helper: submission.Helper{Name: "Mr", Help: "went through our drafts"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			review := sound("5b")
			review.Commentary += " " + test.text
			s := with(f, nil, review)
			s.Application.Assessor = test.assessor
			s.Application.SupportedBy = []submission.Helper{test.helper}
			s.Texts = []submission.Text{{Path: "report.md", Text: test.paper}}
			c := at(t, Check(s, f, lex), Application)
			if got := c != nil && c.Rule == RuleAssessorContributed && c.Kind == Independence; got != test.want {
				t.Errorf("found: %v, want %v", got, test.want)
			}
		})
	}
}
