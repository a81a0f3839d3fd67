package report

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"halfday/visit"
	"halfday/visit/submission"
)

func named(t tester, school, name string) *visit.Visit {
	return visitOf(t, smallFramework(t), visit.SubmissionLoaded{
		Submission: &submission.Submission{Name: name, School: submission.School{Name: school}},
	})
}

func TestFileName(t *testing.T) {
	for _, tt := range []struct{ school, want string }{
		{"Hawthorn Lane Primary School", "ict-mark-report-hawthorn-lane-primary-school.md"},
		{"St Bride's & St Anne’s", "ict-mark-report-st-brides-st-annes.md"},
		{"Ysgol Tŷ-Gwyn", "ict-mark-report-ysgol-ty-gwyn.md"},
		{"École  Noël", "ict-mark-report-ecole-noel.md"},
		{"../../etc/passwd", "ict-mark-report-etc-passwd.md"},
		{`C:\CON`, "ict-mark-report-c-con.md"},
		{"日本", "ict-mark-report.md"},
		{"", "ict-mark-report-the-folder.md"},
		{strings.Repeat("Long ", 40), "ict-mark-report" + strings.Repeat("-long", 12) + ".md"},
		{strings.Repeat("x", 100), "ict-mark-report-" + strings.Repeat("x", 61) + ".md"},
	} {
		if got := FileName("report", named(t, tt.school, "The Folder")); got != tt.want {
			t.Errorf("FileName(%q) = %q, want %q", tt.school, got, tt.want)
		}
	}
	if got, want := FileName("agenda", visitOf(t, smallFramework(t))), "ict-mark-agenda-a-school.md"; got != want {
		t.Errorf("without a submission: %q, want %q", got, want)
	}
}

func TestFileNameIsSafe(t *testing.T) {
	safe := regexp.MustCompile(`^ict-mark-report(-[a-z0-9]+)*\.md$`)
	rapid.Check(t, func(t *rapid.T) {
		got := FileName("report", named(t, rapid.String().Draw(t, "school"), "x"))
		if !safe.MatchString(got) || len(got) > 80 {
			t.Fatalf("%q (%d bytes)", got, len(got))
		}
	})
}
