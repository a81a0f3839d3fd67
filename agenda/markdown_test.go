package agenda

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

func shipped(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../templates/markdown/agenda.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestMarkdown(t *testing.T) {
	v := &visit.Visit{
		Framework:  small(t),
		Submission: &submission.Submission{School: submission.School{Name: "Long Acre | School", Headteacher: "Mrs V Quill"}},
		Date:       submission.Date{Year: 2012, Month: 3, Day: 7},
		Agenda: []visit.AgendaItem{
			{
				ID: "context", Activity: visit.Context, Title: "Arrival", Start: clock("9:00"), Minutes: 15,
				With: []framework.Role{"head", "leadership"}, Where: "office", Covers: []string{"1a1", "1a2"},
			},
			{ID: "pause", Activity: visit.Pause, Start: clock("10:30"), Minutes: 15, Where: "<b>room</b>"},
			{
				ID: "pupils", Activity: visit.Pupils, Title: "*Pupils*", Start: clock("10:45"), Minutes: 30,
				With: []framework.Role{"pupil", "ta", "teacher"}, Where: "library", Covers: []string{"1a1", "2a", "2b"},
			},
			{ID: "others", Activity: visit.Interview, Title: "Others", Start: clock("11:15"), Minutes: 30, With: []framework.Role{"governor", "ict-lead"}},
		},
	}
	got, err := Markdown(shipped(t), v)
	if err != nil {
		t.Fatal(err)
	}
	want := `# Agenda for the ICT Mark visit to Long Acre \| School

Wednesday 7 March 2012, 09:00 to 11:45.
`
	if d := cmp.Diff(want, got[:min(len(want), len(got))]); d != "" {
		t.Errorf("head (-want +got):\n%s", d)
	}
	for _, line := range []string{
		`| 09:00–09:15 | Arrival | headteacher and leadership team | office | To hear about the school, its pupils and what it is proud of. |`,
		`| 10:30–10:45 | pause | the assessor | \<b>room\</b> | To look through what has been seen and heard, and to ask for anything still needed. |`,
		`| 10:45–11:15 | \*Pupils\* | pupils and a member of staff | library | To hear from the pupils, and to see work they would like to show. |`,
		`| 11:15–11:45 | Others | governors and ICT lead |  | To talk about how things are done, with examples close at hand. |`,
		`  - 09:00–09:15: headteacher and leadership team`,
		`  - 10:45–11:15: a member of staff, with the pupils`,
		`  - 11:15–11:45: ICT lead`,
		`- Direction (1a)`,
		`- Aims (1a1)`,
		`- Doing (2)`,
	} {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("there is no line %q in:\n%s", line, got)
		}
	}
	for _, never := range []string{"Quill", "concern", "\n\n\n"} {
		if strings.Contains(got, never) {
			t.Errorf("%q stands in:\n%s", never, got)
		}
	}
	if !strings.HasSuffix(got, "\n") || strings.HasSuffix(got, "\n\n") {
		t.Errorf("it ends in %q", got[len(got)-5:])
	}
}

func TestMarkdownWithoutADate(t *testing.T) {
	v := &visit.Visit{Framework: small(t), Submission: &submission.Submission{}}
	v.Agenda = Draft(v.Framework, nil, Options{}).Items
	got, err := Markdown(shipped(t), v)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# Agenda for the ICT Mark visit to A school\n\nOn a day still to be agreed, 09:30 to 12:45.\n"; !strings.HasPrefix(got, want) {
		t.Errorf("it begins:\n%s", got[:200])
	}
	for _, request := range []string{"A room to work in", "a member of staff stays with the pupils", "Staff free"} {
		if !strings.Contains(got, request) {
			t.Errorf("%q is not asked for", request)
		}
	}
}

func TestMarkdownAsksForWhatIsMissing(t *testing.T) {
	v := &visit.Visit{Framework: small(t), Submission: &submission.Submission{
		Documents: []submission.Evidence{{Title: "Our *plan*", File: "plan.pdf", Missing: true}, {Title: "Policy", File: "policy.pdf"}},
		Reviews: []submission.Review{
			{Evidence: []submission.Evidence{{Title: "Our *plan*", File: "evidence/plan.pdf", Missing: true}, {Title: "Display in the hall"}}},
			{Evidence: []submission.Evidence{
				{File: `minutes\march.doc`, Missing: true},
				{Title: "Audit", File: `Staff\Audit.XLS`, Missing: true}, // it came under another path
			}},
		},
		Files: []submission.File{{Path: "policy.pdf"}, {Path: "evidence/audit.xls"}},
	}}
	v.Agenda = Draft(v.Framework, nil, Options{}).Items
	got, err := Markdown(shipped(t), v)
	if err != nil {
		t.Fatal(err)
	}
	want := "\n- **Please send before the visit or have ready**, as the self-review names it and it was not among the papers:\n" +
		"  - Our \\*plan\\*\n  - minutes\\\\march.doc\n\n"
	if !strings.Contains(got, want) || strings.Contains(got, "at hand, so that") {
		t.Errorf("there is no\n%s\nor more than that in\n%s", want, got)
	}
	v.Submission = &submission.Submission{}
	if got, err = Markdown(shipped(t), v); err != nil || strings.Contains(got, "Please send") || !strings.Contains(got, "\n- **The evidence named in the self-review** at hand") {
		t.Errorf("with nothing missing: %v\n%s", err, got)
	}
}

func TestMarkdownErrors(t *testing.T) {
	v := &visit.Visit{Framework: small(t), Submission: &submission.Submission{}}
	if _, err := Markdown(shipped(t), v); !errors.Is(err, ErrEmpty) {
		t.Errorf("without an agenda: %v", err)
	}
	v.Agenda = three()
	for _, tmpl := range []string{"{{", "{{.Nobody}}"} {
		if _, err := Markdown(tmpl, v); err == nil || !strings.Contains(err.Error(), "the agenda's template") {
			t.Errorf("template %q: %v", tmpl, err)
		}
	}
}
