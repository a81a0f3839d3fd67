package submission

import (
	"fmt"
	"strings"

	"halfday/agenda"
	"halfday/tui/action"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit/submission"
)

// right offers everything that can be put right, by its action.
func (s *Screen) right() ui.Intent {
	var choices []widget.Choice
	for _, one := range []struct {
		id   action.ID
		note string
	}{
		{action.CorrectSchool, "name, nation, phase, people, dates"},
		{action.CorrectDay, "registration, break, lunch"},
		{action.CorrectLevel, "of the item under the cursor"},
		{action.CorrectColumns, "what each column of the table holds"},
		{action.PapersRenew, "sent again by the school"},
		{action.PapersChanges, "in the papers loaded last"},
		{action.FrameworkChoose, "what the visit is assessed against"},
	} {
		for _, x := range action.In(action.Submission) {
			if x.ID == one.id {
				choices = append(choices, widget.Choice{
					Title: x.Key() + "  " + x.Title, Note: one.note, Why: s.Why(x.ID),
					Do: func() ui.Intent { return ui.Intent{Run: x.ID} },
				})
			}
		}
	}
	return ui.Show(widget.NewPick(s.Env.Theme, "Put right", "What the papers say is kept; what you fill in is laid over it, and Ctrl+Z takes it back.", choices))
}

// correct sets facts right and forgets the draft of the form they were written
// in. Values that say what is there already change nothing.
func (s *Screen) correct(draft string, values []submission.Correction) ui.Intent {
	v := s.Record.Visit()
	var changed []submission.Correction
	for _, c := range values {
		if v.Submission.Text(c.Field) != strings.TrimSpace(c.Value) {
			changed = append(changed, c)
		}
	}
	if len(changed) == 0 {
		return ui.Done(s.Record.SaveDraft(draft, noDraft), "Nothing was changed.")
	}
	change, err := agenda.Correct(v, changed...)
	if err != nil {
		return ui.Intent{Err: err}
	}
	say := "Put right: " + submission.FieldName(changed[0].Field)
	if n := len(changed); n > 1 {
		say = fmt.Sprintf("Put right: %d facts", n)
	}
	return ui.Done(s.Record.Commit(draft, change), say+". Ctrl+Z takes it back.")
}

// schoolForm is the form of the school's details.
func (s *Screen) schoolForm() ui.Intent {
	const draft = "correct.school"
	v := s.Record.Visit()
	var fields []widget.FormField
	for _, f := range submission.Facts() {
		field := widget.FormField{Name: f.Field, Title: f.Name, Value: v.Submission.Text(f.Field)}
		for _, o := range f.Options {
			field.Options = append(field.Options, widget.FormOption{Value: o, Title: optionName(o)})
		}
		field.Check = func(text string) error { return new(submission.Submission).Set(f.Field, text, v.Framework) }
		fields = append(fields, field)
	}
	return ui.Show(widget.NewForm(s.Env.Theme, "The school and its application", "", s.Record, draft, fields,
		func(values map[string]string) ui.Intent {
			var all []submission.Correction
			for _, f := range submission.Facts() {
				all = append(all, submission.Correction{Field: f.Field, Value: values[f.Field]})
			}
			return s.correct(draft, all)
		}))
}

// optionName writes a word of the format for people.
func optionName(o string) string {
	if o == string(submission.NorthernIreland) {
		return submission.NorthernIreland.Name()
	}
	return strings.ToUpper(o[:1]) + o[1:]
}

// day offers the school's day as it is known, or a typical one, to be put right.
func (s *Screen) day() ui.Intent {
	v := s.Record.Visit()
	var choices []widget.Choice
	if day := v.Submission.Day; len(day) > 0 {
		choices = append(choices, widget.Choice{Title: "As it stands", Note: sketch(day), Do: func() ui.Intent { return s.dayForm("as it stands", day) }})
	}
	typical, err := submission.TypicalDays(v.Submission.School.Nation, v.Submission.School.Phase)
	if err != nil {
		return ui.Intent{Err: err}
	}
	for _, d := range typical {
		choices = append(choices, widget.Choice{Title: d.Name, Note: sketch(d.Bells), Do: func() ui.Intent { return s.dayForm(d.Name, d.Bells) }})
	}
	choices = append(choices, widget.Choice{Title: "Begin with nothing", Do: func() ui.Intent { return s.dayForm("", nil) }})
	return ui.Show(widget.NewPick(s.Env.Theme, "The school’s day",
		"Which day is nearest to the school’s? You put the times right next.", choices))
}

// sketch is a day in short.
func sketch(day []submission.Bell) string {
	var parts []string
	for _, b := range day {
		what := strings.ToLower(b.What)
		if strings.Contains(what, "break") || strings.Contains(what, "interval") || strings.Contains(what, "lunch") {
			parts = append(parts, b.What+" "+b.From.String())
		}
	}
	return strings.Join(parts, ", ")
}

// spareBells are the empty lines at the end of the form of a day.
const spareBells = 3

// dayForm is the form of the school's day: a stretch a line.
func (s *Screen) dayForm(name string, day []submission.Bell) ui.Intent {
	draft := "correct.day/" + name // what was written into another day is not brought into this one
	var fields []widget.FormField
	for i := range len(day) + spareBells {
		field := widget.FormField{Name: fmt.Sprint(i), Title: fmt.Sprintf("%d", i+1), Hint: "10:30-10:45 break"}
		if i < len(day) {
			field.Value = day[i].Line()
		}
		field.Check = func(text string) error {
			_, err := submission.ParseDay(text)
			return err
		}
		fields = append(fields, field)
	}
	return ui.Show(widget.NewForm(s.Env.Theme, "The school’s day",
		"From when to when, and what happens then: a line each. Leave a line empty to take it away.", s.Record, draft, fields,
		func(values map[string]string) ui.Intent {
			var lines []string
			for i := range fields {
				if line := strings.TrimSpace(values[fmt.Sprint(i)]); line != "" {
					lines = append(lines, line)
				}
			}
			bells, err := submission.ParseDay(strings.Join(lines, "\n"))
			if err != nil {
				return ui.Intent{Err: err}
			}
			return s.correct(draft, []submission.Correction{{
				Field: submission.DayField, Value: (&submission.Submission{Day: bells}).Text(submission.DayField),
			}})
		}))
}

// level offers the levels that the school may claim for the item under the cursor.
func (s *Screen) level() ui.Intent {
	v := s.Record.Visit()
	n := v.Framework.Find(s.At())
	field := submission.LevelField(n.ID)
	papers := v.Papers().Text(field)
	var choices []widget.Choice
	offer := func(value, title string) {
		note := ""
		if value == papers {
			note = "as the papers say"
		}
		choices = append(choices, widget.Choice{
			Title: title, Note: note, Chosen: value == v.Submission.Text(field),
			Do: func() ui.Intent { return s.correct("", []submission.Correction{{Field: field, Value: value}}) },
		})
	}
	for l := v.Framework.Levels.Best; l <= v.Framework.Levels.Worst; l++ {
		offer(l.String(), "Level "+l.String())
	}
	offer("", "No level")
	return ui.Show(widget.NewPick(s.Env.Theme, "The level claimed for "+n.ID+" "+n.Name,
		"Which level does the school claim? Level 1 is the highest.", choices))
}
