package visit

import (
	"fmt"
	"sync"

	"halfday/templates"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// Papers are the school's papers as they were loaded last, without what was set
// right by hand.
func (v *Visit) Papers() *submission.Submission { return v.papers }

// Corrections are what was set right by hand and still holds: the papers say
// what they said then.
func (v *Visit) Corrections() []submission.Correction { return v.corrections }

// Corrected reports whether a field was set right by hand, and what the papers
// say there.
func (v *Visit) Corrected(field string) (was string, ok bool) {
	for _, c := range v.corrections {
		if c.Field == field {
			return c.Was, true
		}
	}
	return "", false
}

// Renewed reports whether papers were loaded more than once.
func (v *Visit) Renewed() bool { return v.previous != nil }

// Changes are what is different in the papers loaded last from those before;
// none where papers were loaded once only.
func (v *Visit) Changes() []submission.Difference {
	if v.previous == nil {
		return nil
	}
	return submission.Compare(v.previous, v.papers)
}

// Correct is the change that sets facts of the papers right, with what the check
// makes of them then. A value that is the papers' own takes a correction back.
func (v *Visit) Correct(all ...submission.Correction) (SubmissionCorrected, error) {
	for i := range all {
		all[i].Was = v.papers.Text(all[i].Field)
		if err := new(submission.Submission).Set(all[i].Field, all[i].Value, v.Framework); err != nil {
			return SubmissionCorrected{}, fmt.Errorf("%s: %w", submission.FieldName(all[i].Field), err)
		}
	}
	s, _ := v.papers.Corrected(submission.Lay(v.corrections, all), v.Framework)
	return SubmissionCorrected{Corrections: all, Check: check(s, v.Framework, v.silencedRules()...)}, nil
}

// Load is the change that loads papers in place of those the visit has, read
// with the visit's framework. Corrections that still hold stay, and rules that
// are silenced stay so.
func (v *Visit) Load(p Prepared) (SubmissionLoaded, error) {
	if p.Papers != nil && !v.Framework.Equal(p.Framework) {
		var err error
		if p, err = PrepareFrom(p.Papers, v.Framework); err != nil {
			return SubmissionLoaded{}, err
		}
	}
	p.Framework = v.Framework
	return v.loaded(p), nil
}

// Choose is the change that makes another framework the visit's, with the papers
// as they read with it.
func (v *Visit) Choose(p Prepared) SubmissionLoaded {
	c := v.loaded(p)
	c.Framework = p.Framework
	return c
}

func (v *Visit) loaded(p Prepared) (c SubmissionLoaded) {
	c.Submission, c.Check = p.Submission, p.Check
	if s, hold := p.Submission.Corrected(v.corrections, p.Framework); len(hold)+len(v.silenced) > 0 {
		c.Check = check(s, p.Framework, v.silencedRules()...)
	}
	return c
}

// check finds the causes for concern in a submission, but for those of the
// silenced rules.
func check(s *submission.Submission, f *framework.Framework, silenced ...string) concern.Report {
	return concern.Check(s, f, english(), silenced...)
}

// Explain is how an item's texts read, phrase by phrase; false where the visit
// has no such item.
func (v *Visit) Explain(item string) (concern.Explanation, bool) {
	return explain(v.Submission, v.Framework, item)
}

// Explain is how an item's texts read, phrase by phrase; false where the
// framework has no such item.
func (p Prepared) Explain(item string) (concern.Explanation, bool) {
	return explain(p.Submission, p.Framework, item)
}

func explain(s *submission.Submission, f *framework.Framework, item string) (concern.Explanation, bool) {
	return concern.Explain(s, f, english(), item)
}

// english is the lexicon the rules ship with, read when it is first needed.
var english = sync.OnceValue(func() *concern.Lexicon {
	l, err := concern.ParseLexicon(templates.Lexicon()...)
	if err != nil {
		panic(fmt.Errorf("the shipped lexicon: %w", err)) // it is embedded, and read in the tests
	}
	return l
})
