package agenda

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit"
	"halfday/visit/framework"
)

func TestSplit(t *testing.T) {
	usual := []framework.Role{"teacher", "governor", "ta", "parent", "safeguarding", "data-manager"}
	const apart, together = "in two conversations", "no time for two"
	for _, tt := range []struct {
		name    string
		with    []framework.Role
		minutes int
		want    []string
		reason  string
	}{
		{"half an hour", usual, 30, []string{"10:00-10:15 staff", "10:15-10:30 others"}, apart},
		{"25 minutes", usual, 25, []string{"10:00-10:15 staff", "10:15-10:25 others"}, apart},
		{"22 minutes", usual, 22, []string{"10:00-10:12 staff", "10:12-10:22 others"}, apart},
		{"20 minutes", usual, 20, []string{"10:00-10:10 staff", "10:10-10:20 others"}, apart},
		{"no time", usual, 19, []string{"10:00-10:19 staff"}, together},
		{"few people", usual[:4], 30, []string{"10:00-10:30 staff"}, ""},
		{"nobody of the classroom", []framework.Role{"governor", "parent", "community", "data-manager", "business-manager"}, 30, []string{"10:00-10:30 staff"}, ""},
	} {
		before := []visit.AgendaItem{{ID: "staff", Title: "Teachers and others", Start: clock("10:00"), Minutes: tt.minutes, With: tt.with}, {ID: "pupils", Start: clock("11:00")}}
		items, why := split(before)
		if d := cmp.Diff(append(tt.want, "11:00-11:00 pupils"), lines(items)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
		if reason := strings.Join(why, " "); (reason == "") != (tt.reason == "") || !strings.Contains(reason, tt.reason) {
			t.Errorf("%s: the reason is %q", tt.name, reason)
		}
	}
	items, _ := split([]visit.AgendaItem{{ID: "staff", Minutes: 30, With: usual}})
	got := [][]framework.Role{items[0].With, items[1].With}
	if d := cmp.Diff([][]framework.Role{{"teacher", "ta", "safeguarding"}, {"governor", "parent", "data-manager"}}, got); d != "" {
		t.Errorf("people (-want +got):\n%s", d)
	}
}
