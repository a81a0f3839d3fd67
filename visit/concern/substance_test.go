package concern

import "testing"

// Whether a text is too little to go on, on both sides of the line.
func TestSubstance(t *testing.T) {
	f, lex := shipped(t)
	tests := []struct {
		name, item, text string
		list             []string
		want             string
	}{
		{"praise", "6a", "Our equipment is excellent and everybody enjoys it.", nil, RuleThinCommentary},
		{"procedure", "1b2", "The strategy is reviewed in line with policy. It takes account of all stakeholders.", nil, RuleThinCommentary},
		{"levels named", "5a", "We judge ourselves to be at level 2 because level 3 is behind us.", nil, RuleThinCommentary},
		{"figure of speech", "3a", "Our teaching is fit for the 21st century and we give it 100%.", nil, RuleThinCommentary},
		{"half-termly", "5c", "Training is reviewed half-termly. Staff find it useful.", nil, RuleThinCommentary},
		{"a brand", "3b", "Pupils love Purple Mash and use it all the time.", nil, RuleThinCommentary},
		{"capitals", "1a1", "The School has a Vision for ICT which Staff and Governors share.", nil, RuleThinCommentary},
		{"see as a verb", "2b", "Subject leaders see ICT as important and pupils see the benefit.", nil, RuleThinCommentary},
		{"meet as a verb", "6b", "We meet the needs of our pupils with good resources.", nil, RuleThinCommentary},
		{"shouting", "4a", "ASSESSMENT IS VERY GOOD AND EVERYBODY KNOWS WHAT TO DO.", nil, RuleThinCommentary},
		{"above average", "4a", "Standards in ICT are well above average throughout.", nil, RuleThinCommentary},
		{"general titles", "1c4", "Staff know their duties and keep to them.", []string{"Guidelines", "School policies"}, RuleThinCommentary},
		{"the item's own title", "5a", "Development is planned for the whole staff.", []string{"Professional development planning"}, RuleThinCommentary},
		{"points to an empty item", "1b6", "Please see 1b4.", nil, RuleThinCommentary},

		{"a person", "6b", "Ask Mr Dabrowski.", nil, ""},
		{"a person by post", "1b3", "The bursar can explain the whole of the plan.", nil, ""},
		{"a document", "1c4", "See the staff handbook.", nil, ""},
		{"a document and its place", "1b5", "The policy and the log are on the shared drive.", nil, ""},
		{"a place", "6a", "Come and see the suite, it is always busy.", nil, ""},
		{"pupils", "3b", "Any Year 5 pupil will show you.", nil, ""},
		{"figures", "6a", "64 laptops, 12 tablets and a full-time technician.", nil, ""},
		{"shorthand", "1b2", "SDP pp. 4-6, RAG rated termly by SLT.", nil, ""},
		{"another item", "1b6", "See 1b2.", nil, ""},
		{"another item, another spelling", "1b6", "This is all told under 1B2.", nil, ""},
		{"the item before", "1b6", "As above.", nil, ""},
		{"a particular title", "5b", "Coaching goes on all year.", []string{"Coaching diary"}, ""},
		{"a person listed", "5b", "Coaching goes on all year.", []string{"Mrs Lund"}, ""},

		{
			"assertions", "5b", "Everyone has had plenty of training and feels confident. Support is there whenever it is needed, and people help " +
				"each other willingly. There is a culture of trying things out, and the school encourages staff to reflect on what they do. As " +
				"a result teaching has improved and children benefit every day.", nil, RuleNoEvidence,
		},
		{
			"assertions with a general title", "2a", "ICT is planned carefully so that there is progression throughout the school. All teachers " +
				"plan for it in every subject and the planning is checked regularly. Pupils of all abilities are catered for, and there is a good " +
				"balance between the different strands. Everyone knows what they have to do and is well supported in doing it.",
			[]string{"Planning"},
			RuleNoEvidence,
		},
		{
			"assertions with slight leads", "1c3", "We pride ourselves on good communication. The website is lively and parents often tell " +
				"us how much they like it. Newsletters go out regularly, and people can always get in touch with us in whichever way suits them " +
				"best. Messages are answered quickly and everybody is kept in the picture about what matters to them.", nil, RuleNoEvidence,
		},
		{
			"assertions, a document listed", "5b", "Everyone has had plenty of training and feels confident. Support is there whenever it is " +
				"needed, and people help each other willingly. There is a culture of trying things out, and the school encourages staff to reflect " +
				"on what they do. As a result teaching has improved and children benefit.", []string{"Coaching diary"}, "",
		},
		{
			"no list, but leads in the text", "6a", "Walk round and look. The old cloakroom is now a recording corner, there is a trolley of " +
				"laptops outside each pair of classrooms and the technician, who is here on Tuesdays, keeps the booking sheet on her door. " +
				"Three of the cameras were chosen by the school council, who can tell you why.", nil, "",
		},
		{
			"an example told", "3a", "Teachers choose technology when it helps. For example, Miss Amory's class filmed their science " +
				"investigation, slowed it down and saw what they had missed, and a group in Year 2 used a recorder to rehearse before " +
				"writing. Planning says why a tool was chosen, and the deputy looks for it.", nil, "",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			review := text(test.item, test.text)
			review.Evidence = evidence(test.list...)
			got := ""
			if c := at(t, Check(with(f, []string{"1b4"}, review), f, lex), test.item); c != nil {
				got = c.Rule
			}
			if got != test.want {
				t.Errorf("%q gives %q, want %q", test.text, got, test.want)
			}
		})
	}
}
