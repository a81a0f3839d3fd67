package concern

import (
	"testing"

	"halfday/visit/submission"
)

// A text at a strand or element covers an item only if it speaks of it.
func TestTextAboveCovers(t *testing.T) {
	f, lex := shipped(t)
	const (
		vision = "Our vision is on the first page of the prospectus. Staff and 12 governors wrote it in May 2010, and 41 of 46 parents who answered knew it."
		review = "Each June Mrs Ola and two governors go through the vision again. In 2010 the survey of 180 pupils led to a new line on learning at home."
		lead   = "Mr Bright leads ICT from the senior team; four colleagues each run a part of it and report to him in January and June. The budget of £21,000 is costed over three years with Mrs Day, the bursar."
		data   = "Mrs Day keeps the register of what is held. Marks go into one tracker six times a year, parents are reached by text and on the website, and 38 of 38 staff have signed the copyright guide."
	)
	tests := []struct {
		name, at, text string
		covered        []string
		not            []string
	}{
		{"the strand's own subject", "1a", vision, []string{"1a1"}, nil},
		{"reviewing", "1a", review, []string{"1a1", "1a2"}, nil},
		{"leading and money", "1b", lead, []string{"1b1", "1b3"}, []string{"1b4", "1b5"}},
		{"all of a strand", "1c", data, []string{"1c1", "1c2", "1c3", "1c4"}, nil},
		{"waste", "1b", "Machines are off by 5 pm, the old ones go to a firm that recycles them, and Mr Dale reads the meter in March.", []string{"1b4"}, []string{"1b5"}},
		{"online safety", "1b", "Miss Fay goes through the rules for safe use with all 240 pupils in September and keeps a log of what the filter stops.", []string{"1b5"}, []string{"1b4"}},
		{"not a word of its own", "1b", "Mr Bright and 11 others meet on Mondays.", nil, []string{"1b1", "1b3", "1b4", "1b5", "1b6"}},
		{"an element", "5", "The skills survey of June 2011 shapes a plan. Coaching runs in three rounds, and Mrs Ola reviews each with the 14 people in it.", []string{"5a", "5b", "5c"}, nil},
		{"an element, one strand of it", "6", "There are 64 laptops and every room has a whiteboard, says Mr Dale's register.", []string{"6a"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reviews := []submission.Review{{Item: test.at, Commentary: test.text}}
			for _, n := range f.Find(test.at).Items() {
				reviews = append(reviews, submission.Review{Item: n.ID, Level: 2})
			}
			report := Check(with(f, nil, reviews...), f, lex)
			for _, item := range test.covered {
				if c := at(t, report, item); c != nil {
					t.Errorf("%s is covered, but: %s", item, c.Rule)
				}
			}
			for _, item := range test.not {
				if c := at(t, report, item); c == nil || c.Rule != RuleNoCommentary {
					t.Errorf("%s is taken to be covered", item)
				}
			}
		})
	}
}

// A text at a strand helps a short one at the item, a thin one does not.
func TestTextAboveHelps(t *testing.T) {
	f, lex := shipped(t)
	short := text("1a2", "The vision is reviewed often.")
	full := submission.Review{Item: "1a", Commentary: "Each June Mrs Ola reviews the vision with two governors; the notes of 2010 and 2011 are in her office."}
	thin := submission.Review{Item: "1a", Commentary: "Our vision matters to us and is under review."}
	if c := at(t, Check(with(f, nil, short, full), f, lex), "1a2"); c != nil {
		t.Errorf("with a full text above: %s", c.Rule)
	}
	if c := at(t, Check(with(f, nil, short, thin), f, lex), "1a2"); c == nil || c.Rule != RuleThinCommentary {
		t.Errorf("with a thin text above: %v", c)
	}
}
