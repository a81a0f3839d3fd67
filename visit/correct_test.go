package visit

import (
	"strings"
	"testing"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// loaded is a visit on the papers of the small scheme, with what was added to it.
func loaded(t *testing.T, changes ...Change) *Log {
	t.Helper()
	l, _, err := Begin(author("a"), append([]Change{Opened{Framework: scheme(t)}, papers()}, changes...)...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func correct(t *testing.T, l *Log, field, value string) *Log {
	t.Helper()
	c, err := l.Visit().Correct(submission.Correction{Field: field, Value: value})
	if err != nil {
		t.Fatal(err)
	}
	return then(t, l, author("a"), c)
}

// What is set right by hand is laid over the papers, which stay as they were.
func TestCorrect(t *testing.T) {
	l := loaded(t)
	level := submission.LevelField("1a2")
	l = correct(t, l, level, "2")
	l = correct(t, l, "school.phase", "Primary")
	l = correct(t, l, submission.DayField, "10:30-10:45 break\n12:00-13:00 lunch")
	v := l.Visit()
	if v.Claimed("1a2") != 2 || v.Submission.School.Phase != "primary" || len(v.Submission.Day) != 2 {
		t.Errorf("the visit's submission is %+v", v.Submission)
	}
	if v.Papers().Claimed("1a2") != 4 || v.Papers().School.Phase != "" {
		t.Errorf("the papers became %+v", v.Papers())
	}
	if was, ok := v.Corrected(level); !ok || was != "4" {
		t.Errorf("the level was corrected: %v, from %q", ok, was)
	}
	for _, c := range v.Concerns() {
		if c.Item == "1a2" && c.Rule == "below-threshold" {
			t.Error("the level set right is still a concern")
		}
	}
	undo, err := l.Undo("a")
	if err != nil {
		t.Fatal(err)
	}
	if words := l.Words(undo); !strings.Contains(words, "day") {
		t.Errorf("what would be taken back is called %q", words)
	}
	l = then(t, l, author("a"), undo)
	if v := l.Visit(); len(v.Submission.Day) != 0 || v.Claimed("1a2") != 2 {
		t.Errorf("after it was taken back: %+v", v.Submission)
	}
	l = correct(t, l, level, "4")
	if _, ok := l.Visit().Corrected(level); ok || l.Visit().Claimed("1a2") != 4 {
		t.Error("the papers' own value is still called a correction")
	}
}

func TestCorrectRefuses(t *testing.T) {
	v := loaded(t).Visit()
	for field, value := range map[string]string{
		submission.LevelField("1a2"): "9", "school.pupils": "many", "application.submitted": "soon",
		submission.DayField: "noon", "school.nation": "Cornwall", "school.shoe-size": "9",
	} {
		if _, err := v.Correct(submission.Correction{Field: field, Value: value}); err == nil {
			t.Errorf("%s was set to %q", field, value)
		}
	}
}

// A correction holds as long as the papers say what they said then.
func TestCorrectionsOfNewPapers(t *testing.T) {
	level := submission.LevelField("1a2")
	for name, c := range map[string]struct {
		now  framework.Level // what the new papers claim
		want framework.Level
	}{
		"the papers are as they were there": {4, 2},
		"the papers say something else now": {3, 3},
	} {
		t.Run(name, func(t *testing.T) {
			l := correct(t, loaded(t), level, "2")
			next := *papers().Submission
			next.Reviews = []submission.Review{{Item: "1a1", Level: 1, Commentary: "New words."}, {Item: "1a2", Level: c.now}}
			load, err := l.Visit().Load(Prepared{Submission: &next})
			if err != nil {
				t.Fatal(err)
			}
			l = then(t, l, author("a"), load)
			v := l.Visit()
			if v.Claimed("1a2") != c.want || v.Claimed("1a1") != 1 {
				t.Errorf("claimed are %s and %s", v.Claimed("1a2"), v.Claimed("1a1"))
			}
			if changes := v.Changes(); len(changes) == 0 || changes[0].Item != "1a1" {
				t.Errorf("the changes are %+v", changes)
			}
		})
	}
}

// An agenda that nobody has changed is drafted anew, another one stays.
func TestCorrectionsAndTheAgenda(t *testing.T) {
	draft := []AgendaItem{{ID: "new", Start: 600, Minutes: 30}}
	l := then(t, loaded(t), author("a"), SubmissionCorrected{Agenda: draft})
	if got := l.Visit().Agenda; len(got) != 1 || got[0].ID != "new" {
		t.Errorf("the agenda is %+v", got)
	}
	l = then(t, l, author("a"), AgendaSet{Items: []AgendaItem{{ID: "own"}}})
	l = then(t, l, author("a"), SubmissionCorrected{Agenda: draft})
	if got := l.Visit().Agenda; len(got) != 1 || got[0].ID != "own" {
		t.Errorf("the agenda that was changed by hand became %+v", got)
	}
}

// Another framework can be chosen for a visit; it stays the visit's own.
func TestChoose(t *testing.T) {
	l := loaded(t)
	other, err := framework.Parse([]byte("id: other\nname: Other\nversion: '2'\nlevels: {best: 1, worst: 4}\nelements: [{id: '1', name: One}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := l.Visit().Choose(Prepared{Framework: other, Submission: papers().Submission})
	l = then(t, l, author("a"), c, NoteAdded{NoteText: NoteText{Text: "Seen"}})
	read, err := ReadLog(l.Events())
	if err != nil {
		t.Fatal(err)
	}
	if got := read.Visit().Framework.ID; got != "other" || len(read.Visit().Notes) != 1 {
		t.Errorf("the visit's framework is %s, with %d notes", got, len(read.Visit().Notes))
	}
}
