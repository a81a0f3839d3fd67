package report

import (
	"fmt"
	"strings"

	"halfday/agenda"
	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/safe"
)

// Stages is what the stages of a visit show, as plain text for where there is
// no terminal: concerns, agenda, coverage and an outline of the report. The
// agenda is written with its template.
func Stages(v *visit.Visit, agendaTemplate string) (string, error) {
	text, err := agenda.Markdown(agendaTemplate, v)
	if err != nil {
		return "", err
	}
	check := concern.Report{Focus: v.Suggested}
	for _, c := range v.Concerns() {
		check.Concerns = append(check.Concerns, c.Concern)
	}
	return strings.Join([]string{Concerns(v.School(), v.Framework, check), text, Coverage(v), Outline(v)}, "\n"), nil
}

// Visits lists visits, two lines each: id and school, phase and what is next.
func Visits(all []visit.Summary) string {
	if len(all) == 0 {
		return "No visits yet. halfday open FOLDER begins one.\n"
	}
	var b strings.Builder
	for _, v := range all {
		indent := strings.Repeat(" ", len(v.ID)+2)
		fmt.Fprintf(&b, "%s  %s\n%s%s\n", safe.Line(v.ID), safe.Line(v.School), indent,
			safe.Line(v.Phase+", next: "+v.Next.Name()+", "+v.Left))
	}
	return b.String()
}
