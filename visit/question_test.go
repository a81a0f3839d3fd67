package visit

import (
	"testing"

	"halfday/visit/framework"
)

// asking is a framework with questions for two roles.
func asking() *framework.Framework {
	f, err := framework.Parse([]byte(`
id: asking
name: Asking
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - id: "1"
    name: Vision
    strands:
      - id: 1a
        name: The vision
        questions: {head: [Where is it written down?], pupil: [What are computers for?]}
      - id: 1b
        name: Its review
        questions: {head: [When was it last changed?]}
  - id: "2"
    name: Learning
    strands:
      - id: 2a
        name: Lessons
        questions: {pupil: [What did you make last?]}
`))
	if err != nil {
		panic(err)
	}
	return f
}

func TestNextQuestion(t *testing.T) {
	for name, c := range map[string]struct {
		changes []Change
		role    framework.Role
		want    string
	}{
		"the first item with nothing on it":     {nil, "head", "1a"},
		"a role that can speak to nothing":      {nil, "governor", ""},
		"nobody":                                {nil, "", ""},
		"what this role has spoken to is left":  {[]Change{asNote("+ yes #1a @head")}, "head", "1b"},
		"nothing is left to ask":                {[]Change{asNote("+ yes #1a @head"), asNote("+ and #1b @head")}, "head", ""},
		"an item with a concern comes first":    {[]Change{ConcernAdded{Item: "1b", Text: "How often?"}}, "head", "1b"},
		"a focus element comes first":           {[]Change{FocusChosen{Elements: []string{"2"}}}, "pupil", "2a"},
		"one other voice is less than no voice": {[]Change{asNote("+ yes #1a @head")}, "pupil", "2a"},
	} {
		t.Run(name, func(t *testing.T) {
			l, _, err := Begin(author("ann"), append([]Change{Opened{asking()}}, c.changes...)...)
			if err != nil {
				t.Fatal(err)
			}
			q, ok := l.Visit().NextQuestion(c.role)
			got := ""
			if ok {
				got = q.Item.ID
				if q.Text == "" || q.Why == "" {
					t.Errorf("it has no words or no reason: %+v", q)
				}
			}
			if got != c.want {
				t.Errorf("the next question is about %q, want %q", got, c.want)
			}
		})
	}
}

func asNote(line string) Change {
	n, _ := ParseNote(line, asking())
	return NoteAdded{NoteText: n}
}
