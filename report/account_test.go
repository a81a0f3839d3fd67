package report

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"halfday/visit"
	"halfday/visit/submission"
)

// table is a school's table with a fault of every kind.
func table(t *testing.T) *submission.Submission {
	t.Helper()
	const text = "\"Self-review, spring term\",,,\nAspect,Level,Comments,Checked\n1a,2,We do and can show it.,yes\nPlanning,,,\n7c,often,,\n9z,1,Our own idea of it.,\n"
	s, err := submission.Kept("hawthorn-lane", "review.csv", []byte(text), nil).Read(smallFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAccountGolden(t *testing.T) {
	got := Account("hawthorn-lane", table(t).Account(smallFramework(t)))
	golden(t, "account.txt", got)
	for line := range strings.Lines(got) {
		if w := ansi.StringWidth(strings.TrimSuffix(line, "\n")); w > columns {
			t.Errorf("%d columns: %s", w, line)
		}
	}
}

func TestChanges(t *testing.T) {
	before := table(t)
	after := *before
	after.School.Name = "Hawthorn Lane School"
	after.Reviews = append([]submission.Review{{Item: "1a", Level: 1, Commentary: "We did and can show it."}}, after.Reviews[1])
	v := visitOf(t, smallFramework(t), visit.SubmissionLoaded{Submission: before}, visit.SubmissionLoaded{Submission: &after})
	golden(t, "changes.txt", Changes(v))
}
