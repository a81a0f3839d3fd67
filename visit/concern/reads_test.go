package concern

import (
	"strings"
	"testing"
	"time"

	"halfday/visit/submission"
)

// sentOn is the submission with a date it was sent in.
func sentOn(s *submission.Submission, year int, month time.Month) *submission.Submission {
	s.Application.Submitted = submission.Date{Year: year, Month: month}
	return s
}

func TestReadsWeaker(t *testing.T) {
	f, lex := shipped(t)
	tests := []struct {
		name, text string
		want       string // the rule and severity, empty for none
	}{
		{
			"all ahead",
			"We would like to write a plan for green computing. A paper is to be prepared for the governors in the summer. The caretaker is going to find out what the server uses. Mrs Quist hopes that the new printers will save paper.",
			"reads-weaker high",
		},
		{
			"some only",
			"Two of our nine teachers switch their machines off at night. In most rooms it depends on the teacher, and practice varies a good deal. Mrs Quist reminds people from time to time. Printing is left to each department.",
			"reads-weaker high",
		},
		{
			"strength by denial",
			"No room is without a switch that turns everything off. Nobody leaves a machine on at night and nothing is thrown away that could be mended. Not one printer is left in a classroom. Mrs Quist checks the meter each Friday and reports to governors.",
			"",
		},
		{
			"plans on top of practice",
			"All 96 machines switch off at six and the meter in the office shows a fifth less than in 2009. Every class has an energy monitor, checked each Friday. Mrs Quist reports to governors each term. Next year we would like to put panels on the roof.",
			"",
		},
		{
			"past and mended",
			"In 2008 there was no plan and machines were left on all night. We had no meter and the printers were not shared. Since then every machine has been set to switch off at six, Mrs Quist reads the meter weekly and governors review the figures each term.",
			"",
		},
		{
			"a reason is given",
			"We have not yet been able to turn the server room down. There is no switch of our own: because of the contract for the building the heating is not ours to change. We hope that the new contract will allow it. A first paper is to be written by Mrs Quist.",
			"reads-weaker medium",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentOn(with(f, nil, text("1b4", test.text)), 2011, 6)
			got := ""
			if c := at(t, Check(s, f, lex), "1b4"); c != nil {
				got = c.Rule + " " + string(c.Severity)
				if !strings.Contains(strings.Join(strings.Fields(test.text), " "), strings.TrimSuffix(c.Quote, " …")) {
					t.Errorf("%q is not in the text", c.Quote)
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What a phrase speaks for is settled by the words around it.
func TestWhatPhrasesSpeakFor(t *testing.T) {
	f, lex := shipped(t)
	tests := []struct {
		text string
		want []string // the phrases with their signs
	}{
		{"All staff are trained each term.", []string{"+All", "+trained", "+each term"}},
		{"Not all staff are trained.", []string{"-Not all", "+trained"}},
		{"No pupil is without a laptop.", []string{"+No pupil is without"}},
		{"The policy is not yet finished.", []string{"-not yet"}},
		{"The policy is not only reviewed but read.", []string{"+reviewed"}},
		{"8 of 22 staff use it.", []string{"-8 of 22"}},
		{"20 of the 22 staff use it.", []string{"+20 of the 22"}},
		{"Nine in ten children use it.", []string{"+Nine in ten"}},
		{"35 per cent of teachers use it.", []string{"-35 per cent"}},
		{"12 of our 270 pupils have a statement.", nil},
		{"Mrs Quist will show you the log.", nil},
		{"We will buy it in September 2012.", []string{"-will", "-September 2012"}},
		{"90% of pupils to reach the target by July 2013.", []string{"+90"}},
		{"Practice is no longer patchy.", []string{"+no longer patchy"}},
		{"There was no policy until 2009.", nil},
		{"A draft is with governors.", []string{"-draft"}},
		{"The first draft has been in force since May.", []string{"+in force", "+since"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			s := sentOn(with(f, nil, text("1b5", test.text)), 2011, 6)
			x, ok := Explain(s, f, lex, "1b5")
			if !ok {
				t.Fatal("there is no item 1b5")
			}
			var got []string
			for _, p := range x.Texts[0].Phrases {
				sign := "+"
				if p.Sense == Against {
					sign = "-"
				}
				got = append(got, sign+test.text[p.From:p.To])
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
