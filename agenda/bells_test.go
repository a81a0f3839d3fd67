package agenda

import (
	"testing"

	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

func TestKindOf(t *testing.T) {
	for name, want := range map[string]bellKind{
		"registration":                       registration,
		"Form time":                          registration,
		"Tutor period":                       registration,
		"buses: arrival, registration":       registration,
		"Cofrestru":                          registration,
		"Assembly (juniors)":                 assembly,
		"Act of Collective Worship":          assembly,
		"GWASANAETH":                         assembly,
		"registration and assembly":          assembly,
		"Break":                              playtime,
		"break-time":                         playtime,
		"Morning play":                       playtime,
		"Amser chwarae":                      playtime,
		"Interval":                           playtime,
		"break, after assembly":              playtime,
		"Lunch":                              lunch,
		"lunch break":                        lunch,
		"Lunch-time clubs":                   lunch,
		"Cinio":                              lunch,
		"Lón":                                lunch,
		"home time":                          departure,
		"End of the school day":              departure,
		"breakfast club":                     outside,
		"after-school clubs":                 outside,
		"Period 2":                           teaching,
		"session 3":                          teaching,
		"lessons":                            teaching,
		"Lesson 4 (before lunch)":            teaching,
		"lesson 5 after lunch":               teaching,
		"gwersi cyn cinio":                   teaching,
		"Breakdance workshop":                teaching,
		"":                                   teaching,
		"((((":                               teaching,
		") break (":                          playtime,
		"lessons (first sitting has lunch)":  teaching,
		"lunch (nursery pupils go home now)": lunch,
	} {
		if got := kindOf(name); got != want {
			t.Errorf("kindOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBinds(t *testing.T) {
	tests := []struct {
		kind     bellKind
		activity visit.Activity
		with     []framework.Role
		want     bool
	}{
		{teaching, visit.Interview, []framework.Role{"teacher"}, false},
		{registration, visit.Interview, []framework.Role{"teacher"}, true},
		{registration, visit.Interview, []framework.Role{"governor", "ta"}, true},
		{registration, visit.Context, []framework.Role{"head"}, false},
		{registration, visit.Tour, []framework.Role{"head"}, true},
		{assembly, visit.Feedback, []framework.Role{"head"}, true},
		{playtime, visit.Interview, []framework.Role{"governor", "parent"}, false},
		{playtime, visit.Interview, nil, true},
		{playtime, visit.Pupils, []framework.Role{"pupil", "ta"}, true},
		{playtime, visit.Pause, nil, false},
		{assembly, visit.Reflection, nil, false},
		{lunch, visit.Pause, nil, true},
		{lunch, visit.Interview, []framework.Role{"governor"}, true},
	}
	for _, tt := range tests {
		if got := tt.kind.binds(tt.activity, tt.with); got != tt.want {
			t.Errorf("%s binds %s with %v: %v, want %v", tt.kind, tt.activity, tt.with, got, tt.want)
		}
	}
}

func TestEndOfDay(t *testing.T) {
	tests := []struct {
		name  string
		day   []submission.Bell
		want  string
		known bool
	}{
		{"lessons last", bells("9:00-12:00 lessons", "12:00-13:00 lunch", "13:00-15:10 lessons"), "15:10", true},
		{"assembly last", bells("9:00-14:50 lessons", "14:50-15:10 assembly"), "15:10", true},
		{"departure", bells("13:00-15:00 session 2", "15:00-15:20 home time"), "15:00", true},
		{"a club afterwards", bells("13:00-15:00 lessons", "15:15-16:15 after-school club"), "15:00", true},
		{"only a break", bells("10:30-10:45 break"), "", false},
		{"nothing after lunch", bells("9:00-12:00 lessons", "12:00-13:00 lunch"), "", false},
		{"no day", nil, "", false},
	}
	for _, tt := range tests {
		end, known := readDay(tt.day).end()
		if known != tt.known || known && end.String() != tt.want {
			t.Errorf("%s: end = %s, %v; want %s, %v", tt.name, end, known, tt.want, tt.known)
		}
	}
}

// FuzzKindOf reads any name at all, and the same way in capitals.
func FuzzKindOf(f *testing.F) {
	f.Add("lunch (infants first)")
	f.Add("][)(\xff")
	f.Fuzz(func(t *testing.T, name string) {
		k := kindOf(name)
		if k != kindOf(" "+name+" ") {
			t.Errorf("kindOf(%q) depends on the space around it", name)
		}
	})
}
