package concern

import (
	"strings"
	"testing"
)

// ruleAt is the rule of the concern at an item, empty for none.
func ruleAt(t *testing.T, r Report, item string) string {
	t.Helper()
	if c := at(t, r, item); c != nil {
		return c.Rule
	}
	return ""
}

func TestCopiedDescriptor(t *testing.T) {
	f, lex := shipped(t)
	statement := f.Find("1b3").Statements[2]
	words := strings.Fields(statement)
	edited := append([]string{}, words...)
	for i := 4; i < len(edited); i += 6 {
		edited[i] = "our"
	}
	tests := []struct{ name, text, want string }{
		{"word for word", statement, RuleCopiedDescriptor},
		{"a word changed here and there", strings.Join(edited, " "), RuleCopiedDescriptor},
		{"in other lines and letters", strings.ToUpper(strings.Join(words, "\n")), RuleCopiedDescriptor},
		{"of another item", f.Find("3a").Statements[2], RuleCopiedDescriptor},
		{"a phrase of it in a text of one's own", strings.Join(words[:6], " ") + " is what we aimed at in 2009. " + soundTexts["1b3"] + " Last year the committee moved £1,400 from paper to training after Mrs Quist had shown what the copiers cost.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := ruleAt(t, Check(with(f, nil, text("1b3", test.text)), f, lex), "1b3"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Of two items with one text the one it fits less has the copy.
func TestCopiedElsewhere(t *testing.T) {
	f, lex := shipped(t)
	resources := "Our technician closes four faults in five on the same day. Mrs Quist keeps the register of every machine with its age, and the county audited it in March 2011. Nothing is bought without three prices, and what is replaced goes to a licensed recycler."
	edited := strings.NewReplacer("Our technician", "The technician", "of every machine", "of all machines", "three prices", "three quotes").Replace(resources)
	s := with(f, nil, text("5b", edited), text("6b", resources))
	report := Check(s, f, lex)
	if got := ruleAt(t, report, "5b"); got != RuleCopiedElsewhere {
		t.Errorf("at the copy: %q", got)
	}
	if got := ruleAt(t, report, "6b"); got != "" {
		t.Errorf("where the text belongs: %q", got)
	}
	short := "See section 4 of the staff handbook, and ask Mrs Quist for the log."
	report = Check(with(f, nil, text("5b", short), text("6b", short)), f, lex)
	for _, item := range []string{"5b", "6b"} {
		if got := ruleAt(t, report, item); got == RuleCopiedElsewhere {
			t.Errorf("a short reference that stands twice is taken for a copy at %s", item)
		}
	}
}

func TestOffTopic(t *testing.T) {
	f, lex := shipped(t)
	const backups = "The server writes a backup each night to disk and each Friday to tape, which Mr Lund takes home. A restore is tested every half term. Patches go on after school on Wednesdays, all laptops have warranty for three years, and the helpdesk closes most faults in a day."
	tests := []struct{ name, item, text, want string }{
		{"machines for the vision", "1a1", backups, RuleOffTopic},
		{"the name alone does not help", "1b5", "Safeguarding. " + backups, RuleOffTopic},
		{"where it belongs", "6b", backups, ""},
		{"a word of another item in a text of its own", "1b5", soundTexts["1b5"] + " The server keeps the filter log, and a backup of it goes to Mr Amadi.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := ruleAt(t, Check(with(f, nil, text(test.item, test.text)), f, lex), test.item); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
